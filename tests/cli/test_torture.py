"""`switchboard torture`: a short one of each place. Long ones: `make torture`."""

import re
from pathlib import Path

import pytest

from core.model.places import PlaceKind
from stories.torture.faults import ON_ARCHIVE, Strikes
from stories.torture.schedule import schedule
from stories.torture.settings import Engine
from tests.cli.conftest import Command, Outcome, Start

SECONDS = 12
WITHIN = 400.0
"""Seconds for bringing the desks up, playing and draining, on a busy machine."""

CUSTOMERS = {PlaceKind.ROOM: "1", PlaceKind.DESK: "2", PlaceKind.THREAD: "2"}
"""In a room nobody waits for the bot to carry anything: one says as much as two elsewhere."""

WANTED = {
    (PlaceKind.ROOM, Engine.SQLITE): {"kill -9 of the userbot", "answer to a room lost"},
    (PlaceKind.DESK, Engine.OWN_POSTGRESQL): {"bot stands still", "database restarted"},
    (PlaceKind.THREAD, Engine.SQLITE): {"kill -9 of the bot", "answer to a topic lost"},
}
"""What is to strike in each; the rest is as it comes."""

SLOW = {*ON_ARCHIVE, Strikes.CLOCK, Strikes.SECOND}

LAST = re.compile(
    r"(\d+) turns, 0 missing, \d+ duplicated, 0 reordered, (\d+) kills, (\d+) faults,"
    r" 0 invariants broken, (\d+) refused calls"
)


def seed_of(place: PlaceKind, engine: Engine) -> int:
    """The first one of faults that need neither much time to be got over nor luck to be met, and
    start no more processes than they must."""
    wanted = WANTED[place, engine]
    for seed in range(100_000):
        kinds = [strike.kind for strike in schedule(SECONDS, seed, place, engine)]
        slow = any(kind.of_account or kind.after or kind.strike in SLOW for kind in kinds)
        if not slow and wanted <= {kind.name for kind in kinds}:
            return seed
    raise AssertionError(f"no seed has {wanted}")


@pytest.mark.long
def test_short_tortures_of_each_place_lose_nothing(start: Start, tmp_path: Path) -> None:
    """All at once: much of the time they wait."""
    running = {}
    for place, engine in WANTED:
        words = ["--seconds", str(SECONDS), "--seed", str(seed_of(place, engine))]
        words += ["--place", place.value, "--customers-at-once", CUSTOMERS[place]]
        words += ["--operators", "2"]
        words += ["--own-postgresql"] if engine is Engine.OWN_POSTGRESQL else []
        running[place] = start("torture", *words, "--home", str(tmp_path / place.value))
    for place, each in running.items():
        _is_well(each.ends(within=WITHIN), tmp_path / place.value)


def _is_well(ended: Outcome, home: Path) -> None:
    found = LAST.fullmatch(ended.out.strip().splitlines()[-1])
    assert found is not None, ended
    assert ended.code == 0, ended
    turns, kills, faults, refused = map(int, found.groups())
    assert turns > 20
    assert kills + faults >= 3  # of a schedule of more: a fault that no call meets does not count
    assert refused < 20
    report = (home / "torture.txt").read_text(encoding="utf-8")
    assert report.splitlines()[-1] == found[0]


def test_what_excludes_each_other_is_said(switchboard: Command, tmp_path: Path) -> None:
    ended = switchboard("torture", "--own-postgresql", "--database-url", "sqlite:///x.db")
    assert ended.lines == ["--own-postgresql and --database-url exclude each other."]
    ended = switchboard("torture", "--conversations", str(tmp_path / "none"))
    assert ended.code == 2
    assert "cannot be read" in ended.lines[0]
