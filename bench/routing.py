"""Opening a ticket with ten operators on shift, with a thousand and with ten thousand: the whole
use case with its commit. When anybody is free, when all are full, for a skill that five have, of a
customer who returns; and what follows when an operator says no word in time. How much of an offer
its history keeps, and what another member of staff costs."""

import json
from collections.abc import AsyncIterator

from sqlalchemy import select

from bench.crowds import (
    FIRST_OPERATOR,
    Crowd,
    Step,
    all_full,
    compare,
    crowds,
    customer,
    served_before,
)
from bench.rows import Better, Row
from core.customers.request import open_ticket
from core.model.people import Person
from core.model.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.staff.members import add_operator
from core.tickets.offers import lose_offer
from db.models import ticket_events

NAME = "routing"
OPERATORS = (10, 1_000, 10_000)
ROUNDS = 40
LARGEST_ROW = 4096
"""Bytes of an offer in its ticket's history."""


async def measure() -> AsyncIterator[Row]:
    """Yield what each costs, in that of ten operators, on both databases."""
    for kind in ("SQLite", "PostgreSQL"):
        sizes = {f"{number:,} on shift, {kind}": {"operators": number} for number in OPERATORS}
        async with crowds(kind, sizes) as desks:
            for what, rounds, steps in CASES:
                for row in await compare(NAME, what, desks, rounds, *steps):
                    yield row
            for name, crowd in desks.items():
                yield Row(
                    NAME, f"an offer kept, {name}", "bytes", await _largest(crowd),
                    Better.LESS, must=LARGEST_ROW,
                )  # fmt: skip
            await all_full(desks.values())
            for row in await compare(NAME, "opened, all full", desks, ROUNDS, _open):
                yield row


async def _open(work: Work, number: int) -> None:
    if await open_ticket(work, customer(number), "general") is None:
        raise RuntimeError("nothing was opened")


async def _open_rare(work: Work, number: int) -> None:
    await open_ticket(work, customer(number), "rare")


async def _was_served(work: Work, number: int) -> None:
    await served_before(work, number, FIRST_OPERATOR + 3)


async def _begin(work: Work, number: int) -> None:
    """Let the talk begin, as far as the choice is concerned."""
    ticket = await _held(work, number)
    await work.uow.tickets.activate(ticket.id, ticket.operator_id, work.now)


async def _lose(work: Work, number: int) -> None:
    if not await lose_offer(work, await _held(work, number), "did not speak in time"):
        raise RuntimeError("nothing was lost")


async def _add(work: Work, number: int) -> None:
    await add_operator(work, Person(FIRST_OPERATOR * 2 + number, "Somebody new"))


async def _held(work: Work, number: int) -> Ticket:
    ticket = await work.uow.tickets.open_of(number)
    if ticket is None or ticket.operator_id is None:
        raise RuntimeError("nobody holds it")
    return ticket


async def _largest(crowd: Crowd) -> float:
    offers = select(ticket_events.c.details).where(ticket_events.c.kind == TicketEventKind.OFFERED)
    async with crowd.database.reading() as reading:
        kept = (await reading.connection.execute(offers)).scalars().all()
    return max(len(json.dumps(each)) for each in kept)


CASES: tuple[tuple[str, int, tuple[Step, ...]], ...] = (
    ("opened", ROUNDS, (_open,)),
    ("opened, 5 have the skill", ROUNDS, (_open_rare,)),
    ("opened by who returns", ROUNDS, (_was_served, _open)),
    ("offer lost, chosen again", ROUNDS, (_open, _begin, _lose)),
    ("somebody put on staff", ROUNDS, (_add,)),
)
