"""`switchboard` as its user uses it: in this process where that says enough, else in its own."""

import logging
import os
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, Literal, Protocol

import asyncpg
import pytest
import structlog

from app.cli import main
from app.logs import OURS
from app.settings import Settings
from stories.watcher import Watcher
from tests.support.databases import Databases, run_apart
from tests.support.desk import desk_url, postgresql_desk
from tests.support.either import either
from tests.support.forks import preloaded, run_command

__all__ = ["desk_url", "either", "postgresql_desk"]  # fixtures

PATIENCE = 60.0
"""Seconds that a process may take on a machine that is busy with other tests."""

INHERITED = ("PATH", "HOME", "LANG", "PYTHONPATH", "TZ", "TMPDIR")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything that it printed."""
        return self.out + self.err

    @property
    def lines(self) -> list[str]:
        """What it printed on standard error."""
        return self.err.strip().splitlines()


class Command(Protocol):
    """Runs `switchboard <words>` with these settings and no others."""

    def __call__(self, *words: str, **settings: str) -> Outcome: ...


@pytest.fixture
def switchboard(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Command]:
    """The command in this process, in a folder of its own."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in OURS}
    configured = structlog.get_config()
    monkeypatch.chdir(tmp_path)

    def run(*words: str, **settings: str) -> Outcome:
        with monkeypatch.context() as patched:
            for name in Settings.model_fields:
                patched.delenv(name.upper(), raising=False)
            for name, value in settings.items():
                patched.setenv(name, value)
            patched.setenv("COLUMNS", "200")
            patched.setattr(sys, "argv", ["switchboard", *words])
            capsys.readouterr()
            try:
                main()
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 0
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    yield run
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.configure(**configured)


class Process(Protocol):
    """What runs a command, and the other ends of its standard streams."""

    into: IO[str]
    out: IO[str]
    err: IO[str]

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def wait(self, within: float) -> int: ...
    def send_signal(self, number: int) -> None: ...


class Executed:
    """The command as an owner starts it: a Python of its own."""

    def __init__(self, home: Path, words: tuple[str, ...], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "app", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=home,
            env=environment,
            text=True,
        )
        process = self._process
        assert process.stdin
        assert process.stdout
        assert process.stderr
        self.into: IO[str] = process.stdin
        self.out: IO[str] = process.stdout
        self.err: IO[str] = process.stderr

    @property
    def pid(self) -> int:
        return self._process.pid

    def poll(self) -> int | None:
        return self._process.poll()

    def wait(self, within: float) -> int:
        return self._process.wait(within)

    def send_signal(self, number: int) -> None:
        self._process.send_signal(number)


class Forked:
    """The same command, forked from a process that has everything imported."""

    def __init__(self, home: Path, words: tuple[str, ...], environment: Mapping[str, str]) -> None:
        forks = preloaded()
        given, into = forks.Pipe(duplex=False)
        out, printed = forks.Pipe(duplex=False)
        err, complained = forks.Pipe(duplex=False)
        theirs = (given, printed, complained)
        self._process = forks.Process(target=run_command, args=(home, environment, words, theirs))
        self._process.start()
        for end in theirs:
            end.close()
        self.into = _opened(into, "w")
        self.out = _opened(out, "r")
        self.err = _opened(err, "r")

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, within: float) -> int:
        self._process.join(within)
        code = self._process.exitcode
        assert code is not None, f"still running after {within:.0f} s"
        return code

    def send_signal(self, number: int) -> None:
        pid = self._process.pid
        if pid is not None and self._process.exitcode is None:
            os.kill(pid, number)


def _opened(end: Connection, mode: Literal["r", "w"]) -> IO[str]:
    """One end of a pipe as a stream of text, as `subprocess` gives it."""
    number = os.dup(end.fileno())
    end.close()
    return os.fdopen(number, mode, encoding="utf-8")


Way = Callable[[Path, tuple[str, ...], Mapping[str, str]], Process]


class Running:
    """One command in a process of its own; what it prints can be read while it runs."""

    def __init__(
        self,
        home: Path,
        words: tuple[str, ...],
        settings: Mapping[str, str],
        way: Way = Forked,
    ) -> None:
        inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
        self.home = home
        self._process = way(home, words, {**inherited, **settings, "COLUMNS": "200"})
        self._watcher = Watcher(self._process.pid)
        self._printed: dict[str, list[str]] = {"out": [], "err": []}
        self._new = threading.Condition()
        self._readers = [
            threading.Thread(target=self._read, args=(name,), daemon=True) for name in self._printed
        ]
        for reader in self._readers:
            reader.start()

    def _read(self, name: str) -> None:
        stream = self._process.out if name == "out" else self._process.err
        while piece := stream.read(1):
            with self._new:
                self._printed[name].append(piece)
                self._new.notify_all()
        with self._new:
            self._new.notify_all()

    @property
    def out(self) -> str:
        return "".join(self._printed["out"])

    @property
    def err(self) -> str:
        return "".join(self._printed["err"])

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def says(self, words: str, times: int = 1) -> None:
        """Wait until it has printed these words so often."""
        with self._new:
            said = self._new.wait_for(
                lambda: (self.out + self.err).count(words) >= times or not self._is_reading(),
                PATIENCE,
            )
        assert said, (words, self.out, self.err)
        assert (self.out + self.err).count(words) >= times, (words, self.out, self.err)

    def _is_reading(self) -> bool:
        return any(reader.is_alive() for reader in self._readers)

    def types(self, line: str) -> None:
        """Answer a question."""
        self._process.into.write(line + "\n")
        self._process.into.flush()

    def hangs_up(self) -> None:
        """End its input."""
        self._process.into.close()

    def signal(self, number: int) -> None:
        """Send a signal."""
        self._process.send_signal(number)

    def ends(self, within: float = PATIENCE) -> Outcome:
        """Wait for its end."""
        code = self._process.wait(within)
        for reader in self._readers:
            reader.join(PATIENCE)
        return Outcome(code, self.out, self.err)

    def stop(self) -> Outcome:
        """SIGTERM, and its end."""
        self.signal(signal.SIGTERM)
        return self.ends()

    def close(self) -> None:
        """Leave nothing running."""
        if self.is_alive:
            self._process.send_signal(signal.SIGKILL)
        self._process.wait(PATIENCE)
        self._watcher.dismiss()
        for reader in self._readers:
            reader.join(PATIENCE)
        for stream in (self._process.into, self._process.out, self._process.err):
            stream.close()


class Start(Protocol):
    """Starts `switchboard <words>` in a process of its own."""

    def __call__(self, *words: str, **settings: str) -> Running: ...


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Processes that end with the test."""
    with _starting(tmp_path, Forked) as begin:
        yield begin


@pytest.fixture
def execute(tmp_path: Path) -> Iterator[Start]:
    """The same, each a Python of its own: ten times slower, and all of it as an owner has it."""
    with _starting(tmp_path, Executed) as begin:
        yield begin


@contextmanager
def _starting(home: Path, way: Way) -> Iterator[Start]:
    running: list[Running] = []

    def begin(*words: str, **settings: str) -> Running:
        running.append(Running(home, words, settings, way))
        return running[-1]

    try:
        yield begin
    finally:
        for each in running:
            each.close()


@dataclass(frozen=True, slots=True)
class Telegram:
    """A sandbox that runs: the settings that lead to it, and its control API."""

    settings: dict[str, str]
    control: str


@pytest.fixture(scope="module")
def telegram(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Telegram]:
    """`switchboard sandbox` in a process of its own, for a module's tests."""
    home = tmp_path_factory.mktemp("telegram")
    ports = ["--bot-api-port", "0", "--mtproto-port", "0", "--control-port", "0"]
    running = Running(home, ("sandbox", *ports), {})
    try:
        running.says("\nready\n")
        lines = (home / "sandbox-data" / "sandbox.env").read_text().splitlines()
        pairs = (line.partition("=") for line in lines)
        settings = {name: shlex.split(value)[0] for name, _, value in pairs}
        yield Telegram(settings, running.out.partition("--sandbox ")[2].split()[0])
        ended = running.stop()
        assert ended.code == 0, ended
    finally:
        running.close()


@pytest.fixture
def refused_url(databases: Databases) -> Iterator[str]:
    """A PostgreSQL database in which we may not make a table."""
    url = databases.empty("postgresql")
    address = url.replace("+asyncpg", "")

    async def refuse() -> None:
        connection = await asyncpg.connect(address)
        name = await connection.fetchval("SELECT current_database()")
        await connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        await connection.close()

    run_apart(refuse)
    yield url
    databases.drop(url)
