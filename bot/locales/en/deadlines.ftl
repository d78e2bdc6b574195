### Time: reminders, offers that are lost, silence, and customers who leave. In English.

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
closed-silent =
    We have not heard from you, so ticket #{ $ticket } is closed.
    If you still need help, just start a new one.
closed-left =
    You left the chat and did not come back, so ticket #{ $ticket } is closed.
    If you still need help, just start a new one.
card-left =
    <b>Ticket #{ $ticket }</b>
    You have left the chat, but your ticket is still open. Press the button below to come back.
card-closed-silent =
    <b>Ticket #{ $ticket }</b>
    This ticket is closed, because there was no answer from you.
card-closed-left =
    <b>Ticket #{ $ticket }</b>
    This ticket is closed, because you left the chat.
button-still-needed = I still need help
button-solved = All solved, thank you

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

## Supervisor

supervisor-offer-passed = ⚠️ Ticket #{ $ticket }: { $operator } did not answer the customer, so the ticket went to { $next }.
supervisor-offer-waits = ⚠️ Ticket #{ $ticket }: { $operator } did not answer the customer, and nobody else is free. The customer is still waiting.

supervisor-mend-bot = 🔧 The bot cannot write to { $operator }. They must open the bot and press Start; if they have blocked it, they must unblock it first.
supervisor-mend-privacy = 🔧 { $operator } cannot be added to chats. They must allow it in Telegram under Settings → Privacy → Groups & Channels, or add the desk’s account to their contacts. Until then they are sent a link to each chat.
supervisor-mend-chats = 🔧 { $operator } is in as many chats as Telegram allows and cannot be added to more. They must leave some.
supervisor-mend-address = 🔧 { $operator } cannot be added to chats, because the desk’s account does not know them. They must choose a username in Telegram, or write one message to the desk’s account.
supervisor-mend-other = 🔧 { $operator } cannot be added to chats. Telegram’s reason: { $reason }
supervisor-off-shift = ⚠️ Ticket #{ $ticket }: nothing reaches { $operator }, so their shift is ended and the ticket is offered to others.
