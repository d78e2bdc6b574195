"""The same server by a client that shares no code with it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from telethon import errors, events, functions

from tests.sandbox.mtproto.clients import telethon
from tests.sandbox.mtproto.conftest import Town
from tests.support.waiting import eventually


class Pair:
    """Two people at Telethon clients."""

    def __init__(self, town: Town, ann: Any, bob: Any) -> None:
        self.town, self.ann, self.bob = town, ann, bob


async def signed_in(town: Town, person: Any) -> Any:
    client = telethon(town.address)
    await client.connect()
    sent = await client.send_code_request(f"+{person.phone}")
    await client.sign_in(
        f"+{person.phone}", town.world.login_code, phone_code_hash=sent.phone_code_hash
    )
    return client


@pytest_asyncio.fixture
async def pair(town: Town) -> AsyncIterator[Pair]:
    made = Pair(town, await signed_in(town, town.ann), await signed_in(town, town.bob))
    yield made
    for client in (made.ann, made.bob):
        await client.disconnect()


async def test_a_supergroup_from_making_to_deleting(pair: Pair) -> None:
    heard: list[str] = []

    async def hear(event: Any) -> None:
        heard.append(event.raw_text)

    pair.bob.add_event_handler(hear, events.NewMessage(incoming=True))
    made = await pair.ann(
        functions.channels.CreateChannelRequest(title="Room", about="", megagroup=True)
    )
    room = made.chats[0]
    invited = await pair.ann(
        functions.channels.InviteToChannelRequest(channel=room, users=["bob_reads"])
    )
    assert invited.missing_invitees == []
    sent = await pair.ann.send_message(room, "Hello **there** 🙂")
    await eventually(lambda: heard == ["Hello there 🙂"])
    await pair.ann.edit_message(room, sent.id, "Changed")
    assert [m.message async for m in pair.ann.iter_messages(room) if m.message] == ["Changed"]
    people = await pair.ann.get_participants(room)
    assert {p.id for p in people} == {pair.town.ann.id, pair.town.bob.id}
    await pair.ann.delete_messages(room, [sent.id])
    assert [m.message async for m in pair.ann.iter_messages(room) if m.message] == []
    await pair.ann.kick_participant(room, "bob_reads")
    with pytest.raises(errors.ChannelPrivateError):
        await pair.bob.send_message(await pair.bob.get_input_entity(room.id), "?")
    await pair.ann(functions.channels.DeleteChannelRequest(channel=room))
    (chat,) = pair.town.world.chats.values()
    assert chat.deleted
