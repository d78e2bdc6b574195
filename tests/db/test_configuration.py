"""What supervisors set on the page, as the database keeps it."""

import asyncio
from datetime import timedelta

from core.model.configuration import Entry, EntryKind, Named
from db.database import SqlDatabase
from tests.support.desk import NOW, OPERATOR

HOURS = Entry(EntryKind.HOURS, "", {"mon": "09:00-18:00"}, 1, NOW, OPERATOR)
TEXT = Entry(EntryKind.TEXT, "en:welcome", "Hi \x00 <b>{ $name }</b> 👋", 2, NOW, OPERATOR)
LATER = NOW + timedelta(minutes=5)


async def test_entries_are_kept_as_they_were_given_and_replaced(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.configuration.entries() == []
        for entry in (TEXT, HOURS):
            await uow.configuration.put(entry)
    again = Entry(EntryKind.HOURS, "", "always", 3, LATER, 9)
    async with database.unit_of_work() as uow:
        assert await uow.configuration.entries() == [HOURS, TEXT]
        await uow.configuration.put(again)
        assert await uow.configuration.entries() == [TEXT, again]
        await uow.configuration.remove(Named(EntryKind.TEXT, "en:welcome"))
        await uow.configuration.remove(Named(EntryKind.TEXT, "uk:welcome"))  # never there
    async with database.unit_of_work() as uow:
        assert await uow.configuration.entries() == [again]


async def test_revisions_count_up_one_transaction_after_the_other(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.configuration.revision() == 0

    async def take() -> int:
        async with database.unit_of_work() as uow:
            taken = await uow.configuration.next_revision()
            await asyncio.sleep(0)
            assert await uow.configuration.revision() == taken
            return taken

    assert sorted(await asyncio.gather(*(take() for _ in range(5)))) == [1, 2, 3, 4, 5]
