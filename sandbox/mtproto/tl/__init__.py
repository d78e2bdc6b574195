"""The state's people, chats and messages as Telegram's schema writes them, and back."""
