"""`switchboard updates` and `switchboard transcripts`."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.doctor import waiting
from app.health import pulse
from board.texts import written
from bot.texts import Texts
from core.model.people import Person
from db.database import SqlDatabase
from db.heartbeat import Heartbeat
from db.migrations import upgrade
from tests.cli.conftest import Command
from tests.support.databases import run_apart
from tests.support.present import present

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def _prepare(url: str) -> None:
    async def body() -> None:
        await upgrade(url)
        database = await SqlDatabase.connect(url)
        async with database.unit_of_work() as uow:
            await uow.inbox.store("bot:1", [("7", {}), ("8", {})], NOW)
            for update in await uow.inbox.take("bot:1", 10):
                await uow.inbox.failed(update.id, "KeyError: [bold]'x'", NOW)
            await uow.accounts.cannot_read("7001", -1001, "CHANNEL_PRIVATE", NOW)
            await uow.customers.seen(Person(5001, "Ann", "ann", "en"), NOW)
            ticket = await uow.tickets.open(5001, "general", 0, NOW)
            uow.journal.opened(present(ticket))
        await database.close()

    run_apart(body)


def _execute(url: str, statement: str) -> None:
    async def body() -> None:
        database = await SqlDatabase.connect(url)
        async with database.engine.begin() as connection:
            await connection.exec_driver_sql(statement)
        await database.close()

    run_apart(body)


def test_an_update_set_aside_is_seen_tried_again_or_forgotten(
    switchboard: Command, database_url: str
) -> None:
    _prepare(database_url)
    shown = switchboard("updates", "list", DATABASE_URL=database_url)
    assert shown.code == 0
    assert "KeyError: [bold]'x'" in shown.out
    assert "2026-11-20 12:00:00" in shown.out

    doctor = switchboard("doctor", DATABASE_URL=database_url)
    assert "updates: 2 were set aside: see `switchboard updates list`" in doctor.out
    assert "the bot does not run" in doctor.out
    unread = "room -1001 cannot be read since 2026-11-20 12:00:00 UTC: CHANNEL_PRIVATE"
    assert f"account 7001: {unread}" in doctor.out
    health = switchboard("doctor", "--quiet", "--only", "userbot", DATABASE_URL=database_url)
    assert "set aside" not in health.out
    assert "the userbot does not run" in health.out

    again = switchboard("updates", "retry", "1", DATABASE_URL=database_url)
    assert again.out == "Number 1 is worked through again.\n"
    forgotten = switchboard("updates", "forget", "2", DATABASE_URL=database_url)
    assert forgotten.out == "Number 2 is done with.\n"
    empty = switchboard("updates", "list", DATABASE_URL=database_url)
    assert empty.out == "Nothing was set aside.\n"
    refused = switchboard("updates", "retry", "2", DATABASE_URL=database_url)
    assert (refused.code, refused.err) == (1, "Number 2 is not set aside.\n")


def test_transcripts_are_written_again_from_the_rows(
    switchboard: Command, database_url: str, tmp_path: Path
) -> None:
    _prepare(database_url)
    ended = switchboard("transcripts", "rebuild", DATABASE_URL=database_url)
    assert ended.out == "1 transcripts were written to logs.\n"
    assert "Ann" in (tmp_path / "logs" / "5001" / "transcript.txt").read_text(encoding="utf-8")
    unknown = switchboard("transcripts", "rebuild", "77", DATABASE_URL=database_url)
    assert unknown.out == "0 transcripts were written to logs.\n"

    proved = switchboard("transcripts", "verify", DATABASE_URL=database_url)
    assert proved.code == 0
    assert "2 entries of 1 chains" in proved.out
    none = switchboard("transcripts", "ledgers", DATABASE_URL=database_url)
    assert none.out.startswith("There is no ledger yet")
    anchored = switchboard("transcripts", "verify", "--head", "ab" * 32, DATABASE_URL=database_url)
    assert (anchored.code, "no ledger has the hash abab" in anchored.out) == (1, True)
    _execute(database_url, "DELETE FROM journal WHERE number = 2")
    found = switchboard("transcripts", "verify", DATABASE_URL=database_url)
    assert found.code == 1
    assert "ticket 1: entry 2 is missing at the end" in found.out


def test_the_key_of_the_record_is_made_once_and_kept_from_others(
    switchboard: Command, tmp_path: Path
) -> None:
    file = tmp_path / "records.pem"
    made = switchboard("transcripts", "key", RECORDS_KEY_FILE=str(file))
    assert made.out.startswith("-----BEGIN PUBLIC KEY-----")
    assert file.stat().st_mode & 0o777 == 0o600
    assert switchboard("transcripts", "key", RECORDS_KEY_FILE=str(file)).out == made.out
    file.chmod(0o640)
    refused = switchboard("transcripts", "key", RECORDS_KEY_FILE=str(file))
    assert refused.code != 0
    assert f"RECORDS_KEY_FILE: others may read {file}: chmod 600 {file}" in refused.err


@pytest.mark.parametrize(
    "words", [("updates", "retry", str(1 << 63)), ("transcripts", "rebuild", str(1 << 40))]
)
def test_a_number_that_nothing_can_have_is_refused(
    switchboard: Command, words: tuple[str, ...]
) -> None:
    ended = switchboard(*words)
    assert ended.code == 2
    assert "Traceback" not in ended.said


def test_a_redis_that_is_away_is_named(switchboard: Command) -> None:
    switchboard("db", "upgrade")
    looked = switchboard("doctor", REDIS_URL="redis://127.0.0.1:1/0")
    assert "redis: Redis: " in looked.out
    assert looked.code == 1


@pytest.mark.parametrize(
    ("part", "called"),
    [
        ("bot", "the bot"),
        ("userbot", "the userbot"),
        ("scheduler", "the scheduler"),
        ("files", "the files part"),
        ("user account 7001", "the user account 7001"),
    ],
)
def test_each_part_is_named_in_words(part: str, called: str) -> None:
    assert pulse(part, Heartbeat(part, -9.0)).text == f"{called} is at work"
    assert pulse(part, Heartbeat(part, -9.0, "why")).text == f"{called} does not work: why"
    assert pulse(part, Heartbeat(part, 9.0)).text == (
        f"{called} hangs, or was killed: its lease ended 9 s ago"
    )
    assert pulse(part, None).text == f"{called} does not run"


@pytest.mark.parametrize(
    ("name", "count", "is_update", "said"),
    [
        ("bot:4000000001", 1, True, "1 update waits for the bot"),
        ("userbot:7001", 2, True, "2 updates wait for the user account 7001"),
        ("bot", 2, False, "2 tasks wait for the bot"),
        ("archive", 1, False, "1 task waits for the files part"),
    ],
)
def test_what_waits_is_counted_in_words(name: str, count: int, is_update: bool, said: str) -> None:
    words = waiting(name, count, 7.4, is_update=is_update)
    assert written(words, "en", Texts().plain) == f"{said}, the oldest for 7 s"


@pytest.mark.parametrize(
    "words",
    [
        ("updates", "list"),
        ("updates", "retry", "1"),
        ("transcripts", "rebuild"),
        ("operators", "list"),
        ("simulate", "--from-database"),
    ],
    ids=" ".join,
)
def test_who_only_looks_makes_no_database(
    switchboard: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "nowhere" / "desk.db"
    ended = switchboard(*words, DATABASE_URL=f"sqlite:///{file}")
    line = f"There is no database yet: {file}. `switchboard run` makes it.\n"
    assert (ended.code, ended.err, ended.out) == (1, line, "")
    assert not file.parent.exists()


@pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)
def test_a_backup_is_one_file_of_ones_own(
    switchboard: Command, database_url: str, tmp_path: Path
) -> None:
    _prepare(database_url)
    copy = tmp_path / "copy.db"
    made = switchboard("db", "backup", str(copy), DATABASE_URL=database_url)
    assert made.out == f"{copy.stat().st_size:,} bytes were copied to {copy}.\n"
    assert copy.stat().st_mode & 0o777 == 0o600
    listed = switchboard("updates", "list", DATABASE_URL=f"sqlite:///{copy}")
    assert "KeyError: [bold]'x'" in listed.out
    again = switchboard("db", "backup", str(copy), DATABASE_URL=database_url)
    assert (again.code, again.err) == (1, f"{copy} is there already; take another name.\n")


def test_of_what_is_not_there_and_of_postgresql_no_backup_is_made(
    switchboard: Command, tmp_path: Path
) -> None:
    missing = switchboard("db", "backup", "copy.db", DATABASE_URL=f"sqlite:///{tmp_path}/none.db")
    assert (missing.code, "There is no database yet" in missing.err) == (1, True)
    assert not (tmp_path / "none.db").exists()
    server = switchboard("db", "backup", "copy.db", DATABASE_URL="postgresql://here/desk")
    assert (server.code, "pg_dump" in server.err) == (1, True)


def test_what_was_said_is_handed_over_as_pdf_and_as_zip(
    switchboard: Command, database_url: str, tmp_path: Path
) -> None:
    _prepare(database_url)
    told = "1 tickets of 1 customers, 0 messages.\n"
    ticket = switchboard(
        "transcripts", "export", "--ticket", "1", "t.pdf", DATABASE_URL=database_url
    )
    assert (ticket.err, ticket.out) == ("", f"t.pdf: {told}")
    last = PdfReader(tmp_path / "t.pdf").pages[-1].extract_text()
    assert "consistent, not anchored" in last
    assert (tmp_path / "t.pdf").stat().st_mode & 0o777 == 0o600
    customer = switchboard(
        "transcripts", "export", "--customer", "5001", "c.zip", DATABASE_URL=database_url
    )
    assert (customer.err, customer.out) == ("", f"c.zip: {told}")
    with zipfile.ZipFile(tmp_path / "c.zip") as packed:
        assert b"-- ticket opened: general" in packed.read("transcript.txt")
        assert b"consistent, not anchored" in packed.read("record.txt")
    days = ("--from", "2026-11-20", "--to", "2026-11-20", "--topic", "general", "--as", "zip")
    of_days = switchboard("transcripts", "export", *days, "november", DATABASE_URL=database_url)
    assert (of_days.err, of_days.out) == ("", f"november: {told}")
    earlier = ("--from", "2026-11-01", "--to", "2026-11-19")
    none = switchboard("transcripts", "export", *earlier, "none.pdf", DATABASE_URL=database_url)
    assert (none.code, none.err) == (1, "Nothing is kept of that.\n")
    assert not (tmp_path / "none.pdf").exists()
    log = switchboard("audit", "list", "--kind", "export", DATABASE_URL=database_url).out
    told_of = [line.strip("│").split("│")[1:] for line in log.splitlines() if "owner" in line]
    assert [[cell.strip() for cell in cells] for cells in told_of] == [
        [
            *("owner", "export", "days 2026-11-20/2026-11-20", "–"),
            '{"as": "zip", "topic": "general"}',
        ],
        ["owner", "export", "customer 5001", "–", "zip"],
        ["owner", "export", "ticket 1", "–", "pdf"],
    ]


def test_an_export_of_nothing_or_of_two_things_is_refused(switchboard: Command) -> None:
    for words in (
        (),
        ("--ticket", "1", "--customer", "2"),
        ("--from", "2026-11-01"),
        ("--topic", "x"),
    ):
        refused = switchboard("transcripts", "export", *words, "x.pdf")
        assert (refused.code, refused.err) == (
            2,
            "Give --ticket, or --customer, or --from with --to (and --topic).\n",
        )
    unnamed = switchboard("transcripts", "export", "--ticket", "1", "x")
    assert unnamed.err == "Give --as pdf or --as zip, or a FILE that ends so.\n"
