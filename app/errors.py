"""What stops a command in good order."""


class CommandError(Exception):
    """One clear line for the person at the terminal; `code` is the command's exit code."""

    def __init__(self, line: str, *, code: int = 2) -> None:
        super().__init__(line)
        self.code = code
