"""One part's end is no other's: a desk in one process whose user account loses its login."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.roles import Role
from app.run import serve
from app.userbot_role import CONNECTING
from core.model.people import Role as StaffRole
from db.leases import Terms
from sandbox.faults import Face
from stories import acts
from stories.stage import log_in_to, premises
from tests.e2e.journeys.day import PATIENCE, Day, a_day
from tests.support.desk import desk_url, postgresql_desk
from tests.support.waiting import eventually

__all__ = ["desk_url", "postgresql_desk"]  # fixtures

pytestmark = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)


BEATING = Terms(renewed=0.1)


@pytest.fixture
async def day(tmp_path: Path, desk_url: str) -> AsyncIterator[Day]:
    async with a_day(tmp_path, desk_url, room_pool=0) as made:
        yield made


async def _state(day: Day, part: str) -> str | None:
    rows = await day.stage.rows("SELECT trouble FROM leases WHERE part = :part", part=part)
    return rows[0]["trouble"] if rows else "no lease"


async def test_a_lost_login_ends_neither_bot_nor_files_and_a_new_one_is_picked_up(
    day: Day,
) -> None:
    boss = await day.staff("Boss", role=StaffRole.SUPERVISOR, on_shift=False)
    await boss.start()
    olga = await day.staff("Olga")
    told = await boss.now()
    account = day.stage.userbot.id
    with day.sandbox.faults.error(
        Face.MTPROTO, None, 401, "AUTH_KEY_UNREGISTERED", who=account, times=None
    ) as refused:
        ann = await day.visitor("Ann")
        await day.waits(ann)
        notice = await boss.sees("has lost its login", since=told, timeout=PATIENCE)
        assert str(account) in notice.text

        async def is_seen() -> bool:
            return "switchboard login" in (await _state(day, "userbot") or "")

        await eventually(is_seen, within=PATIENCE)
        # The bot goes on, and so do the files.
        await day.visitor("Bea")
        assert await _state(day, "files") is None
        assert await _state(day, "bot") is None
        await asyncio.sleep(2.5)
        assert refused.hits <= 3, "a login that ended is not asked for again and again"
    settings, phone = day.stage.settings, day.stage.userbot.account.phone or ""
    await log_in_to(settings, phone, day.sandbox.login_code)

    async def works() -> bool:
        return await _state(day, "userbot") is None

    await eventually(works, within=PATIENCE)
    bob = await day.visitor("Bob")
    await day.talks(bob, [olga])
    notices = [seen.text for seen in await boss.messages(settings.bot_id)]
    assert len([text for text in notices if "lost its login" in text]) == 1


async def test_a_server_that_lets_nobody_in_is_waited_for_while_the_others_work(
    tmp_path: Path, desk_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with premises(tmp_path, desk_url) as found:
        async with found.desk(room_pool=0) as stage:
            olga = await Day(stage).staff("Olga")
        refused = found.sandbox.faults.refuse_connections()
        async with found.desk(room_pool=0, roles=(Role.BOT, Role.SCHEDULER)) as stage:
            day, stop, ready = Day(stage), asyncio.Event(), asyncio.Event()
            begun = asyncio.get_running_loop().time()
            account = asyncio.create_task(
                serve(stage.container, [Role.USERBOT], stop, lambda _role: ready.set(), BEATING)
            )

            async def is_known() -> bool:
                return await _state(day, "userbot") == CONNECTING

            await eventually(is_known, within=PATIENCE)
            ann = await day.visitor("Ann")
            asked = await day.asks(ann)
            await refused.struck(3, timeout=PATIENCE)
            assert asyncio.get_running_loop().time() - begun >= 0.5
            assert not account.done()
            told = [each for each in caplog.messages if "does not serve us" in each]
            assert len(told) == 1
            refused.release()
            await asyncio.wait_for(ready.wait(), PATIENCE)
            room = await acts.enter_room(ann.person, asked, patience=PATIENCE)
            await acts.operator_in_room(ann.person, room, [olga], patience=PATIENCE)
            stop.set()
            await account
