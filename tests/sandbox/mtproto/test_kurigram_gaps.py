"""Files, gaps and order, by an unmodified kurigram."""

import asyncio
import os
from io import BytesIO
from typing import Any

import pyrogram
import pytest
from pyrogram import enums, types

from sandbox.state.model import Content
from tests.sandbox.mtproto.clients import kurigram
from tests.sandbox.mtproto.conftest import Town
from tests.sandbox.mtproto.ears import Ear, heard_of, room
from tests.support.waiting import eventually


@pytest.mark.parametrize("size", [700_123, 11_000_001])
async def test_files_come_back_as_they_went(town: Town, size: int) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    ear = Ear(bob)
    chat_id = await room(town, ann, town.bob)
    data = os.urandom(size)
    file = BytesIO(data)
    file.name = "отчёт.bin"
    await ann.send_document(chat_id, file, caption="the report")
    await eventually(lambda: ear.texts() == ["the report"])
    message = ear.new[-1]
    assert (message.document.file_name, message.document.file_size) == ("отчёт.bin", size)
    back = await bob.download_media(message, in_memory=True)
    assert back.getvalue() == data


async def test_photos_voice_stickers_and_albums(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    ear = Ear(bob)
    chat_id = await room(town, ann, town.bob)

    def named(name: str, data: bytes) -> BytesIO:
        file = BytesIO(data)
        file.name = name
        return file

    await ann.send_photo(chat_id, named("a.jpg", b"photo"), caption="look")
    await ann.send_voice(chat_id, named("v.ogg", b"voice"), duration=3)
    await ann.send_sticker(chat_id, named("s.webp", b"sticker"))
    await ann.send_video_note(chat_id, named("n.mp4", b"note"), duration=2)
    await ann.send_contact(chat_id, str(town.bob.phone), "Bob")
    await ann.send_location(chat_id, 1.5, 2.5)
    album = [
        types.InputMediaPhoto(named(f"{n}.jpg", bytes([n])), caption=f"photo {n}") for n in (1, 2)
    ]
    sent = await ann.send_media_group(chat_id, album)
    assert len({m.media_group_id for m in sent}) == 1
    await eventually(lambda: len(ear.new) >= 8 + 1)
    got = [m for m in ear.new if not m.service]
    assert [m.media for m in got] == [
        enums.MessageMediaType.PHOTO,
        enums.MessageMediaType.VOICE,
        enums.MessageMediaType.STICKER,
        enums.MessageMediaType.VIDEO_NOTE,
        enums.MessageMediaType.CONTACT,
        enums.MessageMediaType.LOCATION,
        enums.MessageMediaType.PHOTO,
        enums.MessageMediaType.PHOTO,
    ]
    assert got[4].contact.user_id == town.bob.id
    assert (await bob.download_media(got[0], in_memory=True)).getvalue() == b"photo"
    forwarded = await bob.forward_messages("me", chat_id, got[0].id)
    assert forwarded.forward_origin.sender_user.id == town.ann.id


async def test_what_was_missed_is_told_afterwards(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    bob = await town.sign_in(town.bob, folder=town.folder)
    chat_id = await room(town, ann, town.bob)
    ear = Ear(bob)
    await ann.send_message(chat_id, "seen")
    await eventually(lambda: ear.texts() == ["seen"])
    await bob.storage.save()
    await bob.stop()
    kept = await ann.send_message(chat_id, "missed 1")
    gone = await ann.send_message(chat_id, "missed 2")
    await ann.edit_message_text(chat_id, kept.id, "missed 1, edited")
    await ann.delete_messages(chat_id, gone.id)
    await ann.send_message(town.bob.id, "in private")
    again: Any = kurigram(town.address, bob.name, folder=town.folder)
    town.clients.append(again)
    ear = Ear(again)
    await again.start()
    await eventually(lambda: sorted(map(str, ear.texts())) == ["in private", "missed 1, edited"])


async def test_a_cut_connection_can_ask_for_the_difference(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    chat_id = await room(town, ann, town.bob)
    await heard_of(bob, chat_id)
    channel = await bob.resolve_peer(chat_id)
    raw = pyrogram.raw
    before = (
        await bob.invoke(raw.functions.channels.GetFullChannel(channel=channel))
    ).full_chat.pts
    town.face.services.difference_limit = 8
    for session in town.face.server.sessions_of(town.bob.id):
        assert session.link is not None
        session.link.cut()
    for number in range(20):
        await ann.send_message(chat_id, f"n{number}")
    found: list[str] = []
    pts, final = before, False
    while not final:
        got = await bob.invoke(
            raw.functions.updates.GetChannelDifference(
                channel=channel, filter=raw.types.ChannelMessagesFilterEmpty(), pts=pts, limit=100
            )
        )
        assert len(got.new_messages) <= 8
        found += [m.message for m in got.new_messages]
        pts, final = got.pts, bool(got.final)
    assert found == [f"n{number}" for number in range(20)]
    town.face.services.difference_limit = 1
    late = await bob.invoke(
        raw.functions.updates.GetChannelDifference(
            channel=channel, filter=raw.types.ChannelMessagesFilterEmpty(), pts=before, limit=100
        )
    )
    assert isinstance(late, raw.types.updates.ChannelDifferenceTooLong)


async def test_own_other_sessions_hear_and_the_sending_one_does_not(town: Town) -> None:
    one, two = await town.sign_in(town.ann), await town.sign_in(town.ann)
    first, second = Ear(one), Ear(two)
    await one.send_message("bob_reads", "from one")
    await eventually(lambda: second.texts() == ["from one"])
    town.world.send(town.bob.id, town.ann.id, Content("to both"))
    await eventually(lambda: second.texts() == ["from one", "to both"])
    await eventually(lambda: first.texts() == ["to both"])


async def test_many_at_once_arrive_in_order(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    ear = Ear(bob)
    for number in range(200):
        town.world.send(town.ann.id, town.bob.id, Content(str(number)))
    await eventually(lambda: ear.texts() == [str(n) for n in range(200)])
    await asyncio.gather(*(ann.send_message(town.bob.id, f"x{n}") for n in range(50)))
    await eventually(lambda: len(ear.texts()) == 250)


async def test_a_repeated_random_id_is_one_message(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    chat_id = await room(town, ann)
    send = pyrogram.raw.functions.messages.SendMessage(
        peer=await ann.resolve_peer(chat_id), message="once", random_id=77
    )
    first, second = await ann.invoke(send), await ann.invoke(send)
    assert [u.write() for u in first.updates] == [u.write() for u in second.updates]
    texts = [m.text async for m in ann.get_chat_history(chat_id) if m.text]
    assert texts == ["once"]
