### What the desk says, in English. Values are put in escaped; <b> and the like are Telegram's HTML.

## Customer

ask-contact =
    Hello, { $name }! 👋
    This is our support desk. To get started, please share your phone number with the button below — that way we know who we are talking to.
contact-not-yours = This looks like somebody else’s contact. Please share your own number with the button below.
contact-saved = Thank you, your number is saved.
welcome =
    { $name }, good to see you!
    When you need a hand, press “Talk to an operator” and we will find somebody for you.
use-buttons = I only understand buttons here, so please choose one below. Everything else you can tell the operator in the chat.
card-preparing =
    <b>Ticket #{ $ticket }</b>
    We have found an operator and are getting your chat ready. It takes a few seconds.
card-ready =
    <b>Ticket #{ $ticket }</b>
    Your chat is ready. Press the button below and ask to join: you will be let in right away.
card-active =
    <b>Ticket #{ $ticket }</b>
    { $operator } is with you in the chat.
card-closed =
    <b>Ticket #{ $ticket }</b>
    This ticket is closed.
card-cancelled =
    <b>Ticket #{ $ticket }</b>
    You have cancelled this ticket.
card-never-came =
    <b>Ticket #{ $ticket }</b>
    You did not come to the chat, so we have closed this ticket. If you still need help, press “Talk to an operator” again.
thanks =
    Ticket #{ $ticket } is closed. Thank you for writing to us!
    If anything else comes up, we are here.
nothing-to-cancel = You have no open ticket, so there is nothing to cancel.

## Operator

panel-on-shift =
    <b>{ $name }, you are on shift</b>
    Tickets: { $load } of { $capacity }
    { $waiting ->
        [0] Nobody is waiting.
        [one] { $waiting } customer is waiting.
       *[other] { $waiting } customers are waiting.
    }
panel-off-shift =
    <b>{ $name }, you are off shift</b>
    Tickets: { $load } of { $capacity }
    { $waiting ->
        [0] Nobody is waiting.
        [one] { $waiting } customer is waiting.
       *[other] { $waiting } customers are waiting.
    }
queue-waiting =
    <b>{ $count ->
        [one] { $count } customer is waiting
       *[other] { $count } customers are waiting
    }{ $minutes ->
        [0] { "" }
        [one] , the first for { $minutes } minute
       *[other] , the first for { $minutes } minutes
    }</b>
    { $list }
queue-empty = Nobody is waiting.
operator-ticket =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Topic: { $topic }
    The customer waits for your answer.
operator-ticket-link =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Your privacy settings do not let us add you to the chat. Please join with the button below.
operator-ticket-closed =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    This ticket is closed.
room-card =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Topic: { $topic }
    Operator: { $operator }
room-card-waiting =
    <b>Ticket #{ $ticket }</b>
    An operator will join shortly. You can already write what it is about.
room-card-closed =
    <b>Ticket #{ $ticket }</b>
    This ticket is closed. Thank you!
confirm-close = Close ticket #{ $ticket }? The talk with the customer ends with it.
supervisor-operator-unreachable = ⚠️ Ticket #{ $ticket }: operator { $operator } could not be brought into the chat or written to.
supervisor-intruder = ⚠️ Ticket #{ $ticket }: { $person } came into the chat without being invited and was removed.
supervisor-effect-failed = ⚠️ Ticket #{ $ticket }. { $reason }

## Buttons

button-share-contact = 📱 Share my number
button-talk = 💬 Talk to an operator
button-cancel = Cancel
button-enter-room = Enter the chat
button-start-shift = Start shift
button-end-shift = End shift
button-refresh = Refresh
button-close = Close the ticket
button-yes-close = Yes, close
button-no = No

## Answers to a press, and refusals

done = Done
already-done = That is done already
not-your-ticket = This ticket belongs to another operator.
staff-only = This is for the desk’s staff only.
ticket-is-closed = This ticket is closed already.
already-on-shift = You are on shift already.
not-on-shift = You are not on shift.
card-moved = ⤵️ Please look further down: the newest message about this is there.
door-waits =
    Telegram makes me wait until { $time } before I can let you into the chat of ticket #{ $ticket }. There is no need to do anything: you will be let in by then.
door-too-many-chats =
    Telegram does not let you into the chat of ticket #{ $ticket }: you are in as many groups and channels as it allows. Please leave some that you no longer need, and then press the button.
button-let-in = I have left some, let me in
door-tried = If you are not let in, please open the link to the chat once more.
