"""Defines what stops a command in good order."""

from collections.abc import Sequence
from pathlib import Path


class SettingsError(Exception):
    """Settings are missing or wrong; `lines` has one line each, naming the variable."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class CommandError(Exception):
    """A command cannot go on; one clear line for the person at the terminal, and its exit code."""

    def __init__(self, line: str, *, code: int = 2) -> None:
        super().__init__(line)
        self.code = code


class LoginEndedError(CommandError):
    """Telegram ended every login of the userbot's; one of `files` changes when somebody logs in
    anew."""

    def __init__(self, line: str, files: Sequence[Path]) -> None:
        super().__init__(line)
        self.files = tuple(files)


class LapsedError(Exception):
    """The part cannot be sure now to be the desk's only one, and has to begin anew when it is.
    Nobody has to mend anything."""
