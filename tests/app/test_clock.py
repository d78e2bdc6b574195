"""The desk's clock on a sandbox whose people move it."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import SandboxClock
from app.container import open_container
from app.errors import SettingsError
from app.scheduler import Leaps, SchedulerRole
from app.settings import load_settings
from core.ports import Work
from sandbox.clock import MovedClock
from stories.stage import GivenSettings
from tests.support.waiting import eventually

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def noon() -> datetime:
    return NOON


def test_a_desk_goes_by_the_sandboxs_clock_as_soon_as_it_is_moved(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    sandbox, desk = MovedClock(file, noon), SandboxClock(file, noon)
    assert desk() == sandbox.now() == NOON
    for minutes in (15, 1, 1):
        sandbox.advance(timedelta(minutes=minutes))
        assert desk() == sandbox.now()
    assert desk() == NOON + timedelta(minutes=17)


def test_no_clock_goes_back(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path / "clock", noon)
    with pytest.raises(ValueError, match="ahead only"):
        clock.advance(timedelta(seconds=-1))
    assert clock.now() == NOON


@pytest.mark.parametrize("content", [None, b"", b"soon", b"\xff"])
def test_a_file_that_says_nothing_moves_nothing(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "clock"
    if content is not None:
        file.write_bytes(content)
    assert SandboxClock(file, noon)() == NOON


def test_a_desk_on_telegram_is_given_no_such_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = {"sandbox_clock": tmp_path / "clock"}
    own_server = {"bot_api_url": "http://127.0.0.1:8081", "api_id": 1}
    for telegrams in ({}, own_server):
        with pytest.raises(SettingsError, match=r"SANDBOX_CLOCK is wrong.*on Telegram"):
            load_settings(**given, **telegrams)
    sandboxs = own_server | {"mtproto_server": "127.0.0.1:8443"}
    assert load_settings(**given, **sandboxs).sandbox_clock == given["sandbox_clock"]


def test_a_leap_is_what_the_clock_gains_on_the_time_that_passes() -> None:
    passed, ahead = 0.0, timedelta()
    leaps = Leaps(lambda: NOON + timedelta(seconds=passed) + ahead, lambda: passed)
    passed += 3600
    assert not leaps.noticed()
    ahead += timedelta(minutes=1)
    assert leaps.noticed()
    assert not leaps.noticed()


async def test_what_a_moved_clock_makes_due_is_looked_for_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticked: list[datetime] = []

    async def look(work: Work) -> None:
        ticked.append(work.now)

    monkeypatch.setattr("app.scheduler.jobs", lambda _settings: [(look, 86_400)])
    moved = MovedClock(tmp_path / "clock")
    settings = GivenSettings(
        database_url=f"sqlite:///{tmp_path / 'd.db'}",
        bot_api_url="http://127.0.0.1:8081",
        sandbox_clock=tmp_path / "clock",
    )
    async with open_container(settings) as container:
        stop, up = asyncio.Event(), asyncio.Event()
        role = asyncio.create_task(SchedulerRole(container).run(stop, up.set))
        await up.wait()
        assert not ticked
        before = moved.now()
        moved.advance(timedelta(hours=1))
        await eventually(lambda: bool(ticked))
        assert ticked[0] - before >= timedelta(hours=1)
        stop.set()
        await role
