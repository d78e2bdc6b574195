"""A part that fails is begun again ever more slowly, and says so once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from itertools import pairwise
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from app import keeping_up
from app.container import Container, open_container
from app.keeping_up import PAUSES, KeptUp, Part
from app.stories.stage import GivenSettings
from core.ports import Right
from db.leases import Leases
from tests.support.waiting import eventually

TIMES = 5


class Failing:
    """Fails each time that it is begun."""

    def __init__(self) -> None:
        self.begun: list[float] = []

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """For a moment."""
        self.begun.append(asyncio.get_running_loop().time())
        ready()
        raise RuntimeError("it broke")


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
    monkeypatch.setattr(keeping_up, "PAUSES", (0.02, 0.06, 0.18))
    failing, stop = Failing(), asyncio.Event()

    def make(_right: Right) -> Part:
        return failing

    async with Leases(container.settings.direct_database) as leases:
        part = KeptUp(container, leases, "bot", make, alone=False)
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
        assert (await work.uow.cards.told(["part:bot"])) == {"part:bot": "fails"}


async def test_a_part_that_the_process_exists_for_ends_it(container: Container) -> None:
    failing, stop = Failing(), asyncio.Event()
    async with Leases(container.settings.direct_database) as leases:
        part = KeptUp(container, leases, "bot", lambda _right: failing, alone=True)
        with pytest.raises(RuntimeError, match="it broke"):
            await part.run(stop, lambda: None)
    assert len(failing.begun) == 1
