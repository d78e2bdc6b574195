"""What one process (`switchboard run` without the page) has in memory, with ten thousand open
tickets and a million messages recorded; beside a Python that imports the same libraries. And what
it has more after further messages.
"""

from collections.abc import AsyncIterator

from bench import history
from bench.desk import DATABASES, at_work, database, megabytes, premises
from bench.libraries import imported, libraries_of
from bench.rows import Better, Row

NAME = "memory"
OPEN, MESSAGES = 10_000, 1_000_000
FIRST, AT_DESKS = 1_000, 200
"""The first customer of those tickets; and how many others write, five hundred texts each."""
WARM, TEXTS, AT_ONCE = 40_000, 100_000, 10_000
"""Texts after which all that a desk keeps in memory is there; further ones; how many of these come
together."""


async def measure() -> AsyncIterator[Row]:
    """Return both, for both databases."""
    for kind in DATABASES:
        for row in await _measure(kind):
            yield row


async def _measure(kind: str) -> list[Row]:
    with database(kind) as (home, url):
        async with premises(home, url, AT_DESKS) as there:
            rows, now = there.container.database, there.container.clock()
            await history.open_tickets(rows, now, FIRST, OPEN)
            await history.said(rows, now, MESSAGES, FIRST, OPEN)
            async with imported(await libraries_of(there)) as process:
                libraries = megabytes(process.pid)
            async with at_work(there) as desk:
                for _ in range(WARM // AT_ONCE):
                    await desk.relay(AT_ONCE)
                warm = megabytes(desk.pid)
                for _ in range(TEXTS // AT_ONCE):
                    await desk.relay(AT_ONCE)
                after = megabytes(desk.pid)
    return [
        Row(NAME, f"{kind}, at work", "MB", after, Better.LESS, libraries, must=1.25, aim=1.1),
        Row(
            NAME, f"{kind}, after {TEXTS:,} further texts", "MB", after, Better.LESS, warm,
            must=1.02, aim=1.0,
        ),
    ]  # fmt: skip
