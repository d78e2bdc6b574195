### What operators read, in English. Values are put in escaped.

## Shift and panel

panel-on-break =
    <b>{ $name }, you are on a break</b>
    Tickets: { $load } of { $capacity }
    { $waiting ->
        [0] Nobody is waiting.
        [one] { $waiting } customer is waiting.
       *[other] { $waiting } customers are waiting.
    }
    Nothing new comes to you until you end it. Your open tickets stay with you.
panel-leaving =
    <b>{ $name }, you have { $count ->
        [one] { $count } open ticket
       *[other] { $count } open tickets
    }</b>
    What should become of { $count ->
        [one] it
       *[other] them
    } when your shift ends?
button-break = Take a break
button-end-break = End the break
button-keep-tickets = Keep them to the end
button-hand-over = Hand all over
button-stay-on-shift = Stay on shift
already-on-break = You are on a break already.
not-on-break = You are not on a break.
help-operator =
    <b>What you can do here</b>
    /shift_start, /shift_end — start or end your shift
    /break — take a break or end it: nothing new comes to you meanwhile
    /queue, /take — who waits, and take somebody by hand
    /chats — your open tickets
    /close — close one of them
    /transfer — hand one to somebody else or back to the queue
    /panel — your panel
    /language — the language I speak to you
    In a ticket’s chat:
    /close — close it
    /note and some words — a note that only staff can read
    In a staff group:
    /withdraw as a reply to an answer — take it back from the customer
help-supervisor =
    <b>What you can do here</b>
    Everything that operators can:
    /shift_start, /shift_end — start or end your shift
    /break — take a break or end it: nothing new comes to you meanwhile
    /queue, /take — who waits, and take somebody by hand
    /chats — your open tickets
    /close — close one of them
    /transfer — hand one to somebody else or back to the queue
    /panel — your panel
    /language — the language I speak to you
    /rooms — tickets being answered now: enter, take over, close
    /stats — how the desk is doing: waits, answers, ratings
    /board — the desk right now, on one live message
    /feedback — what customers thought
    /erasures — customers who want their data erased
    /why — why a ticket went where it went
    /staff — operators and supervisors
    /announce — tell all operators or all customers something
    /desks — staff groups; in such a group say /desk, /overflow or /forum
    In a ticket’s chat, also when it is not your own:
    /close — close it
    /note and some words — a note that only staff can read
    In a staff group:
    /withdraw as a reply to an answer — take it back from the customer

## The queue, and one's own tickets

button-queue = The queue
button-chats = My tickets
button-take = Take #{ $ticket }
taken-by-other = A colleague was faster and has this ticket now.
on-break = You are on a break. End it first.
no-headroom = You have as many tickets as you can take. Close or hand over one first.
own-request = This is your own ticket: a colleague will answer it.
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
operator-ticket-note =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Topic: { $topic }
    The customer waits for your answer.
    <b>Note by { $operator }, for staff only:</b>
    { $note }
operator-ticket-passed =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    This ticket is not with you any more.

## In the room

button-history = History
button-call-supervisor = Call a supervisor
button-enter-ticket = Enter the chat
history = Everything said with { $customer } so far. For staff only.
supervisor-wanted =
    🙋 <b>Ticket #{ $ticket }</b>
    { $operator } asks a supervisor to come.
    Customer: { $customer }
supervisors-told = The supervisors have been told.
supervisors-told-before = The supervisors have been told a moment ago.
no-supervisor = There is no supervisor whom I could tell.
see-private-chat = Please see our private chat.
start-bot-first = Please write to me in private first: press /start there.
note-kept = Your note on ticket #{ $ticket } is kept. Only staff can read it.
note-empty = Please write the note behind the command: /note and some words.
