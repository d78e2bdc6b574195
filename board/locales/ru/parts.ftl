### Words that all pages use: roles, statuses, spans of time. In Russian.

role-operator = оператор
role-supervisor = супервайзер

## Statuses of a ticket

status-queued = ждёт
status-offered = предложено
status-active = в разговоре
status-closed = закрыто
status-abandoned = без ответа

## Spans of time

span-moment = < 1 мин
span-minutes = { $minutes } мин
span-hours = { $hours } ч { $minutes } мин
span-days = { $days } дн { $hours } ч
span-clock = { $minutes }:{ $seconds }
