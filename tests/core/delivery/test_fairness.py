"""Nobody is silenced by somebody else's thousands."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.intake import lane_of
from core.delivery.lanes import DEPTH, Lanes
from core.delivery.rates import Unlimited
from core.delivery.worker import OF_EACH, InboxWorker
from core.model.desk_effects import ShapeTopic
from core.model.effects import Priority
from core.model.outcomes import Sent
from core.ports import InboxUpdate, OutboxEffect, Work
from db.database import SqlDatabase
from tests.core.delivery.support import (
    Noting,
    add,
    message,
    now,
    number_of,
    opening,
    relay_of,
    running,
)
from tests.support.desk import NOW, add_ticket
from tests.support.waiting import eventually

GROUP = -7
FLOOD = 11_000


def row(number: int, ticket: int | None, chat: int = GROUP) -> OutboxEffect:
    """A word of that ticket, on its way to that chat."""
    return OutboxEffect(number, message(chat, number), Priority.REPLY, ticket, None, None, 0)


def sent_in_order(lanes: Lanes) -> list[OutboxEffect]:
    """Everything, one after the other, as each is settled."""
    order = []
    while started := lanes.start(NOW, 1):
        order += started
        lanes.settled(started[0], Sent(), NOW)
    return order


@given(tickets=st.lists(st.integers(1, 5), min_size=1, max_size=60))
def test_in_a_group_the_turn_goes_round_the_tickets(tickets: list[int]) -> None:
    lanes = Lanes(Unlimited())
    rows = [row(number, ticket) for number, ticket in enumerate(tickets, 1)]
    lanes.add(rows, NOW)
    order = sent_in_order(lanes)
    assert sorted(each.id for each in order) == [each.id for each in rows]
    waiting = defaultdict(list)
    for each in rows:
        waiting[each.ticket_id].append(each.id)
    for ticket in waiting:
        assert [each.id for each in order if each.ticket_id == ticket] == waiting[ticket]
    # Between two turns of one ticket, each other one has at most one turn.
    for ticket in waiting:
        turns = [at for at, each in enumerate(order) if each.ticket_id == ticket]
        for first, second in pairwise(turns):
            between = [each.ticket_id for each in order[first + 1 : second]]
            assert len(between) == len(set(between))
        assert turns[0] < len(waiting)


def test_a_quiet_ticket_waits_one_turn_behind_a_flood() -> None:
    lanes = Lanes(Unlimited())
    lanes.add([row(number, 1) for number in range(1, DEPTH + 1)], NOW)
    for _ in range(5):
        [busy] = lanes.start(NOW, 1)
        lanes.settled(busy, Sent(), NOW)
    lanes.add([row(9_999, 2)], NOW)
    [started] = lanes.start(NOW, 1)
    assert started.ticket_id == 2


def test_what_is_newer_of_another_ticket_stands_in_for_what_is_older() -> None:
    """Of a customer's topic: it is opened by the next ticket while the last one's closing waits."""
    lanes = Lanes(Unlimited())

    def look(number: int, ticket: int, *, is_closed: bool) -> OutboxEffect:
        shape = ShapeTopic(GROUP, 1, 5, "Ann", "✅", is_closed)
        return OutboxEffect(number, shape, Priority.REPLY, ticket, None, None, 0)

    lanes.add([row(1, 1), row(2, 1), look(3, 1, is_closed=True)], NOW)
    lanes.add([look(4, 2, is_closed=False)], NOW)
    assert {each.id for each in sent_in_order(lanes)} == {1, 2, 4}
    assert [answer.row.id for answer in lanes.dropped()] == [3]


def test_of_one_queue_only_so_many_are_in_memory_and_then_the_next_ones() -> None:
    lanes = Lanes(Unlimited())
    lanes.add([row(number, None, chat=5) for number in range(1, 400)], NOW)
    lanes.add([row(500, None, chat=6)], NOW)
    assert lanes.loaded == DEPTH + 1
    assert lanes.full() == ("chat:5",)
    wanted = []
    for _ in range(DEPTH // 2 + 1):
        [first, *_] = lanes.start(NOW, 1)
        wanted.append(lanes.settled(first, Sent(), NOW))
    assert wanted.count(True) == 1
    assert lanes.full() == ()


@pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)
async def test_a_flood_to_one_destination_holds_up_no_other(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket, quiet = await add_ticket(uow, 900), await add_ticket(uow, 901)
        for number in range(FLOOD):
            await uow.outbox.add(message(GROUP, number), now=now(), ticket_id=ticket.id)
    gateway = Noting()
    relay = relay_of(database, gateway)
    async with running(relay):
        await eventually(lambda: len(gateway.sent) >= 20, describe="nothing goes")
        before = len(gateway.sent)
        await add(database, message(5, 50_000))
        await add(database, message(GROUP, 50_001), ticket_id=quiet.id)
        numbers = [50_000, 50_001]
        await eventually(
            lambda: set(numbers) <= {number_of(effect) for effect in gateway.sent},
            within=20,
            describe="the quiet ones",
        )
        sent = [number_of(effect) for effect in gateway.sent]
        assert max(sent.index(number) for number in numbers) - before < 2 * DEPTH
        assert relay._lanes.loaded <= DEPTH + 2


async def stored(database: SqlDatabase, lane: str, keys: Iterable[str]) -> None:
    """Updates of one chat come in."""
    updates = [(key, {"lane": lane}) for key in keys]
    async with database.unit_of_work() as uow:
        await uow.inbox.store("bot", updates, now(), [lane] * len(updates))


async def test_who_is_quiet_is_heard_within_one_batch_of_a_flood(database: SqlDatabase) -> None:
    """One person presses a thousand times a second."""
    heard: list[str] = []

    async def note(_work: Work, update: InboxUpdate) -> None:
        heard.append(update.key)

    worker = InboxWorker(opening(database), database.wakeup, "bot", note)
    presses = [f"p{number}" for number in range(1_000)]
    await stored(database, "1", presses)
    assert await worker.work_through() == OF_EACH
    await stored(database, "2", ["q1", "q2"])
    await stored(database, "3", ["r1"])
    await worker.work_through()
    assert heard.index("q1") < OF_EACH + 3
    assert heard.index("q2") < OF_EACH + 5
    assert heard.index("r1") < OF_EACH + 4
    while await worker.work_through():
        pass
    assert [key for key in heard if key[0] == "p"] == presses  # each chat keeps its order
    assert len(heard) == 1_003


@given(lanes=st.lists(st.sampled_from("abc"), max_size=60), limit=st.integers(2, 20))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_round_the_lanes_nothing_is_lost_nor_reordered(
    database: SqlDatabase, lanes: list[str], limit: int
) -> None:
    keys = [f"{uuid4()}" for _ in lanes]
    async with database.unit_of_work() as uow:
        await uow.inbox.store("bot", [(key, {}) for key in keys], now(), lanes)
    taken: list[str] = []
    while True:
        async with database.unit_of_work() as uow:
            found = await uow.inbox.take("bot", limit, max(1, limit // 2))
            await uow.inbox.done([update.id for update in found], now())
        if not found:
            break
        taken += [update.key for update in found]
    assert sorted(taken) == sorted(keys)
    where = dict(zip(keys, lanes, strict=True))
    for lane in set(lanes):
        assert [key for key in taken if where[key] == lane] == [
            key for key in keys if where[key] == lane
        ]


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        ({"update_id": 1, "message": {"chat": {"id": -5}, "from": {"id": 7}}}, "-5"),
        (
            {
                "update_id": 1,
                "callback_query": {"from": {"id": 7}, "message": {"chat": {"id": -5}}},
            },
            "7",
        ),
        ({"update_id": 1, "chat_join_request": {"chat": {"id": -5}, "from": {"id": 7}}}, "-5"),
        ({"update_id": 1, "poll_answer": {"user": {"id": 7}}}, ""),
        ({"update_id": 1}, ""),
    ],
)
def test_an_update_keeps_its_order_in_its_chat(update: dict[str, Any], lane: str) -> None:
    assert lane_of(update) == lane
