### What the doctor looks at, and what it finds. In English.

## What is looked at

checked-settings = settings
checked-database = database
checked-work = work
checked-updates = updates
checked-part = part
checked-account = account { $account }
checked-redis = redis
checked-transcripts = transcripts
checked-record = record
checked-hook = webhook { $number } ({ $address })
checked-bot-token = bot token
checked-bot-groups = bot in groups
checked-bot-inline = bot’s inline mode
checked-bot-updates = bot updates
checked-bot-files = bot files
checked-bot-server = Bot API server
checked-server = server
checked-session = session
checked-login = login
checked-bot = bot
checked-user-account = user account
checked-account-part = { $account }, { $part }
checked-user-account-of = user account { $file }
checked-group-desk = desk { $title } ({ $id })
checked-group-overflow = overflow { $title } ({ $id })
checked-group-forum = forum { $title } ({ $id })
checked-page-topic = page, topic { $key }
checked-page-order = page, order of topics
checked-page-hours = page, hours of the whole desk
checked-page-hours-of = page, hours of { $key }
checked-page-holidays = page, holidays of the whole desk
checked-page-holidays-of = page, holidays of { $key }
checked-page-tags = page, tags
checked-page-fields = page, fields of customers
checked-page-words = page, words held back, { $key }
checked-page-text = page, text { $key } ({ $of })

## What is found; a line is as whoever found it wrote it

found-line = { $line }

## Settings, files, database

found-nothing-missing = nothing is missing
found-not-writable = LOGS_DIR: nothing can be written in { $folder }
found-record-signed = each day's ledger is signed by { $file }
found-record-unsigned = ledgers are not signed: `switchboard transcripts key` makes a key for RECORDS_KEY_FILE
found-record-key-refused = { $reason }
found-transcripts-go = they go to { $folder }
found-transcripts-elsewhere = are written on { $host } since { $since }, to another folder than LOGS_DIR here
found-transcripts-left = what was written before { $since } is on { $host }, not here: `switchboard transcripts rebuild` makes the transcripts; files that people sent are there, or lost
found-not-up-to-date = is not up to date: run `switchboard db upgrade`
found-up-to-date = { $kind }, up to date
found-answers = answers

## Parts and what waits for them

found-by-bot = bot
found-by-userbot = userbot
found-by-account = user account { $account }
found-by-scheduler = scheduler
found-by-web = page for staff
found-by-files = files part
found-by-stand-by = stand-by of the { $part } on { $host }
found-waits-update =
    { $count ->
        [one] 1 update waits
       *[other] { $count } updates wait
    } for the { $who }, the oldest for { $age } s
found-waits-task =
    { $count ->
        [one] 1 task waits
       *[other] { $count } tasks wait
    } for the { $who }, the oldest for { $age } s
found-is-it-running = is that part running?
found-set-aside =
    { $count ->
        [one] 1 was
       *[other] { $count } were
    } set aside: see `switchboard updates list`
found-part-absent = the { $part } does not run
found-part-hangs = the { $part } hangs, or was killed: its lease ended { $age } s ago
found-part-trouble = the { $part } does not work: { $trouble }
found-part-works = the { $part } is at work
found-part-works-on = the { $part } is at work on { $host }
found-part-waits = the { $part } is ready to take over

## User accounts

found-account-away = its login ended, or it is not in the settings any more: `switchboard login`
found-rooms-today = { $made } of { $most } new rooms today
found-in-chats = in { $chats } of { $most } chats
found-health = health { $health } of { $most }
found-rests = rests until { $until } UTC ({ $trouble }): { $what }
found-rests-making = no new rooms
found-rests-inviting = nobody is added to rooms, links are sent instead
found-rests-all = it does nothing but read
found-rests-growing = no new rooms, nobody is added to rooms
found-no-rooms-until = no new rooms until { $until } UTC
found-last-trouble = last trouble { $trouble }
found-unread = { $what } cannot be read since { $since } UTC: { $reason }
found-own-updates = its own updates
found-room = room { $room }
found-no-account = No user account (API_ID and API_HASH are not set): no rooms are made, the staff's groups serve everybody.
found-in-use = in use by the userbot at work, and not asked meanwhile
found-no-session = no session in { $file }: run `switchboard login`
found-session-mode = { $file } has mode { $mode }, it should have 0600
found-session-there = { $file } is there
found-server-answers = the MTProto server answers
found-server-away = the MTProto server does not answer ({ $reason })
found-nobody-logged-in = nobody is logged in: run `switchboard login`
found-login-refused = { $reason }: run `switchboard login`
found-logged-in = logged in as { $name } ({ $id })
found-login-elsewhere = belongs to the machine { $host }: a session file is never copied; remove it and run `switchboard login` here
found-bot-known = @{ $bot } is known to the user account
found-bot-found = @{ $bot } is found by the user account
found-bot-not-found = the user account does not find @{ $bot }: { $reason }

## The bot

found-token-unknown = Telegram does not know it: ask @BotFather
found-api-away = Bot API not reached: { $reason }
found-bot-is = @{ $username }, id { $id }
found-groups-refused = allow it at @BotFather: /setjoingroups, Enable
found-groups-allowed = may be added to rooms
found-inline-on = on: staff sends canned replies in rooms by “@bot words”
found-inline-off = off: for canned replies in rooms by “@bot words”, turn it on at @BotFather: /setinline; that they are counted: /setinlinefeedback, Enabled
found-webhook-taken = a webhook is set; it is taken away when polling begins
found-webhook-failed = the webhook failed: { $reason }
found-updates-waiting = { $count } waiting
found-no-files = Telegram has none to try with
found-file-fetched = one was fetched
found-server-older = it is older than the desk needs: Bot API { $least } at least (BOT_API_URL)

## Staff groups

found-add-bot = { $reason }: add the bot to the group and make it an administrator
found-need-forum = turn on Topics in the group
found-need-admin = make the bot an administrator
found-need-delete = let it delete messages
found-need-rename = let it change the group's info
found-need-pin = let it pin messages
found-need-topics = let it manage topics
found-taken-out = taken out by a supervisor; /{ $use } there ends that
found-bot-is-admin = the bot is an administrator
found-may-desk = may rename, delete and pin
found-may-overflow = may delete
found-may-forum = a forum, may keep topics, delete and pin
found-hears-all = hears everything
found-hears-all-private = hears everything (group privacy is off)
found-hears-commands = hears commands only (group privacy is on)
found-account-deletes = the user account may delete
found-account-deletes-not = the user account may not delete: the bot clears what is younger than 48 hours
found-account-absent = no user account in there: the bot clears what is younger than 48 hours
found-supergroup = a supergroup now: its id is { $id }, and the old one is understood

## The page, the file, what is delivered

found-unusable = what is set on the page cannot be used, what stands below it holds: { $reason }
found-page-alone = set on the page alone
found-differs-file = set on the page, other than the file's
found-differs-delivered = set on the page, other than what is delivered
found-same = set on the page, the same as below it

## Webhooks

found-hook-takes = takes what is posted, last at { $at } UTC
found-hook-new = nothing was posted there yet
found-hook-fails =
    fails since { $since } UTC, { $count ->
        [one] one call
       *[other] { $count } calls
    } in a row: { $reason }
found-hook-off = is switched off
found-hook-switched-off = was switched off after failing: { $reason }; mend the receiver, then `switchboard webhooks on`
found-hook-other-key = WEBHOOKS_KEY_FILE: { $file } is not the key that its secret was made by: put the right file there, or `switchboard webhooks rotate`
