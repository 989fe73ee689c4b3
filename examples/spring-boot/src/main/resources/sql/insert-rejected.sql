insert into rejected_message (message_id, reason, body)
values (:#${header.CamelAlicomMnsMessageId}, :#${exception.message}, :#${body})
on conflict do nothing
