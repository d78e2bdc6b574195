"""Finds links in what somebody said, as Telegram marks them. Pure."""

from core.model.messages import Said

_LINKS = frozenset({"url", "text_link"})
"""https://core.telegram.org/bots/api#messageentity: also addresses within Telegram (t.me)."""


def has_link(said: Said) -> bool:
    """Whether there is a link in it, to be read or behind other words."""
    return any(entity.get("type") in _LINKS for entity in said.entities)
