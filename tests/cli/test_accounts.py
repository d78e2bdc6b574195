"""`switchboard doctor` about user accounts, and a session of a further one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.model.accounts import Trouble, day_of
from db.database import SqlDatabase
from db.migrations import upgrade
from tests.cli.conftest import Command, Telegram
from tests.support.databases import run_apart


def _prepare(url: str) -> None:
    async def body() -> None:
        now = datetime.now(UTC)
        await upgrade(url)
        database = await SqlDatabase.connect(url)
        async with database.unit_of_work() as uow:
            for name, chats in (("5001", 12), ("5002", 470), ("5003", 1)):
                await uow.budgets.at_work(name, int(name), chats, now)
            await uow.budgets.reserve("5001", day_of(now), 15, 500, now)
            until = now + timedelta(hours=2)
            troubled = await uow.budgets.get("5002", day_of(now))
            assert troubled is not None
            await uow.budgets.set_trouble(
                replace(troubled, trouble=Trouble.FLOOD, health=70, flood_until=until)
            )
            await uow.budgets.set_away("5003")
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


def test_a_further_account_is_logged_in_beside_the_first(
    switchboard: Command, telegram: Telegram, tmp_path: Path
) -> None:
    words = ("login", "--session", "second.session", "--phone", "+99966100000", "--code", "12345")
    ended = switchboard(*words, **telegram.settings)
    assert ended.code == 0, ended
    assert "The session is in second.session." in ended.out
    assert "Add it to MORE_SESSION_FILES: second.session" in ended.out
    assert (tmp_path / "second.session").stat().st_mode & 0o077 == 0
    assert not (tmp_path / "userbot.session").exists()
    known = switchboard(*words, MORE_SESSION_FILES="second.session", **telegram.settings)
    assert "Add it" not in known.out
    looked = switchboard("doctor", MORE_SESSION_FILES="second.session", **telegram.settings)
    assert "ok  user account second.session, login" in looked.out
    assert "no  user account userbot.session, session" in looked.out
