"""The archive's own disk, which can be full, or take nothing."""

import asyncio
import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = "256m"
REMOUNTS_WITHIN = 3.0
"""Seconds: a disk is not made read-only while a file on it is open for writing."""
AGAIN = 0.01


class Disk:
    """A small disk, if the system lets one be mounted (`is_own`).

    One thing is done to it at a time: what fills it cannot be taken away while it is read-only.
    """

    def __init__(self, folder: Path, *, is_own: bool) -> None:
        self._folder, self.is_own = folder, is_own
        self._turn = asyncio.Lock()

    async def full(self, seconds: float) -> None:
        """Let nothing more fit on it for so long (ENOSPC)."""
        filler = self._folder / ".filler"
        async with self._turn:
            try:
                await asyncio.to_thread(_fill, filler)
                await asyncio.sleep(seconds)
            finally:
                filler.unlink(missing_ok=True)

    async def read_only(self, seconds: float) -> None:
        """Let it take nothing for so long (EROFS). Raises OSError when it cannot be made so."""
        async with self._turn:
            await asyncio.to_thread(_remount, self._folder, "ro")
            try:
                await asyncio.sleep(seconds)
            finally:
                await asyncio.to_thread(_remount, self._folder, "rw")


@contextmanager
def disk_at(folder: Path) -> Iterator[Disk]:
    """Mount a disk at that folder for the length of a `with`. Afterwards what is on it lies in the
    folder itself."""
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        _run("mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "torture", str(folder))
    except OSError:  # only root may, and in containers not even root
        yield Disk(folder, is_own=False)
        return
    try:
        yield Disk(folder, is_own=True)
    finally:
        aside = folder.with_name(f".{folder.name}.aside")
        shutil.copytree(folder, aside, dirs_exist_ok=True)
        _run("umount", "-l", str(folder))
        shutil.copytree(aside, folder, dirs_exist_ok=True)
        shutil.rmtree(aside)


def _fill(file: Path) -> None:
    """Take all that is free, while others write."""
    with file.open("wb", buffering=0) as filler:
        taken = 0
        while free := _free(file.parent):
            with contextlib.suppress(OSError):  # somebody was quicker
                os.posix_fallocate(filler.fileno(), taken, free)
                taken += free


def _free(folder: Path) -> int:
    there = os.statvfs(folder)
    return there.f_bavail * there.f_frsize


def _remount(folder: Path, how: str) -> None:
    deadline = time.monotonic() + REMOUNTS_WITHIN
    while True:
        try:
            return _run("mount", "-o", f"remount,{how}", str(folder))
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(AGAIN)


def _run(name: str, *words: str) -> None:
    """Raises OSError when there is no such program, or when it fails."""
    program = shutil.which(name)
    if program is None:
        raise FileNotFoundError(name)
    done = subprocess.run(  # noqa: S603 - words of our own
        [program, *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise OSError(f"{name}: {done.stderr.strip()}")
