"""The Bot API, or the database, on a bad day: every message is answered, in order."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.faults import Face
from tests.e2e.reliability.rig import PATIENCE, BotRig, bot_rig

CUSTOMERS = 10
EACH = 10

on_sqlite = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)


@pytest.fixture
async def rig(tmp_path: Path, desk_url: str) -> AsyncIterator[BotRig]:
    async with bot_rig(tmp_path, desk_url) as made:
        await made.register(CUSTOMERS)
        yield made


@on_sqlite
async def test_refusals_that_pass_put_off_and_double_nothing(rig: BotRig) -> None:
    asked = await rig.write(EACH)
    faults = rig.sandbox.faults
    faults.error(Face.BOT_API, "getUpdates", 502, "")
    faults.flood(Face.BOT_API, "getUpdates", 1)
    faults.lose_answer(Face.BOT_API, "getUpdates")
    faults.flood(Face.BOT_API, "sendMessage", 1, times=2)
    faults.error(Face.BOT_API, "sendMessage", 500, "", times=3)
    faults.error(Face.BOT_API, "sendMessage", 502, "", times=3)
    faults.lose_call(Face.BOT_API, "sendMessage", times=3)
    async with rig.bot():
        await rig.all_answered(asked)
        await rig.is_quiet()
    assert not faults.rules, "not all of it has happened"
    assert await rig.verdict(asked) == 0


async def test_answers_that_are_lost_double_that_many(rig: BotRig) -> None:
    asked = await rig.write(EACH)
    rig.sandbox.faults.lose_answer(Face.BOT_API, "sendMessage", times=5)
    async with rig.bot():
        await rig.all_answered(asked)
        await rig.is_quiet()
    assert await rig.verdict(asked) == 5


async def test_the_bot_api_goes_away_while_answers_are_under_way(rig: BotRig) -> None:
    asked = await rig.write(EACH)
    faults = rig.sandbox.faults
    with faults.delay(Face.BOT_API, "sendMessage", 0.02, times=None) as answering:
        async with rig.bot():
            await answering.struck(30, PATIENCE)
            with faults.refuse_connections(Face.BOT_API) as away:
                lost = rig.under_way("sendMessage")
                faults.cut(face=Face.BOT_API)
                await away.struck(5, PATIENCE)
            await rig.all_answered(asked)
            await rig.is_quiet()
    assert await rig.verdict(asked) <= lost
