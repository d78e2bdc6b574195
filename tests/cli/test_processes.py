"""What keeps running, as processes: started, looked at, interrupted, ended."""

import json
import re
import signal
import socket
import stat
from pathlib import Path

import pytest

from sandbox.mtproto.rsa import ServerKey
from tests.cli.conftest import Command, Start, Telegram
from tests.support.servers import free_port, redis_at

PHONE, CODE = "+99966100000", "12345"
OTHER_TOKEN = "4000000001:somebody-elses-token-0000000000000"
SOON = 20.0  # seconds for a clean end; every role finishes what it has begun


def logged_in(switchboard: Command, telegram: Telegram) -> None:
    """A session of the user account in the test's folder."""
    ended = switchboard("login", "--phone", PHONE, "--code", CODE, **telegram.settings)
    assert ended.code == 0, ended


def test_login_asks_for_phone_and_code(start: Start, telegram: Telegram, tmp_path: Path) -> None:
    login = start("login", **telegram.settings)
    login.says("Phone number of the user account: ")
    login.types(PHONE)
    login.says("Code (sent by app): ")
    login.types("99999")
    login.says("Code (sent by app): ", times=2)  # a slip of the finger is no end
    login.types("1 2 3 4 5")
    ended = login.ends()
    assert ended.code == 0, ended
    assert ended.out.startswith("Logged in as Switchboard desk (@switchboard_desk). ")
    assert stat.S_IMODE((tmp_path / "userbot.session").stat().st_mode) == 0o600
    assert CODE not in ended.said
    again = start("login", **telegram.settings).ends()
    assert (again.code, again.out) == (0, ended.out)  # and nothing was asked


def test_a_login_that_fails_is_one_line(switchboard: Command, telegram: Telegram) -> None:
    for words, said in (
        (("--phone", "nonsense", "--code", CODE), "This is no phone number"),
        (("--phone", "+99966155555", "--code", CODE), "phone number"),
        (("--phone", PHONE, "--code", "99999"), "The code is wrong."),
    ):
        ended = switchboard("login", *words, **telegram.settings)
        assert ended.code == 1, ended
        assert len(ended.lines) == 1, ended
        assert said in ended.lines[0]


def test_a_login_to_nowhere_or_to_another_server_is_one_line(
    start: Start, switchboard: Command, telegram: Telegram, tmp_path: Path
) -> None:
    nowhere = {**telegram.settings, "MTPROTO_SERVER": f"127.0.0.1:{free_port()}"}
    ended = switchboard("login", "--phone", PHONE, "--code", CODE, **nowhere)
    assert ended.code == 1, ended
    assert ended.lines == ["The MTProto server cannot be reached."]
    key = tmp_path / "other.pem"
    key.write_bytes(ServerKey.generate().public_pem())
    foreign = {**telegram.settings, "MTPROTO_PUBLIC_KEY": str(key)}
    # In a process of its own: one that has met the right key once would go on knowing it.
    ended = start("login", "--phone", PHONE, "--code", CODE, **foreign).ends()
    assert ended.code == 1, ended
    assert len(ended.lines) == 1, ended
    assert "MTPROTO_PUBLIC_KEY" in ended.lines[0]


def test_two_step_password(start: Start, switchboard: Command, tmp_path: Path) -> None:
    sandbox = start(
        *("sandbox", "--password", "correct horse"),
        *("--bot-api-port", "0", "--mtproto-port", "0", "--control-port", "0"),
    )
    sandbox.says("\nready\n")
    settings = settings_in(tmp_path / "sandbox-data" / "sandbox.env")
    wrong = switchboard(
        *("login", "--phone", PHONE, "--code", CODE, "--password", "wrong"), **settings
    )
    assert (wrong.code, wrong.err) == (1, "The password is wrong.\n")
    login = start("login", "--phone", PHONE, "--code", CODE, **settings)
    login.says("Password (")
    login.types("correct horse")
    ended = login.ends()
    assert ended.code == 0, ended
    assert "correct horse" not in ended.said
    assert sandbox.stop().code == 0


def settings_in(file: Path) -> dict[str, str]:
    """What `sandbox` wrote down."""
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    pairs = (line.partition("=") for line in file.read_text().splitlines())
    return {name: value.strip("'") for name, _, value in pairs}


def test_ctrl_c_at_a_question_ends_at_once(execute: Start, telegram: Telegram) -> None:
    login = execute("login", **telegram.settings)
    login.says("Phone number")
    login.signal(signal.SIGINT)
    ended = login.ends(SOON)
    assert ended.code not in {0, 2}
    assert "Traceback" not in ended.said


def test_an_input_at_its_end_is_no_answer(start: Start, telegram: Telegram) -> None:
    login = start("login", **telegram.settings)
    login.says("Phone number")
    login.hangs_up()
    ended = login.ends(SOON)
    assert ended.code == 1
    assert ended.lines[-1] == "Nobody answers: the input is at its end."


def test_a_port_that_is_taken_is_one_line(switchboard: Command) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for option in ("--bot-api-port", "--mtproto-port", "--control-port"):
            free = {"--bot-api-port": "0", "--mtproto-port": "0", "--control-port": "0"}
            words = [word for pair in {**free, option: port}.items() for word in pair]
            ended = switchboard("sandbox", *words)
            assert ended.code == 2
            assert ended.out == ""
            assert "cannot listen" in ended.lines[-1]
            assert "Traceback" not in ended.said


def test_a_webhooks_port_that_is_taken_is_one_line(
    switchboard: Command, telegram: Telegram
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        where = f"127.0.0.1:{taken.getsockname()[1]}"
        settings = {
            **telegram.settings,
            "WEBHOOK_URL": "https://example.org/updates",
            "WEBHOOK_SECRET": "a-secret",
            "WEBHOOK_LISTEN": where,
            "LOG_LEVEL": "ERROR",
        }
        ended = switchboard("run", "--only", "bot", **settings)
    assert (ended.code, ended.out) == (2, "")
    assert ended.lines == [f"WEBHOOK_LISTEN: cannot listen on {where}: it is taken"]


PORTS = "Webhook can be set up only on ports 80, 88, 443 or 8443"
UNKNOWN = "Failed to resolve host: Name or service not known"


@pytest.mark.parametrize(
    ("address", "why"),
    [("https://example.org:8444/updates", PORTS), ("https://example.invalid/updates", UNKNOWN)],
)
@pytest.mark.parametrize("words", [("run",), ("run", "--only", "bot")])
def test_a_webhook_that_telegram_refuses_is_one_line(
    start: Start,
    switchboard: Command,
    telegram: Telegram,
    words: tuple[str, ...],
    address: str,
    why: str,
) -> None:
    if words == ("run",):
        logged_in(switchboard, telegram)
    settings = {
        **telegram.settings,
        "WEBHOOK_URL": address,
        "WEBHOOK_SECRET": "a-secret",
        "WEBHOOK_LISTEN": f"127.0.0.1:{free_port()}",
        "LOG_LEVEL": "ERROR",
    }
    ended = start(*words, **settings).ends(SOON)
    assert (ended.code, "ready: bot" in ended.out) == (2, False), ended
    assert ended.lines == [f"WEBHOOK_URL: Telegram refuses it: bad webhook: {why}"]


def test_a_webhook_waits_for_a_bot_api_that_is_away(start: Start, telegram: Telegram) -> None:
    port = free_port()
    bot = start(
        "run",
        "--only",
        "bot",
        **telegram.settings
        | {
            "BOT_API_URL": f"http://127.0.0.1:{port}",
            "WEBHOOK_URL": "https://example.org/updates",
            "WEBHOOK_SECRET": "a-secret",
            "WEBHOOK_LISTEN": f"127.0.0.1:{free_port()}",
        },
    )
    bot.says("the webhook is not set yet")
    assert bot.is_alive
    assert "ready: bot" not in bot.out
    ended = bot.stop()
    assert ended.code == 0, ended


@pytest.mark.parametrize("content", ["garbage", "the desk's own database"])
def test_a_session_file_that_is_none_is_one_line_and_stays(
    switchboard: Command, telegram: Telegram, tmp_path: Path, content: str
) -> None:
    file = tmp_path / "switchboard.db"
    if content == "garbage":
        file = tmp_path / "bad.session"
        file.write_text("garbage, and more of it than a header of SQLite's would have" * 9)
    else:
        assert switchboard("operators", "add", "5001", "Ann").code == 0
    settings = {**telegram.settings, "SESSION_FILE": str(file), "LOG_LEVEL": "ERROR"}
    settings["DATABASE_URL"] = f"sqlite:///{tmp_path / 'switchboard.db'}"
    for words in (("run", "--only", "userbot"), ("login", "--phone", PHONE, "--code", CODE)):
        ended = switchboard(*words, **settings)
        assert ended.code != 0
        assert len(ended.lines) == 1, ended
        assert ended.lines[0].startswith("SESSION_FILE cannot be used"), ended
    looked = switchboard("doctor", **settings)
    assert "SESSION_FILE cannot be used" in looked.out
    assert file.exists()
    if content != "garbage":
        assert "5001" in switchboard("operators", "list").out


def test_who_is_not_logged_in_is_told_what_to_do(switchboard: Command, telegram: Telegram) -> None:
    for words in (("run",), ("run", "--only", "userbot")):
        ended = switchboard(*words, LOG_LEVEL="ERROR", **telegram.settings)
        assert ended.code == 2, ended
        assert "switchboard login" in ended.lines[-1]
        assert "Traceback" not in ended.said


def test_a_stand_by_without_postgresql_is_one_line(
    switchboard: Command, telegram: Telegram
) -> None:
    ended = switchboard("run", "--only", "bot", "--stand-by", **telegram.settings)
    assert ended.code == 2, ended
    assert ended.lines == [
        "--stand-by needs PostgreSQL (DATABASE_URL), where several machines can meet"
    ]


def test_a_bot_api_that_is_away_is_waited_for(start: Start, telegram: Telegram) -> None:
    port = free_port()
    away = {**telegram.settings, "BOT_API_URL": f"http://127.0.0.1:{port}"}
    bot = start("run", "--only", "bot", **away)
    bot.says("ready: bot")
    bot.says(str(port), times=2)
    assert bot.is_alive
    ended = bot.stop()
    assert ended.code == 0, ended
    assert "Traceback" not in ended.said
    assert telegram.settings["BOT_TOKEN"].partition(":")[2] not in ended.said


def test_a_redis_that_is_away_is_said_once_and_once_when_it_is_back(
    start: Start, telegram: Telegram
) -> None:
    port = free_port()
    bot = start(
        "run", "--only", "bot", **telegram.settings, REDIS_URL=f"redis://127.0.0.1:{port}/0"
    )
    bot.says("ready: bot")
    bot.says("Redis does not answer")
    with redis_at(port):
        bot.says("wait for it: over")
        ended = bot.stop()
    assert ended.code == 0, ended
    assert ended.said.count("Redis does not answer") == 2  # as it begins, and as it is over
    assert ended.said.count("wait for it: over") == 1


@pytest.mark.parametrize(
    "words", [("run",), ("run", "--only", "bot"), ("run", "--only", "userbot")]
)
def test_a_token_that_telegram_does_not_know_is_one_line(
    switchboard: Command, telegram: Telegram, words: tuple[str, ...]
) -> None:
    logged_in(switchboard, telegram)
    other = {**telegram.settings, "BOT_TOKEN": OTHER_TOKEN, "LOG_LEVEL": "ERROR"}
    ended = switchboard(*words, **other)
    assert ended.code == 2, ended
    assert ended.lines == ["BOT_TOKEN is wrong: Telegram does not know it; ask @BotFather"]


def test_the_token_of_another_bot_is_a_matter_for_doctor(
    switchboard: Command, telegram: Telegram
) -> None:
    other = {**telegram.settings, "BOT_TOKEN": OTHER_TOKEN}
    ended = switchboard("doctor", **other)
    assert ended.code == 1
    line = next(line for line in ended.out.splitlines() if "bot token" in line)
    assert line == "no  bot token: Telegram does not know it: ask @BotFather"
    assert "somebody-elses" not in ended.said


def test_doctor_goes_from_no_to_ok(switchboard: Command, telegram: Telegram) -> None:
    before = switchboard("doctor", **telegram.settings)
    assert before.code == 1
    assert "`switchboard db upgrade`" in before.out
    assert "`switchboard login`" in before.out
    assert switchboard("db", "upgrade", **telegram.settings).code == 0
    logged_in(switchboard, telegram)
    after = switchboard("doctor", **telegram.settings)
    assert after.code == 0, after
    assert all(line.startswith("ok  ") for line in after.out.splitlines())
    assert after.err == ""
    quiet = switchboard("doctor", "--quiet", **telegram.settings)
    assert (quiet.code, quiet.said) == (0, "")
    only = switchboard("doctor", "--only", "scheduler", **telegram.settings)
    assert (only.code, only.out) == (1, "no  part: the scheduler does not run\n")


def test_a_desk_of_processes_from_login_to_the_last_sigterm(
    start: Start, switchboard: Command, telegram: Telegram, tmp_path: Path
) -> None:
    logged_in(switchboard, telegram)
    desk = {
        **telegram.settings,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'desk.db'}",
        "BOT_RATE": "0",
        "USERBOT_RATE": "0",
        "ROOM_BUDGET": "1000",
    }
    assert switchboard("db", "upgrade", **desk).code == 0
    parts = [start("run", "--only", role, **desk) for role in ("bot", "userbot", "scheduler")]
    for part, role in zip(parts, ("bot", "userbot", "scheduler"), strict=True):
        part.says(f"ready: {role}")

    file = tmp_path / "two.jsonl"
    turns = [{"by": by, "text": f"{by} speaks"} for by in ("customer", "operator", "customer")]
    good = json.dumps({"id": "a", "turns": turns})
    file.write_text(f"{good}\nnot json\n{good}\n")
    ended = switchboard(
        *("replay", str(file), "--operators", "1", "--sandbox", telegram.control), **desk
    )
    assert ended.code == 0, ended
    assert "line 2" in ended.err
    assert "2 tickets, 6 turns, 0 missing, 0 duplicated, 0 reordered" in ended.out

    # While it runs, doctor finds nothing and disturbs nobody.
    looked = switchboard("doctor", **desk)
    assert looked.code == 0, looked
    assert "ok  user account, login: in use by the userbot at work, and not asked" in looked.out
    for role in ("bot", "userbot", "scheduler"):
        only = switchboard("doctor", "--only", role, **desk)
        assert (only.code, only.out) == (0, f"ok  part: the {role} is at work\n")
    # Its session file is nobody else's, whoever asks, another desk's too.
    another = {**desk, "DATABASE_URL": f"sqlite:///{tmp_path / 'another.db'}"}
    assert switchboard("db", "upgrade", **another).code == 0
    for command, settings in (
        (("login", "--phone", "99966000001"), desk),
        (("run", "--only", "userbot"), another),
    ):
        refused = switchboard(*command, **settings)
        assert refused.code != 0
        assert len([line for line in refused.lines if "is in use by another" in line]) == 1
        assert "Traceback" not in refused.said
    assert all(part.is_alive for part in parts)

    for part in parts:
        part.signal(signal.SIGTERM)
    for part in parts:
        last = part.ends(SOON)
        assert last.code == 0, last
        assert "Traceback" not in last.said
        assert not re.search(r"\[(error|critical)", last.err), last.err
        assert telegram.settings["BOT_TOKEN"].partition(":")[2] not in last.said


def test_ctrl_c_ends_a_whole_desk_without_a_word_of_python(
    start: Start, switchboard: Command, telegram: Telegram
) -> None:
    logged_in(switchboard, telegram)
    desk = start("run", **telegram.settings)
    for role in ("bot", "userbot", "scheduler"):
        desk.says(f"ready: {role}")
    desk.signal(signal.SIGINT)
    ended = desk.ends(SOON)
    assert ended.code == 0, ended
    assert "Traceback" not in ended.said


def test_ctrl_c_ends_a_demo_without_a_word_of_python(start: Start) -> None:
    demo = start("demo", "--story", "rooms")  # the long one: it is not over by then
    demo.says("✓")
    demo.signal(signal.SIGINT)
    ended = demo.ends(SOON)
    assert ended.code != 0
    assert "Traceback" not in ended.said
