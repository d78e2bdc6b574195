"""The desk itself: what it decides and does, without Telegram and without a database."""
