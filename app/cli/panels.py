"""The groups in which `switchboard --help` shows commands."""

DESK = "The desk"
TRYING = "Trying it, on a Telegram of this machine's own"
