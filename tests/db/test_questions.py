"""What is read by one statement, beside whoever writes."""

from sqlalchemy import text

from db.database import SqlDatabase
from tests.support.desk import NOW


async def test_a_question_waits_for_no_writer(database: SqlDatabase) -> None:
    async def seen() -> int:
        async with database.asking() as look:
            count = await look.connection.execute(text("SELECT count(*) FROM inbox"))
            return int(count.scalar_one())

    async with database.unit_of_work() as uow:
        await uow.inbox.store("bot:1", [("1", {})], NOW)
        assert await seen() == 0
    assert await seen() == 1
