"""What the audit log says, in words: values that are equal when nothing that is seen differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from board import parts
from board.page import Page
from core.model.audit import OF_PAGE, AuditEntry, AuditKind, AuditSubject, ListedAudit

LONGEST = 200
"""Characters of a value."""
HEADS = ("when", "by", "what", "about", "before", "after")
_OF_PAGE = frozenset(OF_PAGE.values())
_WORDS = {
    AuditKind.STAFF: "role",
    AuditKind.ROLE: "role",
    AuditKind.SESSION: "audit-way",
    AuditKind.BLOCK: "audit-step",
    AuditKind.ERASURE: "audit-step",
    AuditKind.HOLD: "audit-step",
    AuditKind.ANSWER: "audit-step",
    AuditKind.WATCH: "audit-step",
}
"""Kinds whose values are words of ours, and how their texts begin."""


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry, in words."""

    id: int
    at: str
    actor: str
    what: str
    about: str
    href: str | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What the page shows of the log."""

    count: str
    rows: tuple[Changed, ...]
    is_more: bool
    is_filtered: bool


def changed(page: Page, one: ListedAudit) -> Changed:
    """An entry, in words."""
    entry = one.entry
    about, href = _about(page, one)
    before, after = values(page, entry)
    return Changed(
        one.id,
        parts.stamp(entry.at, page.zone, page.now()),
        actor(page, one),
        page.text(f"audit-kind-{entry.kind.value}"),
        about,
        href,
        before,
        after,
    )


def actor(page: Page, one: ListedAudit) -> str:
    """Who made it."""
    entry = one.entry
    if entry.actor_id is None:
        return page.text("audit-owner")
    if one.actor is not None:
        return one.actor
    if entry.subject is AuditSubject.CUSTOMER and entry.key == str(entry.actor_id):
        return page.text("audit-the-customer")
    return str(entry.actor_id)


def values(page: Page, entry: AuditEntry) -> tuple[str, str]:
    """What was before, and after; of a topic only what differs."""
    before, after = entry.before, entry.after
    is_topic = entry.kind is AuditKind.TOPIC
    if is_topic and isinstance(before, Mapping) and isinstance(after, Mapping):
        both = {key for key in {**before, **after} if before.get(key) != after.get(key)}
        before = {key: before[key] for key in before if key in both}
        after = {key: after[key] for key in after if key in both}
    return _words(page, entry, before), _words(page, entry, after)


def _about(page: Page, one: ListedAudit) -> tuple[str, str | None]:
    entry = one.entry
    match entry.subject, entry.number:
        case AuditSubject.STAFF, _:
            return one.member or entry.key, None
        case AuditSubject.CUSTOMER, int(number):
            return page.text("audit-customer", id=entry.key), page.customer_address(number)
        case AuditSubject.TICKET, int(number):
            return f"№ {number}", page.ticket_address(number)
        case AuditSubject.LOG, _:
            return page.text("page-audit"), None
        case AuditSubject.FILE, _:
            of = entry.key or page.text("audit-whole-desk")
            return page.text("audit-file", of=of), None
    return entry.key or page.text("audit-whole-desk"), None


def _words(page: Page, entry: AuditEntry, value: Any) -> str:
    kind = entry.kind
    if value is None:
        is_files = kind in _OF_PAGE and entry.subject is not AuditSubject.FILE
        return page.text("desk-files-own") if is_files else "–"
    if kind in _WORDS and isinstance(value, str):
        return page.text_of(_WORDS[kind], value.replace("_", "-"), value)
    text = _plain(value) or "–"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _plain(value: Any) -> str:
    match value:
        case dict():
            return "; ".join(f"{key} {_plain(each)}" for key, each in value.items())
        case list():
            return ", ".join(map(_plain, value))
        case bool():
            return "+" if value else "–"
        case _:
            return str(value)
