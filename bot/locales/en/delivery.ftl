### What was not done, and the server that the desk runs on. In English.

## What was not done about a ticket; values of supervisor-effect-failed

supervisor-effect-failed = ⚠️ Ticket #{ $ticket }. { $reason }
failed-message = A message was not sent: { $reason }
failed-card = A card was not shown: { $reason }
failed-document = A file or a picture was not sent: { $reason }
failed-press = The press of a button got no answer: { $reason }
failed-inline = What was typed behind the bot’s name got no answer: { $reason }
failed-let-in = Somebody who asked to join was not let in: { $reason }
failed-turn-away = A request to join was not turned down: { $reason }
failed-link = A link to a chat could not be made: { $reason }
failed-link-end = A link to a chat could not be withdrawn: { $reason }
failed-title = The name of a chat was not changed: { $reason }
failed-pin = A card was not pinned: { $reason }
failed-delete = Messages were not deleted: { $reason }
failed-commands = The menu of commands was not set: { $reason }
failed-username = A username could not be looked up: { $reason }
failed-copy = A message was not passed on: { $reason }
failed-edit = The change of a message was not passed on: { $reason }
failed-reaction = A reaction was not passed on: { $reason }
failed-topic = A topic of the forum could not be made or changed: { $reason }
failed-topic-delete = A topic of the forum was not deleted: { $reason }
failed-group = A group could not be looked at: { $reason }
failed-room = A room could not be made: { $reason }
failed-room-clear = A room could not be cleared: { $reason }
failed-room-delete = A room was not deleted: { $reason }
failed-invite = Somebody could not be added to the room: { $reason }
failed-remove = Somebody could not be removed from the room: { $reason }

## Parts of the desk; values of supervisor-part-fails

supervisor-part-fails =
    The part “{ $part }” of the desk has failed. It is started again and again; the others go on. Its log says why.
part-bot = bot
part-userbot = user account
part-files = files
part-scheduler = schedule
part-web = page for staff

## The server

disk-refuses =
    ⚠️ The disk takes no files: { $reason }. Transcripts and files wait, and nothing is lost. Please make room on the server.
database-refuses =
    ⚠️ The database takes no writes: its disk is full, or it is read-only. What people write waits with Telegram until it works again. Please look at the server.
database-writes =
    ✅ The database takes writes again. What had waited is being worked through.
