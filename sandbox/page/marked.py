"""Renders text with entities as HTML: whatever somebody wrote is data, and stays text."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from sandbox.state.model import Entity

_PLAIN = {
    "bold": Markup("<strong>{}</strong>"),
    "italic": Markup("<em>{}</em>"),
    "underline": Markup("<u>{}</u>"),
    "strikethrough": Markup("<s>{}</s>"),
    "code": Markup("<code>{}</code>"),
    "pre": Markup("<pre>{}</pre>"),
    "blockquote": Markup("<blockquote>{}</blockquote>"),
    "expandable_blockquote": Markup("<blockquote>{}</blockquote>"),
    "spoiler": Markup('<span class="spoiler" tabindex="0">{}</span>'),
}
_OURS = frozenset({"t.me", "telegram.me"})


def marked(text: str, entities: Sequence[Entity]) -> Markup:
    """The text with its entities; one that crosses another ends where that one ends."""
    units = text.encode("utf-16-le", "surrogatepass")
    ordered = sorted(entities, key=lambda e: (e.offset, -e.length))
    return _stretch(units, 0, len(units) // 2, ordered)


def _stretch(units: bytes, start: int, end: int, entities: Sequence[Entity]) -> Markup:
    parts: list[Markup] = []
    at = start
    left = list(entities)
    while left:
        entity = left.pop(0)
        begins, ends = max(entity.offset, at), min(entity.offset + entity.length, end)
        if ends <= begins:
            continue
        inner = [e for e in left if e.offset < ends]
        left = [e for e in left if e.offset + e.length > ends]
        parts.append(escape(_cut(units, at, begins)))
        parts.append(_wrapped(entity, _stretch(units, begins, ends, inner), units))
        at = ends
    parts.append(escape(_cut(units, at, end)))
    return Markup().join(parts)


def _cut(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", "replace")


def _wrapped(entity: Entity, inner: Markup, units: bytes) -> Markup:
    said = _cut(units, entity.offset, entity.offset + entity.length)
    if entity.kind in _PLAIN:
        return _PLAIN[entity.kind].format(inner)
    if entity.kind in ("url", "text_link"):
        return link(entity.url or said, inner)
    if entity.kind == "email":
        return Markup('<a href="mailto:{}">{}</a>').format(said, inner)
    if entity.kind == "mention":
        return _act("link", f"https://t.me/{said.removeprefix('@')}", inner)
    if entity.kind == "text_mention" and entity.user_id is not None:
        return _act("link", f"tg://user?id={entity.user_id}", inner)
    if entity.kind == "bot_command":
        return _act("command", said, inner)
    return inner


def link(url: str, inner: Markup | str) -> Markup:
    """A link as one may follow it: Telegram's own are followed here, the web's in a new tab."""
    if "://" not in url:
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
    except ValueError:
        return escape(inner)
    if parts.scheme == "tg" or parts.hostname in _OURS:
        return _act("link", url, inner)
    if parts.scheme in ("http", "https"):
        page = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
        return page.format(url, inner)
    return escape(inner)


def _act(what: str, value: str, inner: Markup | str) -> Markup:
    return Markup('<a href="#" data-do="{}" data-value="{}">{}</a>').format(what, value, inner)
