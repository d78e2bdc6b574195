"""What stands beside a ticket's talk, in words: values that are equal when nothing that is seen
differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from board import parts
from board.page import Page
from board.pages.ticket_events import event_words
from board.pages.tickets_rows import TONES, stars
from core.board.conversation import Candidate, Choice
from core.board.questions import TicketSeen
from core.model.messages import in_one_line, visible
from core.model.records import may_be_reopened
from core.model.tickets import Ticket, TicketStatus
from core.routing.choose import Reason, ReasonCode

WHY_HEADS = ("operator", "verdict", "load", "idle")

Facts = tuple[tuple[str, str], ...]
"""Words, and what they are about."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the ticket is, and what may be done with it now."""

    number: str
    customer: str
    topic: str
    state: str
    tone: str
    operator: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Customer:
    """Whose ticket it is. `href`: their own page, if there is one for whoever looks; `tickets`:
    where all tickets of theirs are listed; `may_export`: whoever looks may hand the ticket over."""

    name: str
    facts: Facts
    href: str | None
    tickets: str
    may_export: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """A ticket that the same customer had before."""

    number: str
    href: str | None
    topic: str
    state: str
    tone: str
    opened: str
    operator: str
    stars: str


@dataclass(frozen=True, slots=True)
class Why:
    """One choice of an operator: what, and a row for each who could have been chosen."""

    words: str
    rows: tuple[tuple[str, str, str, str, bool], ...]


def head(page: Page, seen: TicketSeen) -> Head:
    """Of the page."""
    ticket = seen.ticket
    return Head(
        f"№ {ticket.id}",
        seen.customer.name or "…",
        page.topic(ticket.topic),
        page.text(f"status-{ticket.status.value}"),
        TONES.get(ticket.status, ""),
        seen.operator or "",
        (*_actions(page, ticket), *_holding(page, seen)),
    )


def _actions(page: Page, ticket: Ticket) -> Iterator[str]:
    """What makes sense to offer. Whether it may be done is for the use case to say."""
    is_mine = ticket.operator_id == page.who.person_id
    if not (is_mine or page.who.is_supervisor):
        return
    if may_be_reopened(ticket, page.now(), page.rules.reopen_within):
        yield "reopen"
    if not ticket.is_open:
        return
    if page.who.is_supervisor and not is_mine:
        if ticket.status is TicketStatus.ACTIVE:
            yield "take-over"
        if ticket.operator_id is not None:
            yield "whisper"
        yield "watch"
    if ticket.operator_id is not None:
        yield "hand-to"
        yield "to-queue"
    yield "note"
    yield "call"
    yield "close"


def _holding(page: Page, seen: TicketSeen) -> Iterator[str]:
    if page.who.is_supervisor and seen.ticket.expired_at is None:
        yield "hold" if seen.hold is None else "release"


def customer(page: Page, seen: TicketSeen) -> Customer:
    """Their number is shown to operators if the owner says so, as in the bot."""
    one = seen.customer
    facts = [("username", f"@{one.username}" if one.username else "")]
    if page.who.is_supervisor or page.rules.phone_to_operators:
        facts.append(("phone", one.phone or ""))
    facts.append(("language", page.text_of("language", one.language, one.language)))
    facts.append(("id", str(one.id)))
    facts.append(("source", seen.ticket.source or ""))
    facts.append(("first-source", (one.source or "") if one.source != seen.ticket.source else ""))
    if not one.reachable:
        facts.append(("reachable", page.text("ticket-unreachable")))
    told = tuple((page.text(f"ticket-{name}"), value) for name, value in facts if value)
    subject = page.shows("customer")
    href = None if subject is None else subject.path.replace("{customer}", str(one.id))
    may_export = page.who.is_supervisor and not one.is_forgotten
    return Customer(one.name or "…", told, href, f"/tickets?customer={one.id}", may_export)


def times(page: Page, seen: TicketSeen) -> Facts:
    """When what happened, and how long it took."""
    ticket = seen.ticket
    moments = (
        ("opened", ticket.opened_at),
        ("joined", ticket.joined_at),
        ("active", ticket.active_at),
        ("answered", ticket.answered_at),
        ("reopened", ticket.reopened_at),
        ("closed", ticket.closed_at),
    )
    told = [
        (page.text(f"ticket-{name}"), parts.stamp(at, page.zone, page.now()))
        for name, at in moments
        if at is not None
    ]
    return (*told, *_spans(page, ticket), *_hold(page, seen))


def _hold(page: Page, seen: TicketSeen) -> Iterator[tuple[str, str]]:
    """Who has its words stay, and why: supervisors' business."""
    hold = seen.hold
    if hold is not None and page.who.is_supervisor:
        who = page.text("audit-owner") if hold.held_by is None else seen.names.get(hold.held_by, "")
        since = parts.stamp(hold.held_at, page.zone, page.now())
        yield page.text("ticket-held"), f"{who}, {since}: {in_one_line(hold.reason)}"


def _spans(page: Page, ticket: Ticket) -> Iterator[tuple[str, str]]:
    now = page.now()
    waited_until = ticket.active_at or ticket.closed_at or now
    yield page.text("ticket-waited"), _span(page, ticket.opened_at, waited_until)
    if ticket.active_at is not None:
        ended = ticket.closed_at or now
        yield page.text("ticket-lasted"), _span(page, ticket.active_at, ended)


def _span(page: Page, since: datetime, until: datetime) -> str:
    return parts.duration(max(until - since, timedelta()), page.who.language)


def verdict(page: Page, seen: TicketSeen) -> Facts:
    """What the customer said of it afterwards."""
    told = []
    if seen.resolution is not None:
        key = "ticket-solved" if seen.resolution.solved else "ticket-unsolved"
        told.append((page.text("ticket-resolution"), page.text(key)))
    if seen.feedback is not None:
        told.append((page.text("ticket-stars"), stars(seen.feedback.stars)))
        if seen.feedback.comment:
            told.append((page.text("ticket-comment"), visible(seen.feedback.comment)))
    return tuple(told)


def earlier(page: Page, seen: TicketSeen) -> tuple[Earlier, ...]:
    """The newest first."""
    return tuple(
        Earlier(
            f"№ {one.id}",
            page.ticket_address(one.id),
            page.topic(one.topic),
            page.text(f"status-{one.status.value}"),
            TONES.get(one.status, ""),
            parts.stamp(one.opened_at, page.zone, page.now()),
            one.operator or "",
            "" if one.stars is None else stars(one.stars),
        )
        for one in seen.earlier
    )


def events(page: Page, seen: TicketSeen) -> Facts:
    """All that happened: when, and what."""
    return tuple(
        (f"{parts.stamp(one.at, page.zone, page.now())}", event_words(page, one, seen.names))
        for one in seen.events
    )


def why(page: Page, seen: TicketSeen) -> tuple[Why, ...]:
    """Each choice, with who could have been chosen and what spoke for and against them."""
    return tuple(_why(page, choice) for choice in seen.choices)


def _why(page: Page, choice: Choice) -> Why:
    if choice.at is None:
        words = page.text("why-now")
    else:
        at = parts.stamp(choice.at, page.zone, page.now())
        who = choice.operator or page.text("why-nobody")
        words = page.text("why-chosen", at=at, who=who)
    rows = [_candidate(page, one) for one in choice.candidates]
    for code, count in choice.others.told():
        others = page.text("why-others", count=count)
        rows.append((others, page.text(f"why-{_code(code)}"), "", "", False))
    return Why(words, tuple(rows))


def _candidate(page: Page, one: Candidate) -> tuple[str, str, str, str, bool]:
    reason = one.reason
    if isinstance(reason, str):
        return one.operator, reason, "", "", False
    words = [page.text("why-is-chosen" if reason.chosen else f"why-{_code(reason.code)}")]
    if reason.code is ReasonCode.LACKS_SKILL:
        words.append(reason.skill or "…")
    words += [page.text("why-served-last")] if reason.served_last else []
    words += [page.text("why-holds")] if reason.holds else []
    has_load = reason.code in (ReasonCode.FITS, ReasonCode.NO_HEADROOM, ReasonCode.FILLED)
    load = f"{reason.load} / {reason.capacity}" if has_load else ""
    return one.operator, ", ".join(words), load, _idle(page, reason, has_load), reason.chosen


def _code(code: ReasonCode) -> str:
    return code.value.replace("_", "-")


def _idle(page: Page, reason: Reason, has_load: bool) -> str:
    if not has_load:
        return ""
    if reason.idle is None:
        return page.text("why-never-busy")
    return parts.duration(timedelta(seconds=reason.idle), page.who.language)
