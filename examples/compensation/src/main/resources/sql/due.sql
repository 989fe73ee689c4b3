-- the SMS service keeps records for 30 days
select biz_id, phone_number, sent_at, asked
from message
where state = 'SENT'
  and ask_at <= current_timestamp
  and sent_at > current_timestamp - interval '30' day
order by ask_at
fetch first :#${properties:compensation.questions} rows only
