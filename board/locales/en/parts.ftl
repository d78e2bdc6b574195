### Words that all pages use: roles, statuses, spans of time. In English.

role-operator = operator
role-supervisor = supervisor

## Statuses of a ticket

status-queued = waiting
status-offered = offered
status-active = in talk
status-closed = closed
status-abandoned = abandoned

## Spans of time

span-moment = < 1 min
span-minutes = { $minutes } min
span-hours = { $hours } h { $minutes } min
span-days = { $days } d { $hours } h
span-clock = { $minutes }:{ $seconds }
