"""Asks at the terminal while the event loop goes on: a connection is waiting, too."""

import asyncio
import os
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import CommandError


async def ask(question: str, *, hidden: bool = False) -> str:
    """Ask until something is answered; `hidden` does not show what is typed.

    Not in a thread: a thread that waits for a line cannot be stopped by Ctrl-C. Raises CommandError
    at the end of the input.
    """
    while True:
        sys.stderr.write(f"{question}: ")
        sys.stderr.flush()
        with _without_echo(hidden):
            answer = (await _line()).strip()
        if answer:
            return answer


async def _line() -> str:
    source = sys.stdin.fileno()
    line = b""
    while not line.endswith(b"\n"):
        await _readable(source)
        piece = os.read(source, 1)
        if not piece:
            sys.stderr.write("\n")
            raise CommandError("Nobody answers: the input is at its end.", code=1)
        line += piece
    return line.decode(errors="replace")


async def _readable(source: int) -> None:
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    try:
        loop.add_reader(source, ready.set)
    except PermissionError:
        return  # a file is always readable, and cannot be waited for
    try:
        await ready.wait()
    finally:
        loop.remove_reader(source)


@contextmanager
def _without_echo(hidden: bool) -> Iterator[None]:
    source = sys.stdin.fileno()
    if not hidden or not os.isatty(source):
        yield
        return
    before = termios.tcgetattr(source)
    quiet = [*before]
    quiet[3] &= ~termios.ECHO
    termios.tcsetattr(source, termios.TCSADRAIN, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(source, termios.TCSADRAIN, before)
        sys.stderr.write("\n")
