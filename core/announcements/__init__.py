"""Announcements: one text to many people, at Telegram's pace."""
