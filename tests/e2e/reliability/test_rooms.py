"""Telegram on a bad day while a room is made: one room, and the customer is served."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.model.effects import Gateway
from core.model.room_effects import CreateRoom
from sandbox.faults import Face
from tests.e2e.reliability.hall import Hall, hall
from tests.e2e.reliability.rig import PATIENCE
from tests.support.databases import BACKENDS
from tests.support.desk import desk_url, postgresql_desk
from tests.support.either import either
from tests.support.waiting import eventually

CREATE = "channels.createChannel"
WAIT = 3
"""Seconds: longer than a user account needs to come and go on a busy machine."""


__all__ = ["desk_url", "either", "postgresql_desk"]  # fixtures


@pytest.fixture
async def desk(tmp_path: Path, desk_url: str) -> AsyncIterator[Hall]:
    async with hall(tmp_path, desk_url) as made:
        yield made


@pytest.mark.parametrize("lost", [1, 2])
async def test_a_lost_answer_makes_one_room(desk: Hall, lost: int) -> None:
    async with desk.userbot():
        answers = desk.sandbox.faults.lose_answer(Face.MTPROTO, CREATE, times=lost)
        talk = await desk.talk()
        assert answers.hits == 1, "it was asked again although the room was there"
        answers.release()
        assert desk.rooms() == 1
        await talk.say(4)
        await talk.is_recorded()


async def test_a_call_that_never_came_is_made_again(desk: Hall) -> None:
    async with desk.userbot():
        desk.sandbox.faults.lose_call(Face.MTPROTO, CREATE)
        await desk.talk()
        assert desk.rooms() == 1


@pytest.mark.parametrize("database_backend", BACKENDS, indirect=True)
async def test_killed_after_asking_for_a_room(desk: Hall) -> None:
    operator = await desk.operator()
    customer, before = await desk.asks()
    faults = desk.sandbox.faults
    with faults.swallow(Face.MTPROTO, CREATE, done=True):
        async with desk.userbot_process() as first:
            await eventually(lambda: desk.rooms() == 1, within=PATIENCE)
            first.kill()
            await first.ended()
    async with desk.userbot():
        await desk.meet(customer, before, operator)
    assert desk.rooms() == 1


async def test_a_flood_wait_is_kept_in_the_row_and_waited_out(desk: Hall) -> None:
    operator = await desk.operator()
    customer, before = await desk.asks()
    faults = desk.sandbox.faults
    told = datetime.now(UTC)
    with faults.flood(Face.MTPROTO, CREATE, WAIT, times=1) as flood:
        async with desk.userbot():
            await flood.struck(1, PATIENCE)
            until = await eventually(lambda: _put_off(desk), within=PATIENCE)
            assert until is not None
            assert until >= told + timedelta(seconds=WAIT)
    with faults.delay(Face.MTPROTO, CREATE, 0, times=None) as asked:
        async with desk.userbot():  # one that begins anew knows the deadline too
            await asked.struck(1, PATIENCE)
            assert datetime.now(UTC) >= until
            await desk.meet(customer, before, operator)
        assert asked.hits == 1
    assert desk.rooms() == 1


async def _put_off(desk: Hall) -> datetime | None:
    async with desk.stage.container.work() as work:
        waiting = await work.uow.outbox.waiting(Gateway.USERBOT, 10)
    return next((row.not_before for row in waiting if isinstance(row.effect, CreateRoom)), None)
