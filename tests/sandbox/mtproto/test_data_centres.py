"""Several data centres, as clients that are not ours find their way among them."""

import os
from io import BytesIO
from typing import Any

import pytest
from pyrogram import raw
from pyrogram.errors import AuthBytesInvalid, FileMigrate, PhoneMigrate, UserMigrate
from pyrogram.file_id import FileId

from sandbox.mtproto.face import DATA_CENTRES
from tests.sandbox.mtproto.clients import kurigram, telethon
from tests.sandbox.mtproto.conftest import Town

ABROAD = 4
DATA = os.urandom(200_000)


@pytest.fixture
def abroad(town: Town) -> Town:
    """Bob lives at another data centre than Ann."""
    town.bob.dc = ABROAD
    return town


async def test_telethon_signs_in_where_the_account_lives(abroad: Town) -> None:
    client = telethon(abroad.address)
    await client.connect()
    phone = f"+{abroad.bob.phone}"
    sent = await client.send_code_request(phone)
    await client.sign_in(phone, abroad.world.login_code, phone_code_hash=sent.phone_code_hash)
    assert client.session.dc_id == ABROAD
    assert (await client.get_me()).id == abroad.bob.id
    await client.disconnect()


async def test_kurigram_signs_in_where_the_account_lives_and_fetches_from_there(
    abroad: Town,
) -> None:
    bob = await abroad.sign_in(abroad.bob)
    assert await bob.storage.dc_id() == ABROAD
    ann = await abroad.sign_in(abroad.ann)
    sent = await bob.send_document("ann_types", BytesIO(DATA), file_name="far.bin")
    (message,) = [each async for each in ann.get_chat_history("bob_reads", limit=1)]
    assert FileId.decode(message.document.file_id).dc_id == ABROAD
    fetched = await ann.download_media(message, in_memory=True)
    assert bytes(fetched.getbuffer()) == DATA
    assert sent.document.file_size == len(DATA)


async def test_each_tells_where_all_are(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    config = await ann.invoke(raw.functions.help.GetConfig())
    assert config.this_dc == 2
    assert [option.id for option in config.dc_options] == list(DATA_CENTRES)
    assert len({option.port for option in config.dc_options}) == len(DATA_CENTRES)


async def test_what_is_refused_at_the_wrong_one(abroad: Town) -> None:
    ann = await abroad.sign_in(abroad.ann)
    with pytest.raises(PhoneMigrate, match=str(ABROAD)):
        await ann.invoke(
            raw.functions.auth.SendCode(
                phone_number=abroad.bob.phone or "",
                api_id=1,
                api_hash="",
                settings=raw.types.CodeSettings(),
            )
        )
    file = abroad.world.add_file("document", DATA, dc=ABROAD)
    location = raw.types.InputDocumentFileLocation(
        id=file.id,
        access_hash=file.access_hash,
        file_reference=f"{file.unique}:{abroad.ann.id}".encode(),
        thumb_size="",
    )
    with pytest.raises(FileMigrate, match=str(ABROAD)):
        await ann.invoke(raw.functions.upload.GetFile(location=location, offset=0, limit=4096))
    there = await ann.get_session(ABROAD)
    with pytest.raises(UserMigrate, match="2"):
        await there.invoke(raw.functions.updates.GetState())
    ticket = await ann.invoke(raw.functions.auth.ExportAuthorization(dc_id=ABROAD))
    with pytest.raises(AuthBytesInvalid):
        await ann.invoke(raw.functions.auth.ImportAuthorization(id=ticket.id, bytes=ticket.bytes))


async def test_a_bots_data_centre(abroad: Town) -> None:
    abroad.bot.dc = 5
    client: Any = kurigram(abroad.address, bot_token=abroad.bot.token)
    await client.start()
    assert await client.storage.dc_id() == 5
    await client.stop()


async def test_a_key_of_another_data_centre_is_unknown(abroad: Town) -> None:
    """Keys are made at one data centre, and known there alone."""
    client = telethon(abroad.address)
    await client.connect()
    key = client.session.auth_key
    await client.disconnect()
    other = telethon(abroad.face.services.addresses[ABROAD])
    other.session.auth_key = key
    await other.connect()
    assert other.session.auth_key.key_id != key.key_id  # Telethon makes a new one after -404
    await other.disconnect()
