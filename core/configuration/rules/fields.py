"""Reads the owner's fields of customers as `topics.toml`, and the page, have them."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from core.model.configuration import Mistake, Table
from core.model.configuration_text_keys import ConfigurationKey
from core.model.fields import (
    MOST_CHOICES,
    MOST_FIELDS,
    MOST_REPEATS,
    CustomerField,
    FieldType,
    is_quick,
)
from core.model.texts import LANGUAGES

LABEL_LIMIT = 48
"""Characters of a label, and of a choice, which stands on a button."""
PATTERN_LIMIT = 100

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_OF_FIELD = ("key", "label", "labels", "type", "choices", "pattern", "required", "topics")


def fields_of(given: Any, topics: Collection[str]) -> tuple[CustomerField, ...]:
    """Read fields; `topics`: the keys that there are. Raises Mistake, whose line names the
    field."""
    if given is None:
        return ()
    if not isinstance(given, list | tuple) or not all(isinstance(one, Mapping) for one in given):
        raise _wrong("fields must be written as [[fields]] tables", "fields")
    if len(given) > MOST_FIELDS:
        raise _wrong(f"there may be {MOST_FIELDS} fields at most", "fields")
    found = tuple(_field(number, table, topics) for number, table in enumerate(given, 1))
    keys = [each.key for each in found]
    for key in keys:
        if keys.count(key) > 1:
            line = f"field {key!r}: stands there {keys.count(key)} times"
            raise Mistake(ConfigurationKey.FIELD_TAKEN, line, key=key)
    return found


def table_of(field: CustomerField) -> dict[str, Any]:
    """Write a field as a file would have it."""
    table: dict[str, Any] = {"key": field.key, "label": field.label, "type": field.type.value}
    table |= {"labels": dict(field.labels)} if field.labels else {}
    table |= {"choices": list(field.choices)} if field.choices else {}
    table |= {"pattern": field.pattern} if field.pattern is not None else {}
    table |= {"required": True} if field.required else {}
    table |= {"topics": list(field.topics)} if field.topics else {}
    return table


def _field(number: int, table: Table, topics: Collection[str]) -> CustomerField:
    key = table.get("key")
    where = f"field {key!r}" if isinstance(key, str) and key else f"field number {number}"
    for name in table:
        if name not in _OF_FIELD:
            line = f"{where}: {name!r} is not known; there are {', '.join(_OF_FIELD)}"
            raise _wrong(line, name)
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        line = f"{where}: key must be 1 to 32 small letters, digits, - and _, as 'order'"
        raise Mistake(ConfigurationKey.WRONG_KEY, line)
    labels = table.get("labels", {})
    if not isinstance(labels, Mapping) or not set(labels) <= set(LANGUAGES):
        line = f"{where}: labels must be texts by language: {', '.join(LANGUAGES)}"
        raise _wrong(line, "labels")
    read = {language: _label(where, label) for language, label in labels.items()}
    label = _label(where, table.get("label", read.get(LANGUAGES[0])))
    kind = _type(where, table.get("type", FieldType.TEXT.value))
    required = table.get("required", False)
    if not isinstance(required, bool):
        raise _wrong(f"{where}: required must be true or false", "required")
    choices = _choices(where, kind, table.get("choices", ()))
    pattern = _pattern(where, kind, table.get("pattern"))
    of = _topics(where, table.get("topics", ()), topics)
    return CustomerField(key, label, read, kind, choices, pattern, required, of)


def _label(where: str, given: object) -> str:
    if not isinstance(given, str) or not 0 < len(given.strip()) <= LABEL_LIMIT:
        line = f"{where}: label must be a text of 1 to {LABEL_LIMIT} characters"
        raise Mistake(ConfigurationKey.WRONG_TITLE, line, most=LABEL_LIMIT)
    return given.strip()


def _type(where: str, given: object) -> FieldType:
    try:
        return FieldType(str(given))
    except ValueError:
        raise _wrong(f"{where}: type must be one of {', '.join(FieldType)}", "type") from None


def _choices(where: str, kind: FieldType, given: Any) -> tuple[str, ...]:
    if kind is not FieldType.CHOICE:
        if given:
            raise _wrong(f"{where}: choices are of type choice alone", "choices")
        return ()
    is_list = isinstance(given, list | tuple) and all(isinstance(one, str) for one in given)
    read = tuple(" ".join(one.split()) for one in given) if is_list else ()
    fits = all(0 < len(one) <= LABEL_LIMIT for one in read)
    differ = len({one.casefold() for one in read}) == len(read)
    if not 2 <= len(read) <= MOST_CHOICES or not fits or not differ:
        line = (
            f"{where}: choices must be 2 to {MOST_CHOICES} different texts of 1 to {LABEL_LIMIT}"
            " characters"
        )
        raise Mistake(ConfigurationKey.FIELD_CHOICES, line, most=MOST_CHOICES, length=LABEL_LIMIT)
    return read


def _pattern(where: str, kind: FieldType, given: object) -> str | None:
    if given is None:
        return None
    if kind is not FieldType.TEXT:
        raise _wrong(f"{where}: pattern is of type text alone", "pattern")
    try:
        is_good = isinstance(given, str) and 0 < len(given) <= PATTERN_LIMIT
        is_good = is_good and is_quick(str(given)) and re.compile(str(given)) is not None
    except re.error:
        is_good = False
    if not is_good:
        line = (
            f"{where}: pattern must be a regular expression of 1 to {PATTERN_LIMIT} characters,"
            f" with {MOST_REPEATS} repeats at most and none of a group, as '[0-9]{{6}}'"
        )
        raise Mistake(ConfigurationKey.FIELD_PATTERN, line, most=MOST_REPEATS)
    return str(given)


def _topics(where: str, given: Any, topics: Collection[str]) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(one, str) for one in given):
        raise _wrong(f"{where}: topics must be keys of topics", "topics")
    for key in given:
        if key not in topics:
            line = f"{where}: there is no topic {key!r}; there are {', '.join(topics)}"
            raise Mistake(ConfigurationKey.NO_SUCH_TOPIC, line)
    return tuple(given)


def _wrong(line: str, what: str) -> Mistake:
    return Mistake(ConfigurationKey.WRONG_VALUE, line, what=what)
