"""What the pages of tickets make of an address, of found words, and of all that may happen."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import pytest

from board.pages.tickets_address import Asked, read
from board.pages.tickets_rows import pieces
from board.texts import say
from core.model.board import Cursor, TicketOrder, TicketSort
from core.model.messages import MessageKind, SenderRole
from core.model.tickets import CloseReason, TicketEventKind, TicketStatus
from core.routing.choose import ReasonCode

AT = datetime(2026, 5, 4, 9, 0, 0, 123456, tzinfo=UTC)
KYIV = ZoneInfo("Europe/Kyiv")


def shown(address: str) -> Asked:
    query = address.partition("?")[2]
    return read(dict(parse_qsl(query)), ["general", "bugs"])


@pytest.mark.parametrize(
    "asked",
    [
        Asked(),
        Asked(
            states=frozenset({TicketStatus.QUEUED, TicketStatus.ACTIVE}),
            topic="bugs",
            operator=7,
            customer=900,
            first=date(2026, 5, 1),
            last=date(2026, 5, 4),
            stars=frozenset({1, 5}),
            order=TicketOrder(TicketSort.LAST_WORD, ascending=True),
            after=Cursor(12, AT, AT),
        ),
        Asked(order=TicketOrder(TicketSort.WAITED), after=Cursor(12, 4711, AT)),
        Asked(words='an "old umbrella" & <b>=?ü', before=99),
    ],
)
def test_an_address_shows_the_same_again(asked: Asked) -> None:
    assert shown(asked.address()) == asked


@pytest.mark.parametrize(
    "query",
    [
        "state=lost,&topic=none&operator=me&customer=-1&from=soon&to=2026-02-30&stars=0,6,x&sort=x",
        "after=1~2&before=3",
        "after=1~0001-01-01T00:00:00%2B14:00~0001-01-01T00:00:00%2B14:00",
        "sort=waited&after=1~2026-05-04T09:00:00%2B00:00~2026-05-04T09:00:00%2B00:00",
        "after=1~5~2026-05-04T09:00:00%2B00:00",
        "to=9999-12-31",
    ],
)
def test_what_nobody_could_have_chosen_is_left_out(query: str) -> None:
    found = shown(f"/tickets?{query}")
    assert found == Asked(order=found.order)


def test_days_are_the_desks_own() -> None:
    where = Asked(first=date(2026, 5, 4), last=date(2026, 5, 4)).tickets(KYIV)
    assert where.since == datetime(2026, 5, 3, 21, tzinfo=UTC)
    assert where.until == datetime(2026, 5, 4, 21, tzinfo=UTC)


def test_found_words_stand_in_their_place() -> None:
    assert list(pieces("a red umbrella", [(2, 5)])) == [
        ("a ", False),
        ("red", True),
        (" umbrella", False),
    ]
    long = "x" * 500
    cut = list(pieces(f"{long} red {long} red {long}", [(501, 504), (1006, 1009)]))
    assert [text for text, is_marked in cut if is_marked] == ["red", "red"]
    assert sum(len(text) for text, _ in cut) < 400
    assert cut[0] == cut[-1] == ("…", False)


def test_whatever_may_happen_has_words() -> None:
    names = [
        *(f"event-{kind.value.replace('_', '-')}" for kind in TicketEventKind),
        *(f"why-{code.value.replace('_', '-')}" for code in ReasonCode),
        *(f"kind-{kind.value}" for kind in MessageKind),
        *(f"sender-{role.value}" for role in SenderRole),
        *(f"ended-{reason.value}" for reason in CloseReason),
        *(f"status-{status.value}" for status in TicketStatus),
        *(f"tickets-sort-{sort.name.lower()}" for sort in TicketSort),
    ]
    assert all(say(name, "en") for name in names)
