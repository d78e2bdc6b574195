"""Has PDFs printed, by a process of its own (`archive.press`): neither the bot nor a page waits for
it, and what it takes of memory is gone with it."""

import asyncio
import os
import pickle
import sys
from asyncio import StreamWriter
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterable
from contextlib import suppress
from typing import BinaryIO

from archive.pdf_parts import Part

PATIENCE = 600.0
"""Seconds."""

_PIECE = 1024 * 1024
_KEPT = frozenset({"HOME", "LANG", "LC_ALL", "PATH", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV"})
_one_at_a_time = asyncio.Semaphore(1)


class NotPrintedError(Exception):
    """No PDF came of it; the text says why."""


async def print_pdf(parts: AsyncIterable[Part], out: BinaryIO) -> None:
    """Write the PDF that these parts make. They are asked for one by one, as they are printed.

    Raises NotPrintedError, OSError when the file cannot be written.
    """
    try:
        async with asyncio.timeout(PATIENCE), _one_at_a_time:
            await _print(parts, out)
    except TimeoutError:
        raise NotPrintedError("it took too long") from None


async def _print(parts: AsyncIterable[Part], out: BinaryIO) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "archive.press", stdin=PIPE, stdout=PIPE, env=_environment()
    )
    try:
        if process.stdin is None or process.stdout is None:
            raise NotPrintedError("its process has no pipes")
        # What ends early says so by its code.
        with suppress(BrokenPipeError, ConnectionResetError):
            await _feed(parts, process.stdin)
        while piece := await process.stdout.read(_PIECE):
            await asyncio.to_thread(out.write, piece)
        code = await process.wait()
    finally:
        await _ended(process)
    if code:
        raise NotPrintedError(f"its process ended with {code}")


async def _feed(parts: AsyncIterable[Part], into: StreamWriter) -> None:
    async for part in parts:
        into.write(pickle.dumps(part))
        await into.drain()
    into.close()


async def _ended(process: Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _environment() -> dict[str, str]:
    """What the process is told of ours: no secret. It reads files that strangers sent."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT or name.startswith("PYTHON")
    }
