"""Files for the owner's eyes only: where they may lie, and how they come there whole.

Whoever puts something into the archive's folder does it by these, so that there is one rule for
all.
"""

import os
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def inside(folder: Path, path: str) -> Path:
    """Return the place of `path` below the folder. Raises ValueError when it leads out of it."""
    root = folder.resolve()
    place = (root / path).resolve()
    if place == root or not place.is_relative_to(root):
        raise ValueError(f"{path!r} leads out of the archive")
    return place


def private_folder(folder: Path) -> None:
    """Make the folder if it is missing, with its parents; nobody else may look in. Raises
    OSError."""
    # `mkdir` gives parents the default mode, so each missing one is made by itself.
    for missing in reversed([parent for parent in folder.parents if not parent.exists()]):
        missing.mkdir(mode=FOLDER_MODE, exist_ok=True)
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    if folder.stat().st_mode & 0o777 != FOLDER_MODE:
        folder.chmod(FOLDER_MODE)


def private_file(file: Path, flags: int = 0) -> int:
    """Open the file, created if it is missing, readable and writable by us alone; no link is
    followed. `flags` as for os.open, beside those. Returns a descriptor. Raises OSError."""
    opened = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | flags, FILE_MODE)
    os.fchmod(opened, FILE_MODE)
    return opened


def begin(part: Path) -> int:
    """Create the file that a download is written to, with its folders. Returns how many bytes it
    has from before. Raises OSError."""
    private_folder(part.parent)
    opened = private_file(part)
    try:
        return os.fstat(opened).st_size
    finally:
        os.close(opened)


def finish(part: Path, target: Path) -> int:
    """Give the complete file its final name, and flush it to the disk. Returns its size in bytes.
    Raises OSError, FileNotFoundError when it was erased meanwhile."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
        size = os.fstat(file.fileno()).st_size
    part.replace(target)
    return size
