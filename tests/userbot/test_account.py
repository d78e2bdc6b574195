"""Nothing that is said in a room is lost, doubled or put out of order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from pyrogram import raw

from core.model.places import PlaceState
from core.ports import DatabaseBusyError, UnitOfWork
from sandbox.faults import Face, Fault, Way
from sandbox.mtproto.crypto import auth_key_id
from sandbox.state.model import Content
from tests.support.databases import BACKENDS
from tests.support.waiting import eventually
from tests.userbot.conftest import TIMINGS, Desk, new_texts, utc_now
from userbot.account import Account
from userbot.failures import NotLoggedIn

ON_EACH = pytest.mark.parametrize("backend", BACKENDS)
TWENTY = [f"message {number}" for number in range(20)]


def asked(desk: Desk, method: str) -> Any:
    """Counts calls of a method, which go on as ever."""
    return desk.faults.add(Fault(Face.MTPROTO, Way.DELAY, method, times=None))


@ON_EACH
async def test_what_is_said_is_in_the_inbox_in_order(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    differences = asked(desk, "updates.getChannelDifference")
    said = [f"message {number}" for number in range(50)]
    for text in said:
        desk.say(room.chat_id or 0, text)
    await desk.texts(account, said)
    assert differences.hits == 0


@ON_EACH
async def test_a_cut_while_twenty_messages_arrive_loses_none(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    for number, text in enumerate(TWENTY):
        if number in (5, 12):
            desk.cut()
        desk.say(room.chat_id or 0, text)
        await asyncio.sleep(0.01)
    await desk.texts(account, TWENTY)


async def test_twice_late_and_never(desk: Desk) -> None:
    """Pushes that come twice, overtake each other or do not come at all."""
    account = await desk.account(replace(TIMINGS, pauses=replace(TIMINGS.pauses, gap=0.1)))
    room = await desk.room(account)
    ways = [Way.PUSH_TWICE, Way.PUSH_LATE, Way.PUSH_NEVER, Way.PUSH_LATE, Way.PUSH_LATE]
    for number, text in enumerate(TWENTY):
        if number < len(ways):
            desk.faults.push(ways[number], who=desk.owner.id)
        desk.say(room.chat_id or 0, text)
        await asyncio.sleep(0.01)
    await desk.texts(account, TWENTY)
    keys = [update.key for update in await desk.inbox(account)]
    assert len(keys) == len(set(keys))


async def test_what_overtook_needs_no_difference(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    differences = asked(desk, "updates.getChannelDifference")
    desk.faults.push(Way.PUSH_LATE, who=desk.owner.id)
    for text in TWENTY[:3]:
        desk.say(room.chat_id or 0, text)
    await desk.texts(account, TWENTY[:3])
    assert differences.hits == 0


@ON_EACH
async def test_after_a_kill_everything_goes_on_from_what_was_stored(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    for text in TWENTY[:5]:
        desk.say(room.chat_id or 0, text)
    await desk.texts(account, TWENTY[:5])
    desk.say(room.chat_id or 0, TWENTY[5])
    await desk.kill(account)
    for text in TWENTY[6:]:
        desk.say(room.chat_id or 0, text)
    again = await desk.account()
    await desk.texts(again, TWENTY)


async def test_edits_and_deletions_while_the_account_was_away(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    edited, deleted = desk.say(chat_id, "before"), desk.say(chat_id, "gone")
    await desk.texts(account, ["before", "gone"])
    await desk.kill(account)
    desk.world.edit(desk.customer.id, chat_id, edited.id, Content(text="after"))
    desk.world.delete(desk.customer.id, chat_id, [deleted.id])
    again = await desk.account()
    updates = await desk.said(again, lambda keys: any(key.startswith("delete:") for key in keys))
    kinds = [update.payload["type"] for update in updates]
    assert kinds.count("edit") == kinds.count("delete") == 1
    assert updates[-1].payload.get("message_ids", [deleted.id]) == [deleted.id]


async def test_a_difference_in_slices(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    await desk.kill(account)
    desk.face.services.difference_limit = 3
    for text in TWENTY:
        desk.say(room.chat_id or 0, text)
    again = await desk.account()
    await desk.texts(again, TWENTY)


@ON_EACH
async def test_where_telegram_keeps_no_difference_the_history_is_read(desk: Desk) -> None:
    """channelDifferenceTooLong: messages, edits and deletions are still found."""
    account = await desk.account()
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    edited, deleted = desk.say(chat_id, "before"), desk.say(chat_id, "gone")
    await desk.texts(account, ["before", "gone"])
    await desk.kill(account)
    desk.world.edit(desk.customer.id, chat_id, edited.id, Content(text="after"))
    desk.world.delete(desk.customer.id, chat_id, [deleted.id])
    said = [f"message {number}" for number in range(150)]
    for text in said:
        desk.say(chat_id, text)
    unheard = desk.say(chat_id, "taken back before anybody read it")
    desk.world.delete(desk.customer.id, chat_id, [unheard.id])
    said.append("and one more")
    desk.say(chat_id, said[-1])
    desk.face.services.difference_limit = 1
    again = await desk.account()
    updates = await desk.said(again, lambda keys: any(key.startswith("delete:") for key in keys))
    assert new_texts(updates) == ["before", "gone", *said]
    (edit,) = (update for update in updates if update.key.startswith("edit:"))
    assert edit.key.startswith(f"edit:{chat_id}:{edited.id}:")
    (deletion,) = (update for update in updates if update.key.startswith("delete:"))
    assert deletion.payload["message_ids"] == [deleted.id, unheard.id]
    desk.say(chat_id, "and on it goes")
    await desk.texts(again, ["before", "gone", *said, "and on it goes"])


async def test_two_edits_at_once_are_two(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    message = desk.say(chat_id, "a")
    for text in ("b", "a", "b"):
        desk.world.edit(desk.customer.id, chat_id, message.id, Content(text=text))
    updates = await desk.said(
        account, lambda keys: sum(key.startswith("edit:") for key in keys) == 3
    )
    assert len({update.key for update in updates}) == len(updates)


async def test_the_owners_other_chats_are_not_stored(desk: Desk) -> None:
    account = await desk.account()
    await desk.room(account)
    own = desk.world.create_supergroup(desk.owner.id, "Family")
    desk.world.invite(desk.owner.id, own.id, [desk.operator.id])
    family = len(await desk.inbox(account))
    desk.say(own.id, "secret", desk.operator)
    desk.world.send(desk.operator.id, desk.owner.id, Content(text="private"))
    await account.pump.settled()
    assert len(await desk.inbox(account)) == family
    assert "secret" not in new_texts(await desk.inbox(account))


@ON_EACH
async def test_what_happened_before_the_desk_knew_its_room_is_read(desk: Desk) -> None:
    """The room is there, and talked in, before its place is: its first messages are not lost."""
    account = await desk.account()
    place = await desk.place()
    chat = desk.world.create_supergroup(desk.owner.id, "Support", "marker-1")
    desk.world.send(desk.owner.id, chat.id, Content(text="first"))
    account.pump.expect(chat.id)
    await account.pump.settled()
    assert await desk.inbox(account) == []
    async with desk.database.unit_of_work() as uow:
        assert await uow.places.created(place.id, chat.id, account._clock())
    updates = await desk.said(account, lambda keys: len(keys) >= 2)
    assert [update.key for update in updates] == [f"new:{chat.id}:1", f"new:{chat.id}:2"]
    desk.world.send(desk.owner.id, chat.id, Content(text="second"))
    await desk.texts(account, ["first", "second"])


async def test_own_actions_make_no_gaps(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    differences = asked(desk, "updates.getChannelDifference")
    channel = await account.channel(chat_id)
    said = []
    for number, text in enumerate(TWENTY[:6]):
        query = raw.functions.channels.EditTitle(channel=channel, title=f"Title {number}")
        await account.call(query)
        last = desk.say(chat_id, text)
        said.append(text)
        if number % 2:
            await account.call(raw.functions.channels.DeleteMessages(channel=channel, id=[last.id]))
    await desk.texts(account, said)
    assert differences.hits == 0


@ON_EACH
async def test_our_own_wiping_is_nobodys_deletion(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    desk.say(chat_id, "a")
    await desk.texts(account, ["a"])
    await desk.move(room, PlaceState.WIPING)
    await account.call(
        raw.functions.channels.DeleteHistory(
            channel=await account.channel(chat_id), max_id=1000, for_everyone=True
        )
    )
    await account.pump.settled(chat_id)
    assert not [each for each in await desk.inbox(account) if each.payload["type"] == "delete"]


class Unreliable:
    """A database that is away for some transactions."""

    def __init__(self, database: Any, failures: list[Exception]) -> None:
        self._database, self.failures = database, failures

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncIterator[UnitOfWork]:
        async with self._database.unit_of_work() as uow:
            yield uow
            if self.failures:
                raise self.failures.pop()

    single_statement = unit_of_work


@ON_EACH
@pytest.mark.parametrize("failure", [DatabaseBusyError("busy"), RuntimeError("away")])
async def test_what_could_not_be_stored_comes_again(desk: Desk, failure: Exception) -> None:
    account = await desk.account()
    room = await desk.room(account)
    database = Unreliable(desk.database, [])
    account.pump._writer._database = database
    for number, text in enumerate(TWENTY):
        if number in (3, 9):
            database.failures.append(failure)
        desk.say(room.chat_id or 0, text)
        await asyncio.sleep(0.01)
    await desk.texts(account, TWENTY)
    assert database.failures == []


async def test_a_full_queue_costs_no_message(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("userbot.pump.BOUND", 3)
    account = await desk.account()
    room = await desk.room(account)
    said = [f"message {number}" for number in range(60)]
    for text in said:
        desk.say(room.chat_id or 0, text)
    await desk.texts(account, said)


async def test_a_silent_connection_is_noticed_and_replaced(desk: Desk) -> None:
    """Half-open: kurigram believes that it is connected, and nothing comes."""
    account = await desk.account(replace(TIMINGS, look=0.1, proof=0.4))
    room = await desk.room(account)
    silent = desk.faults.swallow(Face.MTPROTO, "updates.getState", times=1)
    desk.faults.push(Way.PUSH_NEVER, who=desk.owner.id, times=len(TWENTY))
    for text in TWENTY:
        desk.say(room.chat_id or 0, text)
    await silent.struck()
    desk.faults.clear()
    await desk.texts(account, TWENTY)


async def test_start_waits_until_the_server_is_there(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    account = await desk.account()
    room = await desk.room(account)
    await desk.kill(account)
    refused = desk.faults.refuse_connections()
    for text in TWENTY:
        desk.say(room.chat_id or 0, text)
    starting = asyncio.create_task(desk.account())
    await refused.struck(2)
    assert not starting.done()
    refused.release()
    again: Account = await asyncio.wait_for(starting, 20)
    await desk.texts(again, TWENTY)


async def test_an_outage_of_the_server_ends_by_itself(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    refused = desk.faults.refuse_connections()
    desk.cut()
    for text in TWENTY:
        desk.say(room.chat_id or 0, text)
    await refused.struck(2)
    refused.release()
    await desk.texts(account, TWENTY, within=20)


async def test_a_login_that_telegram_ends_is_told(desk: Desk) -> None:
    account = await desk.account()
    desk.face.server.end_sessions(auth_key_id(await account.storage.auth_key()))
    with pytest.raises(NotLoggedIn):
        await asyncio.wait_for(account.ended(), 20)


async def test_without_a_login_there_is_no_start(desk: Desk) -> None:
    desk.credentials.session_file.parent.mkdir()
    account = Account(desk.credentials, database=desk.database, clock=utc_now)
    with pytest.raises(NotLoggedIn, match="switchboard login"):
        await account.start()
    assert not desk.credentials.session_file.exists()


async def test_states_of_rooms_that_are_gone_are_forgotten(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)

    async def followed() -> set[int]:
        async with desk.database.unit_of_work() as uow:
            return set(await uow.accounts.load(str(account.id)))

    assert room.chat_id in await followed()
    await desk.move(room, PlaceState.DELETED)
    account.pump.look_again()

    async def forgotten() -> bool:
        return room.chat_id not in await followed()

    await eventually(forgotten)


async def test_a_new_session_file_finds_the_rooms_that_were_made_before_it(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    await account.stop()
    for file in list(desk.credentials.session_file.parent.iterdir()):
        file.unlink()
    desk.say(room.chat_id or 0, "while away")
    again = await desk.account()
    await desk.texts(again, ["while away"])


async def test_a_start_that_is_given_up_leaves_nothing_open(desk: Desk) -> None:
    account = await desk.account()
    await account.stop()
    refused = desk.faults.refuse_connections()
    starting = asyncio.create_task(desk.account())
    await refused.struck(2)
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(starting, 10)
    assert not desk.accounts[-1].storage.is_open
