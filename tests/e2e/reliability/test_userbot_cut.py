"""The user account on bad days: everything said in a room is recorded once, in order."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from sandbox.faults import Face
from sandbox.people import Attachment
from stories.pictures import JPEG
from stories.transcripts import messages_in
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
def _half_open(desk: Hall) -> Iterator[None]:
    assert desk.sandbox.faults.deafen(desk.stage.userbot.id)
    yield


TROUBLES = [_cut, _half_open]
"""`tests/userbot/test_account.py` has what else may happen to what is pushed."""


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


@pytest.mark.parametrize("database_backend", BACKENDS, indirect=True)
async def test_killed_after_asking_for_a_room(desk: Hall) -> None:
    operator = await desk.operator()
    customer, before = await desk.asks()
    faults = desk.sandbox.faults
    with faults.swallow(Face.MTPROTO, "channels.createChannel", done=True):
        async with desk.userbot_process() as first:
            await eventually(lambda: desk.rooms() == 1, within=PATIENCE)
            first.kill()
            await first.ended()
    async with desk.userbot():
        await desk.meet(customer, before, operator)
    assert desk.rooms() == 1


async def test_away_for_the_middle_third_of_a_conversation(desk: Hall) -> None:
    """Whatever was said, edited, sent and taken back meanwhile is there, or is named as missing."""
    async with desk.userbot_process() as first:
        talk = await desk.talk()
        await talk.say(10)
        await talk.is_recorded()
        await first.stop()
    await talk.say(10)
    await talk.edit(3)  # of what was heard before
    await talk.edit(12)  # of what nobody heard yet
    await talk.edit(12)
    await talk.delete(4)
    pictures = [Attachment("photo", JPEG, None, "image/jpeg", (640, 480)) for _ in range(3)]
    album = await talk.customer.send_album(talk.room, pictures, ["the receipts"])
    unheard = await talk.operator.say(talk.room, "nobody is to know")
    await talk.operator.delete(unheard)
    note = await talk.operator.say(talk.room, "/note speaks French")
    await talk.operator.sees_gone(note, PATIENCE)
    async with desk.userbot_process():
        await talk.say(10)
        await talk.is_recorded()
        await desk.stage.is_quiet(PATIENCE)
        await talk.is_recorded()
    folder = desk.stage.settings.logs_dir / str(talk.customer.id)
    rows = [row for row in messages_in(folder / "transcript.jsonl") if row["kind"] == "photo"]
    assert [row["message_id"] for row in rows] == [each.message_id for each in album]
    assert len({row["album"] for row in rows}) == 1
    assert [(folder / row["media"]["path"]).read_bytes() for row in rows] == [JPEG] * 3
    edited = [row["versions"] for row in desk.recorded(talk.customer) if row["versions"]]
    assert edited == [["Olga says 3"]], "of two edits that nobody saw Telegram keeps the last"
    plain = (folder / "transcript.txt").read_text()
    assert plain.count("-- not had: ") == 1
    assert f"-- not had: message {unheard.message_id}, deleted before it could be read" in plain
    assert "note for staff: speaks French" in plain
