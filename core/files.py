"""Files for the owner's eyes only: where they may lie, and how they come there whole.

Whoever puts something into the archive's folder does it by these, so that there is one rule for
all.
"""

import os
from dataclasses import dataclass
from hashlib import blake2b, file_digest
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


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is there: how many bytes it has, and their BLAKE2b-256 in hexadecimal."""

    size: int
    digest: str


def finish(part: Path, target: Path) -> Kept:
    """Give the complete file its final name, and flush it to the disk. Raises OSError,
    FileNotFoundError when it was erased meanwhile."""
    kept = kept_in(part, flush=True)
    part.replace(target)
    return kept


def kept_in(path: Path, *, flush: bool = False) -> Kept:
    """Return what a file has. Raises OSError."""
    with path.open("rb") as file:
        if flush:
            os.fsync(file.fileno())
        digest = file_digest(file, lambda: blake2b(digest_size=32))
        return Kept(os.fstat(file.fileno()).st_size, digest.hexdigest())
