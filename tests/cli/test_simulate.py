"""`switchboard simulate`, as its user reads it."""

import re
from pathlib import Path

import pytest

from app.simulation.check import Trial, check
from db.database import SqlDatabase
from tests.cli.conftest import Command, Outcome
from tests.support.databases import run_apart
from tests.support.simulated import keep, two_days


def rows(ended: Outcome) -> dict[str, list[str]]:
    """What stands in the tables, by the first column."""
    assert ended.code == 0, ended
    cells = [line.strip("│").split("│") for line in ended.out.splitlines() if "│" in line]
    return {name.strip(): [cell.strip() for cell in rest] for name, *rest in cells}


def share(cell: str) -> float:
    found = re.match(r"([\d.]+)%", cell)
    assert found, cell
    return float(found[1])


def test_an_owner_sees_what_a_second_operator_would_bring(
    switchboard: Command, tmp_path: Path
) -> None:
    """Thirty an hour for five minutes each: half a slot more than one operator with two has."""
    common = ("--rate", "30", "--handle", "5m", "--days", "1", "--runs", "4", "--capacity", "2")
    alone = rows(switchboard("simulate", *common, "--operators", "1", "--patience", "10m"))
    picture = tmp_path / "run.png"
    two = ("--operators", "2", "--patience", "never")
    ended = switchboard("simulate", *common, *two, "--png", str(picture))
    both = rows(ended)
    # Erlang A of 2.5 Erlang on two slots, Erlang C on four.
    assert share(alone["abandonment"][0]) == pytest.approx(30.9, abs=4)
    assert share(both["abandonment"][0]) == 0
    assert share(both["had to wait"][0]) == pytest.approx(32.0, abs=5)
    assert "±" in both["wait, mean"][0]
    assert both["evenness of load (Jain)"][0].startswith(("1.000", "0.99"))
    speed = re.search(r"([\d,]+) times faster than real time", ended.out)
    assert speed
    assert int(speed[1].replace(",", "")) > 10_000
    assert picture.read_bytes().startswith(b"\x89PNG")
    again = switchboard("simulate", *common, *two)
    assert rows(again) == both  # the same seed, the same runs


def test_what_is_written_wrongly_is_one_line(switchboard: Command) -> None:
    for words in (
        ("--rate", "many"),
        ("--rate", "12-9:5"),
        ("--handle", "8"),
        ("--handle", "8m normal"),
        ("--team", "two"),
        ("--team", "2 09:00-17:00 someday"),
        ("--topic", "billing"),
        ("--period", "x", "--from-database"),
    ):
        ended = switchboard("simulate", *words)
        assert ended.code, words
        assert len(ended.lines) == 1, ended


def test_days_of_the_database_are_played_again_and_otherwise(
    switchboard: Command, desk_url: str
) -> None:
    async def fill() -> None:
        database = await SqlDatabase.connect(desk_url)
        await keep(database, two_days())
        await database.close()

    run_apart(fill)
    settings = {"DATABASE_URL": desk_url, "SERVICE_LEVEL_SECONDS": "60", "TIME_ZONE": "UTC"}
    days = ("--from-database", "--period", "2026-03-02 2026-03-03", "--runs", "4")

    same = rows(switchboard("simulate", *days, **settings))
    really, again = same["service level, within 1:00"]
    # All that is drawn is how long those would have been served who left, and they left in both.
    assert share(again) == pytest.approx(share(really), abs=0.1)
    assert same["abandonment"][1].split(" ±")[0] == same["abandonment"][0]
    assert "Max [bold]" in same

    more = rows(switchboard("simulate", *days, "--capacity", "6", **settings))
    assert share(more["abandonment"][2]) < share(more["abandonment"][0])
    fewer = rows(switchboard("simulate", *days, "--without", "2001", **settings))
    assert share(fewer["abandonment"][2]) > share(fewer["abandonment"][0]) + 10
    assert "Olga" not in fewer
    evening = ("--teams-alone", "--team", "2 14:00-20:00 capacity=2")
    late = rows(switchboard("simulate", *days, *evening, **settings))
    assert share(late["service level, within 1:00"][2]) < share(really)
    nothing = switchboard("simulate", "--from-database", "--period", "2026-01-01", **settings)
    assert nothing.code == 2
    assert len(nothing.lines) == 1


SEED = 7
QUICK = (
    Trial("Erlang C", 1, 2, 0.5, float("inf")),
    Trial("Erlang A", 3, 2, 1.2, 600.0),
)


def test_a_short_run_agrees_with_theory() -> None:
    """So few tickets are within three percent by their seed. A change that lets the same seed bring
    other runs may need another one; `simulate --check` goes on until it cannot be chance."""
    verdicts = list(check(map, SEED, 10, QUICK, a_run=2_500))
    assert [len(found.figures) for found in verdicts] == [4, 5]
    assert [one for found in verdicts for one in found.figures if not one.is_within] == []


def test_the_check_is_a_table_and_an_exit_status(switchboard: Command) -> None:
    ended = switchboard("simulate", "--check", "--runs", "1", "--jobs", "1")
    assert ended.out.count("Erlang C") == ended.out.count("Erlang A") == 2
    assert len(re.findall(r"[+-]\d+\.\d\d%", ended.out)) == 4 + 4 + 5 + 5
    # A run for each tells little, but what it tells is what the exit status is.
    assert ended.code == (1 if "│ no" in ended.out else 0)
