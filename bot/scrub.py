"""Removes the bot's token from texts: it is in every call's address, so errors can contain it. It
is removed from whatever is logged or kept."""

import re

_TOKEN = re.compile(r"(?<!\d)\d{3,20}(?::|%3[aA])[\w-]{20,}")


def scrub(text: str) -> str:
    """Return the text without anything that looks like a bot's token."""
    return _TOKEN.sub("<token>", text)
