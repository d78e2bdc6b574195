"""Collecting a text and its entities while markup is read; offsets in UTF-16 code units."""

from __future__ import annotations

from dataclasses import replace

from sandbox.bot_api.errors import ApiError, bad_request
from sandbox.state.model import Entity

# The order of entities that start and end together; what is not here comes last.
_RANK = {
    "blockquote": 0, "expandable_blockquote": 0, "text_link": 1, "text_mention": 1,
    "custom_emoji": 9, "code": 8, "pre": 8,
}  # fmt: skip


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, which is how Telegram counts offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The stretch of a text that an entity covers."""
    raw = text.encode("utf-16-le", "surrogatepass")[offset * 2 : (offset + length) * 2]
    return raw.decode("utf-16-le", "replace")


def parse_error(sentence: str) -> ApiError:
    """400 as Telegram words a markup's mistake."""
    return bad_request(f"can't parse entities: {sentence}")


class Builder:
    """A text growing from left to right, with entities laid over what was added."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self.entities: list[Entity] = []
        self.length = 0

    def add(self, piece: str) -> None:
        """Append plain text."""
        self._parts.append(piece)
        self.length += utf16_length(piece)

    def lay(self, entity: Entity) -> None:
        """Add an entity; one of no length is dropped."""
        if entity.length > 0:
            self.entities.append(entity)

    def text(self) -> str:
        """What was added so far."""
        return "".join(self._parts)

    def tail(self, offset: int) -> str:
        """What was added since a UTF-16 offset."""
        return utf16_slice(self.text(), offset, self.length - offset)

    def at(self, position: int) -> int:
        """A character's place in the source, in bytes: how Telegram's messages give it."""
        return len(self._source[:position].encode("utf-8", "surrogatepass"))

    def finish(self) -> tuple[str, list[Entity]]:
        """The text and its entities in Telegram's order."""
        return self.text(), ordered(self.entities)


def ordered(entities: list[Entity]) -> list[Entity]:
    """By start, the longer first, then by kind; two of one plain kind that touch become one."""
    entities = sorted(entities, key=lambda e: (e.offset, -e.length, _RANK.get(e.kind, 5), e.kind))
    merged: list[Entity] = []
    last_of: dict[str, int] = {}
    for entity in entities:
        place = last_of.get(entity.kind)
        if place is not None and entity.kind in _MERGEABLE:
            before = merged[place]
            end = before.offset + before.length
            if entity.offset <= end:
                length = max(end, entity.offset + entity.length) - before.offset
                merged[place] = replace(before, length=length)
                continue
        last_of[entity.kind] = len(merged)
        merged.append(entity)
    return merged


_MERGEABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
