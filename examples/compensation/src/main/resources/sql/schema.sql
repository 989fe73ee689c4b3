-- A request to send may have up to 1,000 numbers, and all of them share its biz id.
create table if not exists message (
    biz_id       varchar(64) not null,
    phone_number varchar(32) not null,
    sent_at      timestamp with time zone not null,
    state        varchar(9) default 'SENT' not null check (state in ('SENT', 'DELIVERED', 'FAILED')),
    err_code     varchar(64),
    reported_at  timestamp with time zone,
    source       varchar(12) check (source in ('RECEIPT', 'COMPENSATION')),
    asked        integer default 0 not null,
    ask_at       timestamp with time zone not null,
    primary key (biz_id, phone_number)
);
create index if not exists message_due on message (state, ask_at);
