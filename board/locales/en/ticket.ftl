### One ticket: what stands beside its talk, and what may be done with it. In English.

page-ticket = Ticket
ticket-held-by = with { $who }
ticket-actions = What to do
ticket-customer = Customer
ticket-username = Username
ticket-phone = Number
ticket-language = Language
ticket-id = Telegram id
ticket-source = Came by link
ticket-first-source = First came by link
ticket-reachable = The bot
ticket-unreachable = cannot write to them
ticket-all-of-customer = All tickets of this customer

## What the customer said of it

ticket-verdict = The customer’s verdict
ticket-resolution = Solved?
ticket-solved = yes
ticket-unsolved = no
ticket-stars = Stars
ticket-comment = Comment

## Times

ticket-times = Times
ticket-opened = Opened
ticket-joined = Customer came
ticket-active = Talk began
ticket-held = Held
ticket-answered = First answer
ticket-reopened = Opened again
ticket-closed = Ended
ticket-waited = Waited
ticket-lasted = In talk

## Earlier tickets, and what happened

ticket-earlier = Earlier tickets
ticket-earlier-none = This is the first one.
ticket-events = What happened
ticket-events-count =
    { $count ->
        [one] { $count } event
       *[other] { $count } events
    }

## Why it went where it went

ticket-why = Why this operator
why-now = If it were given to somebody now:
why-chosen = { $at }: { $who }
why-nobody = nobody
why-head-operator = Operator
why-head-verdict = Why
why-head-load = Load
why-head-idle = Free for
why-is-chosen = chosen
why-fits = could take it
why-off-shift = not on shift
why-on-break = on a break
why-is-customer = is the customer
why-lost-offer = just lost this ticket
why-lacks-skill = lacks the skill
why-no-headroom = full
why-filled = filled up at that very moment
why-others = others: { $count }
why-served-last = served this customer last
why-holds = had the offer
why-never-busy = no ticket yet

## What may be done

act-take-over = Take over
act-take-over-sure = Take ticket № { $ticket } over? Its operator leaves the talk, and you answer.
act-take-over-done = Ticket № { $ticket } is yours. The way there is in the bot.
act-hand-to = Hand over
act-hand-to-whom = To whom shall ticket № { $ticket } go?
act-hand-to-nobody = Nobody else on shift has room.
act-hand-to-done = Ticket № { $ticket } goes to { $who }.
act-to-queue = Back to the queue
act-to-queue-sure = Put ticket № { $ticket } back into the queue? Whoever is next gets it.
act-to-queue-done = Ticket № { $ticket } waits again.
act-note = Note
act-note-words = A note on ticket № { $ticket }, for staff only:
act-note-box = Note
act-note-box-perhaps = Note for whoever gets it (may be empty)
act-note-done = The note is kept.
act-call = Call a supervisor
act-call-sure = Call the other supervisors to ticket № { $ticket }?
act-call-done = The supervisors are told.
act-watch = Watch in Telegram
act-watch-sure = What is said in ticket № { $ticket } comes to you in the bot’s chat as well, and nobody there notices. Watch it?
act-watch-done = Look into the bot’s chat: what is said comes there.
act-whisper = Whisper
act-whisper-words = Only the operator of ticket № { $ticket } reads it, in the bot’s chat. The customer never does.
act-whisper-box = Whisper
act-whisper-done = The whisper is on its way; the bot tells you if it cannot arrive.
act-close = Close
act-close-sure = Close ticket № { $ticket }? The customer is thanked, and the talk ends.
act-close-done = Ticket № { $ticket } is closed.
act-reopen = Open again
act-reopen-sure = Open ticket № { $ticket } again? It goes on under its number, if possible with who held it.
act-reopen-done = Ticket № { $ticket } is open again.
act-hold = Hold
act-hold-words = What is said in ticket № { $ticket } stays, however long ago it ends, until it is released. Why?
act-hold-why = Why it is held
act-hold-done = Ticket № { $ticket } is held.
act-release = Release
act-release-sure = Ticket № { $ticket } is held no more, and what was said goes when its time is over. Release it?
act-release-done = Ticket № { $ticket } is held no more.

## As a file

export-ticket-pdf = Download as PDF
export-ticket-zip = Download as zip
ticket-tags = Tags
ticket-tag-put = “{ $tag }” is on the ticket.
ticket-tag-taken = “{ $tag }” is off the ticket.

## Reminders

ticket-reminders = Reminders
ticket-reminders-words = Whoever holds the ticket then hears of it from the bot.
ticket-reminder-set = Remind
ticket-reminder-ask = When shall whoever holds ticket № { $ticket } then be reminded, and of what?
ticket-reminder-box = Of what (may be empty)
ticket-reminder-1h = in 1 h
ticket-reminder-3h = in 3 h
ticket-reminder-morning = tomorrow 9:00
ticket-reminder-other = at another time, written before the words: mon 10:00 call the bank
ticket-reminder-kept = The reminder is set.
ticket-reminder-remove = Remove the reminder of { $at }
ticket-reminder-removed = The reminder is removed.
