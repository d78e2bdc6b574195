"""Has people forgotten, as the archive does it."""

from collections.abc import Collection
from datetime import datetime

from core.privacy.erasing import AT_ONCE
from db.database import SqlDatabase
from db.remains import SqlRemaining


async def forget(
    database: SqlDatabase, customer_id: int, now: datetime, names: Collection[str] = ()
) -> None:
    """Forget somebody and erase all rows of theirs. `names` are what they were called."""
    async with database.unit_of_work() as uow:
        customer = await uow.customers.get(customer_id)
        known = [] if customer is None else [customer.name, customer.username, customer.phone]
        await uow.erasures.forget(customer_id, now)
    await erase(database, customer_id, now, [*names, *filter(None, known)])


async def erase(
    database: SqlDatabase, customer_id: int, now: datetime, names: Collection[str] = ()
) -> None:
    """Erase the rows of somebody who was forgotten."""
    remaining = SqlRemaining(database)
    clues = await remaining.clues(customer_id, names)
    until, seen = await remaining.newest(), 0
    left = await remaining.left_of(customer_id, clues, until)
    while left:
        for part in left.parts(AT_ONCE):
            async with database.unit_of_work() as uow:
                await uow.erasures.erase(part, now)
        seen = max(left.events, default=seen)
        left = await remaining.left_of(customer_id, clues, until, seen)
