"""What the page Staff shows, in words: values that are equal when nothing that is seen differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from board import parts
from board.page import Page
from board.pages import audit_rows as audit
from core.model.audit import AuditKind, ListedAudit
from core.model.board import MemberSeen
from core.model.people import Operator, Role
from core.staff.views import CAPACITIES


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of staff. `troubles`: what keeps the desk from reaching them, worst first."""

    id: int
    name: str
    tag: str
    role: str
    is_supervisor: bool
    shift: str
    tone: str
    since: str
    load: str
    held: str | None  # where the tickets are listed that they hold, or held
    share: float
    is_full: bool
    skills: tuple[str, ...]
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed about somebody of staff, when and by whom."""

    id: int
    at: str
    operator: str
    what: str
    actor: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form about a member begins with, and what was chosen there."""

    role: Role
    capacity: int
    skills: frozenset[str]


def members(page: Page, seen: tuple[MemberSeen, ...]) -> tuple[Member, ...]:
    """In the order in which they were told."""
    now = page.now()
    return tuple(_member(page, one, now) for one in seen)


def _member(page: Page, seen: MemberSeen, now: datetime) -> Member:
    operator, presence = seen.operator, seen.presence
    tickets = page.shows("tickets")
    state, tone, since = "off-shift", "", None
    if operator.on_shift:
        state, tone = "is-on-shift", "good"
        since = None if presence is None else presence.on_shift_since
    if operator.on_break:
        state, tone = "on-break", "warn"
        since = None if presence is None else presence.on_break_since
    return Member(
        id=operator.id,
        name=operator.name,
        tag=f"@{operator.username}" if operator.username else "",
        role=page.text(f"role-{operator.role.value}"),
        is_supervisor=operator.role is Role.SUPERVISOR,
        shift=page.text(f"now-{state}"),
        tone=tone,
        since="" if since is None else parts.duration(now - since, page.who.language),
        load=page.text("now-load", load=operator.load, capacity=operator.capacity),
        held=None if tickets is None else f"{tickets.path}?operator={operator.id}",
        share=operator.load / max(1, operator.capacity),
        is_full=operator.load >= operator.capacity,
        skills=tuple(sorted(operator.skills)),
        troubles=tuple(_troubles(page, seen)),
    )


def _troubles(page: Page, seen: MemberSeen) -> list[str]:
    found = []
    if not seen.operator.started_bot:
        found.append(page.text("staff-not-started"))
    elif seen.bot_trouble is not None:
        found.append(page.text("staff-cannot-write", reason=_reason(page, seen.bot_trouble)))
    if seen.invite_trouble is not None:
        found.append(page.text("staff-cannot-invite", reason=_reason(page, seen.invite_trouble)))
    return found


def _reason(page: Page, word: str) -> str:
    """A cause's word, and Telegram's own behind a colon where nobody of staff can mend it."""
    cause, _, reason = word.partition(":")
    return page.text_of("unreachable", cause.replace("_", "-"), reason or cause)


def changes(page: Page, seen: tuple[ListedAudit, ...]) -> tuple[Changed, ...]:
    """The newest first."""
    return tuple(_changed(page, one) for one in seen)


def _changed(page: Page, one: ListedAudit) -> Changed:
    entry = one.entry
    before, after = (
        page.text("staff-nothing") if value in (None, []) else words
        for value, words in zip((entry.before, entry.after), audit.values(page, entry), strict=True)
    )
    what = entry.kind.value
    if entry.kind is AuditKind.STAFF:
        what = "added" if entry.before is None else "removed"
    return Changed(
        one.id,
        parts.stamp(entry.at, page.zone, page.now()),
        one.member or entry.key,
        page.text(f"staff-change-{what}", before=before, after=after),
        audit.actor(page, one),
    )


def draft(operator: Operator) -> Draft:
    """How a member is now."""
    return Draft(operator.role, operator.capacity, operator.skills)


def capacities(operator: Operator) -> list[int]:
    """What may be chosen: the bot's numbers, and their own where the owner gave another."""
    return sorted({*CAPACITIES, operator.capacity})
