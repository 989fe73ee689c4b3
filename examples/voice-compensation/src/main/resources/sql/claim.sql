-- updates one row unless another instance queries this call, or its receipt has arrived;
-- the next query is twice as far away
update voice_call
set asked  = asked + 1,
    ask_at = current_timestamp
             + cast(:#${properties:compensation.after} as integer) * power(2, least(asked + 1, 8)) * interval '1' second
where call_id = :#call_id
  and asked = :#asked
  and state = 'PLACED'
