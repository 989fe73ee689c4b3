insert into sms_receipt (receipt_key, biz_id, phone_number, success, err_code, report_time, json)
values (:#${header.CamelAlicomMnsReceiptKey}, :#${body.bizId}, :#${body.phoneNumber},
        :#${body.success}, :#${body.errCode}, :#${body.reportTime}, :#${body.json()})
on conflict do nothing
