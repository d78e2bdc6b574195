"""Tells a health check whether a part is at work: `switchboard doctor --only <part>`.

It loads nothing but a driver, takes no lock and calls nobody: what it tells, the part itself wrote
into its row some seconds ago.
"""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from socket import gethostname

from db.dsn import DatabaseUnavailableError
from db.heartbeat import Heartbeat, heartbeats, standing_by

PARTS = ("bot", "userbot", "scheduler", "web")
NAMES = {"files": "files part", "web": "page for staff"}
"""Of parts that are not called what they are."""
DEFAULT_DATABASE = "sqlite:///switchboard.db"


@dataclass(frozen=True, slots=True)
class Pulse:
    """One line of the answer."""

    ok: bool
    text: str


def requested(words: list[str]) -> tuple[str, bool] | None:
    """Return which part a command line asks about, and whether quietly; None for any other
    command."""
    if words[:1] != ["doctor"]:
        return None
    rest, quiet, only = words[1:], False, None
    while rest:
        word = rest.pop(0)
        if word == "--quiet":
            quiet = True
        elif word == "--only" and rest:
            only = rest.pop(0)
        elif word.startswith("--only="):
            only = word.removeprefix("--only=")
        else:
            return None
    return (only, quiet) if only in PARTS else None


def check(part: str, *, quiet: bool) -> int:
    """Print a part's state. Returns 0 when it is at work and nothing troubles it."""
    pulse = asyncio.run(pulse_of(part, database_url(), host_name()))
    if not (pulse.ok and quiet):
        print(f"{'ok' if pulse.ok else 'no'}  part: {pulse.text}")  # noqa: T201
    return 0 if pulse.ok else 1


async def pulse_of(part: str, url: str, host: str) -> Pulse:
    """Read a part's heartbeat and report its state: that of the process which stands by on this
    machine, if one does."""
    try:
        found = await heartbeats(url)
    except DatabaseUnavailableError as error:
        return Pulse(ok=False, text=str(error))
    here = [beat for beat in standing_by(found, part) if beat.host == host]
    # Of several that wait here, one that is well says enough.
    waits = next((beat for beat in here if beat.beats), here[0] if here else None)
    return pulse(part, found.get(part)) if waits is None else pulse(part, waits, waits=True)


class State(StrEnum):
    """How a part is."""

    ABSENT = "absent"
    HANGS = "hangs"
    TROUBLED = "troubled"
    WORKS = "works"
    WAITS = "waits"


def state_of(beat: Heartbeat | None, *, waits: bool = False) -> State:
    """Tell how a part is by its heartbeat. `waits`: that of one that stands by."""
    if beat is None:
        return State.ABSENT
    if not beat.beats:
        return State.HANGS
    if waits:
        return State.WAITS
    return State.TROUBLED if beat.trouble else State.WORKS


def pulse(part: str, beat: Heartbeat | None, *, waits: bool = False) -> Pulse:
    """Report a part's state by its heartbeat. `waits`: that of one that stands by."""
    part = NAMES.get(part, part)
    state = state_of(beat, waits=waits)
    overdue, trouble = (0.0, None) if beat is None else (beat.overdue, beat.trouble)
    texts = {
        State.ABSENT: f"the {part} does not run",
        State.HANGS: f"the {part} hangs, or was killed: its lease ended {overdue:.0f} s ago",
        State.TROUBLED: f"the {part} does not work: {trouble}",
        State.WORKS: f"the {part} is at work",
        State.WAITS: f"the {part} stands by",
    }
    return Pulse(state in (State.WORKS, State.WAITS), texts[state])


def database_url(environment: Mapping[str, str] = os.environ) -> str:
    """Return DATABASE_URL as `app.settings` reads it."""
    return _setting("database_url", environment) or DEFAULT_DATABASE


def host_name(environment: Mapping[str, str] = os.environ) -> str:
    """Return HOST_NAME as `app.settings` reads it."""
    return _setting("host_name", environment) or gethostname()


def _setting(wanted: str, environment: Mapping[str, str]) -> str | None:
    """Read a setting: of the environment, then of `.env`, in any case of letters, and nothing where
    it is empty."""
    for source in (environment, _of_file(Path(".env"))):
        for name, value in source.items():
            if name.lower() == wanted and value:
                return value
    return None


def _of_file(file: Path) -> Mapping[str, str]:
    if not file.is_file():
        return {}
    from dotenv import dotenv_values  # what pydantic-settings reads it with

    return {name: value or "" for name, value in dotenv_values(file, encoding="utf-8").items()}
