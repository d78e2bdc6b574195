### What supervisors look at and take into their hands: why a ticket went where it went, and rooms. In English.

## Why

why-list =
    <b>Who got a ticket, and why?</b>
    { $count ->
        [one] There is { $count } ticket.
       *[other] There are { $count } tickets, the newest first.
    }
why-empty = There are no tickets yet.
why-ticket =
    <b>Ticket #{ $ticket }</b>, { $customer }, { $topic }
    { $list }
why-opened = { $time } opened
why-offered = { $time } <b>offered to { $operator }</b>
why-assigned = { $time } <b>given to { $operator }</b>
why-joined = { $time } the customer came in, so the choice was made again
why-taken = { $time } <b>taken by { $operator }</b> by hand
why-transferred = { $time } <b>{ $holder } handed it over to { $operator }</b>
why-transferred-queue = { $time } <b>{ $holder } put it back into the queue</b>
why-taken-over = { $time } <b>{ $operator } took it over</b> from { $holder }
why-offer-lost = { $time } <b>{ $operator } lost it</b>: no word in time
why-requeued = { $time } back into the queue: nobody could take it
why-unreachable = { $time } { $operator } could not be reached
why-called = { $time } a supervisor was called
why-entered = { $time } { $operator } entered the chat
why-closed = { $time } closed by { $operator }
why-ended = { $time } ended
why-reopened = { $time } opened again by the customer
why-reopened-by = { $time } opened again by { $operator }
why-customer-unreachable = { $time } the bot can no longer write to the customer
why-customer-left = { $time } ended: the customer was gone too long
why-thread-taken = { $time } served in a forum topic
why-desk-taken = { $time } served in the group “{ $title }”
why-thread-lost = { $time } the forum topic was lost
why-desk-lost = { $time } the group was lost
why-note = 📝 { $note }
why-now = <b>If it were given to somebody now:</b>
why-others-off = Everyone else is not on shift.
reason-chosen = ✅ { $operator }: { $load } of { $capacity }, { $idle }{ $last }{ $holds }
reason-fits = ▫️ { $operator }: { $load } of { $capacity }, { $idle }{ $last }{ $holds }
reason-never-busy = no ticket yet
reason-idle = last one ended { $age } ago
reason-last = , served this customer last
reason-holds = , had the offer
reason-off-shift = ✖️ { $operator }: not on shift
reason-on-break = ✖️ { $operator }: on a break
reason-is-customer = ✖️ { $operator }: is the customer
reason-lost-offer = ✖️ { $operator }: just lost this ticket
reason-lacks-skill = ✖️ { $operator }: lacks the skill { $skill }
reason-no-headroom = ✖️ { $operator }: full, { $load } of { $capacity }
reason-filled = ✖️ { $operator }: filled up at that very moment
reason-others-fit = ▫️ others who could take it: { $count }
reason-others-full = ✖️ others who are full: { $count }
reason-others-lack-skill = ✖️ others without that skill: { $count }
reason-others-on-break = ✖️ others on a break: { $count }
reason-words = { $operator }: { $words }
button-ticket = #{ $ticket } { $name }
button-why = Why?

## Rooms

rooms-list =
    <b>{ $count ->
        [one] { $count } active ticket
       *[other] { $count } active tickets
    }</b>
    { $list }
rooms-line = #{ $ticket } { $customer }: { $operator }, { $age }
rooms-empty = Nobody is being served right now.
room-of-ticket =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Topic: { $topic }
    Operator: { $operator }
    Active for { $age }
button-step-in = Enter the chat
button-take-over = Take over
button-yes-take-over = Yes, take over
confirm-take-over = Take ticket #{ $ticket } over from { $operator }? They will leave the chat, and you answer.
entering = You are being brought into the chat.
enter-link =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    I could not add you to the chat. Please join with the button below.
enter-failed = ⚠️ Ticket #{ $ticket }: I could neither add you to the chat nor find a link to it. Please try again.
room-supervisor-entered = { $name }, a supervisor, has joined the chat.
not-active = Nobody is being served on this ticket right now.
already-yours = This ticket is yours already.
take-over-full = You already hold as many tickets as you may. Close or hand over one of them first.
take-over-own = This is your own ticket. A colleague will help you.

## Customers

already-blocked = This customer is blocked already.
not-blocked = This customer is not blocked.
customer-unknown = I do not know such a customer. Send /customer with a ticket’s number, an @username or an id.
customer-on-staff = This is a colleague: take them off staff first.
give-reason = Please write why, in a few words: colleagues will want to know.
customers-how = Nobody is blocked. To find a customer, send /customer with a ticket’s number, an @username or an id.
customers-blocked =
    <b>{ $count ->
        [one] { $count } customer is blocked
       *[other] { $count } customers are blocked
    }</b>
    To find another one, send /customer with a ticket’s number, an @username or an id.
customer-card =
    <b>{ $customer }</b>
    { $list }
customer-phone = Number: { $phone }
customer-id = Id: { $number }
customer-tickets = Tickets: { $count }
customer-open = Open: ticket #{ $ticket }
customer-blocked = 🚫 Blocked since { $time } by { $supervisor }: { $reason }
customer-erasure = 🗑 It waits for a decision whether their data are erased: /erasures
erase-why = Why are the data of { $customer } to be erased? Write it in a few words, for the supervisor who has to agree. Nothing is erased before that.
button-propose-erasure = 🗑 Propose to erase…
block-ask = Block { $customer }? They can open no ticket any more, and what they write reaches nobody; they are told so at most once a day. /mydata and /forget go on working for them.
block-ask-open = Block { $customer }? Ticket #{ $ticket } is open. They can open no other one, and what they write then reaches nobody; they are told so at most once a day. /mydata and /forget go on working for them.
block-why = Why is { $customer } to be blocked? Write it in a few words, for your colleagues. The customer does not see it.
unblock-ask = Serve { $customer } again as everybody?
button-customer = Customer
button-customer-named = { $name }
button-block = 🚫 Block…
button-block-yes = Yes, block
button-block-and-close = Block, close #{ $ticket } now
button-block-after = Block after #{ $ticket }
button-unblock = Unblock…
button-unblock-yes = Yes, unblock
