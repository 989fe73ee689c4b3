-- the first result changes one row, every later one none
update message
set state       = case when cast(:#${body.success} as boolean) then 'DELIVERED' else 'FAILED' end,
    err_code    = :#${body.errCode},
    reported_at = :#${body.reportTime},
    source      = :#${variable.source}
where biz_id = :#${body.bizId}
  and phone_number = :#${body.phoneNumber}
  and state = 'SENT'
