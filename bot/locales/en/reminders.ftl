### Reminders of tickets, for whoever holds them then. In English.

reminder-how = I cannot read the time in that. Write it like this, with what to remind of behind it: <b>in 2 h call the bank</b>, <b>tomorrow 9:00</b>, <b>mon 10:00</b>, <b>15.12 14:30</b>.
reminder-past = { $time } is over already. Write a time that is still to come.
reminder-too-far = That is too far away: reminders are kept for up to { $days } days.
reminder-full = This ticket has { $most } reminders already. Remove one first.
reminder-which = Of which ticket? Write its number before the time: <b>/remind 12 in 2 h</b>
reminder-by-reply = Please send this as a Reply to the ticket’s card, or to a message of that customer: several tickets stand here.
reminder-gone = This reminder is gone already.
reminder-kept = ⏰ Reminder of ticket #{ $ticket }: { $time }. Whoever holds the ticket then gets it.
reminder-kept-words =
    ⏰ Reminder of ticket #{ $ticket }: { $time }. Whoever holds the ticket then gets it:
    { $words }
reminders-of =
    ⏰ <b>Reminders of ticket #{ $ticket }</b>, { $customer }. Whoever holds it then gets them.
    { $list }

    To set one at any time: /remind in 2 h call the bank
reminders-none-of =
    ⏰ <b>Ticket #{ $ticket }</b>, { $customer }. When shall whoever holds it then be reminded?
    At any other time: /remind in 2 h call the bank
reminder-line = { $number }. { $time } ({ $author })
reminder-line-words = { $number }. { $time } ({ $author }): { $words }
reminders-list =
    ⏰ <b>Reminders</b>
    { $list }
reminders-list-line = { $number }. { $time }: #{ $ticket }, { $customer }
reminders-list-line-words = { $number }. { $time }: #{ $ticket }, { $customer }: { $words }
reminders-more = … and later ones
reminders-none = No reminder is set. The button ⏰ on a ticket’s card sets one, and so does <b>/remind 12 in 2 h</b> with what to remind of behind it.
reminder-by-owner = the owner
reminder-ask =
    When shall I remind of ticket #{ $ticket } ({ $customer }), and of what? Write it here: <b>in 2 h call the bank</b>, <b>tomorrow 9:00</b>, <b>mon 10:00</b>, <b>15.12 14:30</b>.
reminder-due = ⏰ <b>Reminder of ticket #{ $ticket }</b>, { $customer } (set by { $author })
reminder-due-words =
    ⏰ <b>Reminder of ticket #{ $ticket }</b>, { $customer } (set by { $author })
    { $words }
reminder-ended = ⏰ <b>Reminder of ticket #{ $ticket }</b>, { $customer } (set by { $author }). The ticket has ended meanwhile.
reminder-ended-words =
    ⏰ <b>Reminder of ticket #{ $ticket }</b>, { $customer } (set by { $author }). The ticket has ended meanwhile.
    { $words }
supervisor-reminder =
    ⏰ <b>Reminder of ticket #{ $ticket }</b>, { $customer } (set by { $author })
    It reached nobody who holds the ticket. Operator: { $operator }
supervisor-reminder-words =
    ⏰ <b>Reminder of ticket #{ $ticket }</b>, { $customer } (set by { $author })
    It reached nobody who holds the ticket. Operator: { $operator }
    { $words }
button-reminders = ⏰ Remind
button-remind-hour = In 1 h
button-remind-hours = In 3 h
button-remind-morning = Tomorrow 9:00
button-remind-write = ✏️ At another time
button-reminder-gone = 🗑 { $number }
