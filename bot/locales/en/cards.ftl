### What cards show: a ticket's for the customer and for staff, and what all of them have in common. In English.

## The customer's, where there is a room

card-preparing =
    <b>Ticket #{ $ticket }</b>
    We have found an operator and are getting your chat ready. It takes a few seconds.
card-ready =
    <b>Ticket #{ $ticket }</b>
    Your chat is ready. Press the button below and ask to join: you will be let in right away.
card-active =
    <b>Ticket #{ $ticket }</b>
    { $operator } is with you in the chat.
card-left =
    <b>Ticket #{ $ticket }</b>
    You have left the chat, but your ticket is still open. Press the button below to come back.
card-closed =
    <b>Ticket #{ $ticket }</b>
    This ticket is closed.
card-cancelled =
    <b>Ticket #{ $ticket }</b>
    You have cancelled this ticket.
card-never-came =
    <b>Ticket #{ $ticket }</b>
    You did not come to the chat, so we have closed this ticket. If you still need help, press “Talk to an operator” again.
card-closed-silent =
    <b>Ticket #{ $ticket }</b>
    This ticket is closed, because there was no answer from you.
card-closed-left =
    <b>Ticket #{ $ticket }</b>
    This ticket is closed, because you left the chat.

## The customer's, where the answer comes into the bot's chat

question-accepted =
    <b>Ticket #{ $ticket }</b>
    Your question was accepted. The answer comes right here, and you may write on meanwhile.
question-accepted-closed =
    <b>Ticket #{ $ticket }</b>
    Your question was accepted. We are closed now and open { $day ->
        [0] today
        [1] tomorrow
        [2] on Monday
        [3] on Tuesday
        [4] on Wednesday
        [5] on Thursday
        [6] on Friday
        [7] on Saturday
        [9] on { $date }
       *[other] on Sunday
    } at { $clock } ({ $zone }). The answer comes right here.
question-answered =
    <b>Ticket #{ $ticket }</b>
    You are being answered. Everything that you write here reaches us.
question-closed =
    <b>Ticket #{ $ticket }</b>
    This ticket is closed.
question-withdrawn =
    <b>Ticket #{ $ticket }</b>
    You have cancelled this ticket. Send /start whenever you need us.

## The operator's

operator-ticket =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Topic: { $topic }
    The customer waits for your answer.
operator-ticket-note =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Topic: { $topic }
    The customer waits for your answer.
    <b>Note by { $operator }, for staff only:</b>
    { $note }
operator-ticket-link =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Your privacy settings do not let us add you to the chat. Please join with the button below.
operator-ticket-passed =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    This ticket is not with you any more.
operator-ticket-closed =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    This ticket is closed.

## The room's

room-card =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Topic: { $topic }
    Operator: { $operator }

    { $goes }
room-card-waiting =
    <b>Ticket #{ $ticket }</b>
    An operator will join shortly. You can already write what it is about.

    { $goes }
room-card-closed =
    <b>Ticket #{ $ticket }</b>
    This ticket is closed. Thank you!

## Of every card

done = Done
already-done = That is done already
card-moved = ⤵️ Please look further down: the newest message about this is there.
button-no = No
button-before = ◀️ Back a page
button-after = Next page ▶️
button-back = Back
age-seconds = { $count } s
age-minutes = { $count } min
age-hours = { $count } h { $minutes } min
