"""A customer's text that is relayed to the staff, on the whole way: getUpdates, inbox, worker, the
row that is kept, the copy at the desk, where it stands, and the transcript; beside a relay of
aiogram's own that keeps nothing, alternating with it in the same run.

Time and processor run until nothing is unsettled and the transcripts stand.
"""

from collections.abc import AsyncIterator
from statistics import median

from bench.desk import DATABASES, bare_relay, database, desk
from bench.rows import Better, Row

NAME = "relayed text"
TEXTS = 3_000
"""Texts of one round."""
ROUNDS = 3
WARM = 500


async def measure() -> AsyncIterator[Row]:
    """Return updates a second and processor time, for both databases."""
    for kind in DATABASES:
        for row in await _compare(kind):
            yield row


async def _compare(kind: str) -> list[Row]:
    floor, ours = [], []
    with database(kind) as (home, url):
        async with bare_relay() as bare, desk(home, url) as whole:
            for each in (bare, whole):
                await each.relay(WARM)
            for _ in range(ROUNDS):
                floor.append(await bare.relay(TEXTS))
                ours.append(await whole.relay(TEXTS))
    rate = Row(
        NAME, kind, "updates/s", median(each.rate for each in ours), Better.MORE,
        median(each.rate for each in floor), must=0.8, aim=1.0,
    )  # fmt: skip
    cost = Row(
        NAME, kind, "processor s for 1,000", median(each.cost for each in ours), Better.LESS,
        median(each.cost for each in floor), must=1.4, aim=1.0,
    )  # fmt: skip
    beside = median(each.database for each in ours) * 1000 / TEXTS
    of_database = Row(NAME, f"{kind}'s own processes", cost.unit, beside, Better.LESS)
    return [rate, cost] if kind == "SQLite" else [rate, cost, of_database]
