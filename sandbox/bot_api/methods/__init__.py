"""The Bot API's methods by topic. Importing a module registers its methods."""

from __future__ import annotations

import importlib

_TOPICS = (
    "updates", "messages", "media", "albums", "edits", "copies", "callbacks", "inline", "chats",
    "members", "links", "pins", "commands", "profile", "files", "reactions", "topics",
)  # fmt: skip


def load() -> None:
    """Register everything."""
    for topic in _TOPICS:
        importlib.import_module(f"{__name__}.{topic}")
