-- tag::receipts[]
create table if not exists sms_receipt (
    receipt_key  varchar(255) primary key,
    biz_id       varchar(255),
    phone_number varchar(64),
    success      boolean,
    err_code     varchar(255),
    report_time  timestamp with time zone,
    json         text not null
);
-- end::receipts[]

create table if not exists rejected_message (
    message_id varchar(255) primary key,
    reason     varchar(1000),
    body       text
);
