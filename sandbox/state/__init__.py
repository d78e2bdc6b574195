"""Telegram's state in memory, without any protocol."""
