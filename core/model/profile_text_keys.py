"""Keys of what Telegram shows of the bot to whoever has not written to it yet."""

from core.model.text_keys import Key


class ProfileKey(Key):
    """What the bot says of itself."""

    DESCRIPTION = "bot-description"
    """Where the chat is still empty, above the button that starts it."""
    ABOUT = "bot-about"
    """On the bot's profile, and with a link to it that is shared."""
