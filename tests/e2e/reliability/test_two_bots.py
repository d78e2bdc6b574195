"""Two bots of one desk: when the first cannot renew its lease, it falls silent before the second
begins."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.container import Container, open_container
from app.errors import CommandError
from app.roles import Role
from app.run import serve
from core.delivery.relay import SLOTS
from db.leases import Terms
from tests.e2e.reliability.rig import PATIENCE, bot_rig
from tests.support.desk import desk_url, postgresql_desk
from tests.support.lines import line_to
from tests.support.waiting import eventually

__all__ = ["desk_url", "postgresql_desk"]  # fixtures

pytestmark = pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)

QUICK = Terms(lasts=1.0, renewed=0.1, margin=0.3, answer=0.4, patience=30.0, again=0.02)


async def _serve(container: Container, stop: asyncio.Event, ready: asyncio.Event) -> None:
    with suppress(CommandError):  # its process ends when another has taken over
        await serve(container, [Role.BOT], stop, lambda _role: ready.set(), QUICK)


async def test_no_message_is_said_by_both(tmp_path: Path, desk_url: str) -> None:
    """The line that leases are renewed on is cut and stays so; all others are well, as after a
    switch that lost some of its connections."""
    async with (
        line_to(desk_url) as line,
        bot_rig(tmp_path, desk_url, bot_rate=40, bot_burst=1000, bot_group_rate=1000) as rig,
    ):
        await rig.register(20)
        asked = await rig.write(10)
        first_settings = rig.settings.model_copy(
            update={"database_direct_url": SecretStr(line.url)}
        )
        stops = [asyncio.Event(), asyncio.Event()]
        ready = [asyncio.Event(), asyncio.Event()]
        async with open_container(first_settings) as first, asyncio.TaskGroup() as group:
            group.create_task(_serve(first, stops[0], ready[0]))
            await ready[0].wait()

            async def some_are_said() -> bool:
                return len(await rig.all_answers()) > 30

            await eventually(some_are_said, within=PATIENCE)
            line.cut()
            group.create_task(_serve(rig.container, stops[1], ready[1]))
            await rig.all_answered(asked)
            await rig.is_quiet()
            for stop in stops:
                stop.set()
        assert ready[1].is_set(), "the second never began"
        assert await rig.verdict(asked) <= SLOTS
