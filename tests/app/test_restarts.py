"""A part that fails is begun again ever more slowly, and says so once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from itertools import pairwise
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from app import restarts
from app.container import Container, open_container
from app.restarts import PAUSES, Part, RestartedPart
from core.ports import Right
from db.leases import Leases, Terms
from stories.stage import GivenSettings
from tests.support.waiting import eventually

TIMES = 5


class Failing:
    """Fails each time that it is begun, for these reasons first."""

    def __init__(self, *reasons: str) -> None:
        self.begun: list[float] = []
        self._reasons = list(reasons)

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """For a moment."""
        self.begun.append(asyncio.get_running_loop().time())
        ready()
        raise RuntimeError(self._reasons.pop(0) if self._reasons else "it broke")


@pytest.fixture
async def container(tmp_path: Path) -> AsyncIterator[Container]:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    async with open_container(GivenSettings(database_url=url)) as opened:
        yield opened


def test_pauses_grow_from_a_second_to_five_minutes() -> None:
    assert (PAUSES[0], PAUSES[-1]) == (1, 300)
    assert all(after > before for before, after in pairwise(PAUSES))


async def test_a_failing_part_is_begun_ever_more_slowly_and_said_once(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restarts, "PAUSES", (0.02, 0.06, 0.18))
    failing, stop = Failing(), asyncio.Event()

    def make(_right: Right) -> Part:
        return failing

    async with Leases(container.settings.direct_database) as leases:
        part = RestartedPart(container, leases, "bot", make, alone=False)
        with capture_logs() as logs:
            running = asyncio.create_task(part.run(stop, lambda: None))
            await eventually(lambda: len(failing.begun) == TIMES)
            # Whoever is waiting for the next beginning ends at once all the same.
            stop.set()
            await asyncio.wait_for(running, 5)
    told = [each for each in logs if each["event"] == "part failed, and is begun again"]
    assert [each["reason"] for each in told] == ["it broke"]
    gaps = [after - before for before, after in pairwise(failing.begun)]
    assert all(gap >= pause for gap, pause in zip(gaps, (0.02, 0.06, 0.18, 0.18), strict=True))
    async with container.work() as work:
        assert (await work.uow.cards.words(["part:bot"])) == {"part:bot": "fails"}


async def test_another_reason_is_said_too(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restarts, "PAUSES", (0.01,))
    failing, stop = Failing("first", "first", "second", "first"), asyncio.Event()
    async with Leases(container.settings.direct_database) as leases:
        part = RestartedPart(container, leases, "bot", lambda _right: failing, alone=False)
        with capture_logs() as logs:
            running = asyncio.create_task(part.run(stop, lambda: None))
            await eventually(lambda: len(failing.begun) > TIMES)
            stop.set()
            await asyncio.wait_for(running, 5)
    told = [each["reason"] for each in logs if each["event"].startswith("part failed")]
    assert told == ["first", "second", "it broke"]


async def test_a_part_that_the_process_exists_for_ends_it(container: Container) -> None:
    failing, stop = Failing(), asyncio.Event()
    async with Leases(container.settings.direct_database) as leases:
        part = RestartedPart(container, leases, "bot", lambda _right: failing, alone=True)
        with pytest.raises(RuntimeError, match="it broke"):
            await part.run(stop, lambda: None)
    assert len(failing.begun) == 1


async def test_a_renewal_that_fails_for_an_unforeseen_reason_is_said_once(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Leases(container.settings.direct_database, Terms(renewed=0.01, again=0.01)) as held:
        await held.take("bot")
        asked: list[object] = []

        async def renew(_held: object) -> frozenset[str]:
            asked.append(_held)
            raise KeyError("nobody foresaw it")

        monkeypatch.setattr(held._rows, "renew", renew)
        with capture_logs() as logs:
            await eventually(lambda: len(asked) > TIMES)
    assert [each["event"] for each in logs] == ["leases not renewed"]
