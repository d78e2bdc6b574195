"""Writing a customer's files: whole or not at all, and for the owner's eyes only."""

import os
from collections.abc import Mapping
from pathlib import Path

from core.files import private_file, private_folder


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put each file in place at once: a reader sees the old one or the new one. Raises OSError.

    Not forced to the disk: what a power cut takes is made again from the rows.
    """
    private_folder(folder)
    for name, content in files.items():
        # Named by process, so that two of them never write into one another's file.
        made = folder / f".{name}.{os.getpid()}"
        with open(private_file(made, os.O_TRUNC), "wb") as out:  # noqa: PTH123 (a descriptor)
            out.write(content)
        made.replace(folder / name)
