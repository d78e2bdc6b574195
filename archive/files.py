"""Writes a customer's files: whole or not at all, and for the owner's eyes only."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from io import BufferedRandom
from pathlib import Path

from core.files import private_file, private_folder

_MADE = ".new"
_LEFT_BEHIND = (
    (re.compile(rf"\..+\.\d+({re.escape(_MADE)})?"), timedelta(hours=1)),
    # A download that was broken off goes on where it stopped, if it is wanted again.
    (re.compile(r"\..+\.part"), timedelta(days=7)),
)
"""How files that are being made are called, and after how long nobody makes them any more."""


def write_files(folder: Path, files: Mapping[str, bytes | bytearray]) -> None:
    """Put each file in place at once: a reader sees the old one or the new one. Raises OSError.

    Not forced to the disk: what a power cut takes is made again from the rows.
    """
    private_folder(folder)
    for name, content in files.items():
        with written_whole(folder / name) as out:
            out.write(content)


@contextmanager
def written_whole(target: Path) -> Iterator[BufferedRandom]:
    """Open a file to write into that is under its name once the block ends well; when it does not,
    nothing is left. Raises OSError."""
    # Named by process, so that two of them never write into one another's file.
    made = target.with_name(f".{target.name}.{os.getpid()}{_MADE}")
    try:
        with open(private_file(made, os.O_TRUNC), "w+b") as out:  # noqa: PTH123 (a descriptor)
            yield out
        made.replace(target)
    except BaseException:
        with suppress(OSError):
            made.unlink()
        raise


def sweep(folder: Path, now: datetime) -> int:
    """Delete what killed processes left half made anywhere below `folder`; how many files. What
    cannot be deleted stays."""
    swept = 0
    for place, _, names in os.walk(folder):
        for name in names:
            age = next((age for pattern, age in _LEFT_BEHIND if pattern.fullmatch(name)), None)
            if age is None:
                continue
            file = Path(place, name)
            with suppress(OSError):
                if file.lstat().st_mtime < (now - age).timestamp():
                    file.unlink()
                    swept += 1
    return swept
