"""What the page Tickets shows, in words: values that are equal when nothing that is seen
differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from board import parts
from board.page import Page
from core.model.board import Hit, HitPage, Listed, TicketPage
from core.model.search import Range
from core.model.tickets import TicketStatus

HEADS = ("ticket", "customer", "topic", "state", "operator", "opened", "waited", "last", "stars")
AROUND = 90
"""Characters of a long message that are shown before and behind the words that were found."""
TONES = {
    TicketStatus.QUEUED: "warn",
    TicketStatus.OFFERED: "warn",
    TicketStatus.ACTIVE: "good",
}
_GAP = "…"

Piece = tuple[str, bool]
"""Of a text, and whether it is what was looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A ticket."""

    number: str
    href: str | None
    customer: str
    customer_id: int
    topic: str
    state: str
    tone: str
    operator: str
    opened: str
    waited: str
    last_word: str
    stars: str
    tags: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Found:
    """A message in which the words stand."""

    number: str
    href: str | None
    customer: str
    topic: str
    state: str
    tone: str
    sender: str
    role: str
    at: str
    pieces: tuple[Piece, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of tickets, or of messages. `is_last`: nothing comes behind it."""

    count: str
    is_filtered: bool
    is_search: bool
    is_first: bool
    is_last: bool
    rows: tuple[Row, ...] = ()
    found: tuple[Found, ...] = ()


def tickets(page: Page, found: TicketPage, *, is_filtered: bool, is_first: bool) -> Listing:
    """A page of tickets."""
    return Listing(
        page.text("tickets-count", count=found.count),
        is_filtered,
        is_search=False,
        is_first=is_first,
        is_last=found.after is None,
        rows=tuple(_row(page, one) for one in found.tickets),
    )


def _row(page: Page, one: Listed) -> Row:
    now = page.now()
    waited = one.waited(now)
    return Row(
        f"№ {one.id}",
        page.ticket_address(one.id),
        one.customer,
        one.customer_id,
        page.topic(one.topic),
        page.text(f"status-{one.status.value}"),
        TONES.get(one.status, ""),
        one.operator or "–",
        parts.stamp(one.opened_at, page.zone, now),
        parts.duration(waited, page.who.language),
        parts.stamp(one.last_word_at, page.zone, now),
        stars(one.stars),
        one.tags,
        one.source or "",
    )


def stars(count: int | None) -> str:
    """Of five; a dash for none."""
    return "–" if count is None else "★" * count + "☆" * (5 - count)


def messages(page: Page, found: HitPage, *, is_first: bool) -> Listing:
    """A page of messages."""
    key = "tickets-hits-more" if found.is_more else "tickets-hits"
    return Listing(
        page.text(key, count=found.count),
        is_filtered=True,
        is_search=True,
        is_first=is_first,
        is_last=found.before is None,
        found=tuple(_found(page, one) for one in found.hits),
    )


def _found(page: Page, hit: Hit) -> Found:
    address = page.ticket_address(hit.ticket_id)
    remark = ""
    if hit.deleted_at is not None:
        remark = page.text("talk-deleted", at=parts.stamp(hit.deleted_at, page.zone, page.now()))
    elif hit.edited_at is not None:
        remark = page.text("talk-edited", at=parts.stamp(hit.edited_at, page.zone, page.now()))
    return Found(
        f"№ {hit.ticket_id}",
        None if address is None else f"{address}?message={hit.message_row}",
        hit.customer,
        page.topic(hit.topic),
        page.text(f"status-{hit.status.value}"),
        TONES.get(hit.status, ""),
        hit.sender,
        page.text(f"sender-{hit.role.value}"),
        parts.stamp(hit.sent_at, page.zone, page.now()),
        tuple(pieces(hit.text, hit.marked)),
        remark,
    )


def pieces(text: str, marked: Sequence[Range]) -> Iterator[Piece]:
    """Take a text apart at what is marked in it, with only so much of it as is needed to see where
    that stands."""
    start = 0 if not marked else max(0, marked[0][0] - AROUND)
    end = min(len(text), (marked[-1][1] if marked else 0) + AROUND)
    if start:
        yield _GAP, False
    at = start
    for since, until in marked:
        if since > at:
            yield _between(text[at:since]), False
        yield text[since:until], True
        at = until
    if end > at:
        yield text[at:end], False
    if end < len(text):
        yield _GAP, False


def _between(text: str) -> str:
    """What stands between two marks, shortened in its midst."""
    return text if len(text) <= 2 * AROUND + 1 else f"{text[:AROUND]} {_GAP} {text[-AROUND:]}"
