"""The audit log as files: for spreadsheets, and a JSON object in each line for programs. Both name
their columns by words that never change with the language."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core.model.audit import ListedAudit
from core.model.messages import utc
from core.statistics.views.spreadsheets import Cell, sheet_of

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def audit_lines(entries: Iterable[ListedAudit]) -> str:
    """Return a line of JSON for each entry; times are UTC."""
    return "".join(f"{_writable(_encode(_values(one)))}\n" for one in entries)


def audit_sheet(entries: Iterable[ListedAudit], zone: str, *, goes_on: bool) -> str:
    """Return a line for each entry, in which no cell is a formula; see `sheet_of`."""
    return _writable(sheet_of(_COLUMNS, entries, zone, goes_on=goes_on))


def value_words(value: Any) -> str:
    """Return a value of an entry as a person reads it; nothing for nothing."""
    if value is None:
        return ""
    return value if isinstance(value, str) else _encode(value)


_COLUMNS: Mapping[str, Callable[[ListedAudit], Cell]] = {
    "id": lambda one: one.id,
    "at": lambda one: one.entry.at,
    "kind": lambda one: one.entry.kind.value,
    "subject": lambda one: one.entry.subject.value,
    "key": lambda one: one.entry.key,
    "member": lambda one: one.member,
    "actor_id": lambda one: one.entry.actor_id,
    "actor": lambda one: one.actor,
    "before": lambda one: value_words(one.entry.before),
    "after": lambda one: value_words(one.entry.after),
}


def _values(one: ListedAudit) -> Mapping[str, Any]:
    exact = {"at": utc(one.entry.at), "before": one.entry.before, "after": one.entry.after}
    return {name: of(one) for name, of in _COLUMNS.items()} | exact


def _writable(text: str) -> str:
    """Replace what no UTF-8 can carry."""
    return text.encode("utf-8", "replace").decode()
