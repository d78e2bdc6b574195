### Words that all pages use: roles, statuses, spans of time. In Ukrainian.

role-operator = оператор
role-supervisor = супервайзер

## Statuses of a ticket

status-queued = чекає
status-offered = запропоновано
status-active = у розмові
status-closed = закрито
status-abandoned = без відповіді

## Spans of time

span-moment = < 1 хв
span-minutes = { $minutes } хв
span-hours = { $hours } год { $minutes } хв
span-days = { $days } дн { $hours } год
span-clock = { $minutes }:{ $seconds }
