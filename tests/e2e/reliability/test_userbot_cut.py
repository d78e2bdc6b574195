"""The user account on bad days: everything said in a room is recorded once, in order."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from sandbox.faults import Way
from tests.e2e.reliability.hall import Hall, hall
from tests.e2e.reliability.rig import PATIENCE
from tests.support.databases import BACKENDS
from tests.support.desk import desk_url, postgresql_desk
from tests.support.either import either
from tests.support.waiting import eventually

__all__ = ["desk_url", "either", "postgresql_desk"]  # fixtures


@pytest.fixture
async def desk(tmp_path: Path, desk_url: str) -> AsyncIterator[Hall]:
    async with hall(tmp_path, desk_url) as made:
        yield made


@contextmanager
def _cut(desk: Hall) -> Iterator[None]:
    """Cut, and nobody is let in again before the end."""
    with desk.sandbox.faults.refuse_connections():
        assert desk.sandbox.faults.cut(desk.stage.userbot.id)
        yield


@contextmanager
def _cut_and_let_in(desk: Hall) -> Iterator[None]:
    assert desk.sandbox.faults.cut(desk.stage.userbot.id)
    yield


@contextmanager
def _half_open(desk: Hall) -> Iterator[None]:
    assert desk.sandbox.faults.deafen(desk.stage.userbot.id)
    yield


@contextmanager
def _twice(desk: Hall) -> Iterator[None]:
    with desk.sandbox.faults.push(Way.PUSH_TWICE, who=desk.stage.userbot.id, times=None):
        yield


@contextmanager
def _late(desk: Hall) -> Iterator[None]:
    with desk.sandbox.faults.push(Way.PUSH_LATE, who=desk.stage.userbot.id, times=3):
        yield


@contextmanager
def _never(desk: Hall) -> Iterator[None]:
    with desk.sandbox.faults.push(Way.PUSH_NEVER, who=desk.stage.userbot.id, times=None):
        yield


TROUBLES = [_cut, _cut_and_let_in, _half_open, _twice, _late, _never]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda each: each.__name__.strip("_"))
async def test_twenty_messages_meanwhile_are_recorded_once_and_in_order(
    desk: Hall, trouble: Callable[[Hall], AbstractContextManager[None]]
) -> None:
    async with desk.userbot():
        talk = await desk.talk()
        await talk.say(6)
        await talk.is_recorded()
        with trouble(desk):
            await talk.say(20)
            await talk.edit(2)
            await talk.edit(8)
            await talk.delete(3)
            await talk.delete(4)
        await talk.is_recorded()
        await talk.say(6)
        await talk.is_recorded()
        await desk.stage.is_quiet(PATIENCE)
        await talk.is_recorded()  # and nothing came again later


@pytest.mark.parametrize("database_backend", BACKENDS, indirect=True)
async def test_the_process_is_killed_while_messages_arrive(desk: Hall) -> None:
    async with desk.userbot_process() as first:
        talk = await desk.talk()
        await talk.say(6)
        await talk.is_recorded()
        await talk.say(10)
        await eventually(lambda: len(desk.recorded(talk.customer)) > 6, within=PATIENCE)
        first.kill()
        await talk.say(10)
        await talk.edit(2)
        await talk.edit(20)
        await talk.delete(3)
        await talk.delete(4)
        await first.ended()
        await talk.say(4)
    async with desk.userbot_process():
        await talk.say(4)
        await talk.is_recorded()
        await desk.stage.is_quiet(PATIENCE)
        await talk.is_recorded()
