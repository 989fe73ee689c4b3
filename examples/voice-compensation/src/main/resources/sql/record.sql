insert into voice_call (call_id, prod_id, placed_at, ask_at)
values (:#callId, :#prodId, :#placedAt,
        cast(:#placedAt as timestamp with time zone)
        + cast(:#${properties:compensation.after} as integer) * interval '1' second)
