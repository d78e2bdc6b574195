"""Decides what holds where the page, the file and the delivered say different things: page > file >
delivered, entry by entry."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from core.configuration.rules.fields import fields_of
from core.configuration.rules.topics import Reading
from core.model.configuration import Entry, EntryKind, Ground, Mistake, Named, Table
from core.model.configuration_text_keys import ConfigurationKey
from core.model.fields import CustomerField
from core.model.moderation import LISTS, read_words
from core.model.rules import Topic
from core.model.tags import read_tags

PAGE = "page"
"""What mistakes of entries are named by in lines."""
_ORDER = tuple(EntryKind).index
_APART = ("hours", "holidays")
"""Of a topic's table, what are entries of their own."""

CheckText = Callable[[str, str, str], None]
"""Takes a language, a text's key and its words. Raises Mistake."""


class Origin(StrEnum):
    """Where what holds comes from."""

    PAGE = "page"
    FILE = "file"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Layered:
    """What holds: `ground` with all entries in it that can be used, its topics and fields as
    they are read, and why the others cannot be."""

    ground: Ground
    topics: tuple[Topic, ...]
    fields: tuple[CustomerField, ...] = ()
    ignored: Mapping[Named, Mistake] = field(default_factory=dict)


def layered(ground: Ground, entries: Collection[Entry], check_text: CheckText) -> Layered:
    """Lay the page's entries over what holds without them. An entry that cannot be used (any more:
    the file may have been changed) is left out, and the others count."""
    ignored: dict[Named, Mistake] = {}
    topics, fields = _read(ground), _read_fields(ground)
    for entry in sorted(entries, key=lambda each: (_ORDER(each.kind), each.revision)):
        try:
            found = laid(ground, entry.name, entry.value, check_text)
            if entry.kind is not EntryKind.TEXT:
                topics, fields = _read(found), _read_fields(found)
        except Mistake as mistake:
            ignored[entry.name] = mistake
        else:
            ground = found
    return Layered(ground, topics, fields, ignored)


def _read(ground: Ground) -> tuple[Topic, ...]:
    """Read the topics. Raises Mistake, the first one."""
    reading = Reading(PAGE)
    topics = reading.topics(ground)
    if reading.mistakes:
        raise reading.mistakes[0]
    return topics


def _read_fields(ground: Ground) -> tuple[CustomerField, ...]:
    """Read the fields. Raises Mistake."""
    return fields_of(ground.fields, [str(table.get("key")) for table in ground.topics])


def laid(ground: Ground, name: Named, value: Any, check_text: CheckText) -> Ground:
    """Return the ground with that entry in it. Raises Mistake for one that is about nothing, or for
    a text that cannot be used; what topics say is checked by reading them."""
    match name.kind:
        case EntryKind.TOPIC:
            return replace(ground, topics=_with_topic(ground.topics, name.key, value))
        case EntryKind.ORDER:
            return replace(ground, topics=_in_order(ground.topics, value))
        case EntryKind.HOURS if not name.key:
            return replace(ground, hours=value)
        case EntryKind.HOLIDAYS if not name.key:
            return replace(ground, holidays=value)
        case EntryKind.HOURS | EntryKind.HOLIDAYS:
            return replace(ground, topics=_with_part(ground.topics, name, value))
        case EntryKind.TAGS:
            return replace(ground, tags=_tags(value))
        case EntryKind.WORDS:
            words = read_words(value)
            if words is None or name.key not in LISTS:
                raise Mistake(ConfigurationKey.WRONG_VALUE, "words: cannot be so", what="words")
            return replace(ground, words=replace(ground.words, **{name.key: words}))
        case EntryKind.FIELDS:
            return replace(ground, fields=value)
        case EntryKind.TEXT:
            return replace(ground, texts=_with_text(ground.texts, name, value, check_text))


def _with_text(
    texts: Mapping[str, Mapping[str, str]], name: Named, value: Any, check_text: CheckText
) -> Mapping[str, Mapping[str, str]]:
    language, _, key = name.key.partition(":")
    if not isinstance(value, str):
        raise Mistake(ConfigurationKey.WORDING_EMPTY, f"text {name.key}: must be a text")
    check_text(language, key, value)
    return {**texts, language: {**texts.get(language, {}), key: value}}


def _tags(value: Any) -> tuple[str, ...]:
    tags = read_tags(value)
    if tags is None:
        raise Mistake(ConfigurationKey.WRONG_VALUE, "tags: cannot be so", what="tags")
    return tags


def _with_topic(topics: Sequence[Table], key: str, value: Any) -> Sequence[Table]:
    if not isinstance(value, Mapping):
        raise Mistake(ConfigurationKey.WRONG_VALUE, f"topic {key!r}: must be a table", what="topic")
    own = {part: what for part, what in value.items() if part not in ("key", *_APART)}
    made = [
        {"key": key, **own, **{part: table[part] for part in _APART if part in table}}
        if table.get("key") == key
        else table
        for table in topics
    ]
    if not any(table.get("key") == key for table in topics):
        made.append({"key": key, **own})
    return tuple(made)


def _with_part(topics: Sequence[Table], name: Named, value: Any) -> Sequence[Table]:
    if not any(table.get("key") == name.key for table in topics):
        line = f"{name.kind.value} of topic {name.key!r}: there is no such topic"
        raise Mistake(ConfigurationKey.NO_SUCH_TOPIC, line)
    part = name.kind.value
    return tuple(
        {**table, part: value} if table.get("key") == name.key else table for table in topics
    )


def _in_order(topics: Sequence[Table], value: Any) -> Sequence[Table]:
    if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
        line = "order: must be keys of topics"
        raise Mistake(ConfigurationKey.WRONG_VALUE, line, what="order")
    places = {key: place for place, key in enumerate(dict.fromkeys(value))}
    return tuple(sorted(topics, key=lambda table: places.get(table.get("key", ""), len(places))))


def without_page(ground: Ground, name: Named) -> Any:
    """Return what the file, or the delivered, says there: as an entry would; None for nothing."""
    match name.kind:
        case EntryKind.TOPIC:
            table = _table(ground, name.key)
            if table is None:
                return None
            return {part: what for part, what in table.items() if part not in ("key", *_APART)}
        case EntryKind.ORDER:
            return [table.get("key") for table in ground.topics]
        case EntryKind.HOURS | EntryKind.HOLIDAYS if name.key:
            return (_table(ground, name.key) or {}).get(name.kind.value)
        case EntryKind.HOURS:
            return ground.hours
        case EntryKind.HOLIDAYS:
            return ground.holidays
        case EntryKind.TAGS | EntryKind.WORDS:
            return None
        case EntryKind.FIELDS:
            return ground.fields
        case EntryKind.TEXT:
            language, _, key = name.key.partition(":")
            return ground.texts.get(language, {}).get(key)


def origin(ground: Ground, entries: Collection[Named], name: Named) -> Origin:
    """Tell where what holds there comes from. `entries`: those of the page that can be used."""
    if name in entries:
        return Origin.PAGE
    of_file = without_page(ground, name) is not None
    return (
        Origin.FILE
        if of_file and (ground.is_file or name.kind is EntryKind.TEXT)
        else (Origin.DELIVERED)
    )


def _table(ground: Ground, key: str) -> Table | None:
    return next((table for table in ground.topics if table.get("key") == key), None)


def differs(ground: Ground, entry: Entry, check_text: CheckText) -> bool:
    """Whether anything would be another without that entry. One that cannot be used differs."""
    try:
        found = laid(ground, entry.name, entry.value, check_text)
        if entry.kind is EntryKind.TEXT:
            return found.texts != ground.texts
        if (found.tags, found.words) != (ground.tags, ground.words):
            return True
        if _read_fields(found) != _read_fields(ground):
            return True
        return _read(found) != _read(ground)
    except Mistake:
        return True
