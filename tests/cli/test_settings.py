"""What is missing or wrong is said in one clear line that names the variable."""

from pathlib import Path

import pytest

from app import settings_page
from app.settings import Settings
from tests.cli.conftest import Command

SECRET = "do-not-print-this-secret"
WHOLE = {"BOT_TOKEN": f"12345:{SECRET}", "API_ID": "1", "API_HASH": SECRET}
NOWHERE = "127.0.0.1:9"
"""Nobody listens on the port of the old discard service."""


def test_each_missing_setting_has_its_line(switchboard: Command) -> None:
    ended = switchboard("run")
    assert ended.code == 2
    assert [line.split()[0] for line in ended.lines] == ["BOT_TOKEN", "API_ID", "API_HASH"]
    assert all("is not set." in line for line in ended.lines)


@pytest.mark.parametrize(
    ("role", "names"),
    [("bot", ["BOT_TOKEN"]), ("userbot", ["BOT_TOKEN", "API_ID", "API_HASH"])],
)
def test_a_part_asks_only_for_what_it_needs(
    switchboard: Command, role: str, names: list[str]
) -> None:
    ended = switchboard("run", "--only", role)
    assert ended.code == 2
    assert [line.split()[0] for line in ended.lines] == names


def test_a_desk_of_groups_alone_needs_no_account(switchboard: Command) -> None:
    ended = switchboard("run", DESK_CHAT_IDS="-1001")
    assert [line.split()[0] for line in ended.lines] == ["BOT_TOKEN"]
    half = switchboard("run", DESK_CHAT_IDS="-1001", API_ID="1", BOT_TOKEN=f"12345:{SECRET}")
    assert [line.split()[0] for line in half.lines] == ["API_HASH"]


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("OVERFLOW_CHAT_ID", {}),
        ("FORUM_CHAT_ID", {}),
        ("FORUM_CHAT_ID", {"DESK_CHAT_IDS": "-1002", "OVERFLOW_CHAT_ID": "-1001"}),
    ],
)
def test_a_group_has_one_use(switchboard: Command, name: str, more: dict[str, str]) -> None:
    ended = switchboard("run", **{"DESK_CHAT_IDS": "-1001,-1003", **more, name: "-1001", **WHOLE})
    assert ended.code == 2
    assert len(ended.lines) == 1, ended
    assert ended.lines[0].startswith(f"{name} is wrong: names ")
    assert ended.lines[0].endswith("a group has one use")


WRONG = [
    ("BOT_TOKEN", SECRET),
    ("BOT_TOKEN", f"abc:{SECRET}"),
    ("API_ID", "one"),
    ("API_ID", "0"),
    ("SUPERVISORS", "5, Anna"),
    ("BOT_API_URL", "localhost:8081"),
    ("MTPROTO_SERVER", "127.0.0.1"),
    ("MTPROTO_SERVER", "127.0.0.1:99999"),
    ("MTPROTO_SERVER", NOWHERE),  # and no key beside it
    ("MTPROTO_PUBLIC_KEY", "key.pem"),  # and no server beside it
    ("REDIS_URL", f"http://:{SECRET}@127.0.0.1"),
    ("WEBHOOK_URL", "ftp://example.org"),
    ("WEBHOOK_URL", "http://example.org/updates"),
    ("WEBHOOK_URL", "https://example.org/updates"),  # and no secret beside it
    ("WEBHOOK_LISTEN", "8080"),
    ("CAPACITY", "0"),
    ("CAPACITY", "many"),
    ("OFFER_MINUTES", "0"),
    ("ROOM_TITLE", "x" * 129),
    ("PHONE_TO_OPERATORS", "perhaps"),
    ("TIME_ZONE", "Moon/Crater"),
    ("SWEEP_SECONDS", "-1"),
    ("BOT_RATE", "-1"),
    ("LOG_LEVEL", "loud"),
    ("BOT_TOKEN", "²:abc"),
    ("BOT_TOKEN", "123456:with a space"),
    ("API_ID", "99999999999"),
    ("SUPERVISORS", "²"),
    ("OVERFLOW_CHAT_ID", "-99999999999999999999"),
    ("DESK_CHAT_IDS", "-99999999999999999999"),
    ("ARCHIVE_CHAT_ID", "99999999999999999999"),
    ("OFFER_MINUTES", "inf"),
    ("NUDGE_MINUTES", "1e300"),
    ("UNREACHABLE_HOURS", "inf"),
    ("SWEEP_SECONDS", "1e12"),
    ("KEEP_DAYS", "1e12"),
    ("ROOM_BUDGET", "99999999999999999999"),
    ("BOT_API_URL", "http://127.0.0.1:999999"),
    ("MTPROTO_SERVER", "127.0.0.1:²"),
    ("WEBHOOK_SECRET", "not allowed!"),
    ("REDIS_URL", f"redis://:{SECRET}@127.0.0.1:99999/0"),
    ("REDIS_URL", f"redis://:{SECRET}@127.0.0.1/0?foo=bar"),
    ("LOGS_DIR", "/dev/null"),
    ("LOGS_DIR", "/proc/nowhere"),
    ("DATABASE_URL", f"postgresql://desk:{SECRET}@127.0.0.1:99999/desk"),
    ("DATABASE_URL", f"postgresql://desk:{SECRET}@127.0.0.1:²/desk"),
    ("DATABASE_URL", f"postgresql://desk:{SECRET}@{NOWHERE}/desk?connect_timeout=²"),
    ("DATABASE_DIRECT_URL", f"nonsense {SECRET}"),
    ("DATABASE_DIRECT_URL", f"postgresql://desk:{SECRET}@{NOWHERE}/desk"),  # beside SQLite
    ("DATABASE_URL", f"mysql://desk:{SECRET}@127.0.0.1/desk"),
    ("DATABASE_URL", f"postgresql://desk:{SECRET}@{NOWHERE}/desk"),
    ("DATABASE_URL", "sqlite:////proc/nowhere/desk.db"),
    ("DATABASE_URL", f"nonsense {SECRET}"),
]
BESIDE = {
    ("WEBHOOK_URL", "https://example.org/updates"): "WEBHOOK_SECRET",
    ("MTPROTO_SERVER", NOWHERE): "MTPROTO_PUBLIC_KEY",
    ("MTPROTO_PUBLIC_KEY", "key.pem"): "MTPROTO_SERVER",
}


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_setting_is_named_and_no_secret_is_shown(
    switchboard: Command, name: str, value: str
) -> None:
    ended = switchboard("run", **{**WHOLE, name: value})
    assert ended.code == 2, ended
    assert len(ended.lines) == 1, ended
    assert ended.lines[0].startswith(BESIDE.get((name, value), name))
    assert SECRET not in ended.said
    assert "Traceback" not in ended.said
    assert ended.out == ""


def test_several_wrong_settings_are_several_lines(switchboard: Command) -> None:
    ended = switchboard("run", CAPACITY="0", TIME_ZONE="Moon", BOT_TOKEN="x")
    assert ended.code == 2
    assert {line.split()[0] for line in ended.lines} == {"CAPACITY", "TIME_ZONE", "BOT_TOKEN"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        ("no key at all", "no public key"),
        ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "no public key"),
    ],
)
def test_a_key_that_is_none_is_named(
    switchboard: Command, tmp_path: Path, content: str | None, words: str
) -> None:
    key = tmp_path / "key.pem"
    if content is not None:
        key.write_text(content)
    server = {"MTPROTO_SERVER": NOWHERE, "MTPROTO_PUBLIC_KEY": str(key)}
    for command in ("run", "login"):
        ended = switchboard(command, **WHOLE, **server)
        assert ended.code == 2
        assert len(ended.lines) == 1
        assert ended.lines[0].startswith("MTPROTO_PUBLIC_KEY")
        assert words in ended.lines[0]


def test_settings_come_from_a_file_too(switchboard: Command, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CAPACITY=0\nBOT_TOKEN=\nUNKNOWN_TO_US=1\n")
    ended = switchboard("operators", "list")
    assert ended.code == 2
    assert ended.lines == ["CAPACITY is wrong: must be at least 1"]


@pytest.mark.parametrize("words", [("operators", "list"), ("db", "upgrade")])
def test_every_command_that_needs_the_database_says_what_is_wrong_with_it(
    switchboard: Command, words: tuple[str, ...]
) -> None:
    ended = switchboard(*words, DATABASE_URL=f"postgresql://desk:{SECRET}@{NOWHERE}/desk")
    assert ended.code == 2
    assert len(ended.lines) == 1
    assert ended.lines[0].startswith("DATABASE_URL: ")
    assert NOWHERE in ended.lines[0]
    assert SECRET not in ended.said


def test_a_postgresql_that_refuses_is_quoted(switchboard: Command, refused_url: str) -> None:
    ended = switchboard("db", "upgrade", DATABASE_URL=refused_url)
    assert ended.code == 2, ended
    assert len(ended.lines) == 1, ended
    assert ended.lines[0].startswith("DATABASE_URL: ")
    assert "read-only" in ended.lines[0]


def test_the_settings_print_as_file_and_as_page(switchboard: Command) -> None:
    file = switchboard("settings")
    assert file.code == 0
    assert file.out == settings_page.env_example()
    page = switchboard("settings", "--markdown")
    assert page.out == settings_page.markdown()
    for name in Settings.model_fields:
        assert f"{name.upper()}=" in file.out
        assert f"`{name.upper()}`" in page.out


def test_the_printed_file_can_be_used_as_it_is(switchboard: Command, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(switchboard("settings").out)
    assert switchboard("db", "upgrade").code == 0
