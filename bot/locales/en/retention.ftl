### How long words are kept, and tickets that are held. In English.

retention-preview =
    🗓 <b>How long words are kept</b>
    { $list }

    Their time is over now: { $tickets ->
        [one] { $tickets } ticket
       *[other] { $tickets } tickets
    } of { $customers ->
        [one] { $customers } customer
       *[other] { $customers } customers
    } (the first ended on { $since }), with { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    } and { $files ->
        [one] { $files } file
       *[other] { $files } files
    }. Held: { $held }.
retention-nothing =
    🗓 <b>How long words are kept</b>
    { $list }

    Nothing’s time is over now. Held: { $held }.
retention-term = { $topic }: { $count ->
    [one] { $count } day
   *[other] { $count } days
} after the ticket’s end
retention-term-for-ever = { $topic }: for ever
retention-all-topics = All else
retention-off = Words are kept for ever: RETENTION_DAYS is 0, and no topic has keep_days.
retention-agreed-by = Agreed by { $supervisor } on { $time }; words go each night.
retention-confirm = Erase what was said in { $tickets ->
    [one] { $tickets } ticket
   *[other] { $tickets } tickets
} ({ $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
}), and each night what becomes due? This cannot be undone. Figures stay; /hold keeps a ticket.
retention-changed = It has been changed since how long words are kept. Please look again: /retention
retention-gone = 🗓 What was said in { $count ->
    [one] { $count } ticket
   *[other] { $count } tickets
} was erased, since its time was over.
button-retention-agree = Agree…
button-retention-yes = Yes, erase for good
button-retention-back = Back
hold-how = Write the ticket’s number and why behind it: /hold 12 the court asks for it. Without both, /hold lists what is held.
hold-no-ticket = There is no ticket #{ $ticket }.
hold-too-late = What was said in ticket #{ $ticket } is erased already.
hold-held = 📌 Ticket #{ $ticket } is held, by { $who } since { $time }: { $reason }
hold-released = Ticket #{ $ticket } is held no more.
hold-list =
    📌 <b>Tickets that are held</b>
    { $list }
hold-none = No ticket is held.
hold-line = #{ $ticket }, by { $who } since { $time }: { $reason }
hold-owner = the owner
button-release = Release
