"""The scheduler's jobs, and the owner's times in them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.container import Container, open_container
from app.scheduler import SchedulerRole, jobs
from core.consequences.ticks import TICKS
from core.model.rules import Rules
from core.ports import Work
from core.queue.board import refresh_status
from core.rooms.pool import keep_pool
from stories.stage import GivenSettings


def test_every_interval_is_a_setting() -> None:
    settings = GivenSettings(sweep_seconds=7, queue_status_minutes=8, room_pool_seconds=9)
    found = jobs(settings)
    assert (TICKS, 7) in found
    assert (refresh_status, 480) in found
    assert (keep_pool, 9) in found


def test_every_deadline_is_a_setting() -> None:
    names = {
        "offer_lasts": "offer",
        "offer_reminder": "offer_reminder",
        "answer_within": "answer",
        "answer_reminder": "answer_reminder",
        "nudge_after": "nudge",
        "ask_after": "ask",
        "close_after": "close",
    }
    given: dict[str, Any] = {
        f"{name}_minutes": number for number, name in enumerate(names.values(), start=1)
    }
    rules = GivenSettings(**given).rules()
    for minutes, name in enumerate(names, start=1):
        assert getattr(rules, name) == timedelta(minutes=minutes)


class SlowContainer(Container):
    """Transactions that do not come to their end, and whether somebody still waits for one."""

    def __init__(self, of: Container) -> None:
        super().__init__(of.settings, of.database)
        self.asked = asyncio.Event()
        self.waiting = 0

    @asynccontextmanager
    async def work(self, rules: Rules | None = None) -> AsyncIterator[Work]:
        self.waiting += 1
        self.asked.set()
        try:
            await asyncio.Event().wait()
            async with super().work(rules) as work:
                yield work
        finally:
            self.waiting -= 1


async def test_no_tick_outlives_a_role_that_is_cut_off(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = GivenSettings(sweep_seconds=0.01, database_url=f"sqlite:///{tmp_path / 'd.db'}")
    async with open_container(settings) as container:
        slow = SlowContainer(container)
        role = asyncio.create_task(SchedulerRole(slow).run(asyncio.Event(), lambda: None))
        await asyncio.wait_for(slow.asked.wait(), 10)
        role.cancel()
        await asyncio.wait([role])
        assert not slow.waiting
    bugs = [record for record in caplog.records if record.levelname == "ERROR"]
    assert not bugs, "being cut off is no bug of a job"
