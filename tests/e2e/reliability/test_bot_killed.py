"""SIGKILL to the bot's process: nothing lost, nothing reordered, few answers doubled."""

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from core.delivery.relay import SLOTS
from sandbox.faults import Face
from tests.e2e.reliability.rig import PATIENCE, Asked, BotRig, bot_rig
from tests.support.waiting import eventually

CUSTOMERS = 20


@pytest.fixture
async def rig(tmp_path: Path, desk_url: str) -> AsyncIterator[BotRig]:
    async with bot_rig(tmp_path, desk_url) as made:
        await made.register(CUSTOMERS)
        yield made


async def test_killed_with_a_batch_that_is_not_stored(rig: BotRig) -> None:
    async with rig.bot() as bot:
        await bot.is_ready()
        await rig.polls()
        async with rig.container.work() as work:
            if rig.container.database.is_postgresql:
                # SQLite's one write lock is held by any transaction.
                connection = work.uow.inbox._transaction.connection  # type: ignore[attr-defined]
                await connection.execute(text("LOCK TABLE inbox IN EXCLUSIVE MODE"))
            asked = await rig.write(100 // CUSTOMERS)
            await eventually(lambda: not rig.under_way("getUpdates"), within=PATIENCE)
            bot.kill()
            await rig.is_gone(bot)
        assert len(rig.queue.pending) == 100
        assert not await rig.rows("SELECT id FROM inbox")
    await _comes_back(rig, asked, doubled=0)


async def test_killed_between_storing_and_confirming(rig: BotRig) -> None:
    async with rig.bot() as bot:
        await bot.is_ready()
        await rig.polls()
        faults = rig.sandbox.faults
        with (
            faults.swallow(Face.BOT_API, "getUpdates") as confirming,
            faults.delay(Face.BOT_API, "sendMessage", 0.5, times=None) as answering,
        ):
            asked = await rig.write(100 // CUSTOMERS)
            await confirming.struck(1, PATIENCE)
            await answering.struck(SLOTS, PATIENCE)
            doubled = await rig.kill(bot)
        assert len(rig.queue.pending) == 100, "something was confirmed"
        assert len(await rig.rows("SELECT id FROM inbox")) == 100
    assert doubled == SLOTS
    await _comes_back(rig, asked, doubled)


@pytest.mark.parametrize(
    ("database_backend", "seed"), [("sqlite", 1), ("postgresql", 2)], indirect=["database_backend"]
)
async def test_killed_at_any_moment_again_and_again(rig: BotRig, seed: int) -> None:
    random = Random(seed)
    asked = await rig.write(200 // CUSTOMERS)
    doubled = 0
    for _ in range(3):
        method, most = random.choice([("getUpdates", 1), ("sendMessage", 40), ("sendMessage", 40)])
        with rig.sandbox.faults.delay(Face.BOT_API, method, 0, times=None) as rule:
            async with rig.bot() as bot:
                await rule.struck(random.randint(1, most), PATIENCE)
                doubled = await rig.kill(bot)
    await _comes_back(rig, asked, doubled)


async def _comes_back(rig: BotRig, asked: list[Asked], doubled: int) -> None:
    """A new process answers what is left, and doubles just what the old one lost track of."""
    async with rig.bot():
        await rig.all_answered(asked)
        await rig.is_quiet()
    assert await rig.verdict(asked) == doubled
    assert not rig.queue.pending, "what is stored is confirmed"
