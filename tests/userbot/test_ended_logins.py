"""A login that Telegram ended is asked about once an hour, however often a process begins."""

import json
import os
import time
from pathlib import Path

import pytest

from userbot.ended_logins import AGAIN, ended, forget_ended, mark_of, note_ended

WHY = "Telegram ended the login (SESSION_REVOKED): run `switchboard login`"


@pytest.fixture
def session(tmp_path: Path) -> Path:
    file = tmp_path / "userbot.session"
    file.write_bytes(b"a login")
    note_ended(file, WHY)
    return file


def age(file: Path, seconds: float) -> None:
    """So long ago it was noted."""
    then = time.time() - seconds
    os.utime(mark_of(file), (then, then))


def test_telegram_is_not_asked_within_the_hour_and_is_after_it(session: Path) -> None:
    assert ended(session) == WHY
    age(session, AGAIN - 60)
    assert ended(session) == WHY
    age(session, AGAIN + 1)
    assert ended(session) is None
    assert AGAIN == 3600


def test_somebody_who_logs_in_is_believed_at_once(session: Path) -> None:
    session.write_bytes(b"another login")
    assert ended(session) is None


def test_a_login_by_the_command_takes_the_note_away(session: Path) -> None:
    forget_ended(session)
    assert not mark_of(session).exists()
    assert ended(session) is None
    forget_ended(session)


def test_the_note_is_nobody_elses_business_and_holds_no_key(session: Path) -> None:
    mark = mark_of(session)
    assert mark.stat().st_mode & 0o777 == 0o600
    assert set(json.loads(mark.read_text())) == {"why", "session"}


@pytest.mark.parametrize("content", ["", "no JSON", "[]", '{"why": "x"}'])
def test_a_note_that_cannot_be_read_costs_a_question(session: Path, content: str) -> None:
    mark_of(session).write_text(content)
    assert ended(session) is None
