insert into message (biz_id, phone_number, sent_at, ask_at)
values (:#bizId, :#phoneNumber, :#sentAt,
        cast(:#sentAt as timestamp with time zone)
        + cast(:#${properties:compensation.after} as integer) * interval '1' second)
