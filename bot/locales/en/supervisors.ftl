### What supervisors read, in English.

## Staff

staff-list =
    <b>{ $count ->
        [one] { $count } person on staff
       *[other] { $count } people on staff
    }</b>
    { $list }
staff-line = { $name }: { $role }, { $load } of { $capacity }, { $shift }
role-operator = operator
role-supervisor = supervisor
shift-on = on shift
shift-off = off shift
shift-break = on a break
member = { $list }
member-card =
    <b>{ $name }</b> ({ $tag })
    Role: { $role }
    Tickets: { $load } of { $capacity }
    Now: { $shift }
member-has-skills = Skills: { $skills }
member-not-started = ⚠️ Has not started the bot yet, so I cannot write to them. Please ask them to open me and press Start.
member-capacity =
    How many tickets may { $name } hold at once?
    Now: { $capacity }
member-skills = What can { $name } be asked for? Press to switch.
member-remove =
    Take { $name } off staff?
    { $count ->
        [0] They hold no tickets.
        [one] They hold { $count } ticket. It stays with them to the end; you can move it in /rooms.
       *[other] They hold { $count } tickets. These stay with them to the end; you can move them in /rooms.
    }
staff-how-to-add =
    <b>Whom shall I add?</b>
    Send me one of these:
    • their contact (📎, Contact);
    • any message of theirs, forwarded;
    • their @username.
staff-candidate = Add <b>{ $name }</b> ({ $tag }) to staff?
staff-looking = I am looking for @{ $username }…
staff-not-looked-up = I cannot look up @{ $username } just now: Telegram makes us wait. Please send their contact, or forward a message of theirs.
staff-nobody = There is nobody with the username @{ $username }. Please check how it is written, or send their contact.
staff-hidden = { $name } hides their account in forwarded messages, so I cannot see who it is. Please send their contact or @username instead.
staff-not-on-telegram = The contact “{ $name }” does not say which Telegram account it belongs to. Please forward a message of theirs or send their @username.
staff-not-a-person = That is not a person whom I could add.
staff-ask-again = That question is from a while ago. Please press “Add somebody” again.
not-on-staff = This person is not on staff any more.
last-supervisor = This is the last supervisor. Please make somebody else a supervisor first.
you-are-on-staff = Welcome to the team! You are now on the desk’s staff: { $role }.
button-member = { $name }
button-add-staff = ➕ Add somebody
button-hire-operator = Add as operator
button-hire-supervisor = Add as supervisor
button-make-operator = Make operator
button-make-supervisor = Make supervisor
button-capacity = Tickets at once
button-number = { $count }
button-skills = Skills
button-skill-on = ✅ { $skill }
button-skill-off = ▫️ { $skill }
button-remove = Take off staff
button-yes-remove = Yes, take off staff

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
why-customer-unreachable = { $time } the bot can no longer write to the customer
why-customer-left = { $time } ended: the customer was gone too long
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
reason-words = { $operator }: { $words }
age-seconds = { $count } s
age-minutes = { $count } min
age-hours = { $count } h { $minutes } min
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

## Announcements

announce-ask = <b>What would you like to announce?</b> Please write it in one message. Nothing is sent before you have seen it and said yes.
announce-only-text = Only text can be announced. Please write it in one message.
announce-to-whom =
    <b>Who shall read this?</b>

    { $text }
announce-sure-operators =
    <b>{ $count ->
        [one] Send this to { $count } member of staff?
       *[other] Send this to { $count } members of staff?
    }</b>

    { $text }
announce-sure-customers =
    <b>{ $count ->
        [one] Send this to { $count } customer?
       *[other] Send this to { $count } customers?
    }</b>

    { $text }
announce-sending =
    <b>Your announcement is on its way</b>
    Sent: { $sent } of { $count }
    Not delivered: { $failed }
announce-done =
    <b>Your announcement is out</b>
    Sent: { $sent } of { $count }
    Not delivered: { $failed }
announce-stopped =
    <b>You have stopped your announcement</b>
    Sent: { $sent } of { $count }
    Not delivered: { $failed }
announce-dropped = Nothing was sent.
announce-nobody = There is nobody to tell.
button-to-operators = Operators
button-to-customers = Customers
button-yes-send = Yes, send
button-stop = Stop
