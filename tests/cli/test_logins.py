"""Each machine has its own login of the user account: a session file is never copied."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Command, Telegram

PHONE, CODE = "+99966100000", "12345"

pytestmark = pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)


def test_a_copied_session_is_refused_until_somebody_says_that_the_desk_has_moved(
    switchboard: Command, telegram: Telegram, desk_url: str, tmp_path: Path
) -> None:
    def on(host: str) -> dict[str, str]:
        home = tmp_path / host
        home.mkdir(exist_ok=True)
        return {
            **telegram.settings,
            "DATABASE_URL": desk_url,
            "HOST_NAME": host,
            "SESSION_FILE": str(home / "userbot.session"),
        }

    login = ("login", "--phone", PHONE, "--code", CODE)
    assert switchboard(*login, **on("first")).code == 0
    assert switchboard(*login, **on("first")).code == 0, "its own is no other's"
    on("second")
    shutil.copy(tmp_path / "first" / "userbot.session", tmp_path / "second")
    for words in (login, ("run", "--only", "userbot"), ("run", "--stand-by")):
        refused = switchboard(*words, **on("second"), LOG_LEVEL="ERROR")
        assert refused.code != 0, refused
        [line] = refused.lines
        assert "belongs to the machine first, and this is second" in line
        assert "`switchboard login --moved`" in line
    told = switchboard("doctor", **on("second"))
    assert "user account, login: belongs to the machine first" in told.out

    assert switchboard("login", "--moved", **on("second")).code == 0
    refused = switchboard(*login, **on("first"))
    assert "belongs to the machine second, and this is first" in refused.lines[0]


def test_each_machine_logs_in_by_itself(
    switchboard: Command, telegram: Telegram, desk_url: str, tmp_path: Path
) -> None:
    for host in ("third", "fourth"):
        settings = {
            **telegram.settings,
            "DATABASE_URL": desk_url,
            "HOST_NAME": host,
            "SESSION_FILE": str(tmp_path / f"{host}.session"),
        }
        lacking = switchboard("run", "--stand-by", **settings, LOG_LEVEL="ERROR")
        assert lacking.code == 2, lacking
        assert lacking.lines == [f"no login in {tmp_path / host}.session: run `switchboard login`"]
        assert switchboard("login", "--phone", PHONE, "--code", CODE, **settings).code == 0
