"""`switchboard` in a process of its own, without the seconds that importing takes.

Each is forked from a server process that has everything imported, and then runs what the command
`switchboard` runs.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
from asyncio import StreamReader
from collections.abc import Mapping
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import IO, Any, cast

SERVER = "TEST_FORK_SERVER"
"""The variable with the address of the server that the workers of a run share."""
IS_KEYLESS = sys.version_info < (3, 14)
"""Whether a server serves whoever knows its address; later ones ask for their starter's key."""


def preloaded() -> ForkServerContext:
    """Where such processes come from. A test run has one such server: it starts with the first."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.preload"])
    server: Any = forkserver._forkserver
    given = os.environ.get(SERVER)
    if given and server._forkserver_address is None:
        server._forkserver_address = given
        server._forkserver_alive_fd = os.open(os.devnull, os.O_WRONLY)  # its starter holds it
        server.ensure_running = lambda: None
    return context


def share_server() -> None:
    """Start the server for all processes that inherit our environment; it ends with us."""
    if IS_KEYLESS:
        preloaded()
        forkserver.ensure_running()
        server: Any = forkserver._forkserver
        os.environ[SERVER] = server._forkserver_address


def run_command(
    home: Path,
    environment: Mapping[str, str],
    words: tuple[str, ...],
    streams: tuple[Connection, Connection, Connection],
) -> None:
    """What the new process does: the command, in `home`, with this environment and no other. What
    it starts in its turn is forked as well.

    `streams` are its standard input, output and error.
    """
    for number, stream in enumerate(streams):
        os.dup2(stream.fileno(), number)
        stream.close()
    # multiprocessing gives its processes an empty input under another number.
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (a descriptor)
    os.chdir(home)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["switchboard", *words]
    from app.cli import main
    from stories import processes

    if IS_KEYLESS:
        # It has the server's address from the server itself, and need not start one of its own.
        forkserver._forkserver.ensure_running = lambda: None  # type: ignore[method-assign]
    processes.run_python = cast(Any, run_fork)
    # Ended with whoever started it, it may start others nevertheless: those are watched over.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]

    main()


class ForkedPart:
    """A process that a forked one started: what it is asked for as an asyncio process."""

    def __init__(
        self, process: ForkServerProcess, stdout: StreamReader, stderr: StreamReader | None
    ) -> None:
        self.stdin = None
        self.stdout, self.stderr = stdout, stderr
        self._process = process
        loop = asyncio.get_running_loop()
        self._end: asyncio.Future[int] = loop.create_future()
        loop.add_reader(process.sentinel, self._ended)

    def _ended(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._end.set_result(self._process.exitcode or 0)

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    @property
    def returncode(self) -> int | None:
        return self._end.result() if self._end.done() else None

    async def wait(self) -> int:
        return await asyncio.shield(self._end)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)


async def run_fork(
    home: Path, environment: Mapping[str, str], words: tuple[str, ...], errors: int | IO[bytes]
) -> ForkedPart:
    """As `stories.processes.run_python`, forked."""
    forks = preloaded()
    out, printed = forks.Pipe(duplex=False)
    given = Connection(os.open(os.devnull, os.O_RDONLY))
    if isinstance(errors, int):
        err, complained = forks.Pipe(duplex=False)
    else:
        err, complained = None, Connection(os.dup(errors.fileno()), readable=False)
    theirs = (given, printed, complained)
    process = forks.Process(
        target=run_command, args=(home, environment, words, theirs), daemon=True
    )
    process.start()
    for end in theirs:
        end.close()
    return ForkedPart(process, await _reader(out), None if err is None else await _reader(err))


async def _reader(end: Connection) -> StreamReader:
    reader = StreamReader()
    pipe = os.fdopen(os.dup(end.fileno()), "rb")
    end.close()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, pipe)
    return reader
