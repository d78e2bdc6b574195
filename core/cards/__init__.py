"""What people are shown in Telegram: cards, messages, notices, and how they are sent."""
