"""The bot, against the sandbox's Bot API."""
