"""Writing a customer's files: whole or not at all, and for the owner's eyes only."""

import os
from collections.abc import Mapping
from pathlib import Path

_FOLDER_MODE = 0o700
_FILE_MODE = 0o600


def private_folder(folder: Path) -> None:
    """Make the folder if it is missing, with its parents; nobody else may look in. Raises
    OSError."""
    for missing in reversed([parent for parent in folder.parents if not parent.exists()]):
        missing.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    if folder.stat().st_mode & 0o777 != _FOLDER_MODE:
        folder.chmod(_FOLDER_MODE)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put each file in place at once: a reader sees the old one or the new one. Raises OSError.

    Not forced to the disk: what a power cut takes is made again from the rows.
    """
    private_folder(folder)
    for name, content in files.items():
        # Named by process, so that two of them never write into one another's file.
        made = folder / f".{name}.{os.getpid()}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        with open(os.open(made, flags, _FILE_MODE), "wb") as out:  # noqa: PTH123 (a descriptor)
            os.fchmod(out.fileno(), _FILE_MODE)
            out.write(content)
        made.replace(folder / name)
