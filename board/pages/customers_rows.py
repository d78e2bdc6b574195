"""What the pages about customers show, in words: values that are equal when nothing that is seen
differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from board import parts
from board.page import Page
from core.board.questions import CustomerSeen
from core.model.board import CustomerPage, Listed, ListedCustomer
from core.model.people import Customer
from core.model.records import Feedback


@dataclass(frozen=True, slots=True)
class Found:
    """A customer in the list."""

    name: str
    href: str | None
    tag: str
    phone: str
    is_blocked: bool
    is_unreachable: bool
    tickets: str
    last: str
    last_href: str | None
    has_open: bool
    since: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Those who were found, how many there are in all, and whether anybody was looked for."""

    found: tuple[Found, ...]
    count: str
    is_more: bool
    is_asked: bool


@dataclass(frozen=True, slots=True)
class About:
    """Who a customer is: words and what they mean."""

    name: str
    facts: tuple[tuple[str, str], ...]
    is_forgotten: bool
    unreachable: str
    customer: Customer
    may_propose: bool
    in_tickets: str | None  # where what was said with them is searched


@dataclass(frozen=True, slots=True)
class Blocked:
    """A block as it is told: from when to when, by whom, and why. `until` and `lifted_by` are empty
    while it goes on."""

    since: str
    by: str
    reason: str
    until: str
    lifted_by: str


@dataclass(frozen=True, slots=True)
class Blocking:
    """Whether a customer is blocked, all blocks, the newest first, and which ticket is open."""

    customer: Customer
    blocks: tuple[Blocked, ...]
    open_ticket: int | None


@dataclass(frozen=True, slots=True)
class Wish:
    """A request that the customer is forgotten, which waits: their own, or what a supervisor
    proposed (`by`, for a `reason`). `needs`: why whoever looks may not grant it, if so."""

    erasure_id: int
    since: str
    customer: Customer
    by: str
    reason: str
    needs: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """One of a customer's tickets."""

    number: str
    href: str | None
    topic: str
    state: str
    is_open: bool
    operator: str
    opened: str
    waited: str
    stars: str


@dataclass(frozen=True, slots=True)
class Tickets:
    """Some of a customer's tickets, of `count`."""

    shown: tuple[Ticket, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What a customer said to their stars."""

    stars: str
    words: str
    number: str
    href: str | None
    at: str


def listing(page: Page, seen: CustomerPage, *, is_asked: bool) -> Listing:
    """Who came last comes first."""
    return Listing(
        tuple(_found(page, one) for one in seen.customers),
        page.text("customers-count", count=seen.count),
        seen.after is not None,
        is_asked,
    )


def _found(page: Page, one: ListedCustomer) -> Found:
    customer = one.customer
    return Found(
        name=_name(page, customer),
        href=page.customer_address(customer.id),
        tag=f"@{customer.username}" if customer.username else "",
        phone=customer.phone or "",
        is_blocked=customer.is_blocked,
        is_unreachable=not customer.reachable,
        tickets=str(one.tickets),
        last="–" if one.last_ticket_id is None else f"№ {one.last_ticket_id}",
        last_href=page.ticket_address(one.last_ticket_id),
        has_open=one.has_open,
        since=parts.stamp(one.first_seen_at, page.zone, page.now()),
    )


def about(page: Page, seen: CustomerSeen) -> About:
    """Who they are."""
    customer, now = seen.customer, page.now()
    facts = [
        ("username", f"@{customer.username}" if customer.username else ""),
        ("phone", customer.phone or ""),
        ("id", str(customer.id)),
        ("language", page.text(f"language-{customer.language}")),
        ("first-seen", parts.stamp(seen.first_seen_at, page.zone, now)),
        ("source", customer.source or ""),
    ]
    if seen.forgotten_at is not None:
        facts.append(("forgotten", parts.stamp(seen.forgotten_at, page.zone, now)))
    unreachable = ""
    if not customer.reachable:
        at = customer.unreachable_at
        since = "" if at is None else parts.stamp(at, page.zone, now)
        unreachable = page.text("customer-unreachable", since=since or "–")
    shown = tuple((page.text(f"customer-{name}"), words) for name, words in facts if words)
    tickets = page.shows("tickets")
    in_tickets = None if tickets is None else f"{tickets.path}?customer={customer.id}"
    return About(
        name=_name(page, customer),
        facts=shown,
        is_forgotten=customer.is_forgotten,
        unreachable=unreachable,
        customer=customer,
        may_propose=seen.erasure is None and not customer.is_forgotten,
        in_tickets=in_tickets,
    )


def blocking(page: Page, seen: CustomerSeen) -> Blocking:
    """Whether they are blocked, and were."""

    def name(person: int | None) -> str:
        return "" if person is None else seen.names.get(person, str(person))

    def stamp(at: datetime | None) -> str:
        return "" if at is None else parts.stamp(at, page.zone, page.now())

    blocks = tuple(
        Blocked(
            stamp(one.blocked_at),
            name(one.blocked_by),
            one.reason or page.text("customer-reason-forgotten"),
            stamp(one.lifted_at),
            name(one.lifted_by),
        )
        for one in seen.blocks
    )
    open_tickets = (one.id for one in seen.tickets if one.closed_at is None)
    return Blocking(seen.customer, blocks, next(open_tickets, None))


def wish(page: Page, seen: CustomerSeen) -> Wish | None:
    """A request that waits."""
    if seen.erasure is None:
        return None
    erasure = seen.erasure
    since = parts.duration(page.now() - erasure.asked_at, page.who.language)
    by = "" if erasure.asked_by is None else seen.names.get(erasure.asked_by, "…")
    needs = ""
    if not erasure.may_be_granted_by(page.who.person_id):
        needs = page.text("customer-erasure-second" if seen.is_alone else "customer-erasure-other")
    return Wish(erasure.id, since, seen.customer, by, erasure.reason or "", needs)


def tickets(page: Page, seen: CustomerSeen, most: int) -> Tickets:
    """The newest first."""
    shown = tuple(_ticket(page, one) for one in seen.tickets[:most])
    return Tickets(shown, len(seen.tickets))


def _ticket(page: Page, one: Listed) -> Ticket:
    now = page.now()
    return Ticket(
        number=f"№ {one.id}",
        href=page.ticket_address(one.id),
        topic=page.topic(one.topic),
        state=page.text(f"status-{one.status.value}"),
        is_open=one.closed_at is None,
        operator=one.operator or "–",
        opened=parts.stamp(one.opened_at, page.zone, now),
        waited=parts.duration(one.waited(now), page.who.language),
        stars="–" if one.stars is None else f"★ {one.stars}",
    )


def remarks(page: Page, seen: CustomerSeen) -> tuple[Remark, ...]:
    """The newest first."""
    said = [one for one in seen.feedback if one.comment]
    said.sort(key=lambda one: one.given_at, reverse=True)
    return tuple(_remark(page, one) for one in said)


def _remark(page: Page, one: Feedback) -> Remark:
    return Remark(
        f"★ {one.stars}",
        one.comment or "",
        f"№ {one.ticket_id}",
        page.ticket_address(one.ticket_id),
        parts.stamp(one.given_at, page.zone, page.now()),
    )


def _name(page: Page, customer: Customer) -> str:
    return page.text("customer-nameless") if customer.is_forgotten else customer.name
