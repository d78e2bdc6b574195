"""`switchboard operators` and `switchboard db`."""

import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_operators_are_added_listed_changed_and_removed(
    switchboard: Command, database_url: str
) -> None:
    def operators(*words: str) -> str:
        ended = switchboard("operators", *words, DATABASE_URL=database_url, CAPACITY="4")
        assert ended.code == 0, ended
        assert ended.err == ""
        return ended.out

    name = "[bold]Ann[/bold] <b>O'Neil</b> & Co"
    assert operators("add", "5001", name, "--username", "@ann_desk", "--skill", "billing") == (
        f"{name} (5001) is on staff.\n"
    )
    operators("add", "5002", "Ольга 👩‍💻", "--supervisor", "--language", "uk")
    shown = operators("list")
    assert name in shown
    row = next(line for line in shown.splitlines() if "5001" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")] == [
        *("5001", name, "@ann_desk", "operator", "off", "0/4", "billing")
    ]
    assert "supervisor" in next(line for line in shown.splitlines() if "5002" in line)

    assert operators("capacity", "5001", "9") == "5001 may hold 9 tickets at once.\n"
    assert "0/9" in operators("list")
    operators("add", "5001", "Ann", "--capacity", "2")  # again: changed, not doubled
    assert operators("list").count("5001") == 1
    assert "0/2" in operators("list")

    assert operators("role", "5001", "supervisor") == "5001 is a supervisor now.\n"
    assert operators("skills", "5001", "cards", "billing") == "5001 has billing, cards now.\n"
    row = next(line for line in operators("list").splitlines() if "5001" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")][3:] == [
        *("supervisor", "off", "0/2", "billing, cards")
    ]
    assert operators("role", "5001", "operator") == "5001 is an operator now.\n"
    assert operators("skills", "5001") == "5001 has no skills now.\n"

    assert operators("remove", "5001") == "5001 is off staff.\n"
    assert "5001" not in operators("list")


@pytest.mark.parametrize(
    "words",
    [
        ("remove", "77"),
        ("capacity", "77", "3"),
        ("role", "77", "supervisor"),
        ("skills", "77", "cards"),
    ],
)
def test_somebody_unknown_is_said_to_be_so(switchboard: Command, words: tuple[str, ...]) -> None:
    ended = switchboard("operators", *words)
    assert (ended.code, ended.err) == (1, "77 is not on staff.\n")


@pytest.mark.parametrize(
    "words",
    [
        ("add", "0", "Ann"),
        ("add", "--", "-5", "Ann"),
        ("add", "5001"),
        ("add", "Ann", "5001"),
        ("add", "5001", " "),
        ("add", "5001", "Ann", "--capacity", "0"),
        ("add", "5001", "Ann", "--language", "xx"),
        ("capacity", "5001", "0"),
        ("role", "5001", "boss"),
        ("nonsense",),
    ],
)
def test_what_cannot_be_meant_is_refused(switchboard: Command, words: tuple[str, ...]) -> None:
    ended = switchboard("operators", *words)
    assert ended.code == 2
    assert ended.err
    assert "Traceback" not in ended.said
    assert switchboard("operators", "list").out.count("5001") == 0


def test_the_schema_is_upgraded_twice_and_what_is_there_stays(
    switchboard: Command, database_url: str
) -> None:
    for _ in range(2):
        ended = switchboard("db", "upgrade", DATABASE_URL=database_url)
        assert (ended.code, ended.out) == (0, "The database is up to date.\n"), ended
        switchboard("operators", "add", "5001", "Ann", DATABASE_URL=database_url)
    assert "5001" in switchboard("operators", "list", DATABASE_URL=database_url).out


def test_the_database_file_is_the_owners_alone(switchboard: Command, tmp_path: Path) -> None:
    assert switchboard("db", "upgrade").code == 0
    assert stat.S_IMODE((tmp_path / "switchboard.db").stat().st_mode) == 0o600


def test_help_is_help(switchboard: Command) -> None:
    ended = switchboard("--help")
    assert ended.code == 0
    for command in ("run", "login", "doctor", "operators", "db", "sandbox", "demo", "replay"):
        assert command in ended.out
    bare = switchboard()
    assert "Usage: switchboard" in bare.said
    assert bare.code == 2
    wrong = switchboard("rnu")
    assert wrong.code == 2
    assert "rnu" in wrong.err
