### Transcripts: the history, and the archive. In English.

## The history

history = Everything said with { $customer } so far. For staff only.
button-history = History
button-desk-history = What was said before
see-private-chat = Please see our private chat.
start-bot-first = Please write to me in private first: press /start there.

## The archive

ledger-caption =
    <b>Record of { $day }</b>
    New entries: { $entries }, of these about erasures: { $erased }
    <code>{ $hash }</code>
archive-caption =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Topic: { $topic }
archive-head =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Topic: { $topic }
    { $opened } – { $ended }
archive-too-big =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    The archive has { $megabytes } MB, which is more than a bot may send. It is kept on disk: { $path }
supervisor-archive-chat = ⚠️ Archives of tickets cannot be sent to the chat { $chat }: { $reason }. They are kept on disk. Please look at ARCHIVE_CHAT_ID, and whether the bot may write there.

## What was not done; values of supervisor-effect-failed

failed-media = What somebody sent could not be kept: { $reason }
failed-transcript = The transcript could not be written: { $reason }
failed-export = What was to be handed over could not be made: { $reason }
failed-erase = The transcript could not be erased: { $reason }
