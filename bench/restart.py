"""A desk that was away: updates that wait in the inbox, and effects in the outbox. How fast they
are worked off, beside texts that are relayed as they come; how soon the first is answered; and what
it takes in memory.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from bench.desk import (
    CUSTOMERS,
    DATABASES,
    Premises,
    at_work,
    database,
    megabytes,
    premises,
)
from bench.null_bot_api import TOKEN, text
from bench.rows import Better, Row
from core.model.effects import SendText
from core.model.text_keys import TextKey
from core.model.texts import Text

NAME = "restart"
UPDATES, EFFECTS = 10_000, 10_000
AS_TEXTS = UPDATES + EFFECTS / 2
"""As many relayed texts they are: an update that waits is one, an effect is the half of it that is
left when an update is handled."""
FIRST = 1_000_000_000
"""The first number of an update that waits: the Bot API's are below."""
AT_ONCE = 1_000
TEXTS = 3_000
WARM = 500
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Began:
    """How a desk begins that was not away: seconds until the first answer, MB when it is warm."""

    seconds: float
    memory: float


async def measure() -> AsyncIterator[Row]:
    """Return all three for both databases."""
    for kind in DATABASES:
        for row in await _measure(kind):
            yield row


async def _measure(kind: str) -> list[Row]:
    with database(kind) as (home, url):
        async with premises(home, url) as there:
            usual = await _begin(there)
            await _be_away(there)
            answered = asyncio.create_task(there.server.order("sent", UPDATES + EFFECTS))
            await asyncio.sleep(0)  # so that it is asked for
            began = perf_counter()
            async with at_work(there) as desk:
                times = await answered
                await desk.settled(UPDATES)
                seconds = perf_counter() - times["first"]
                peak = megabytes(desk.pid, "VmHWM")
                relayed = [await desk.relay(TEXTS) for _ in range(ROUNDS)]
    return [
        Row(
            NAME, f"{kind}, worked off", "texts/s", AS_TEXTS / seconds, Better.MORE,
            median(each.rate for each in relayed), must=0.8, aim=1.0,
        ),
        Row(
            NAME, f"{kind}, first answer beyond a start's", "s",
            max(0.0, times["first"] - began - usual.seconds), Better.LESS, must=2.0,
        ),
        Row(
            NAME, f"{kind}, most memory", "MB", peak, Better.LESS, usual.memory, must=1.2, aim=1.0,
        ),
    ]  # fmt: skip


async def _begin(there: Premises) -> Began:
    answered = asyncio.create_task(there.server.order("burst", 1))
    await asyncio.sleep(0)  # so that it is asked for
    began = perf_counter()
    async with at_work(there) as desk:
        seconds = (await answered)["last"] - began
        await desk.settled(1)
        await desk.relay(WARM)
        return Began(seconds, megabytes(desk.pid))


async def _be_away(there: Premises) -> None:
    """Have updates and effects wait."""
    source = f"bot:{TOKEN.partition(':')[0]}"
    for first in range(0, UPDATES, AT_ONCE):
        async with there.container.work() as work:
            numbers = range(FIRST + first, FIRST + first + AT_ONCE)
            pairs = [(str(number), text(number, _customer(number))) for number in numbers]
            lanes = [str(_customer(number)) for number in numbers]
            await work.uow.inbox.store(source, pairs, work.now, lanes)
    thanks = Text(TextKey.THANKS, "en", {"ticket": 1})
    for first in range(0, EFFECTS, AT_ONCE):
        async with there.container.work() as work:
            for number in range(first, first + AT_ONCE):
                await work.tell(SendText(_customer(number), thanks))


def _customer(number: int) -> int:
    return number % CUSTOMERS + 1
