### Staff: shifts, breaks, the panel, help, members, and who can be reached. In English.

## Shift and panel

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
button-start-shift = Start shift
button-end-shift = End shift
button-refresh = Refresh
button-break = Take a break
button-end-break = End the break
button-keep-tickets = Keep them to the end
button-hand-over = Hand all over
button-stay-on-shift = Stay on shift
already-on-shift = You are on shift already.
not-on-shift = You are not on shift.
already-on-break = You are on a break already.
not-on-break = You are not on a break.
on-break = You are on a break. End it first.
staff-only = This is for the desk’s staff only.

## Help

help-operator =
    <b>What you can do here</b>
    /shift_start, /shift_end — start or end your shift
    /break — take a break or end it: nothing new comes to you meanwhile
    /queue, /take — who waits, and take somebody by hand
    /chats — your open tickets
    /close — close one of them
    /transfer — hand one to somebody else or back to the queue
    /reopen — open one again that ended, by its number
    /remind 12 in 2 h and of what — whoever holds that ticket then is reminded
    /reminders — the reminders that are set
    /field 12 order 4711 — keep what you know of that ticket’s customer; /field 12 shows it
    /panel — your panel
    /web — the desk’s page in your browser
    /language — the language I speak to you
    In a ticket’s chat:
    /close — close it
    /note and some words — a note that only staff can read
    /remind tomorrow 9:00 and of what, /reminders — reminders of it, out of the customer’s sight
    /field order 4711 — keep what you know of the customer, out of their sight
    In a staff group:
    /withdraw as a reply to an answer — take it back from the customer
    /save and a shortcut as a reply to words — keep them as a canned reply; !shortcut sends it
help-supervisor =
    <b>What you can do here</b>
    Everything that operators can:
    /shift_start, /shift_end — start or end your shift
    /break — take a break or end it: nothing new comes to you meanwhile
    /queue, /take — who waits, and take somebody by hand
    /chats — your open tickets
    /close — close one of them
    /transfer — hand one to somebody else or back to the queue
    /reopen — open one again that ended, by its number
    /remind 12 in 2 h and of what — whoever holds that ticket then is reminded
    /reminders — the reminders that are set
    /field 12 order 4711 — keep what you know of that ticket’s customer; /field 12 shows it
    /panel — your panel
    /web — the desk’s page in your browser
    /language — the language I speak to you
    /rooms — tickets being answered now: enter, take over, close
    /watch — see what is said in a ticket, unnoticed: /watch 12
    /unwatch — watch no more
    /whisper — say something to a ticket’s operator alone: /whisper 12 and the words
    /takeover — make a ticket yours: /takeover 12
    /stats — how the desk is doing: waits, answers, ratings
    /board — the desk right now, on one live message
    /feedback — what customers thought
    /erasures — customers who want their data erased
    /retention — how long words are kept, and what would go
    /hold 12 and why — keep that ticket’s words; /hold lists them
    /why — why a ticket went where it went
    /search and some words — what was said, by whom
    /tags — the tags that can be put on tickets; with words it makes one
    /texts — what customers are told, as they get it
    /link spring-sale — a link to me that tells who came by it, and its picture; alone, all of them
    /customer and a ticket’s number, @username or id — who that is: block, unblock; alone, who is blocked
    /replies — canned replies: change and remove them
    /staff — operators and supervisors
    /audit — who changed what about the desk
    /announce — tell all operators or all customers something
    /desks — staff groups; in such a group say /desk, /overflow or /forum
    In a ticket’s chat, also when it is not your own:
    /close — close it
    /note and some words — a note that only staff can read
    /remind tomorrow 9:00 and of what, /reminders — reminders of it, out of the customer’s sight
    /field order 4711 — keep what you know of the customer, out of their sight
    In a staff group:
    /withdraw as a reply to an answer — take it back from the customer
    /save and a shortcut as a reply to words — keep them as a canned reply; !shortcut sends it

## Members

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

## Who cannot be reached

supervisor-mend-bot = 🔧 The bot cannot write to { $operator }. They must open the bot and press Start; if they have blocked it, they must unblock it first.
supervisor-mend-privacy = 🔧 { $operator } cannot be added to chats. They must allow it in Telegram under Settings → Privacy → Groups & Channels, or add the desk’s account to their contacts. Until then they are sent a link to each chat.
supervisor-mend-chats = 🔧 { $operator } is in as many chats as Telegram allows and cannot be added to more. They must leave some.
supervisor-mend-address = 🔧 { $operator } cannot be added to chats, because the desk’s account does not know them. They must choose a username in Telegram, or write one message to the desk’s account.
supervisor-mend-other = 🔧 { $operator } cannot be added to chats. Telegram’s reason: { $reason }

### The page in a browser: the link to it. In English.

web-link =
    Here is your way to the desk’s page. The link works once, for { $minutes } minutes, and only for you: please do not forward it.
    Pages that you had open until now are closed.
web-link-written =
    Here is your way to the desk’s page. The link works once, for { $minutes } minutes, and only for you: please do not forward it.
    Pages that you had open until now are closed.
    { $link }
button-web = Open the page
web-not-set-up = The desk’s page is not set up. Whoever runs the desk can do that with WEB_LISTEN.
web-link-over = This link does not work any more. Say /web to the bot for a new one.
