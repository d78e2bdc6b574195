"""The Bot API over HTTP: one face of the sandbox's Telegram (https://core.telegram.org/bots/api)."""
