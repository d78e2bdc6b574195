"""`switchboard doctor --only`: what a container's health check asks every minute."""

import asyncio
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from app.doctor import parts_of
from app.doctor_words import in_words
from db.heartbeat import heartbeats
from db.leases import Leases, Terms
from tests.support.databases import run_apart

PROGRAM = """
import sys
from app.__main__ import main
try:
    main()
except SystemExit as end:
    heavy = {"sqlalchemy", "aiogram", "pyrogram", "pydantic", "typer", "structlog", "alembic"}
    print("loaded:", sorted(heavy & sys.modules.keys()))
    sys.exit(end.code)
"""
SECONDS = 0.5
"""Processor time; a whole desk's libraries took four."""


def _asks(home: Path, part: str, **settings: str) -> tuple[int, str, float]:
    """Exit code, what it printed, processor seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "doctor", "--quiet", "--only", part],
        cwd=home,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(sys.path),
            "LC_ALL": "C.UTF-8",
            **settings,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout, used


def _with_bot_at_work(url: str, trouble: str | None, look: object) -> None:
    async def body() -> None:
        async with Leases(url) as leases:
            lease = await leases.take("bot")
            lease.say(trouble)
            await leases._rows.renew({"bot": trouble})
            assert callable(look)
            await asyncio.to_thread(look)

    run_apart(body)


def test_it_reads_a_row_and_loads_nothing_else(desk_url: str, tmp_path: Path) -> None:
    def look() -> None:
        code, out, used = _asks(tmp_path, "bot", DATABASE_URL=desk_url)
        assert (code, out) == (0, "loaded: []\n")
        assert used < SECONDS

    _with_bot_at_work(desk_url, None, look)
    for part in ("bot", "userbot"):
        code, out, _ = _asks(tmp_path, part, DATABASE_URL=desk_url)
        assert (code, out.splitlines()[0]) == (1, f"no  part: the {part} does not run")


def test_a_part_that_was_killed_or_hangs_is_told_from_one_that_was_stopped(
    desk_url: str, tmp_path: Path
) -> None:
    async def body() -> None:
        leases = Leases(desk_url, Terms(lasts=0.0, margin=0.0))
        await leases.take("bot")  # and never given back
        await leases._rows.close()
        # The doctor itself: one that was never begun is no fault, this is one.
        assert [each.ok for each in parts_of(await heartbeats(desk_url))] == [False, *[True] * 3]

    run_apart(body)
    code, out, _ = _asks(tmp_path, "bot", DATABASE_URL=desk_url)
    assert code == 1
    assert out.startswith("no  part: the bot hangs, or was killed: its lease ended ")


@pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)
def test_a_stand_by_tells_of_itself_on_its_own_machine(desk_url: str, tmp_path: Path) -> None:
    def asked_on(host: str) -> tuple[int, str]:
        code, out, _ = _asks(tmp_path, "bot", DATABASE_URL=desk_url, HOST_NAME=host)
        return code, out.splitlines()[0]

    async def body() -> None:
        async with Leases(desk_url, host="first") as first:
            await first.take("bot")
            well = Leases(desk_url, host="second")
            await well._rows.stand_by(["bot"])
            killed = Leases(desk_url, Terms(lasts=0.0, margin=0.0), host="third")
            await killed._rows.stand_by(["bot"])
            told = [in_words(each, "en")[1] for each in parts_of(await heartbeats(desk_url))]
            assert told[0] == "the bot is at work on first"
            assert "the stand-by of the bot on second is ready to take over" in told[1:3]
            lost = "the stand-by of the bot on third hangs, or was killed"
            assert [line.startswith(lost) for line in told].count(True) == 1
            for host, code, said in (
                ("first", 0, "loaded: []"),
                ("second", 0, "loaded: []"),
                ("third", 1, "no  part: the bot hangs, or was killed: its lease ended"),
            ):
                found = await asyncio.to_thread(asked_on, host)
                assert found[0] == code
                assert found[1].startswith(said)
            for each in (well, killed):
                await each._rows.go("bot")
                await each._rows.close()

    run_apart(body)


def test_a_part_in_trouble_is_not_well(desk_url: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"DATABASE_URL={desk_url}\n")

    def look() -> None:
        code, out, _ = _asks(tmp_path, "bot")
        assert code == 1
        assert out.startswith("no  part: the bot does not work: no updates")

    _with_bot_at_work(desk_url, "no updates", look)


@pytest.mark.parametrize(
    "url", ["postgresql://nobody@127.0.0.1:1/none", "sqlite:///none.db", "nonsense"]
)
def test_a_database_that_is_not_there_is_one_line(tmp_path: Path, url: str) -> None:
    code, out, _ = _asks(tmp_path, "bot", DATABASE_URL=url)
    assert code == 1
    assert len(out.splitlines()) == 2
    assert out.startswith("no  part: ")
    assert not list(tmp_path.iterdir())
