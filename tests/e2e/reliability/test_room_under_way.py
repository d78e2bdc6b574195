"""A room is made once, also when its maker dies before anybody knows of it."""

from pathlib import Path

import pytest

from sandbox.faults import Face
from tests.e2e.reliability.machines import machines
from tests.e2e.reliability.rig import PATIENCE
from tests.support.desk import desk_url, postgresql_desk
from tests.support.waiting import eventually

__all__ = ["desk_url", "postgresql_desk"]  # fixtures

pytestmark = pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)


async def test_the_account_on_the_other_machine_finds_it_by_its_marker(
    tmp_path: Path, desk_url: str
) -> None:
    async with machines(tmp_path, desk_url) as desk:
        first, second = desk.all.values()
        await first.begin()
        await desk.leads(first)
        await second.begin()
        await desk.stand_by(second)
        operator = await desk.hall.operator()
        # Telegram makes it, and its maker hears nothing of it, and dies.
        desk.sandbox.faults.swallow(Face.MTPROTO, "channels.CreateChannel", done=True)
        customer, before = await desk.hall.asks()
        await eventually(lambda: desk.hall.rooms() == 1, within=PATIENCE)
        first.parts["userbot"].kill()
        talk = await desk.hall.meet(customer, before, operator)
        assert (await desk.leases())["userbot"][0] == second.name
        await talk.say(2)
        await talk.is_recorded()
        assert desk.hall.rooms() == 1
