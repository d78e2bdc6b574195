"""Words as they were sent: bold, code, links. Whatever somebody wrote is data, and stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from nicegui import ui

from board import parts
from core.model.messages import visible

_SCHEMES = frozenset({"http", "https", "tg", "mailto"})
_TAGS = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "spoiler": "span",
}
_AS_THEY_ARE = frozenset({"code", "pre", "url", "text_link", "email"})
"""Kinds of entities in which no further link is looked for."""
# With what stands in brackets, without what ends a sentence or a bracket around it.
_LINK = re.compile(
    r"https?://(?:[^\s<>\"()]|\([^\s<>\"()]*\))*(?:[^\s<>\"()'`.,;:!?\]}]|\([^\s<>\"()]*\))",
    re.IGNORECASE,
)
_NO_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that is shown by an element of HTML; a link leads to `href`."""

    tag: str
    inner: Body
    href: str = ""


Body = tuple["str | Mark", ...]


@dataclass(frozen=True, slots=True)
class _Entity:
    kind: str
    start: int
    end: int
    url: str


def marked(text: str, entities: Sequence[Mapping[str, Any]] = ()) -> Body:
    """The text with its entities, in the Bot API's JSON form, whose offsets are in UTF-16 code
    units (https://core.telegram.org/bots/api#messageentity); one that crosses another ends where
    that one ends. Addresses that nobody marked lead somewhere, too."""
    units = text.encode("utf-16-le", "surrogatepass")
    found = (_entity(each, len(units) // 2) for each in entities)
    ordered = sorted(
        (each for each in found if each is not None), key=lambda each: (each.start, -each.end)
    )
    return tuple(_stretch(units, 0, len(units) // 2, ordered))


def address(url: str) -> str:
    """Where a link may lead; empty where it may not."""
    if _NO_ADDRESS.search(url):
        return ""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return ""
    return url if scheme.lower() in _SCHEMES else ""


def draw(body: Body) -> None:
    """Draw it where the page stands."""
    for piece in body:
        if isinstance(piece, str):
            parts.words(piece)
            continue
        with ui.element(piece.tag) as element:
            if piece.tag == "span":
                element.classes("spoiler")
            if piece.href:
                element.props["href"] = piece.href
                element.props('target=_blank rel="noopener noreferrer nofollow"')
            draw(piece.inner)


def _entity(given: Mapping[str, Any], length: int) -> _Entity | None:
    start, size = given.get("offset"), given.get("length")
    if not isinstance(start, int) or not isinstance(size, int) or start < 0 or size <= 0:
        return None
    end = min(start + size, length)
    user = given.get("user")
    url = str(given.get("url") or "")
    if isinstance(user, Mapping) and isinstance(user.get("id"), int):
        url = f"tg://user?id={user['id']}"
    return _Entity(str(given.get("type", "")), start, end, url) if start < end else None


def _stretch(
    units: bytes, start: int, end: int, entities: Sequence[_Entity], *, is_link: bool = False
) -> Iterator[str | Mark]:
    at, left = start, list(entities)
    while left:
        entity = left.pop(0)
        begins, ends = max(entity.start, at), min(entity.end, end)
        if ends <= begins:
            continue
        inner = [each for each in left if each.start < ends]
        left = [each for each in left if each.end > ends]
        yield from _plain(_cut(units, at, begins), is_link=is_link)
        yield from _wrapped(units, begins, ends, entity, inner, is_link=is_link)
        at = ends
    yield from _plain(_cut(units, at, end), is_link=is_link)


def _wrapped(
    units: bytes, start: int, end: int, entity: _Entity, inner: Sequence[_Entity], *, is_link: bool
) -> Iterator[str | Mark]:
    href = "" if is_link else _leads_to(entity, _cut(units, start, end))
    no_links = is_link or bool(href) or entity.kind in _AS_THEY_ARE
    within = tuple(_stretch(units, start, end, inner, is_link=no_links))
    if href:
        yield Mark("a", within, href)
    elif entity.kind in _TAGS:
        yield Mark(_TAGS[entity.kind], within)
    else:
        yield from within


def _leads_to(entity: _Entity, said: str) -> str:
    match entity.kind:
        case "text_link" | "text_mention":
            return address(entity.url)
        case "url":
            return address(said if "://" in said else f"https://{said}")
        case "email":
            return address(f"mailto:{said}")
        case "mention":
            return address(f"https://t.me/{said.removeprefix('@')}")
        case _:
            return ""


def _plain(text: str, *, is_link: bool) -> Iterator[str | Mark]:
    at = 0
    for found in () if is_link else _LINK.finditer(text):
        if found.start() > at:
            yield visible(text[at : found.start()])
        href = address(found[0])
        shown = visible(found[0])
        yield Mark("a", (shown,), href) if href else shown
        at = found.end()
    if text[at:]:
        yield visible(text[at:])


def _cut(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", "replace")
