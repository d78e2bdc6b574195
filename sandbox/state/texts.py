"""Processes a text as Telegram does before it becomes a message, and finds entities in it.

Of a text Telegram cuts surrounding white space. Everything else passes: NUL, marks of direction and
emoji sequences stay, so that whoever is tested against this state meets the hardest texts. Lengths
count characters (https://limits.tginfo.me), offsets UTF-16 units
(https://core.telegram.org/api/entities#entity-length).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from sandbox.state.model import CARRIED, Content, Entity, Refused

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_CALLBACK_DATA = 64  # bytes
_SPACE = " \t\n\r\v\f"
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}'*]"
    r"|(?<![\w@.])(?:t\.me|telegram\.me)/[^\s<>\"]*[^\s<>\".,;:!?)\]}'*])"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+)"
    r"|(?<![\w@])@(?P<mention>[A-Za-z][A-Za-z0-9_]{3,31})\b"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<![\w#])(?P<hashtag>#\w*[^\W\d]\w*)"
)
_HINT = re.compile(r"[/@#]|https?:")
_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "url", "mention", "bot_command"})


def units(text: str) -> int:
    """A text's length in UTF-16 units."""
    return len(text) if text.isascii() else len(text) + sum(c > "\uffff" for c in text)


def found(text: str) -> list[Entity]:
    """The links, addresses, mentions, commands and hashtags that Telegram marks by itself."""
    if not _HINT.search(text):
        return []
    entities = []
    for match in _FOUND.finditer(text):
        kind = str(match.lastgroup)
        start, end = match.span(kind)
        if kind == "mention":
            start -= 1
        entities.append(Entity(kind, units(text[:start]), units(text[start:end])))
    return entities


def trimmed(text: str, entities: Sequence[Entity]) -> tuple[str, list[Entity]]:
    """The text without surrounding white space, and what is left of the entities in it."""
    shorter = text.lstrip(_SPACE)
    cut = len(text) - len(shorter)  # white space is one unit a character
    shorter = shorter.rstrip(_SPACE)
    if not entities:
        return shorter, []
    length = units(shorter)
    kept = []
    for entity in entities:
        if entity.offset < 0 or entity.length < 0:
            raise Refused("ENTITY_BOUNDS_INVALID")
        start = max(entity.offset - cut, 0)
        end = min(entity.offset - cut + entity.length, length)
        if end > start:
            kept.append(replace(entity, offset=start, length=end - start, url=_link(entity.url)))
    return shorter, sorted(kept, key=lambda e: (e.offset, -e.length))


def marked(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, and what Telegram finds where they leave room."""
    ours = list(entities)
    taken = [(e.offset, e.offset + e.length) for e in ours if e.kind in _OPAQUE]
    for entity in found(text):
        end = entity.offset + entity.length
        if not any(start < end and entity.offset < stop for start, stop in taken):
            ours.append(entity)
    return sorted(ours, key=lambda e: (e.offset, -e.length))


def cleaned(content: Content, *, is_premium: bool = False) -> Content:
    """The content as Telegram keeps it. MESSAGE_EMPTY, MESSAGE_TOO_LONG, MEDIA_CAPTION_TOO_LONG."""
    text, entities = trimmed(content.text, content.entities)
    bare = not (content.file or any(getattr(content, part) for part in CARRIED))
    if bare and not text:
        raise Refused("MESSAGE_EMPTY")
    if bare and len(text) > MAX_TEXT:
        raise Refused("MESSAGE_TOO_LONG")
    if not bare and len(text) > (MAX_TEXT if is_premium else MAX_CAPTION):
        raise Refused("MEDIA_CAPTION_TOO_LONG")
    return replace(content, text=text, entities=marked(text, entities))


def markup(value: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """A reply_markup as Telegram keeps it. BUTTON_DATA_INVALID, BUTTON_URL_INVALID, …"""
    rows = None if value is None else value.get("inline_keyboard")
    if value is None or rows is None:
        return value
    kept = [[_button(button) for button in row] for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def _button(button: Mapping[str, Any]) -> dict[str, Any]:
    if not str(button.get("text", "")).strip():
        raise Refused("BUTTON_TEXT_INVALID")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= MAX_CALLBACK_DATA:
        raise Refused("BUTTON_DATA_INVALID")
    if "url" not in button:
        return dict(button)
    return {**button, "url": _button_link(str(button["url"]))}


def _button_link(url: str) -> str:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme in {"tg", "ton"}:
        return url
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or "." not in host or any(c.isspace() for c in url):
        raise Refused("BUTTON_URL_INVALID")
    return _link(parts.geturl()) or url


def _link(url: str | None) -> str | None:
    """Telegram gives a web address back with the slash after its host."""
    if url is None or not url.startswith(("http://", "https://")):
        return url
    parts = urlsplit(url)
    return parts._replace(path="/").geturl() if not parts.path else url


def inline_button(content: Content, wanted: str) -> Mapping[str, Any] | None:
    """The inline button that carries this callback data."""
    for row in (content.markup or {}).get("inline_keyboard", ()):
        for button in row:
            if button.get("callback_data") == wanted:
                return dict(button)
    return None
