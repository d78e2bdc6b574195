### The server that the desk runs on, in English.

disk-refuses =
    ⚠️ The disk takes no files: { $reason }. Transcripts and files wait, and nothing is lost. Please make room on the server.
database-refuses =
    ⚠️ The database takes no writes: its disk is full, or it is read-only. What people write waits with Telegram until it works again. Please look at the server.
database-writes =
    ✅ The database takes writes again. What had waited is being worked through.
