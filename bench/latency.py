"""How long a customer's text takes until it is sent to the staff, while texts come one by one at a
steady rate; beside aiogram's relay that keeps nothing, alternating.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from statistics import median

from bench.desk import DATABASES, Bare, Desk, bare_relay, database, desk
from bench.rows import Better, Row

NAME = "latency"
RATE = 30
TEXTS = 600
"""Of one round, so that there are 3,000 of each."""
ROUNDS = 5
WARM = 300
BEYOND = {0.5: (3.0, 2.0), 0.99: (8.0, 5.0)}
"""Milliseconds beyond the bare relay's that must and should be held, of which part of the texts."""


async def measure() -> AsyncIterator[Row]:
    """Return how much later than the bare relay's a text is sent, both databases."""
    took: dict[str, list[list[float]]] = {name: [] for name in ("bare", *DATABASES)}
    async with AsyncExitStack() as stack:
        relays: dict[str, Bare | Desk] = {"bare": await stack.enter_async_context(bare_relay())}
        for kind in DATABASES:
            home, url = stack.enter_context(database(kind))
            relays[kind] = await stack.enter_async_context(desk(home, url))
        for each in relays.values():
            await each.relay(WARM)
        for _ in range(ROUNDS):
            for name, each in relays.items():
                took[name].append(await each.relay_steadily(TEXTS, RATE))
    for kind in DATABASES:
        for row in _rows(kind, took[kind], took["bare"]):
            yield row


def _rows(kind: str, ours: list[list[float]], bare: list[list[float]]) -> list[Row]:
    rows = []
    for part, (must, aim) in BEYOND.items():
        pairs = zip(ours, bare, strict=True)
        beyond = median(share(mine, part) - share(other, part) for mine, other in pairs)
        what = f"{kind}, p{part * 100:.0f} beyond the bare relay's"
        rows.append(Row(NAME, what, "ms", beyond, Better.LESS, must=must, aim=aim))
    return rows


def share(took: Sequence[float], part: float) -> float:
    """Return the milliseconds within which that part of them was done; `took` are sorted
    seconds."""
    return took[min(len(took) - 1, int(len(took) * part))] * 1000
