### A ticket's life: offers, silence, leaving, handing over, the end. In English.

## Customer

offer-reminder =
    ⏳ Your chat for ticket #{ $ticket } is still waiting for you. { $minutes ->
        [one] It closes in { $minutes } minute
       *[other] It closes in { $minutes } minutes
    } if you do not come in.
still-needed =
    <b>Ticket #{ $ticket }</b>
    It has been quiet in your chat for a while. Do you still need our help?
still-needed-yes =
    <b>Ticket #{ $ticket }</b>
    All right, your ticket stays open. Just write in the chat.
button-still-needed = I still need help
button-solved = All solved, thank you
closed-silent =
    We have not heard from you, so ticket #{ $ticket } is closed.
    If you still need help, just start a new one.
closed-left =
    You left the chat and did not come back, so ticket #{ $ticket } is closed.
    If you still need help, just start a new one.
thanks =
    Ticket #{ $ticket } is closed. Thank you for writing to us!
    If anything else comes up, we are here.

## Operator

answer-reminder =
    ⏳ <b>Ticket #{ $ticket }</b>
    { $customer } is waiting for your first word. { $minutes ->
        [one] In { $minutes } minute
       *[other] In { $minutes } minutes
    } the ticket goes to another operator.
offer-lost =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Nobody answered the customer in time, so the ticket was taken from you and offered to others.
nudge =
    🔔 <b>Ticket #{ $ticket }</b>
    { $customer } has been waiting for your answer for { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.
goes-on =
    <b>Ticket #{ $ticket }</b>
    { $customer } says that they still need help.
customer-left =
    <b>Ticket #{ $ticket }</b>
    { $customer } has left the chat. They can come back; if they do not, the ticket closes by itself.
customer-back =
    <b>Ticket #{ $ticket }</b>
    { $customer } is back in the chat.
desk-nudge =
    🔔 <b>Ticket #{ $ticket }</b>
    { $customer } has been waiting for an answer for { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.
desk-goes-on =
    <b>Ticket #{ $ticket }</b>
    { $customer } says that they still need help.
desk-customer-blocked =
    🚫 <b>Ticket #{ $ticket }</b>
    { $customer } cannot be written to: they have blocked the bot, or deleted their account. If they do not come back, the ticket closes by itself.
desk-customer-back =
    <b>Ticket #{ $ticket }</b>
    { $customer } can be written to again.

## Supervisor

supervisor-offer-passed = ⚠️ Ticket #{ $ticket }: { $operator } did not answer the customer, so the ticket went to { $next }.
supervisor-offer-waits = ⚠️ Ticket #{ $ticket }: { $operator } did not answer the customer, and nobody else is free. The customer is still waiting.
supervisor-off-shift = ⚠️ Ticket #{ $ticket }: nothing reaches { $operator }, so their shift is ended and the ticket is offered to others.

## An operator's own tickets

button-chats = My tickets
chats-list =
    <b>{ $count ->
        [one] You have { $count } open ticket
       *[other] You have { $count } open tickets
    }</b>
    { $list }
chats-empty = You have no open tickets.
chats-close =
    <b>Which of your tickets should be closed? ({ $count })</b>
    { $list }
chats-transfer =
    <b>Which of your tickets do you hand over? ({ $count })</b>
    { $list }
button-chat-of = Chat #{ $ticket }
button-close-of = Close #{ $ticket }
button-transfer-of = Hand over #{ $ticket }

## Handing over

transfer-to-whom =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Who should go on with it?
transfer-to-nobody =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    No colleague can take it just now. You can put it back into the queue.
transfer-note =
    <b>Ticket #{ $ticket } → { $operator }</b>
    Write a note for { $operator } now, or go on without one. Only staff will see it.
transfer-note-queue =
    <b>Ticket #{ $ticket } → the queue</b>
    Write a note for whoever gets it next, or go on without one. Only staff will see it.
transferred = Ticket #{ $ticket } is with { $operator } now.
transferred-queue = Ticket #{ $ticket } is back in the queue.
button-transfer = Hand over
button-operator = { $name } · { $load } of { $capacity }
button-to-queue = Back to the queue
button-no-note = Without a note
cannot-take = This colleague cannot take the ticket any more. Please choose somebody else.
nobody-holds = Nobody holds this ticket just now: it is in the queue.

## Notes

note-kept = Your note on ticket #{ $ticket } is kept. Only staff can read it.
note-empty = Please write the note behind the command: /note and some words.
note-by-reply = Please send /note as a Reply to the ticket’s card, or to a message of that customer: several tickets stand here.

## Calling a supervisor

button-call-supervisor = Call a supervisor
button-enter-ticket = Enter the chat
supervisor-wanted =
    🙋 <b>Ticket #{ $ticket }</b>
    { $operator } asks a supervisor to come.
    Customer: { $customer }
supervisors-told = The supervisors have been told.
supervisors-told-before = The supervisors have been told a moment ago.
no-supervisor = There is no supervisor whom I could tell.

## The end

confirm-close = Close ticket #{ $ticket }? The talk with the customer ends with it.
button-close = Close the ticket
button-yes-close = Yes, close
ticket-is-closed = This ticket is closed already.
not-your-ticket = This ticket belongs to another operator.

## Tickets that go on after their end

button-reopen-ticket = Open it again
reopened-line = 🔁 Opened again: { $time }. All that was said before is in the history.
reopen-ended-long-ago = Ticket #{ $ticket } ended too long ago to be opened again.
reopen-customer-has-other = Its customer has another open ticket already: #{ $ticket }.
reopen-cannot = Ticket #{ $ticket } cannot be opened again: it did not end in a talk, or what was said in it is kept no more.
reopen-of-blocked = Ticket #{ $ticket } cannot be opened again: its customer is blocked, or has blocked the bot.
reopen-how = Write the number of a ticket that ended: <b>/reopen 12</b>
reopen-done = Ticket #{ $ticket } is open again.

## Targets

target-due = ⏱ { $what ->
        [1] First answer
       *[other] Solved
    } by { $time }
target-late = 🔴 { $what ->
        [1] First answer
       *[other] Solution
    } late: it was due by { $time }
target-near =
    ⏱ <b>Ticket #{ $ticket }</b>, { $customer }
    { $what ->
        [1] The first answer is due by { $time }.
       *[other] It is to be solved by { $time }.
    }
supervisor-target-missed =
    🔴 Ticket #{ $ticket } ({ $topic }) missed its target: { $what ->
        [1] the first answer
       *[other] the solution
    } was due by { $time }
    Operator: { $operator }
