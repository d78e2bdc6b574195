"""`switchboard operators` and `switchboard db`."""

import stat
from pathlib import Path

import pytest

from core.model.configuration import Entry, EntryKind
from db.database import SqlDatabase
from tests.cli.conftest import Command
from tests.support.databases import run_apart
from tests.support.desk import NOW


def test_operators_are_added_listed_changed_and_removed(
    switchboard: Command, database_url: str, tmp_path: Path
) -> None:
    topics = tmp_path / "topics.toml"
    topics.write_text(
        "".join(
            f'[[topics]]\nkey = "{skill}"\ntitle = "{skill}"\nskill = "{skill}"\n'
            for skill in ("billing", "cards")
        )
    )

    def operators(*words: str) -> str:
        given = {"DATABASE_URL": database_url, "CAPACITY": "4", "TOPICS_FILE": str(topics)}
        ended = switchboard("operators", *words, **given)
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
        ("skills", "77"),
    ],
)
def test_somebody_unknown_is_said_to_be_so(switchboard: Command, words: tuple[str, ...]) -> None:
    ended = switchboard("operators", *words)
    assert (ended.code, ended.err) == (1, "77 is not on staff.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--username", name), f"--username: {name} is no person's @username on Telegram.")
        for name in ("@ab", "1ann", "ann__lee", "ann_", "an-n", "x" * 33, "support_bot", "аnna")
    ]
    + [
        (("--phone", phone), f"--phone: {phone} is no phone number with its country code.")
        for phone in ("12345", "call me", "+1 555 x", "1234567890123456")
    ]
    + [
        (
            ("--skill", "magic"),
            "magic: no topic asks for that skill; none asks for a skill.",
        )
    ],
)
def test_what_nobody_on_telegram_has_is_refused_in_one_line(
    switchboard: Command, words: tuple[str, ...], said: str
) -> None:
    ended = switchboard("operators", "add", "5001", "Ann", *words)
    assert (ended.code, ended.err) == (2, f"{said}\n")


@pytest.mark.parametrize("name", ["x" * 129, "\u200b", "Ann\u202e", "Ann\x07"])
def test_a_name_is_what_customers_can_read(switchboard: Command, name: str) -> None:
    ended = switchboard("operators", "add", "5001", name)
    assert (ended.code, len(ended.lines)) == (2, 1), ended
    assert ended.lines[0].startswith("NAME cannot be shown")


def test_a_name_is_kept_in_one_line(switchboard: Command) -> None:
    ended = switchboard("operators", "add", "5001", " Ann\n Lee ")
    assert (ended.code, ended.out) == (0, "Ann Lee (5001) is on staff.\n")


@pytest.mark.parametrize("nobody", ["777000", "1087968824"])
def test_telegrams_own_accounts_are_no_staff(switchboard: Command, nobody: str) -> None:
    ended = switchboard("operators", "add", nobody, "Telegram")
    assert (ended.code, len(ended.lines)) == (2, 1), ended
    ended = switchboard("doctor", SUPERVISORS=nobody)
    assert ended.out.startswith("no  settings: SUPERVISORS is wrong")


def test_all_that_is_wrong_is_said_at_once(switchboard: Command) -> None:
    wrong = ("--username", "@", "--phone", "x", "--skill", "magic")
    ended = switchboard("operators", "add", "7001", " ", *wrong, BOT_TOKEN="7001:token")
    assert ended.code == 2
    assert [line.partition(":")[0] for line in ended.err.splitlines()] == [
        *("magic", "NAME is empty", "--username", "--phone", "7001 is the bot itself.")
    ]
    ended = switchboard("operators", "skills", "5001", "magic")
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)


def test_a_topics_file_that_is_named_has_to_be_there(switchboard: Command) -> None:
    ended = switchboard("operators", "skills", "5001", "x", TOPICS_FILE="nowhere.toml")
    assert (ended.code, ended.err) == (2, "TOPICS_FILE: there is no file nowhere.toml\n")


@pytest.mark.parametrize(
    "words",
    [
        ("add", "0", "Ann"),
        ("add", str(1 << 40), "Ann"),
        ("add", "5001", "Ann", "--capacity", "101"),
        ("capacity", "5001", "999999999999"),
        ("remove", str(1 << 63)),
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


def test_a_skill_that_a_topic_of_the_page_asks_for_can_be_given(
    switchboard: Command, tmp_path: Path
) -> None:
    assert switchboard("operators", "add", "5001", "Ann").code == 0
    asked = Entry(EntryKind.TOPIC, "general", {"title": "All", "skill": "magic"}, 1, NOW, 5001)

    async def put() -> None:
        database = await SqlDatabase.connect(f"sqlite:///{tmp_path / 'switchboard.db'}")
        async with database.unit_of_work() as uow:
            await uow.configuration.next_revision()
            await uow.configuration.put(asked)
        await database.close()

    run_apart(put)
    ended = switchboard("operators", "skills", "5001", "magic")
    assert ended.out == "5001 has magic now.\n", ended


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
