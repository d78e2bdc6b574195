"""Files of messages come into the archive whole, or not at all."""

import asyncio
import os
import stat
from pathlib import Path

import pytest

from core.model.outcomes import Rejected, RetryAt, Sent, Unreachable
from core.model.places import Place
from core.model.room_effects import SaveMedia
from sandbox.faults import Face
from sandbox.state.model import Content
from tests.support.kept import kept
from tests.userbot.conftest import Desk
from userbot.account import Account

BIG = os.urandom(2 * 1024 * 1024 + 12345)


async def arranged(desk: Desk, kind: str, data: bytes) -> tuple[Account, Place, SaveMedia]:
    account = await desk.account()
    room = await desk.room(account)
    file = desk.world.add_file(kind, data, width=640, height=480)
    message = desk.world.send(desk.customer.id, room.chat_id or 0, Content(file=file))
    path = "1001/media/photo.jpg"
    return account, room, SaveMedia(room.id, room.chat_id or 0, message.id, path)


def files(desk: Desk) -> list[Path]:
    return [path for path in desk.archive.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("photo", b"\xff\xd8 a small photo"),
        ("document", BIG),
        ("voice", b""),
        ("video", BIG[: 1024 * 1024]),
        ("sticker", b"RIFF"),
    ],
    ids=["photo", "big", "empty", "one piece", "sticker"],
)
async def test_a_file_is_saved_as_it_was_sent(desk: Desk, kind: str, data: bytes) -> None:
    account, _, effect = await arranged(desk, kind, data)
    outcome = await desk.gateway(account).carry_out(effect)
    assert outcome == kept(data, effect.path)
    (saved,) = files(desk)
    assert saved == desk.archive / effect.path
    assert saved.read_bytes() == data
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    for folder in (saved.parent, saved.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_a_reference_that_has_expired_is_asked_for_anew(desk: Desk) -> None:
    account, _, effect = await arranged(desk, "document", b"data")
    desk.faults.error(Face.MTPROTO, "upload.getFile", 400, "FILE_REFERENCE_EXPIRED")
    assert isinstance(await desk.gateway(account).carry_out(effect), Sent)
    desk.faults.error(Face.MTPROTO, "upload.getFile", 400, "FILE_REFERENCE_EXPIRED", times=9)
    assert isinstance(await desk.gateway(account).carry_out(effect), Rejected)


async def test_a_download_goes_on_where_it_broke_off(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, _, effect = await arranged(desk, "document", BIG)
    gateway = desk.gateway(account)
    pieces = desk.faults.delay(Face.MTPROTO, "upload.getFile", 0, times=1)
    desk.faults.swallow(Face.MTPROTO, "upload.getFile")
    with monkeypatch.context() as impatient:
        saving = asyncio.create_task(gateway.carry_out(effect))
        await pieces.struck()
        impatient.setattr("userbot.media.STALLED", 0.1)  # from the second piece on
        assert isinstance(await saving, RetryAt)
    assert pieces.hits == 1
    assert not (desk.archive / effect.path).exists()
    counted = desk.faults.delay(Face.MTPROTO, "upload.getFile", 0, times=None)
    assert isinstance(await gateway.carry_out(effect), Sent)
    assert counted.hits == 2
    assert (desk.archive / effect.path).read_bytes() == BIG
    assert len(files(desk)) == 1


async def test_a_connection_that_is_cut_in_a_download_waits(desk: Desk) -> None:
    account, _, effect = await arranged(desk, "document", BIG)
    gateway = desk.gateway(account)
    desk.faults.lose_call(Face.MTPROTO, "upload.getFile")
    assert isinstance(await gateway.carry_out(effect), RetryAt)
    assert isinstance(await gateway.carry_out(effect), Sent)
    assert (desk.archive / effect.path).read_bytes() == BIG


async def test_a_flood_wait_in_a_download_is_a_deadline(desk: Desk) -> None:
    account, _, effect = await arranged(desk, "photo", b"photo")
    desk.faults.flood(Face.MTPROTO, "upload.getFile", 20)
    assert isinstance(await desk.gateway(account).carry_out(effect), RetryAt)


async def test_a_message_that_is_gone_has_no_file(desk: Desk) -> None:
    account, room, effect = await arranged(desk, "photo", b"photo")
    desk.world.delete(desk.customer.id, room.chat_id or 0, [effect.message_id])
    assert isinstance(await desk.gateway(account).carry_out(effect), Unreachable)


async def test_a_text_has_no_file(desk: Desk) -> None:
    account, room, _ = await arranged(desk, "photo", b"photo")
    message = desk.say(room.chat_id or 0, "only words")
    effect = SaveMedia(room.id, room.chat_id or 0, message.id, "a/b")
    assert isinstance(await desk.gateway(account).carry_out(effect), Rejected)


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "a/../../outside", "", "."])
async def test_no_path_leads_out_of_the_archive(desk: Desk, path: str) -> None:
    account, room, effect = await arranged(desk, "photo", b"photo")
    bad = SaveMedia(room.id, effect.chat_id, effect.message_id, path)
    assert isinstance(await desk.gateway(account).carry_out(bad), Rejected)
    assert files(desk) == []


async def test_a_download_that_broke_off_inside_a_piece_goes_on_with_that_piece(
    desk: Desk,
) -> None:
    """Killed while a piece was being written: what is half there is fetched again, from where
    Telegram gives pieces.
    """
    account, _, effect = await arranged(desk, "document", BIG)
    gateway = desk.gateway(account)
    desk.faults.delay(Face.MTPROTO, "upload.getFile", 0, times=1)
    desk.faults.error(Face.MTPROTO, "upload.getFile", 500, "INTERNAL", times=1)
    assert isinstance(await gateway.carry_out(effect), RetryAt)
    (part,) = files(desk)
    with part.open("ab") as file:
        file.write(b"half a piece of something else" * 4000)
    counted = desk.faults.delay(Face.MTPROTO, "upload.getFile", 0, times=None)
    assert isinstance(await gateway.carry_out(effect), Sent)
    assert counted.hits == 2
    assert (desk.archive / effect.path).read_bytes() == BIG
