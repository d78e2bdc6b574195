"""What stops a command in good order."""

from collections.abc import Sequence
from pathlib import Path


class CommandError(Exception):
    """One clear line for the person at the terminal; `code` is the command's exit code."""

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
    """The part cannot be sure to be the desk's only one just now, and has to begin anew when it is.
    Nothing that anybody has to mend."""
