"""The outbox's relay: order, urgency, retries, and deaths at every point."""

import asyncio
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from core.delivery.rates import SteadyRates
from core.model.desk_effects import CopyMessage, DeleteMessages, React
from core.model.effects import Effect, Priority, SendText, ShowCard
from core.model.outcomes import Migrated, Outcome, Rejected, RetryAt, Scope, Sent, Unreachable
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.ports import OutboxEffect, Work
from db.database import SqlDatabase
from db.models import outbox
from tests.core.delivery.support import (
    Crash,
    Followed,
    Jumping,
    Noting,
    add,
    message,
    now,
    number_of,
    relay_of,
    running,
    until_left,
    until_settled,
    waiting,
)
from tests.support.desk import add_ticket
from tests.support.statements import counted
from tests.support.waiting import eventually

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)

on_sqlite = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)
"""What is kept in memory only does not depend on the database."""


def _card(number: int, card: str = "ticket:1", *, fresh: bool = False) -> ShowCard:
    return ShowCard(1, card, Text(TextKey.CARD_QUEUED, "en", {"position": number}), fresh=fresh)


async def _states(database: SqlDatabase) -> list[tuple[str, str | None]]:
    async with database.reading() as transaction:
        rows = await transaction.connection.execute(
            select(outbox.c.state, outbox.c.note).order_by(outbox.c.id)
        )
        return [(str(row.state), row.note) for row in rows]


def _per_chat(effects: list[Any]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for effect in effects:
        found[effect.chat_id].append(number_of(effect))
    return found


async def test_what_waited_before_the_start_is_carried_out(database: SqlDatabase) -> None:
    gateway = Noting()
    await add(database, *(message(number % 10, number) for number in range(1_100)))
    async with running(relay_of(database, gateway)):
        await until_settled(database, within=30)
    assert _per_chat(gateway.sent) == {chat: [*range(chat, 1_100, 10)] for chat in range(10)}


async def test_what_is_stored_in_this_process_is_not_looked_for(database: SqlDatabase) -> None:
    gateway = Noting()
    await add(database, message(1, 1))
    async with running(relay_of(database, gateway, look_every=60)):
        await eventually(lambda: gateway.numbers == [1])
        with counted(database) as given:
            for number in range(2, 20):
                await add(database, message(number % 3, number), message(number % 3, -number))
            await eventually(lambda: len(gateway.numbers) == 37)
    assert not [each for each in given if each.startswith("SELECT") and "FROM outbox" in each]
    await until_settled(database)


async def test_each_is_sent_once_and_in_order_whoever_stores_it(
    database: SqlDatabase, desk_url: str
) -> None:
    """What this process stores is told to the relay, and found by its looks, too."""
    gateway, numbers = Noting(), count(1)
    elsewhere = await SqlDatabase.connect(desk_url)

    async def ask(there: SqlDatabase, chat: int) -> None:
        for _ in range(60):
            await add(there, message(chat, next(numbers)), message(chat, next(numbers)))

    async with running(relay_of(database, gateway, look_every=0.001)):
        askers = [ask(database, 1), ask(database, 2), ask(elsewhere, 3), ask(elsewhere, 4)]
        await asyncio.gather(*askers)
        await until_settled(database, within=60)
    await elsewhere.close()
    assert sorted(gateway.numbers) == [*range(1, 481)]
    for sent in _per_chat(gateway.sent).values():
        assert sent == sorted(sent)


async def test_what_is_readdressed_where_it_was_stored_goes_to_the_new_address(
    database: SqlDatabase,
) -> None:
    gateway = Noting()
    async with running(relay_of(database, gateway)):
        async with database.unit_of_work() as uow:
            await uow.outbox.add(_copy(-1, 5), now=now())
            await uow.outbox.migrated(-1, -100)
        await until_settled(database)
    assert gateway.sent == [_copy(-100, 5)]


def _copy(chat_id: int, number: int) -> CopyMessage:
    return CopyMessage(chat_id, 9, number)


async def test_replies_go_before_notices_and_boards_then_age_counts(
    database: SqlDatabase,
) -> None:
    gateway = Noting()
    await add(database, message(1, 1), message(2, 2), priority=Priority.BOARD)
    await add(database, message(3, 3), priority=Priority.NOTICE)
    await add(database, message(4, 4), message(5, 5))
    await add(database, message(2, 6))  # lends its urgency to what stands before it
    async with running(relay_of(database, gateway, slots=1)):
        await until_settled(database)
    assert gateway.numbers == [2, 4, 5, 6, 3, 1]


async def test_only_the_newest_of_a_card_is_shown(database: SqlDatabase) -> None:
    gateway = Noting()
    await add(database, _card(1), _card(2, "other"), _card(3, fresh=True), _card(4), message(1, 5))
    async with running(relay_of(database, gateway)):
        await until_settled(database)
    shown = [effect for effect in gateway.sent if isinstance(effect, ShowCard)]
    assert shown == [_card(2, "other"), _card(3, fresh=True), _card(4)]
    assert [state for state, _ in await _states(database)] == [
        "superseded",
        "sent",
        "sent",
        "sent",
        "sent",
    ]


async def test_what_came_too_late_is_not_sent(database: SqlDatabase) -> None:
    gateway, followed = Noting(), Followed()
    await add(database, message(1, 1), expires_at=now() - SECOND)
    await add(database, message(1, 2), expires_at=now() + 60 * SECOND)
    async with running(relay_of(database, gateway, settle=followed)):
        await until_settled(database)
    assert gateway.numbers == [2]
    assert await _states(database) == [("expired", None), ("sent", None)]
    assert [number for number, _ in followed.outcomes] == [2]


async def test_a_flood_wait_is_kept_over_a_restart(database: SqlDatabase) -> None:
    clock = Jumping()
    gateway = Noting({1: [RetryAt(now() + HOUR, "flood wait of an hour")]})
    await add(database, message(1, 1), message(1, 2))
    async with running(relay_of(database, gateway, clock=clock)):
        await eventually(partial(_is_put_off, database))
    async with running(relay_of(database, gateway, clock=clock)):
        await add(database, message(2, 3))
        await until_left(database, [1, 2])
        assert gateway.numbers == [1, 3]
        clock.ahead = HOUR
        await until_settled(database)
    assert gateway.numbers == [1, 3, 1, 2]


async def _is_put_off(database: SqlDatabase) -> bool:
    return [row.attempts for row in await waiting(database)][:2] == [1, 0]


@on_sqlite
async def test_an_account_wide_wait_holds_everything_back(database: SqlDatabase) -> None:
    at = now() + 0.5 * SECOND
    gateway = Noting({1: [RetryAt(at, "flood wait of 0.5 s", scope=Scope.ACCOUNT)]})
    async with running(relay_of(database, gateway, slots=1)):
        await add(database, message(1, 1))
        await eventually(lambda: gateway.sent)
        await add(database, message(2, 2), message(3, 3))
        await until_settled(database)
    assert now() >= at
    assert gateway.numbers[0] == 1
    assert Counter(gateway.numbers) == Counter([1, 1, 2, 3])


async def test_who_cannot_be_told_and_what_is_refused_is_followed_up_and_holds_nothing_up(
    database: SqlDatabase,
) -> None:
    answers: dict[int, list[Outcome | Exception]] = {
        1: [Unreachable("bot was blocked by the user")],
        2: [Rejected("message is too long")],
    }
    gateway, followed = Noting(answers), Followed()
    await add(database, message(1, 1), message(1, 2), message(1, 3))
    async with running(relay_of(database, gateway, settle=followed)):
        await until_settled(database)
    assert await _states(database) == [
        ("unreachable", "bot was blocked by the user"),
        ("rejected", "message is too long"),
        ("sent", None),
    ]
    assert [type(outcome) for _, outcome in followed.outcomes] == [Unreachable, Rejected, Sent]


async def test_what_follows_is_one_transaction_with_the_mark_and_is_carried_out_too(
    database: SqlDatabase,
) -> None:
    async def settle(work: Work, row: OutboxEffect, outcome: Outcome) -> None:
        number = number_of(row.effect)
        if number < 5:
            await work.uow.outbox.add(message(1, number + 1), now=work.now)

    gateway = Noting()
    async with running(relay_of(database, gateway, settle=settle)):
        await add(database, message(1, 1))
        await eventually(lambda: len(gateway.sent) == 5)
    assert gateway.numbers == [1, 2, 3, 4, 5]


async def test_a_migrated_group_gets_everything_at_its_new_id_in_order(
    database: SqlDatabase,
) -> None:
    new = -1_000_000_000_077
    gateway, followed = Noting({1: [Migrated(new)]}), Followed()
    await add(database, message(-77, 1), message(-77, 2), message(-78, 3))
    async with running(relay_of(database, gateway, settle=followed)):
        await until_settled(database)
    sent = [effect for effect in gateway.sent if isinstance(effect, SendText)]
    assert _per_chat(sent[1:]) == {new: [1, 2], -78: [3]}
    assert [number for number, outcome in followed.outcomes if outcome == Migrated(new)] == [1]
    assert sorted(number for number, outcome in followed.outcomes if isinstance(outcome, Sent)) == [
        1,
        2,
        3,
    ]


async def test_what_names_messages_of_the_old_group_goes_to_no_message_of_the_new_one(
    database: SqlDatabase,
) -> None:
    class MovedAway(Noting):
        async def carry_out(self, effect: Effect) -> Outcome:
            await super().carry_out(effect)
            return Migrated(new) if getattr(effect, "chat_id", None) == -77 else Sent()

    new = -1_000_000_000_077

    async def settle(_: Work, row: OutboxEffect, outcome: Outcome) -> None:
        told.append((type(row.effect), type(outcome)))

    told: list[tuple[type[Effect], type[Outcome]]] = []
    gateway = MovedAway()
    copy, clear = CopyMessage(-77, 5, 1), DeleteMessages(-77, (1, 2), 1)
    await add(database, React(-77, 1, "👀"), copy, clear)
    async with running(relay_of(database, gateway, settle=settle)):
        await until_settled(database)
    assert [state for state, _ in await _states(database)] == ["rejected", "sent", "rejected"]
    settled = [each for each in told if each[1] is not Migrated]
    assert sorted(settled, key=str) == [
        (CopyMessage, Sent),
        (DeleteMessages, Rejected),
        (React, Rejected),
    ]
    moved = [effect for effect in gateway.sent if getattr(effect, "chat_id", None) == new]
    assert moved == [replace(copy, chat_id=new)]


async def test_a_chat_that_migrates_to_itself_is_refused(database: SqlDatabase) -> None:
    gateway = Noting({1: [Migrated(-77)]})
    await add(database, message(-77, 1))
    async with running(relay_of(database, gateway)):
        await until_settled(database)
    assert (await _states(database))[0][0] == "rejected"


async def test_a_gateways_bug_is_told_once_and_stops_nobody(
    database: SqlDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.delivery.relay.BUG_PAUSES", (0.01, 0.02))
    bug = ZeroDivisionError("in the gateway")
    gateway = Noting({1: [bug] * 9, 2: [bug]})
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        await uow.outbox.add(message(1, 1), now=now(), ticket_id=ticket.id)
    await add(database, message(1, 3), message(2, 2))
    with capture_logs() as logs:
        async with running(relay_of(database, gateway)):
            await until_settled(database)
    assert Counter(gateway.numbers) == Counter({1: 3, 2: 2, 3: 1})
    assert [state for state, _ in await _states(database)] == ["rejected", "sent", "sent"]
    assert [log["ticket"] for log in logs if log["event"] == "gateway failed"] in (
        [ticket.id, None],
        [None, ticket.id],
    )


async def test_what_was_sent_is_marked_even_if_what_follows_fails(
    database: SqlDatabase,
) -> None:
    gateway, followed = Noting(), Followed(fails=[2])
    gateway.gate.clear()
    await add(database, *(message(chat, chat) for chat in range(1, 5)))
    with capture_logs() as logs:
        async with running(relay_of(database, gateway, settle=followed)):
            await eventually(lambda: gateway.in_flight == 4)
            gateway.gate.set()
            await until_settled(database)
    assert sorted(gateway.numbers) == [1, 2, 3, 4]
    assert {number for number, _ in followed.outcomes} == {1, 3, 4}
    assert [log["event"] for log in logs] == ["nothing follows from an outcome"]


@on_sqlite
async def test_no_faster_than_the_rates_allow(database: SqlDatabase) -> None:
    gateway = Noting()
    await add(database, *(message(chat, chat) for chat in range(6)))
    begun = now()
    async with running(relay_of(database, gateway, rates=SteadyRates(2, 0.3))):
        await until_settled(database)
    assert now() - begun >= 0.6 * SECOND
    assert len(gateway.sent) == 6


async def test_stopping_waits_for_what_is_in_flight(database: SqlDatabase) -> None:
    gateway = Noting()
    gateway.gate.clear()
    await add(database, message(1, 1), message(1, 2))
    stop = asyncio.Event()
    task = asyncio.create_task(relay_of(database, gateway).run(stop))
    await eventually(lambda: gateway.in_flight == 1)
    stop.set()
    await asyncio.sleep(0)
    gateway.gate.set()
    await asyncio.wait_for(task, 5)
    assert [row.effect for row in await waiting(database)] == [message(1, 2)]


@pytest.mark.parametrize("at", [1, 3])
@pytest.mark.parametrize("point", ["loaded", "sending", "answered", "marking", "marked"])
async def test_a_death_at_any_point_loses_and_reorders_nothing(
    database: SqlDatabase, point: str, at: int
) -> None:
    slots, passed_by, more = 4, 0, count()

    def trace(passed: str) -> None:
        nonlocal passed_by
        passed_by += passed == point
        if passed == point and passed_by >= at:
            raise Crash

    gateway = Noting()
    for number in range(5):
        await add(database, *(message(chat, number) for chat in range(1, 7)))
    relay = asyncio.create_task(
        relay_of(database, gateway, slots=slots, trace=trace).run(asyncio.Event())
    )
    while not relay.done():
        # More comes all the time: a relay that is to die at its third loading loads again.
        await add(database, message(7, next(more)))
        await asyncio.sleep(0.02)
    died_of = relay.exception()
    assert isinstance(died_of, BaseExceptionGroup)
    assert died_of.split(Crash)[1] is None
    async with running(relay_of(database, gateway, slots=slots)):
        await until_settled(database)
    doubled = 0
    for chat, numbers in _per_chat(gateway.sent).items():
        first_times = list(dict.fromkeys(numbers))
        doubled += len(numbers) - len(first_times)
        assert first_times == sorted(first_times)
        assert numbers == sorted(numbers), "a doubled one stands beside itself"
        if chat != 7:
            assert first_times == list(range(5))
    assert doubled <= slots
