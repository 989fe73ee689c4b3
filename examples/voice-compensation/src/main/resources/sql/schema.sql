create table if not exists voice_call (
    call_id     varchar(64) primary key,
    prod_id     bigint not null,
    placed_at   timestamp with time zone not null,
    state       varchar(12) default 'PLACED' not null check (state in ('PLACED', 'ANSWERED', 'NOT_ANSWERED')),
    status_code varchar(16),
    duration    integer,
    ended_at    timestamp with time zone,
    source      varchar(12) check (source in ('RECEIPT', 'COMPENSATION')),
    asked       integer default 0 not null,
    ask_at      timestamp with time zone not null
);
create index if not exists voice_call_due on voice_call (state, ask_at);
