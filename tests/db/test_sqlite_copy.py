"""A copy of SQLite's database is whole, whatever its writers do meanwhile."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from db.sqlite_copy import copy_beside_writers

ROWS = 400
PAGE = 4_096
USED = range(0, ROWS, 57)
"""A page of the log is soon another version of one before."""
WRITER = """
import sqlite3, sys
from random import Random
chance, done = Random(2), 0
bank = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
bank.execute("PRAGMA wal_autocheckpoint=20")
while True:
    bank.execute("BEGIN IMMEDIATE")
    for number, much in ((chance.randrange(400), 1), (chance.randrange(400), -1)):
        bank.execute("UPDATE purses SET coins = coins + ? WHERE id = ?", (much, number))
    bank.execute("COMMIT")
    done += 1
    if done % 50 == 0:
        bank.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if done == 200:
        print("at work", flush=True)
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Purses, each on a page of its own; coins go from one to another."""
    path = tmp_path / "bank.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE purses (id INTEGER PRIMARY KEY, coins INTEGER, lining BLOB)")
        rows = [(number, 0, bytes(PAGE - 500)) for number in range(ROWS)]
        made.executemany("INSERT INTO purses VALUES (?, ?, ?)", rows)
        made.commit()
    return path


def pays(bank: sqlite3.Connection, chance: Random) -> None:
    with bank:
        for number, much in ((chance.choice(USED), 1), (chance.choice(USED), -1)):
            bank.execute("UPDATE purses SET coins = coins + ? WHERE id = ?", (much, number))


def coins_in(path: Path) -> list[int]:
    """What is in each purse; none is lost and none is made."""
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = [row[0] for row in copy.execute("SELECT coins FROM purses ORDER BY id")]
    assert sum(found) == 0
    return found


def test_beside_a_process_that_writes_all_the_time(bank: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(bank)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "at work\n"
        try:
            for number in range(20):
                size = copy_beside_writers(bank, tmp_path / f"copy{number}.db")
                assert size >= ROWS * PAGE
        finally:
            writer.kill()
    seen = [coins_in(tmp_path / f"copy{number}.db") for number in range(20)]
    assert len({tuple(coins) for coins in seen}) > 1, "it wrote meanwhile"
    assert {path.name for path in tmp_path.glob("*copy*")} == {f"copy{n}.db" for n in range(20)}


@pytest.mark.parametrize("when", [1, 100, 399, 410, 420, 440])
@pytest.mark.parametrize("is_in_file", [True, False])
@pytest.mark.parametrize("checkpoint", ["PASSIVE", "TRUNCATE"])
def test_whatever_is_done_to_file_and_log_in_the_middle(
    bank: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    when: int,
    is_in_file: bool,
    checkpoint: str,
) -> None:
    """What was committed before is in the copy, whole."""
    chance, poured, pour = Random(when), 0, os.sendfile
    with closing(sqlite3.connect(bank, timeout=0)) as other:
        other.execute("PRAGMA wal_autocheckpoint=0")
        for _ in range(30):
            pays(other, chance)
        if is_in_file:
            other.execute("PRAGMA wal_checkpoint(PASSIVE)")
        before = coins_in(bank)

        def meddled(out: int, file: int, done: int, _much: int) -> int:
            nonlocal poured
            poured += 1
            if poured == when:
                for _ in range(5):
                    pays(other, chance)
                other.execute(f"PRAGMA wal_checkpoint({checkpoint})")
                for _ in range(5):
                    pays(other, chance)
            return pour(out, file, done, PAGE)

        monkeypatch.setattr("db.sqlite_copy.os.sendfile", meddled)
        copy_beside_writers(bank, tmp_path / "copy.db")
        monkeypatch.undo()
        after = coins_in(bank)
    assert poured > when
    assert coins_in(tmp_path / "copy.db") in steps(before, after, when)


def steps(before: list[int], after: list[int], seed: int) -> list[list[int]]:
    """All that was to be seen from before the copy until after it."""
    chance, coins, found = Random(seed), [0] * ROWS, []
    for _ in range(40):
        for number, much in ((chance.choice(USED), 1), (chance.choice(USED), -1)):
            coins[number] += much
        found.append([*coins])
    assert (found[29], found[-1]) == (before, after)
    return found[29:]


def test_nothing_is_left_of_a_copy_that_failed_and_nothing_is_written_over(
    bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there.db"
    there.write_text("mine")
    with pytest.raises(FileExistsError):
        copy_beside_writers(bank, there)
    assert there.read_text() == "mine"

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("db.sqlite_copy.os.sendfile", full)
    with pytest.raises(OSError, match="No space"):
        copy_beside_writers(bank, tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == []
