"""What needs a person: in which order, and until when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.board.rules import NeedKind, Troubles, needs
from core.model.accounts import WELL, AccountBudget, Rest, Trouble
from core.model.board import Backlog, Backlogs, FailedEffect, SetAside
from core.model.people import Operator, Role
from core.model.places import GroupUse, StaffGroup
from core.model.records import Erasure, TicketEvent
from core.model.tickets import Ticket, TicketEventKind, TicketStatus

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TARGET = timedelta(minutes=1)
SOMEBODY = Operator(7, "Op", None, None, "en", Role.OPERATOR, 6, 0, True, None)
QUIET = Troubles(NOW, (), (SOMEBODY,), TARGET)


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def waits(number: int, minutes: float) -> Ticket:
    return Ticket(number, number, "general", 0, TicketStatus.QUEUED, ago(minutes))


def event(kind: TicketEventKind, minutes: float = 5, ticket: int = 1, **more: Any) -> TicketEvent:
    return TicketEvent(ticket, kind, ago(minutes), None, more)


def failed(number: int, minutes: float, ticket: int | None = None) -> FailedEffect:
    return FailedEffect(number, "bot", "SendText", "1", ticket, ago(minutes), "why")


ACCOUNT = AccountBudget("11", 11, 5, WELL, None, None, NOW)
GROUP = StaffGroup(-1, GroupUse.DESK, "Desk", NOW)
LOST = event(TicketEventKind.UNDELIVERED, 9, chat=-1, message=5, reason="blocked")


def test_nothing_is_wrong() -> None:
    well = replace(
        QUIET,
        waiting=[waits(1, 0.5)],
        groups=[GROUP, replace(GROUP, gone_at=NOW, trouble="taken_out")],
        accounts=[ACCOUNT],
        backlogs=Backlogs({"bot:1": Backlog(3, ago(0.5))}, {"bot": Backlog(9, ago(0.9))}),
    )
    assert needs(well) == ()


def test_all_at_once_stands_in_order() -> None:
    seen = replace(
        QUIET,
        waiting=[waits(4, 2), waits(3, 8), waits(5, 0)],
        on_shift=(),
        events=[LOST, event(TicketEventKind.SUPERVISOR_CALLED, 3, 2)],
        backlogs=Backlogs({}, {"archive": Backlog(2, ago(90))}),
        groups=[replace(GROUP, gone_at=ago(1), trouble="removed")],
        accounts=[replace(ACCOUNT, trouble=Trouble.AWAY)],
        failed=[failed(1, 3, 9), failed(2, 4, 9), failed(3, 50)],
        set_aside=[SetAside(1, "bot:1", ago(2), "ValueError")],
        unread=[("11", -5, ago(3), "CHANNEL_PRIVATE")],
        erasures=[Erasure(1, 900, ago(4))],
    )
    told = [(need.kind, need.ticket_id, need.about, need.count) for need in needs(seen)]
    assert told == [
        (NeedKind.CALLED, 2, "", 1),
        (NeedKind.UNDELIVERED, 1, "", 1),
        (NeedKind.PART_AWAY, None, "archive", 2),
        (NeedKind.GROUP_LOST, None, "Desk", 1),
        (NeedKind.ACCOUNT, None, "11", 1),
        (NeedKind.NOBODY_ON_SHIFT, 3, "", 3),
        (NeedKind.WAIT_OVER_TARGET, 3, "", 2),
        (NeedKind.EFFECT_FAILED, None, "SendText", 1),
        (NeedKind.EFFECT_FAILED, 9, "SendText", 2),
        (NeedKind.UPDATE_SET_ASIDE, None, "bot:1", 1),
        (NeedKind.BOX_UNREAD, None, "11 -5", 1),
        (NeedKind.ERASURE, None, "900", 1),
    ]


@pytest.mark.parametrize(
    "came",
    [
        TicketEventKind.SUPERVISOR_ENTERED,
        TicketEventKind.TAKEN_OVER,
        TicketEventKind.TRANSFERRED,
    ],
)
def test_a_call_is_over_when_somebody_came(came: TicketEventKind) -> None:
    called = event(TicketEventKind.SUPERVISOR_CALLED)
    assert needs(replace(QUIET, events=[called]))
    assert not needs(replace(QUIET, events=[called, event(came, 1)]))
    assert needs(replace(QUIET, events=[called, event(came, 1), called]))


def test_an_answer_that_arrived_after_all_or_was_taken_back_needs_nobody() -> None:
    assert not needs(replace(QUIET, events=[LOST], relayed={(-1, 5)}))
    taken = event(TicketEventKind.WITHDRAWN, 1, chat=-1, message=5)
    assert not needs(replace(QUIET, events=[LOST, taken]))
    other = event(TicketEventKind.UNDELIVERED, 2, chat=-1, message=6, reason="gone")
    (need,) = needs(replace(QUIET, events=[LOST, other]))
    assert (need.count, need.since, need.reason) == (2, ago(9), "gone")


@pytest.mark.parametrize(
    ("account", "reason"),
    [
        (replace(ACCOUNT, trouble=Trouble.AWAY), "away"),
        (
            replace(
                ACCOUNT,
                trouble=Trouble.FROZEN,
                rests=Rest.ALL,
                rests_until=NOW + timedelta(days=1),
            ),
            "frozen",
        ),
        (replace(ACCOUNT, trouble=Trouble.PEER_FLOOD, health=10), "peer_flood"),
        (replace(ACCOUNT, chats=450), "channels_too_much"),
    ],
)
def test_an_account_that_is_limited_is_told_with_its_reason(
    account: AccountBudget, reason: str
) -> None:
    (need,) = needs(replace(QUIET, accounts=[account]))
    assert (need.kind, need.about, need.reason) == (NeedKind.ACCOUNT, "11", reason)
