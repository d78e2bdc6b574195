"""What the page Now shows, in words: values that are equal when nothing that is seen differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from board import parts
from board.page import Page
from core.board.now import AccountNow, AtWork, InQueue, Now
from core.board.rules import PROPOSED, STALE, Need, NeedKind
from core.model.board import Backlog, FailedEffect, Listed
from core.model.effects import EFFECTS
from core.model.report_text_keys import FailureKey
from core.model.targets import Target
from core.model.texts import Text
from core.routing.outlook import UNKNOWN, Outlook

QUEUE_HEADS = ("ticket", "customer", "topic", "skill", "waits", "estimate")
WELL, POORLY = 60, 20
"""Of an account's health, 0 … 100: from where on it looks good, and below which bad."""
_ICONS = {
    NeedKind.CALLED: "campaign",
    NeedKind.UNDELIVERED: "unsubscribe",
    NeedKind.PART_AWAY: "power_off",
    NeedKind.GROUP_LOST: "group_off",
    NeedKind.ACCOUNT: "no_accounts",
    NeedKind.NOBODY_ON_SHIFT: "person_off",
    NeedKind.WAIT_OVER_TARGET: "hourglass_bottom",
    NeedKind.TARGET_MISSED: "alarm",
    NeedKind.EFFECT_FAILED: "error_outline",
    NeedKind.UPDATE_SET_ASIDE: "report_problem",
    NeedKind.BOX_UNREAD: "mark_email_unread",
    NeedKind.ERASURE: "delete_forever",
}
_PARTS = {
    "bot": FailureKey.PART_BOT,
    "userbot": FailureKey.PART_USERBOT,
    "archive": FailureKey.PART_FILES,
}


@dataclass(frozen=True, slots=True)
class NeedRow:
    """Something for a person to do."""

    icon: str
    words: str
    since: str
    href: str | None


Needs = tuple[NeedRow, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts."""

    value: str
    label: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """How much time is left of a ticket's first target, or how late it is."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the queue."""

    number: str
    href: str | None
    customer: str
    topic: str
    skill: str
    waits: str
    tone: str
    estimate: str
    target: Due | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """Those at the head, and how many more there are."""

    waiting: tuple[Waiting, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Held:
    """A ticket that somebody holds."""

    number: str
    href: str | None
    customer: str
    topic: str
    state: str
    since: str
    target: Due | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of staff."""

    name: str
    state: str
    tone: str
    since: str
    load: str
    share: float
    is_full: bool
    tickets: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A user account."""

    name: str
    state: str
    tone: str
    health: int
    healthy: str
    made: str
    chats: str


@dataclass(frozen=True, slots=True)
class Works:
    """What waits to be done, with its tone, and what was refused for good."""

    waiting: tuple[tuple[str, str], ...]
    failed: tuple[NeedRow, ...]


def needs(page: Page, now: Now) -> Needs:
    """The most urgent first."""
    return tuple(_need(page, now, one) for one in now.needs)


def _need(page: Page, now: Now, need: Need) -> NeedRow:
    name = need.kind.name.lower().replace("_", "-")
    if need.kind is NeedKind.ERASURE and need.reason == PROPOSED:
        name = "erasure-proposed"
    words = page.text(
        f"need-{name}",
        ticket=need.ticket_id or 0,
        about=_about(page, need),
        reason=_reason(page, need),
        count=need.count,
    )
    since = "" if need.since is None else ago(page, now.at - need.since)
    return NeedRow(_ICONS[need.kind], words, since, _where(page, need))


def _where(page: Page, need: Need) -> str | None:
    if need.kind is NeedKind.ERASURE:
        return page.customer_address(int(need.about))
    return page.ticket_address(need.ticket_id)


def _about(page: Page, need: Need) -> str:
    match need.kind:
        case NeedKind.PART_AWAY:
            return part_name(page, need.about)
        case NeedKind.EFFECT_FAILED:
            return failed_words(page, need.about, need.reason)
        case _:
            return need.about


def _reason(page: Page, need: Need) -> str:
    match need.kind:
        case NeedKind.GROUP_LOST:
            return page.text_of("group-trouble", need.reason.partition(":")[0], need.reason)
        case NeedKind.TARGET_MISSED:
            return page.text(f"target-{need.reason.replace('_', '-')}")
        case NeedKind.ACCOUNT:
            return page.text_of("account-trouble", need.reason, need.reason)
        case _:
            return need.reason


def part_name(page: Page, name: str) -> str:
    """A part of the desk by the name of what waits for it, as `bot:4000000001`."""
    key = _PARTS.get(name.partition(":")[0])
    return name if key is None else page.words(Text(key, page.who.language))


def failed_words(page: Page, kind: str, reason: str) -> str:
    """What was not done, in the words in which the bot tells it."""
    known = EFFECTS.get(kind)
    if known is None:
        return kind
    return page.words(Text(known.failed, page.who.language, {"reason": reason or "–"}))


def ago(page: Page, span: timedelta) -> str:
    """How long something lasts already."""
    return parts.duration(max(span, timedelta()), page.who.language)


def figures(page: Page, now: Now) -> tuple[Figure, ...]:
    """What is seen from afar."""
    oldest = now.oldest_wait
    is_late = oldest is not None and oldest > page.rules.service_level
    waiting = [
        Figure(str(now.queue_length), page.text("now-waiting"), "warn" if now.queue_length else ""),
        Figure(
            "–" if oldest is None else ago(page, oldest),
            page.text("now-oldest"),
            "bad" if is_late else "",
        ),
    ]
    held = sum(len(one.tickets) for one in now.staff) + len(now.held_by_nobody)
    waiting.append(Figure(str(held), page.text("now-open")))
    if now.today is None:
        return tuple(waiting)
    on_shift = sum(one.operator.on_shift for one in now.staff)
    nobody = "bad" if not on_shift and now.queue_length else ""
    within = parts.seconds(page.rules.service_level, page.who.language)
    today = now.today
    return (
        *waiting,
        Figure(str(on_shift), page.text("now-on-shift"), nobody),
        Figure(parts.percent(today.service_level), page.text("now-level", within=within)),
        Figure(f"{today.answered} / {today.entered}", page.text("now-answered")),
        Figure(parts.seconds(today.asa, page.who.language), page.text("now-asa")),
    )


def queue(page: Page, now: Now) -> Queue:
    """In the order in which they are served."""
    more = now.queue_length - len(now.queue)
    return Queue(
        tuple(_waiting(page, now, one) for one in now.queue),
        page.text("now-queue-more", count=more) if more > 0 else "",
    )


def _waiting(page: Page, now: Now, one: InQueue) -> Waiting:
    late = one.waits > page.rules.service_level
    skill = page.text("now-for-desk") if one.for_desk else one.skill or "–"
    return Waiting(
        f"№ {one.ticket_id}",
        page.ticket_address(one.ticket_id),
        one.customer,
        page.topic(one.topic),
        skill,
        ago(page, one.waits),
        "bad" if late else "good",
        _estimate(page, one.outlook),
        _due(page, now, one.target),
    )


def _estimate(page: Page, outlook: Outlook) -> str:
    if outlook.opening is not None:
        opening = outlook.opening
        return page.text("now-opens", clock=opening.clock, zone=opening.zone)
    if not outlook.somebody_there:
        return page.text("now-nobody-there")
    if outlook.wait == UNKNOWN:
        return "–"
    return page.text("now-about", hours=outlook.wait.hours, minutes=outlook.wait.minutes)


def staff(page: Page, now: Now) -> tuple[Member, ...]:
    """Who is on shift, or has tickets, by name; to an operator they themselves, always."""
    shown = [
        one
        for one in now.staff
        if one.operator.on_shift or one.tickets or one.operator.id == page.who.person_id
    ]
    shown.sort(key=lambda one: (not one.operator.on_shift, one.operator.name.casefold()))
    return tuple(_member(page, now, one) for one in shown)


def _member(page: Page, now: Now, one: AtWork) -> Member:
    operator, presence = one.operator, one.presence
    state, tone, since = "off-shift", "", None
    if operator.on_shift:
        state, tone = "is-on-shift", "good"
        since = None if presence is None else presence.on_shift_since
    if operator.on_break:
        state, tone = "on-break", "warn"
        since = None if presence is None else presence.on_break_since
    return Member(
        operator.name,
        page.text(f"now-{state}"),
        tone,
        "" if since is None else ago(page, now.at - since),
        page.text("now-load", load=operator.load, capacity=operator.capacity),
        operator.load / max(1, operator.capacity),
        operator.load >= operator.capacity,
        tuple(_held(page, now, ticket) for ticket in one.tickets),
    )


def _held(page: Page, now: Now, ticket: Listed) -> Held:
    return Held(
        f"№ {ticket.id}",
        page.ticket_address(ticket.id),
        ticket.customer,
        page.topic(ticket.topic),
        page.text(f"status-{ticket.status.value}"),
        ago(page, now.at - ticket.opened_at),
        _due(page, now, now.targets.get(ticket.id)),
    )


def _due(page: Page, now: Now, target: Target | None) -> Due | None:
    if target is None:
        return None
    name = target.kind.value.replace("_", "-")
    if target.is_missed(now.at):
        late = ago(page, now.at - target.due_at)
        return Due(page.text(f"now-late-{name}", span=late), "bad")
    left = ago(page, target.due_at - now.at)
    return Due(page.text(f"now-due-{name}", span=left), "warn" if target.is_near(now.at) else "")


def held_by_groups(page: Page, now: Now) -> tuple[Held, ...]:
    """Open tickets that whoever sits in a group answers."""
    return tuple(_held(page, now, ticket) for ticket in now.held_by_nobody)


def accounts(page: Page, now: Now) -> tuple[Account, ...]:
    """Each with its budget of today."""
    return tuple(_account(page, one) for one in now.accounts)


def _account(page: Page, one: AccountNow) -> Account:
    budget, account = page.rules.budget, one.account
    tone = "good" if one.health >= WELL else "warn" if one.health >= POORLY else "bad"
    state = "ready" if one.denied is None else one.denied.cause.value
    return Account(
        account.name,
        page.text(f"account-{state}"),
        tone if one.denied is None else "warn",
        one.health,
        page.text("now-health", health=one.health),
        page.text("now-rooms-made", made=account.made, most=budget.rooms_a_day),
        page.text("now-chats", chats=account.chats, most=budget.chats),
    )


def works(page: Page, now: Now) -> Works:
    """What waits for a part, and what was refused for good."""
    waiting = [
        *(_backlog(page, now, "updates", *pair) for pair in now.backlogs.updates.items()),
        *(_backlog(page, now, "effects", *pair) for pair in now.backlogs.effects.items()),
    ]
    return Works(tuple(waiting), tuple(_failed(page, now, one) for one in now.failed))


def _backlog(page: Page, now: Now, what: str, name: str, backlog: Backlog) -> tuple[str, str]:
    age = now.at - backlog.oldest
    words = page.text(
        f"now-{what}", part=part_name(page, name), count=backlog.count, age=ago(page, age)
    )
    return words, "bad" if age > STALE else ""


def _failed(page: Page, now: Now, one: FailedEffect) -> NeedRow:
    words = failed_words(page, one.kind, one.reason or "")
    address = page.ticket_address(one.ticket_id)
    return NeedRow("error_outline", words, ago(page, now.at - one.at), address)
