"""Files, and what is sent twice, by an unmodified kurigram."""

import os
from io import BytesIO

import pyrogram
import pytest
from pyrogram import enums, types

from tests.sandbox.mtproto.conftest import Town
from tests.sandbox.mtproto.ears import Ear, room
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
