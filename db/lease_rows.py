"""Keeps in rows who does which part of a desk's work: by a driver's own statements, on a connection
of their own."""

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from db.dsn import Address, connect

BUSY_SECONDS = 1.0
"""How long a heartbeat waits for SQLite's write lock: the next one is not far."""


class LeaseRows(Protocol):
    """The rows of one process. Errors of the database come through."""

    async def take(self, part: str) -> bool:
        """Take a part. Returns whether it is ours; another may still have it."""

    async def renew(self, held: Mapping[str, str | None]) -> frozenset[str]:
        """Renew these parts, with what troubles each. Returns those that are still ours."""

    async def free(self, part: str) -> None:
        """Give a part back, so that others have it at once."""

    async def stand_by(self, parts: Collection[str]) -> None:
        """Show for a while that this process waits for these parts, and is well."""

    async def go(self, part: str) -> None:
        """Show no longer that this process waits for a part."""

    def holds_until(self, asked: float) -> float:
        """Return until when, by the holder's clock, what was asked for at `asked` is surely
        ours."""

    async def close(self) -> None:
        """Disconnect."""


# ------------------------------------------------------------------------------------- PostgreSQL
# clock_timestamp() is the time at which a row is looked at, also after waiting for its lock.
_TAKE = """
INSERT INTO leases (part, holder, host, taken_at, until)
VALUES ($1, $2, $5, clock_timestamp(), clock_timestamp() + make_interval(secs => $3))
ON CONFLICT (part) DO UPDATE
SET holder = excluded.holder, host = excluded.host, taken_at = clock_timestamp(), trouble = NULL,
    until = clock_timestamp() + make_interval(secs => $3)
WHERE leases.holder IN ($2, $4) OR leases.until < clock_timestamp()
RETURNING holder
"""
_HOLDER = "SELECT holder FROM leases WHERE part = $1"
_END_SESSIONS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND application_name LIKE '%' || $1 AND pid <> pg_backend_pid()
"""
_RENEW = """
UPDATE leases SET until = clock_timestamp() + make_interval(secs => $2), trouble = said.trouble
FROM unnest($3::text[], $4::text[]) AS said (part, trouble)
WHERE leases.part = said.part AND leases.holder = $1
RETURNING leases.part
"""
_FREE = "DELETE FROM leases WHERE part = $1 AND holder = $2"
_STAND_BY = """
INSERT INTO leases (part, holder, host, taken_at, until)
SELECT part, $1, $2, clock_timestamp(), clock_timestamp() + make_interval(secs => $3)
FROM unnest($4::text[]) AS waited_for (part)
ON CONFLICT (part) DO UPDATE SET until = excluded.until
"""
# What a killed process left: of this host at once, since it is begun anew just now; of others when
# nobody can be expected to come back.
_SWEEP = """
DELETE FROM leases WHERE starts_with(part, $1) AND until < clock_timestamp()
AND (host = $2 OR until < clock_timestamp() - interval '1 day')
"""
STANDBY = "standby:"
"""What the names of rows begin with that show who waits: `standby:<part>:<some word>`."""


class ServerRows:
    """Leases on PostgreSQL: the row itself is the lease."""

    def __init__(
        self, address: Address, holder: str, host: str, lasts: float, margin: float, answer: float
    ) -> None:
        self._address, self._holder, self._host = address, holder, host
        self._lasts, self._margin, self._answer = lasts, margin, answer
        self._let_go = (
            f"SET LOCAL idle_in_transaction_session_timeout = {max(1, round(answer * 1000))}"
        )
        self._connection: Any = None
        self._turn = asyncio.Lock()
        self._alive = _AliveFile(holder)

    async def take(self, part: str) -> bool:
        """Take a part that nobody has, or whose holder's process is dead. What that one still has
        open at the server is ended: it may have locked what is needed now, and the server would not
        know for hours that nobody is there any more."""
        self._alive.make()
        found = await self._ask(_HOLDER, part)
        other = found[0]["holder"] if found else self._holder
        dead = other if other != self._holder and is_dead(other) else self._holder
        values = part, self._holder, self._lasts, dead, self._host
        taken = bool(await self._ask(_TAKE, *values))
        if taken:
            await self._ask(_SWEEP, f"{STANDBY}{part}:", self._host)
            if other != self._holder:
                await self._ask(_END_SESSIONS, session_mark(other))
        if taken and dead != self._holder:
            forget_dead(dead)
        return taken

    async def renew(self, held: Mapping[str, str | None]) -> frozenset[str]:
        """Renew all parts by one statement."""
        parts, troubles = [*held], [*held.values()]
        found = await self._ask(_RENEW, self._holder, self._lasts, parts, troubles)
        return frozenset(row["part"] for row in found)

    async def free(self, part: str) -> None:
        """Give a part back."""
        await self._ask(_FREE, part, self._holder)

    async def stand_by(self, parts: Collection[str]) -> None:
        """Write a row for each, which ends as a lease does."""
        rows = [self._waiting(part) for part in parts]
        await self._ask(_STAND_BY, self._holder, self._host, self._lasts, rows)

    async def go(self, part: str) -> None:
        """Remove that row."""
        await self.free(self._waiting(part))

    def _waiting(self, part: str) -> str:
        return f"{STANDBY}{part}:{self._holder[:8]}"

    def holds_until(self, asked: float) -> float:
        """Count from `asked`; the row's own deadline is later, since it was written after that."""
        return asked + self._lasts - self._margin

    async def close(self) -> None:
        """Disconnect."""
        self._drop()
        self._alive.remove()

    async def _ask(self, statement: str, *values: object) -> list[Any]:
        async with self._turn:
            try:
                async with asyncio.timeout(self._answer):
                    if self._connection is None or self._connection.is_closed():
                        self._connection = await connect(self._address, statement_cache_size=0)
                    # A pooler may give each transaction another connection, and nothing is kept on
                    # one that is needed on the next. It is not rolled back: a line that is cut
                    # would never answer.
                    transaction = self._connection.transaction()
                    await transaction.start()
                    # Cut off before the end of it, the row would be locked for hours.
                    await self._connection.execute(self._let_go)
                    found: list[Any] = await self._connection.fetch(statement, *values)
                    await transaction.commit()
                    return found
            except BaseException:
                # Whatever it was, a cancellation too: a connection made anew has nothing of it. It
                # is told by whoever asked.
                self._drop()
                raise

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.terminate()


def session_mark(holder: str) -> str:
    """Return what the names of a process's sessions end with (`application_name`, 63 letters)."""
    return f" {holder[:12]}"


def _alive_path(holder: str) -> Path:
    # Python's own look for such a folder writes into it, and fails on a disk that is full.
    return Path(os.environ.get("TMPDIR") or "/tmp") / f"switchboard-{holder}.alive"  # noqa: S108


class _AliveFile:
    """A file that is locked for as long as this process lives: a process on the same machine that
    finds it unlocked need not wait for the lease of one that was killed."""

    def __init__(self, holder: str) -> None:
        self._path = _alive_path(holder)
        self._opened: int | None = None

    def make(self) -> None:
        """Make and lock it. Without a folder for it nobody learns of our death before the lease
        ends; that is all."""
        if self._opened is not None:
            return
        with suppress(OSError):
            flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_NOFOLLOW
            opened = os.open(self._path, flags, 0o600)
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._opened = opened

    def remove(self) -> None:
        """Remove it, at a clean end."""
        opened, self._opened = self._opened, None
        if opened is not None:
            self._path.unlink(missing_ok=True)
            os.close(opened)


def is_dead(holder: str) -> bool:
    """Tell whether that holder's process ran here, and is gone; False where that is not known."""
    try:
        opened = os.open(_alive_path(holder), os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(opened)
    return True


def forget_dead(holder: str) -> None:
    """Remove the file that a dead process left."""
    with suppress(OSError):
        _alive_path(holder).unlink()


# ----------------------------------------------------------------------------------------- SQLite
_WRITE = """
INSERT INTO leases (part, holder, taken_at, until, trouble) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (part) DO UPDATE SET until = excluded.until, trouble = excluded.trouble,
    taken_at = CASE holder WHEN excluded.holder THEN taken_at ELSE excluded.taken_at END,
    holder = excluded.holder
"""


class FileRows:
    """Leases on SQLite: a locked file beside the database is the lease, and the row only shows it.

    A disk that is full or read-only takes the heartbeat, and nothing else, from whoever has it.
    """

    def __init__(self, address: Address, lasts: float) -> None:
        self._database, self._lasts = address.database, lasts
        self._holder = f"{os.getpid()}"
        self._locks: dict[str, int] = {}

    async def take(self, part: str) -> bool:
        """Lock the part's file."""
        if part not in self._locks:
            opened = _locked(self._path(part))
            if opened is None:
                return False
            self._locks[part] = opened
        await self._tell({part: None}, datetime.now(UTC))
        return True

    async def renew(self, held: Mapping[str, str | None]) -> frozenset[str]:
        """Check the lock, which stays, but locks nobody out any more when its file was removed."""
        ours = {part: trouble for part, trouble in held.items() if self._locked_still(part)}
        await self._tell(ours, datetime.now(UTC))
        return frozenset(ours)

    async def free(self, part: str) -> None:
        """Unlock the part's file, after the row is gone: a row that stays is of somebody killed."""
        try:
            with suppress(sqlite3.OperationalError):
                await asyncio.to_thread(_delete, self._database, part, self._holder)
        finally:
            opened = self._locks.pop(part, None)
            if opened is not None:
                os.close(opened)

    async def stand_by(self, parts: Collection[str]) -> None:
        """Show nothing: whoever waits is on this machine."""

    async def go(self, part: str) -> None:
        """Show nothing."""

    def holds_until(self, asked: float) -> float:  # noqa: ARG002 - a lock knows no time
        """Return no end: it holds for as long as the process lives."""
        return float("inf")

    async def close(self) -> None:
        """Unlock what is left."""
        while self._locks:
            os.close(self._locks.popitem()[1])

    async def _tell(self, parts: Mapping[str, str | None], now: datetime) -> None:
        until = now + timedelta(seconds=self._lasts)
        rows = [
            (part, self._holder, as_text(now), as_text(until), trouble)
            for part, trouble in parts.items()
        ]
        with suppress(sqlite3.OperationalError):  # the next beat is not far, and the lock is ours
            await asyncio.to_thread(_write, self._database, rows)

    def _locked_still(self, part: str) -> bool:
        opened = self._locks[part]
        try:
            if os.path.samestat(self._path(part).stat(), os.fstat(opened)):
                return True
        except OSError:
            pass
        os.close(self._locks.pop(part))
        again = _locked(self._path(part))
        if again is not None:
            self._locks[part] = again
        return again is not None

    def _path(self, part: str) -> Path:
        return Path(f"{self._database}.{part.replace(':', '-')}.lock")


def _locked(path: Path) -> int | None:
    opened = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(opened)
        return None
    return opened


def _write(database: str, rows: Iterable[tuple[object, ...]]) -> None:
    with closing(sqlite3.connect(database, timeout=BUSY_SECONDS)) as connection, connection:
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.executemany(_WRITE, rows)


def _delete(database: str, part: str, holder: str) -> None:
    with closing(sqlite3.connect(database, timeout=BUSY_SECONDS)) as connection, connection:
        connection.execute("DELETE FROM leases WHERE part = ? AND holder = ?", (part, holder))


def as_text(moment: datetime) -> str:
    """Format a time as SQLAlchemy writes it into SQLite."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
