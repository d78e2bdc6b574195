"""Whether a desk gets slower as its history grows: relayed texts a second of a desk whose customers
said a hundred thousand messages before, beside those of a new one, alternating.
"""

from collections.abc import AsyncIterator
from statistics import median

from bench import history
from bench.desk import CUSTOMERS, DATABASES, Premises, at_work, database, premises
from bench.rows import Better, Row
from stories.apart import settings_environment
from stories.processes import start

NAME = "no slope"
BEFORE = 100_000
TEXTS = 2_000
"""Of one round: a second's work, where it is seen to a twentieth of one when a round is over."""
ROUNDS = 7
WARM = 300


async def measure() -> AsyncIterator[Row]:
    """Return the old desk's rate in those of the new one, for both databases."""
    for kind in DATABASES:
        yield await _measure(kind)


async def _measure(kind: str) -> Row:
    new, old = [], []
    with database(kind) as (home, url), database(kind) as (other, another):
        async with premises(home, url) as fresh, premises(other, another) as grown:
            await _grow(grown)
            async with at_work(fresh) as first, at_work(grown) as second:
                for desk in (first, second):
                    await desk.relay(WARM)
                for _ in range(ROUNDS):
                    new.append(await first.relay(TEXTS))
                    old.append(await second.relay(TEXTS))
    return Row(
        NAME, f"{kind}, after {BEFORE:,} messages", "updates/s", median(each.rate for each in old),
        Better.MORE, median(each.rate for each in new), must=0.95, aim=1.0,
    )  # fmt: skip


async def _grow(there: Premises) -> None:
    """Give it a history, also in its transcripts."""
    rows, now = there.container.database, there.container.clock()
    await history.said(rows, now, BEFORE, 1, CUSTOMERS)
    await history.carried(rows, now, BEFORE, 1, CUSTOMERS)
    await history.in_transcripts(rows, 1, CUSTOMERS)
    lines = settings_environment(there.container.settings)
    process = await start("rebuild", there.home, lines, "transcripts", "rebuild")
    if await process.gone():
        raise RuntimeError(f"the transcripts are not there: {process.last_words()}")
