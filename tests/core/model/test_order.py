"""The order of what was said, in one chat and in two at once."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from core.model.messages import MessageKind, Recorded, Said, SenderRole, in_order

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
CUSTOMER, STAFF = 500, -1_002_000_000_000


def row(number: int, chat: int, message: int, second: int = 0, ticket: int = 1) -> Recorded:
    sent_at = NOW + timedelta(seconds=second)
    said = Said(chat, message, 1, "Ann", sent_at, MessageKind.TEXT)
    return Recorded(number, ticket, SenderRole.CUSTOMER, said)


def numbers(rows: Sequence[Recorded]) -> list[int]:
    return [each.id for each in rows]


def test_what_was_read_late_stands_before_what_followed_it_in_its_chat() -> None:
    missed, found = row(9, STAFF, 14), row(2, STAFF, 15)
    reply = row(3, CUSTOMER, 900)
    assert numbers(in_order([found, reply, missed])) == [9, 2, 3]


ROWS = st.lists(
    st.builds(
        row,
        st.integers(1, 60),
        st.sampled_from((CUSTOMER, STAFF, STAFF - 1)),
        st.integers(1, 9),
        st.integers(0, 2),
        st.integers(1, 2),
    ),
    max_size=20,
    unique_by=(lambda each: each.id, lambda each: (each.said.chat_id, each.said.message_id)),
)


@given(ROWS, st.randoms(use_true_random=False))
def test_there_is_one_order_whatever_order_rows_come_in(
    rows: list[Recorded], chance: Random
) -> None:
    ordered = in_order(rows)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert in_order(shuffled) == ordered
    assert in_order(ordered) == ordered
    assert sorted(numbers(ordered)) == sorted(numbers(rows))


@given(ROWS)
def test_tickets_then_seconds_then_a_chats_own_order(rows: list[Recorded]) -> None:
    ordered = in_order(rows)
    for before, after in pairwise(ordered):
        assert (before.ticket_id, before.said.sent_at) <= (after.ticket_id, after.said.sent_at)
    for chat in (CUSTOMER, STAFF):
        of_chat = [each for each in rows if each.said.chat_id == chat]
        told = [each for each in ordered if each.said.chat_id == chat]
        assert told == sorted(
            of_chat, key=lambda row: (row.ticket_id, row.said.sent_at, row.said.message_id)
        )


@given(ROWS)
def test_what_was_heard_in_order_stands_in_that_order(rows: list[Recorded]) -> None:
    heard = sorted(rows, key=lambda row: (row.ticket_id, row.said.sent_at, row.said.message_id))
    rows = [
        Recorded(number, each.ticket_id, each.role, each.said)
        for number, each in enumerate(heard, start=1)
    ]
    assert numbers(in_order(rows)) == numbers(rows)
