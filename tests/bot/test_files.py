"""Files that people send to the bot come into the archive whole, or not at all."""

import asyncio
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiogram import Bot

from bot.carriers.downloads import OUT_OF_REACH, SERVES_NONE
from bot.carriers.files import AT_ONCE, LIMIT, TRIES
from bot.setup import check_bot, make_bot
from bot.texts import Texts
from core.model.effects import FetchFile
from core.model.findings import Found, ill, said
from core.model.outcomes import Outcome, Rejected, RetryAt, Sent
from sandbox.bot_api.file_ids import file_id
from sandbox.bot_api.kind import OWN, OWN_LOCAL, TELEGRAM
from sandbox.bot_api.server import BotApiServer
from sandbox.faults import Face, Fault, Faults, Way
from sandbox.state.model import User
from sandbox.state.world import World
from tests.bot.conftest import TOKEN
from tests.bot.relaying import gateway_of
from tests.support.kept import kept

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PATH = "1001/media/1001-7.jpg"


class Archive:
    """A gateway with a folder to keep files in, and somebody who sends them."""

    def __init__(self, bot: Bot, texts: Texts, world: World, desk: User, folder: Path) -> None:
        self.folder = folder / "logs"
        self.gateway = gateway_of(bot, texts, files=self.folder)
        self._world, self._desk = world, desk

    def sent(self, data: bytes, path: str = PATH, chat_id: int = 1001) -> FetchFile:
        """What fetches a file with these bytes."""
        file = self._world.add_file("photo", data)
        return FetchFile(chat_id, 7, file_id(self._desk.id, file), path, len(data))

    def files(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]

    async def fetch(self, effect: FetchFile) -> Outcome:
        return await self.gateway.carry_out(effect)


@pytest.fixture
def archive(bot: Bot, texts: Texts, world: World, desk: User, tmp_path: Path) -> Archive:
    return Archive(bot, texts, world, desk, tmp_path)


@pytest.mark.parametrize("data", [b"\xff\xd8 a photo", b"", os.urandom(300_000)])
async def test_a_file_is_kept_as_it_was_sent(archive: Archive, data: bytes) -> None:
    assert await archive.fetch(archive.sent(data)) == kept(data, PATH)
    (file,) = archive.files()
    assert (file, file.read_bytes()) == (archive.folder / PATH, data)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for folder in (file.parent, file.parent.parent, archive.folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_fetched_again_it_is_there_once(archive: Archive) -> None:
    effect = archive.sent(b"photo")
    for _ in range(2):
        assert isinstance(await archive.fetch(effect), Sent)
    assert len(archive.files()) == 1


async def test_more_than_a_bot_gets_is_refused_in_plain_words(archive: Archive) -> None:
    outcome = await archive.fetch(archive.sent(bytes(LIMIT + 1)))
    assert outcome == Rejected("Telegram gives bots no file of more than 20 MB")
    assert archive.files() == []


async def test_telegrams_own_server_is_not_even_asked(texts: Texts, tmp_path: Path) -> None:
    bot = make_bot(TOKEN)  # no connection leaves the tests: a call would be a RetryAt
    gateway = gateway_of(bot, texts, files=tmp_path)
    outcome = await gateway.carry_out(FetchFile(5, 7, "BQAC", PATH, LIMIT + 1))
    await bot.session.close()
    assert outcome == Rejected("Telegram gives bots no file of more than 20 MB")


async def test_a_handle_that_telegram_does_not_know_is_refused(archive: Archive) -> None:
    outcome = await archive.fetch(FetchFile(5, 7, "made-up", PATH))
    assert outcome == Rejected("invalid file_id")


async def test_a_file_that_is_away_for_a_while_is_waited_for(
    archive: Archive, faults: Faults
) -> None:
    away = "wrong file_id or the file is temporarily unavailable"
    effect = archive.sent(b"photo")
    faults.error(Face.BOT_API, "getFile", 400, away)
    assert isinstance(await archive.fetch(effect), RetryAt)
    assert isinstance(await archive.fetch(effect), Sent)
    faults.error(Face.BOT_API, "getFile", 400, away, times=None)
    outcomes = [await archive.fetch(effect) for _ in range(TRIES)]
    assert all(isinstance(outcome, RetryAt) for outcome in outcomes[:-1])
    assert outcomes[-1] == Rejected(away)


async def test_a_download_that_breaks_off_is_begun_anew(archive: Archive, faults: Faults) -> None:
    data = os.urandom(500_000)
    effect = archive.sent(data)
    faults.lose_answer(Face.BOT_API, "file")
    outcome = await archive.fetch(effect)
    assert isinstance(outcome, RetryAt)
    assert TOKEN not in outcome.reason
    assert archive.files() == []
    assert isinstance(await archive.fetch(effect), Sent)
    (kept,) = archive.files()
    assert kept.read_bytes() == data


@pytest.mark.parametrize("code", [401, 429, 500, 502])
async def test_a_server_that_does_not_give_it_now_is_asked_again(
    archive: Archive, faults: Faults, code: int
) -> None:
    effect = archive.sent(b"photo")
    faults.error(Face.BOT_API, "file", code, "not now")
    assert await archive.fetch(effect) == RetryAt(
        NOW + timedelta(seconds=0.1), f"download: HTTP {code}"
    )
    assert isinstance(await archive.fetch(effect), Sent)


async def test_a_file_that_is_not_there_any_more_is_lost(
    archive: Archive, faults: Faults, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "bot.carriers.downloads.PRODUCTION", bot.session.api
    )  # as if it were Telegram's
    faults.error(Face.BOT_API, "file", 404, "Not Found")
    outcome = await archive.fetch(archive.sent(b"photo"))
    assert outcome == Rejected("Telegram has the file no more")
    assert archive.files() == []


async def test_a_flood_wait_is_a_deadline(archive: Archive, faults: Faults) -> None:
    faults.flood(Face.BOT_API, "getFile", 20)
    outcome = await archive.fetch(archive.sent(b"photo"))
    assert isinstance(outcome, RetryAt)
    assert outcome.at == NOW + timedelta(seconds=20)


async def test_a_server_that_is_down_is_asked_again(archive: Archive, api: BotApiServer) -> None:
    effect = archive.sent(b"photo")
    await api.stop()
    assert isinstance(await archive.fetch(effect), RetryAt)


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "a/../../outside", "", "."])
async def test_no_path_leads_out_of_the_archive(archive: Archive, path: str) -> None:
    outcome = await archive.fetch(archive.sent(b"photo", path))
    assert isinstance(outcome, Rejected)
    assert "leads out of the archive" in outcome.reason
    assert archive.files() == []


async def test_no_link_leads_out_of_the_archive(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    archive.folder.mkdir()
    (archive.folder / "1001").symlink_to(tmp_path / "outside")
    assert isinstance(await archive.fetch(archive.sent(b"photo")), Rejected)
    assert list((tmp_path / "outside").iterdir()) == []


async def test_many_files_leave_room_for_words(archive: Archive, faults: Faults) -> None:
    slow = faults.add(Fault(Face.BOT_API, Way.DELAY, "file", seconds=60, times=None))
    effects = [archive.sent(b"x", f"{n}/media/{n}-7.jpg", n) for n in range(AT_ONCE)]
    fetching = [asyncio.create_task(archive.fetch(effect)) for effect in effects]
    await slow.struck(AT_ONCE)
    one_more = archive.sent(b"x", "99/media/99-7.jpg", 99)
    assert isinstance(await archive.fetch(one_more), RetryAt)
    slow.release()
    assert all(isinstance(each, Sent) for each in await asyncio.gather(*fetching))
    assert isinstance(await archive.fetch(one_more), Sent)


async def test_what_was_erased_meanwhile_is_not_put_back(archive: Archive, faults: Faults) -> None:
    slow = faults.add(Fault(Face.BOT_API, Way.DELAY, "file", seconds=60))
    fetching = asyncio.create_task(archive.fetch(archive.sent(b"photo")))
    await slow.struck()
    (part,) = archive.files()
    part.unlink()
    part.parent.rmdir()
    slow.release()
    assert await fetching == Rejected("the file was erased while it was being saved")
    assert archive.files() == []


async def test_a_server_that_serves_no_files_is_asked_again_and_named(
    archive: Archive, api: BotApiServer, bot: Bot
) -> None:
    api.api.kind = OWN
    effects = [archive.sent(b"photo", f"{n}/media/{n}-7.jpg", n) for n in range(6)]
    for effect in effects:
        outcome = await archive.fetch(effect)
        assert isinstance(outcome, RetryAt)
        assert outcome.reason == SERVES_NONE
    (line,) = [finding for finding in await check_bot(bot, polling=True) if not finding.ok]
    assert line == ill(Found.CHECKED_BOT_FILES, said(Found.LINE, line=SERVES_NONE))
    api.api.kind = TELEGRAM  # somebody put a web server in front of it
    assert all([isinstance(await archive.fetch(effect), Sent) for effect in effects])


async def test_a_local_server_names_a_place_on_its_disk(
    archive: Archive, api: BotApiServer, bot: Bot
) -> None:
    api.api.kind = OWN_LOCAL
    large = bytes(LIMIT + 1)
    assert await archive.fetch(archive.sent(large)) == kept(large, PATH)
    assert stat.S_IMODE((archive.folder / PATH).stat().st_mode) == 0o600
    assert all(finding.ok for finding in await check_bot(bot, polling=True))


async def test_a_disk_that_the_desk_does_not_see_is_named_and_tried_again(
    archive: Archive, api: BotApiServer, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.api.kind = OWN_LOCAL
    monkeypatch.setattr(api.api.disk, "place_of", lambda token, _: f"/elsewhere/{token}/file_1.jpg")
    outcome = await archive.fetch(archive.sent(b"photo"))
    assert isinstance(outcome, RetryAt)
    assert outcome.reason == OUT_OF_REACH
    assert archive.files() == []
    named = ill(Found.CHECKED_BOT_FILES, said(Found.LINE, line=OUT_OF_REACH))
    assert [f for f in await check_bot(bot, polling=True) if not f.ok] == [named]


@pytest.mark.parametrize("kind", ["outside", "link", "back", "pipe"])
async def test_nothing_else_of_this_machine_is_read(
    archive: Archive, api: BotApiServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"a session")
    folder = tmp_path / TOKEN
    folder.mkdir()
    (folder / "link").symlink_to(secret)
    os.mkfifo(folder / "pipe")
    places = {"outside": secret, "back": folder / ".." / "secret"}
    place = places.get(kind, folder / kind)
    api.api.kind = OWN_LOCAL
    monkeypatch.setattr(api.api.disk, "place_of", lambda *_: str(place))
    assert not isinstance(await archive.fetch(archive.sent(b"photo")), Sent)
    assert archive.files() == []
