-- the first outcome updates one row, every later one updates none; 200100 is an answered double call
update voice_call
set state       = case when :#${body.statusCode} in ('200000', '200100') then 'ANSWERED' else 'NOT_ANSWERED' end,
    status_code = :#${body.statusCode},
    duration    = :#${body.duration},
    ended_at    = :#${body.endTime},
    source      = :#${variable.source}
where call_id = :#${body.callId}
  and state = 'PLACED'
