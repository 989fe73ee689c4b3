-- how long the voice service keeps calls is not documented: 30 days, as the SMS service does
select call_id, prod_id, placed_at, asked
from voice_call
where state = 'PLACED'
  and ask_at <= current_timestamp
  and placed_at > current_timestamp - interval '30' day
order by ask_at
fetch first :#${properties:compensation.queries} rows only
