"""Remembers logins that Telegram ended, beside their session files: a process that is started again
and again does not ask Telegram about one each time."""

import json
import time
from contextlib import suppress
from pathlib import Path

AGAIN = 3600.0
"""Seconds after which Telegram is asked again all the same: a mistake of ours must not last."""


def note_ended(file: Path, why: str) -> None:
    """Note that the login in that session file is over. Raises nothing: the worst is one question
    too many."""
    with suppress(OSError):
        mark = mark_of(file)
        mark.touch(mode=0o600)
        mark.write_text(json.dumps({"why": why, "session": _look(file)}), encoding="utf-8")


def ended(file: Path) -> str | None:
    """Return why the login there is over, as far as is known; None when Telegram has to be asked:
    after a while, or when the file is another one."""
    try:
        mark = mark_of(file)
        noted = json.loads(mark.read_text(encoding="utf-8"))
        if time.time() - mark.stat().st_mtime > AGAIN or noted["session"] != _look(file):
            return None
        return str(noted["why"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget_ended(file: Path) -> None:
    """Forget that a login ended: somebody has logged in."""
    with suppress(OSError):
        mark_of(file).unlink(missing_ok=True)


def mark_of(file: Path) -> Path:
    """Return the file in which that is noted; it is gone when somebody has logged in."""
    return file.with_name(f"{file.name}.ended")


def _look(file: Path) -> list[int]:
    found = file.stat()
    return [found.st_ino, found.st_size, found.st_mtime_ns]
