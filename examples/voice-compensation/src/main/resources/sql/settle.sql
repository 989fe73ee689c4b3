-- the first outcome updates one row, every later one updates none
update voice_call
set state       = case when :#${body.statusCode} = '200000' then 'ANSWERED' else 'NOT_ANSWERED' end,
    status_code = :#${body.statusCode},
    duration    = :#${body.duration},
    ended_at    = :#${body.endTime},
    source      = :#${variable.source}
where call_id = :#${body.callId}
  and state = 'PLACED'
