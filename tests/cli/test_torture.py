"""`switchboard torture`: a short one of each place. Long ones: `make torture`."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command, Start

WITHIN = 300.0
"""Seconds for playing, draining and bringing the desk up, on a busy machine."""

LAST = re.compile(
    r"(\d+) turns, 0 missing, \d+ duplicated, 0 reordered, (\d+) kills, (\d+) faults,"
    r" 0 invariants broken, (\d+) refused calls"
)


@pytest.mark.parametrize(
    ("place", "seed"),
    # Seeds of many strikes that need no luck to be met: kills, freezes, cuts, a full disk.
    [("room", 17), ("desk", 37), ("thread", 57)],
)
def test_a_short_torture_loses_nothing(start: Start, tmp_path: Path, place: str, seed: int) -> None:
    words = ["--seconds", "20", "--seed", str(seed), "--place", place, "--customers-at-once", "2"]
    ended = start("torture", *words, "--home", str(tmp_path / "home")).ends(within=WITHIN)
    found = LAST.fullmatch(ended.out.strip().splitlines()[-1])
    assert found is not None, ended
    assert ended.code == 0, ended
    turns, kills, faults, refused = map(int, found.groups())
    assert turns > 50
    assert kills >= 1
    assert faults >= 4
    assert refused < 50
    report = (tmp_path / "home" / "torture.txt").read_text(encoding="utf-8")
    assert report.splitlines()[-1] == found[0]


def test_what_excludes_each_other_is_said(switchboard: Command, tmp_path: Path) -> None:
    ended = switchboard("torture", "--own-postgresql", "--database-url", "sqlite:///x.db")
    assert ended.lines == ["--own-postgresql and --database-url exclude each other."]
    ended = switchboard("torture", "--conversations", str(tmp_path / "none"))
    assert ended.code == 2
    assert "cannot be read" in ended.lines[0]
