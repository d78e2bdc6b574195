"""Two machines with a bot, a user account and a scheduler each: one leads, the other takes over."""

from pathlib import Path

import pytest

from core.delivery.relay import SLOTS
from tests.e2e.reliability.machines import LEASED, machines
from tests.e2e.reliability.rig import PATIENCE, Asked
from tests.support.desk import desk_url, postgresql_desk
from tests.support.waiting import eventually

__all__ = ["desk_url", "postgresql_desk"]  # fixtures

pytestmark = pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)


async def test_the_talk_goes_on_when_a_machine_dies_is_cut_off_or_restarts(
    tmp_path: Path, desk_url: str
) -> None:
    async with machines(tmp_path, desk_url) as desk:
        rig, (first, second) = desk.rig, desk.all.values()
        await first.begin()
        await desk.leads(first)
        await second.begin()
        await desk.stand_by(second)
        assert desk.connections() == 1, "who stands by does not connect"
        operator = await desk.hall.operator()
        customer, before = await desk.hall.asks()
        talk = await desk.hall.meet(customer, before, operator)
        await rig.register(5)
        asked: list[Asked] = await rig.write(2)

        async def everybody_speaks() -> None:
            for at, more in enumerate(await rig.write(2)):
                asked[at] = asked[at].and_then(more)
            await talk.say(4)

        async def all_is_well() -> None:
            await rig.all_answered(asked)
            await talk.is_recorded()
            await desk.is_ticked()
            assert desk.connections() == 1

        await everybody_speaks()
        await all_is_well()

        # The machine that leads dies.
        await everybody_speaks()
        await first.dies()
        held = await desk.leases()
        await everybody_speaks()
        await desk.leads(second)
        for part, (_, taken, _) in (await desk.leases()).items():
            assert taken >= held[part][2], f"{part} begins before the lease has ended"
        await all_is_well()

        # It is mended, and the one that leads now is cut off from the database: it is silent before
        # the other one begins, though it reaches Telegram.
        await first.begin()
        await desk.stand_by(first)
        await everybody_speaks()
        second.line.cut()
        await everybody_speaks()
        await eventually(lambda: desk.connections() == 0, within=PATIENCE, every=0.01)
        assert set(await desk.leases()) == set(LEASED), "silent after the lease has ended"
        await desk.leads(first)
        await all_is_well()
        second.line.mend()
        second.line.hang_up()
        await desk.stand_by(second)
        await everybody_speaks()
        await all_is_well()

        # A restart, part by part: at most what was in flight at the two deaths was said twice, and
        # nothing more now.
        await rig.is_quiet()
        doubled = await rig.verdict(asked)
        assert doubled <= 2 * SLOTS
        await everybody_speaks()
        await first.stops()
        await everybody_speaks()
        await desk.leads(second)
        await first.begin()
        await desk.stand_by(first)
        await all_is_well()
        await rig.is_quiet()
        assert await rig.verdict(asked) == doubled
