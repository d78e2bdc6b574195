"""`switchboard doctor` about user accounts, and a session of a further one."""

from datetime import UTC, datetime, timedelta

from core.domain.budget import Trouble, day_of
from db.database import SqlDatabase
from db.migrations import upgrade
from tests.cli.conftest import Command
from tests.support.databases import run_apart


def _prepare(url: str) -> None:
    async def body() -> None:
        now = datetime.now(UTC)
        await upgrade(url)
        database = await SqlDatabase.connect(url)
        async with database.unit_of_work() as uow:
            for name, chats in (("5001", 12), ("5002", 470), ("5003", 1)):
                await uow.budgets.came(name, int(name), chats, now)
            await uow.budgets.reserve("5001", day_of(now), 15, 500, now)
            until = now + timedelta(hours=2)
            await uow.budgets.troubled("5002", Trouble.FLOOD, 70, until, now)
            await uow.budgets.away("5003")
        await database.close()

    run_apart(body)


def test_the_doctor_shows_what_each_account_may_still_do(
    switchboard: Command, database_url: str
) -> None:
    _prepare(database_url)
    doctor = switchboard("doctor", DATABASE_URL=database_url)
    lines = {line[4:].split(":")[0].strip(): line for line in doctor.out.splitlines()}
    well = "1 of 15 new rooms today, in 13 of 500 chats, health 100 of 100"
    assert lines["account 5001"] == f"ok  account 5001: {well}"
    full = lines["account 5002"]
    assert full.startswith("no  account 5002: 0 of 15 new rooms today, in 470 of 500 chats")
    assert "health 70 of 100, no new rooms until 20" in full
    assert lines["account 5003"].startswith("no  account 5003: its login ended")
    # Whether a part is healthy is another question.
    health = switchboard("doctor", "--only", "userbot", DATABASE_URL=database_url)
    assert "account 5001" not in health.out
