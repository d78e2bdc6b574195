"""Several bots on one machine: desks with a bot and a database each, of which every one relays as
many texts a second as Telegram lets a bot send. What one adds to the machine, and whether the
others feel it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

from bench.desk import Desk, database, desk, processor_seconds
from bench.latency import share
from bench.rows import Better, Row

NAME = "bots"
COUNTS = (1, 2, 4)
RATE = 30
"""Telegram's (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)."""
TEXTS = 600
WARM = 300


async def measure() -> AsyncIterator[Row]:
    """Return for each number of bots what a text takes, and what a bot costs."""
    async with AsyncExitStack() as stack:
        desks: list[Desk] = []
        for count in COUNTS:
            while len(desks) < count:
                home, url = stack.enter_context(database("PostgreSQL"))
                desks.append(await stack.enter_async_context(desk(home, url)))
                await desks[-1].relay(WARM)
            for row in await _together(desks):
                yield row


async def _together(desks: list[Desk]) -> list[Row]:
    before = [processor_seconds(each.pid) for each in desks]
    took = await asyncio.gather(*(each.relay_steadily(TEXTS, RATE) for each in desks))
    used = [processor_seconds(each.pid) - was for each, was in zip(desks, before, strict=True)]
    what = f"{len(desks)} at {RATE}/s each"
    slowest = max(share(one, 0.99) for one in took)
    share_of_core = sum(used) / len(used) / (TEXTS / RATE)
    return [
        Row(NAME, f"{what}, p99 of the slowest", "ms", slowest, Better.LESS),
        Row(NAME, f"{what}, of a core for each", "%", share_of_core * 100, Better.LESS),
    ]
