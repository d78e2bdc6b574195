"""The Telegram API's methods, by topic."""
