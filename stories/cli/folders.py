"""The folder that a command of the stories is given, made before it begins."""

import tempfile
from pathlib import Path

from app.errors import CommandError


def home_folder(given: Path | None) -> Path:
    """The folder of a story, made if need be; a temporary one unless given. Raises
    CommandError."""
    try:
        if given is None:
            return Path(tempfile.mkdtemp(prefix="switchboard-"))
        given.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        where = given or tempfile.gettempdir()
        raise CommandError(f"--home: {where} cannot be made: {error.strerror}") from error
    return given.absolute()
