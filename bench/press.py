"""How long a press takes until it is answered: operators refresh their panels, at a steady rate."""

from bench.desk import DATABASES, Premises, at_work, database, premises, processor_seconds
from bench.latency import share
from bench.null_bot_api import FIRST_PRESSER
from bench.rows import Better, Row
from core.model.people import Person
from core.staff.members import add_operator
from core.staff.shifts import start_shift

NAME = "a press"
OPERATORS = 20
RATE = 20
PRESSES = 1_000
WARM = 100


async def measure() -> list[Row]:
    """Return how long half and nearly all of them take, for both databases."""
    return [row for kind in DATABASES for row in await _measure(kind)]


async def _measure(kind: str) -> list[Row]:
    with database(kind) as (home, url):
        async with premises(home, url) as there:
            await _staff(there)
            async with at_work(there) as desk:
                await desk.order("press", WARM, OPERATORS, RATE)
                before = processor_seconds(desk.pid)
                took = (await desk.order("press", PRESSES, OPERATORS, RATE))["took"]
                cost = (processor_seconds(desk.pid) - before) * 1000 / PRESSES
    return [
        Row(NAME, f"{kind}, p50", "ms", share(took, 0.5), Better.LESS),
        Row(NAME, f"{kind}, p99", "ms", share(took, 0.99), Better.LESS, must=10, aim=5),
        Row(NAME, kind, "processor s for 1,000", cost, Better.LESS),
    ]


async def _staff(there: Premises) -> None:
    for number in range(OPERATORS):
        async with there.container.work() as work:
            who = Person(FIRST_PRESSER + number, f"Operator {number}")
            await add_operator(work, who)
            await start_shift(work, who.id)
