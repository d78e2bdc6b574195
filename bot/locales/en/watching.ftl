### Tickets that supervisors watch, and whispers to operators. In English.

watch-how = 👀 /watch 12 shows you here what is said in ticket #12, and nobody there notices. Reply to any of it, and the operator alone hears your whisper. /unwatch ends it, /takeover 12 makes the ticket yours.
watch-list =
    <b>You are watching</b>
    { $list }
watch-line = #{ $ticket } { $customer }, since { $time }
watch-no-ticket = There is no ticket #{ $ticket }.
watch-already = You are watching ticket #{ $ticket } already.
watch-own = This is your own ticket: nobody watches themselves.
watch-not-watched = You are not watching it.
watch-head =
    👀 <b>You are watching ticket #{ $ticket }</b>
    Customer: { $customer }
    Topic: { $topic }
    Operator: { $operator }

    Neither of them notices. Reply to anything here to whisper to the operator; the customer never gets it.
watch-nobody = nobody yet
watch-before =
    <b>#{ $ticket }, said before</b>
    { $list }
watch-said-before = { $time } <b>{ $who }</b>: { $words }
watch-stopped = You are not watching ticket #{ $ticket } any more.
watch-over = ⏹ Ticket #{ $ticket } has ended. There is nothing more to watch.
watch-begun = What is said comes below.
watch-by-customer =
    👤 <b>{ $who }</b> · #{ $ticket }
    { $words }
watch-by-staff =
    🎧 <b>{ $who }</b> · #{ $ticket }
    { $words }
watch-by-others =
    ▫️ <b>{ $who }</b> · #{ $ticket }
    { $words }
watch-edited =
    ✏️ <b>{ $who }</b> · #{ $ticket }, now says
    { $words }
watch-deleted =
    🗑 <b>{ $who }</b> · #{ $ticket }, took back
    { $words }
watch-with =
    { $what }
    { $words }
watch-photo = [photo]
watch-video = [video]
watch-video-note = [video message]
watch-voice = [voice message]
watch-audio = [audio]
watch-animation = [animation]
watch-sticker = [sticker]
watch-document = [file]
watch-contact = [contact]
watch-location = [location]
watch-poll = [poll]
watch-other = [something that cannot be shown here]
whisper =
    🤫 <b>Whisper from { $who } about ticket #{ $ticket }</b> ({ $customer })
    { $words }
whisper-answer =
    🤫 <b>{ $who } answers about ticket #{ $ticket }</b>
    { $words }
whisper-how = Write the ticket’s number and your words behind it: /whisper 12 offer them a refund. Or reply to what you watch.
whisper-empty = A whisper needs words; files cannot be whispered.
whisper-too-long = A whisper has at most { $most } characters. Nothing was sent.
whisper-nobody = Nobody holds ticket #{ $ticket }, so there is nobody to whisper to. Nothing was sent.
whisper-not-started = { $operator } has not started the bot and cannot be written to. Nothing was sent.
whisper-lost =
    ⚠️ Your whisper to { $operator } about ticket #{ $ticket } did not arrive: { $reason }
    { $words }
takeover-how = Write the ticket’s number behind it: /takeover 12
button-watch = 👀 Watch
button-watch-stop = Stop watching
button-watch-take-over = Take over
