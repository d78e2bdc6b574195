"""Webhooks may come to any of several: who stands by stores them, and who leads answers."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from app.container import open_container
from app.roles import Role
from app.run import serve
from db.heartbeat import heartbeats, standing_by
from sandbox.bot_api.kind import OWN_LOCAL
from tests.e2e.reliability.rig import PATIENCE, bot_rig
from tests.support.desk import desk_url, postgresql_desk
from tests.support.servers import free_port
from tests.support.waiting import eventually

__all__ = ["desk_url", "postgresql_desk"]  # fixtures

pytestmark = pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)


async def test_what_telegram_tells_the_one_that_stands_by_is_answered_by_the_other(
    tmp_path: Path, desk_url: str
) -> None:
    ports = free_port(), free_port()
    choices: dict[str, Any] = {
        # As a proxy does that takes the first machine for lost.
        "webhook_url": f"http://127.0.0.1:{ports[1]}/telegram",
        "webhook_secret": "a-secret_that-Telegram-sends",
        "webhook_listen": f"127.0.0.1:{ports[0]}",
    }
    async with bot_rig(tmp_path, desk_url, **choices) as rig:
        rig.sandbox.bot_api.api.kind = OWN_LOCAL  # Telegram's own calls nobody here
        await rig.register(3)
        other = {"webhook_listen": f"127.0.0.1:{ports[1]}", "host_name": "second"}
        settings = rig.settings.model_copy(update=other)
        stops = [asyncio.Event(), asyncio.Event()]
        ready = [asyncio.Event(), asyncio.Event()]
        async with open_container(settings) as second, asyncio.TaskGroup() as group:
            first = group.create_task(
                serve(rig.container, [Role.BOT], stops[0], lambda _role: ready[0].set())
            )
            await asyncio.wait_for(ready[0].wait(), PATIENCE)
            group.create_task(
                serve(
                    second,
                    [Role.BOT],
                    stops[1],
                    lambda _role: ready[1].set(),
                    stand_by=True,
                )
            )
            await asyncio.wait_for(ready[1].wait(), PATIENCE)
            await eventually(lambda: _stands_by(desk_url))
            asked = await rig.write(3)
            await rig.all_answered(asked)
            assert await _stands_by(desk_url)
            stops[0].set()
            await first
            more = await rig.write(3)
            asked = [a.and_then(b) for a, b in zip(asked, more, strict=True)]
            await rig.all_answered(asked)
            await eventually(lambda: _leads(desk_url))
            await rig.is_quiet()
            stops[1].set()
        assert await rig.verdict(asked) == 0


async def _stands_by(url: str) -> bool:
    beats = await heartbeats(url)
    return beats["bot"].host != "second" and len(standing_by(beats, "bot")) == 1


async def _leads(url: str) -> bool:
    return (await heartbeats(url))["bot"].host == "second"
