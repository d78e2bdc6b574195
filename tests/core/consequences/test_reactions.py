"""What follows from what happened: each row once for each event, in the table's order, before
anything else, and never forgotten."""

import asyncio
from dataclasses import dataclass
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.consequences.reactions import REACTIONS, Row, TooLateError, react
from core.delivery.worker import InboxWorker
from core.model.events import CapacityFreed, Event
from core.ports import InboxUpdate, Work
from db.database import SqlDatabase
from tests.core.delivery.support import RULES, marker, message, now, opening, waiting


@dataclass(frozen=True, slots=True)
class First(Event):
    number: int


@dataclass(frozen=True, slots=True)
class Second(Event):
    number: int


@dataclass(frozen=True, slots=True)
class Third(Event):
    number: int


KINDS = (First, Second, Third)
EVENTS = st.builds(lambda kind, number: kind(number), st.sampled_from(KINDS), st.integers(0, 2))


def work_with(begun: list[Event]) -> Work:
    """All that the table itself looks at."""
    uow = cast("Any", SimpleNamespace(events=[]))
    work = Work(uow, now(), RULES, marker)
    for event in begun:
        work.happened(event)
    return work


@given(
    begun=st.lists(EVENTS, max_size=8),
    order=st.lists(st.sampled_from(KINDS), min_size=1, max_size=6),
    raised=st.lists(st.tuples(st.integers(0, 5), EVENTS), max_size=6),
)
def test_each_row_follows_once_from_each_event_and_in_the_tables_order(
    begun: list[Event], order: list[type[Event]], raised: list[tuple[int, Event]]
) -> None:
    done: list[tuple[int, Event]] = []

    def row(number: int, kind: type[Event]) -> Row:
        async def reaction(work: Work, event: Event) -> None:
            done.append((number, event))
            for where, other in raised:
                if where == number and type(other) not in order[: number + 1]:
                    work.happened(other)

        return Row(kind, reaction)

    work = work_with(begun)
    asyncio.run(react(work, tuple(row(*each) for each in enumerate(order))))
    assert not work.uow.events
    assert len(done) == len(set(done))
    assert all(one[0] <= other[0] for one, other in pairwise(done))
    met = {event for _, event in done} | {*begun}
    expected = {
        (number, event)
        for number, kind in enumerate(order)
        for event in met
        if isinstance(event, kind)
    }
    assert set(done) == expected


async def test_a_reaction_makes_nothing_happen_from_which_a_row_above_it_follows() -> None:
    async def reaction(work: Work, _event: Event) -> None:
        work.happened(First(2))

    async def nothing(_work: Work, _event: Event) -> None:
        return

    table = (Row(First, nothing), Row(Second, reaction))
    with pytest.raises(TooLateError, match="First"):
        await react(work_with([Second(1)]), table)


def test_every_event_has_a_row() -> None:
    declared = (each for each in Event.__subclasses__() if each.__module__.startswith("core."))
    known = {each.__name__ for each in declared}  # each twice: slots make a class anew
    assert {row.event.__name__ for row in REACTIONS} == known


async def test_nothing_is_committed_as_long_as_something_was_to_follow(
    database: SqlDatabase,
) -> None:
    async def without_reactions() -> None:
        async with database.unit_of_work() as uow:
            work = Work(uow, now(), RULES, marker)
            await work.tell(message(1, 1))
            work.happened(CapacityFreed())

    with pytest.raises(RuntimeError, match="CapacityFreed"):
        await without_reactions()
    assert await waiting(database) == []
    async with opening(database)() as work:
        await work.tell(message(1, 1))
        work.happened(CapacityFreed())
    assert len(await waiting(database)) > 0


async def test_what_follows_from_an_update_is_done_before_the_next_one_of_its_transaction(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await uow.inbox.store("bot", [(str(number), {}) for number in range(3)], now())
    seen: list[int] = []

    async def handle(work: Work, _update: InboxUpdate) -> None:
        seen.append(len(work.uow.events))
        work.happened(CapacityFreed())

    worker = InboxWorker(opening(database), database.wakeup, "bot", handle)
    assert await worker.work_through() == 3
    assert seen == [0, 0, 0]
