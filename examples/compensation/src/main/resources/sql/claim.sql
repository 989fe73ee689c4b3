-- one row: no other query is in progress, and no receipt has arrived; each delay is twice the one before
update message
set asked  = asked + 1,
    ask_at = current_timestamp
             + cast(:#${properties:compensation.after} as integer) * power(2, least(asked + 1, 8)) * interval '1' second
where biz_id = :#biz_id
  and phone_number = :#phone_number
  and asked = :#asked
  and state = 'SENT'
