"""A user account's lease lapses: it disconnects before another may begin, and comes back."""

import asyncio
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.container import open_container
from app.roles import Role
from app.run import serve
from db.engine import Sessions
from db.leases import Terms
from tests.e2e.reliability.hall import hall
from tests.e2e.reliability.rig import PATIENCE
from tests.support.desk import desk_url, postgresql_desk
from tests.support.lines import line_to
from tests.support.waiting import eventually

__all__ = ["desk_url", "postgresql_desk"]  # fixtures

pytestmark = pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)

QUICK = Terms(lasts=4.0, renewed=0.1, margin=0.5, answer=2.0, patience=30.0, again=0.02)


_FREE = "SELECT part FROM leases WHERE until < clock_timestamp()"


async def test_who_is_cut_off_from_the_whole_database_is_disconnected_in_time(
    tmp_path: Path, desk_url: str
) -> None:
    """Before the lease ends, whatever hangs at the database meanwhile."""
    async with line_to(desk_url) as line, hall(tmp_path, desk_url) as desk:
        me = desk.stage.userbot.id
        url = SecretStr(line.url)
        settings = desk.stage.settings.model_copy(
            update={"database_url": url, "database_direct_url": url}
        )

        def connections() -> int:
            return len(desk.sandbox.mtproto.server.sessions_of(me))

        stop, ready = asyncio.Event(), asyncio.Event()
        async with open_container(settings, sessions=Sessions("cut off", 1.0)) as container:
            working = asyncio.create_task(
                serve(container, [Role.USERBOT], stop, lambda _role: ready.set(), QUICK)
            )
            await asyncio.wait_for(ready.wait(), PATIENCE)
            talk = await desk.talk()
            await talk.say(3)
            await talk.is_recorded()
            line.cut()
            await talk.say(3)  # it has something to write
            await eventually(lambda: connections() == 0, within=PATIENCE, every=0.01)
            assert await desk.stage.rows(_FREE) == [], "another may have begun before"
            line.mend()
            line.hang_up()
            await talk.is_recorded()
            await eventually(lambda: connections() == 1, within=PATIENCE)
            stop.set()
            await working


async def test_a_lapsed_account_is_disconnected_and_comes_back(
    tmp_path: Path, desk_url: str
) -> None:
    async with line_to(desk_url) as line, hall(tmp_path, desk_url) as desk:
        me = desk.stage.userbot.id
        settings = desk.stage.settings.model_copy(
            update={"database_direct_url": SecretStr(line.url)}
        )

        def connections() -> int:
            return len(desk.sandbox.mtproto.server.sessions_of(me))

        stop, ready = asyncio.Event(), asyncio.Event()
        async with open_container(settings) as container:
            working = asyncio.create_task(
                serve(container, [Role.USERBOT], stop, lambda _role: ready.set(), QUICK)
            )
            await asyncio.wait_for(ready.wait(), PATIENCE)
            await eventually(lambda: connections() == 1, within=PATIENCE)
            line.cut()
            await eventually(lambda: connections() == 0, within=PATIENCE)
            assert not working.done()
            line.mend()
            await eventually(lambda: connections() == 1, within=PATIENCE)
            stop.set()
            await working
