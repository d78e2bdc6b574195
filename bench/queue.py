"""A queue of a hundred and one of a hundred thousand: opening a ticket that has to wait, taking
one, the position and estimate of one that stands far behind, closing one so that the next is
offered, and showing staff how the queue stands; each the whole use case with its commit."""

from collections.abc import AsyncIterator

from bench.crowds import FIRST_OPERATOR, Step, compare, crowds, customer
from bench.rows import Row
from core.cards.lookup import outlook_of
from core.customers.request import open_ticket
from core.ports import Work
from core.queue.board import show_queue
from core.queue.dispatch import take_ticket
from core.staff.shifts import end_shift
from core.tickets.end import close_ticket

NAME = "queue"
WAITING = (100, 100_000)
OPERATORS = 50
ROUNDS = 30
OF_SMALL = 100
"""Rounds of what takes a millisecond or two."""


async def measure() -> AsyncIterator[Row]:
    """Yield what each costs, in that of a hundred who wait, on both databases."""
    for kind in ("SQLite", "PostgreSQL"):
        sizes = {
            f"{number:,} wait, {kind}": {
                "operators": OPERATORS, "waiting": number, "load": 6, "capacity": 6
            }
            for number in WAITING
        }  # fmt: skip
        async with crowds(kind, sizes) as full:
            for what, rounds, steps in CASES:
                for row in await compare(NAME, what, full, rounds, *steps):
                    yield row


async def _open(work: Work, number: int) -> None:
    if await open_ticket(work, customer(number), "general") is None:
        raise RuntimeError("nothing was opened")


async def _ask(work: Work, number: int) -> None:
    ticket = await work.uow.tickets.open_of(number)
    if ticket is None or not (await outlook_of(work, ticket)).position:
        raise RuntimeError("no position")


async def _one_more_slot(work: Work, number: int) -> None:
    """Let an operator have room for one; nobody is pulled into it."""
    who = await work.operator(_operator(number))
    if who is not None:
        await work.uow.operators.set_capacity(who.id, who.load + 1)


async def _take(work: Work, number: int) -> None:
    """Take the first one."""
    first, *_ = await work.uow.tickets.queue(1)
    await take_ticket(work, _operator(number), first.id)


async def _close(work: Work, number: int) -> None:
    """Close what was just taken."""
    who = _operator(number)
    *_, taken = await work.uow.tickets.held_by(who)
    await work.uow.tickets.activate(taken.id, who, work.now)
    await close_ticket(work, who, taken.id)


async def _end_shift(work: Work, number: int) -> None:
    await end_shift(work, _operator(number))


async def _show(work: Work, number: int) -> None:
    await show_queue(work, _operator(number))


def _operator(number: int) -> int:
    return FIRST_OPERATOR + number % OPERATORS


CASES: tuple[tuple[str, int, tuple[Step, ...]], ...] = (
    ("opened", ROUNDS, (_open,)),
    ("position and estimate", OF_SMALL, (_open, _ask)),
    ("taken by hand", ROUNDS, (_one_more_slot, _take)),
    ("closed, the next offered", ROUNDS, (_one_more_slot, _take, _close)),
    ("shown to an operator", OF_SMALL, (_show,)),
    ("shift ended", OPERATORS, (_end_shift,)),
)
