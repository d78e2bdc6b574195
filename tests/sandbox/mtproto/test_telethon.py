"""The same server by a client that shares no code with it."""

import os
from collections.abc import AsyncIterator
from io import BytesIO
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


async def test_who_one_is(pair: Pair) -> None:
    me = await pair.ann.get_me()
    assert (me.id, me.username, me.phone) == (pair.town.ann.id, "ann_types", pair.town.ann.phone)


async def test_the_second_factor(town: Town) -> None:
    town.bob.password = "пароль"
    client = telethon(town.address)
    await client.connect()
    sent = await client.send_code_request(f"+{town.bob.phone}")
    with pytest.raises(errors.SessionPasswordNeededError):
        await client.sign_in(
            f"+{town.bob.phone}", town.world.login_code, phone_code_hash=sent.phone_code_hash
        )
    with pytest.raises(errors.PasswordHashInvalidError):
        await client.sign_in(password="wrong")
    assert (await client.sign_in(password="пароль")).id == town.bob.id
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


async def test_files_come_back_as_they_went(pair: Pair) -> None:
    data = os.urandom(300_003)
    file = BytesIO(data)
    file.name = "a.bin"
    sent = await pair.ann.send_file("bob_reads", file, caption="bytes")
    assert await sent.download_media(bytes) == data
    messages = await pair.bob.get_messages("ann_types", limit=1)
    assert messages[0].message == "bytes"
    assert await messages[0].download_media(bytes) == data
