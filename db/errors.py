"""Translates what the database answers instead of doing what it was asked."""

import sqlite3

import asyncpg
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from core.disk_errors import is_refused_by_disk
from core.ports import DatabaseBusyError, DatabaseRefusesError
from db.dsn import DatabaseUnavailableError

__all__ = [
    "GONE",
    "DatabaseUnavailableError",
    "busy",
    "is_gone",
    "is_passing",
    "takes_no_writes",
    "unavailable",
]

# PostgreSQL's error classes: https://www.postgresql.org/docs/current/errcodes-appendix.html
_BUSY_CLASSES = (
    "40",  # transaction rolled back: serialization failure, deadlock
    "53",  # insufficient resources, too many connections
    "08",  # connection exception
    "55P03",  # lock not available
    "57P",  # the server is shutting down, or starting
    "25P03",  # idle in a transaction for too long: see db.engine
)
_REFUSED = ("25006", "53100", "58030")  # read-only transaction, disk full, input/output error
_SQLITE_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})

GONE = (
    OSError,
    TimeoutError,
    EOFError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)
"""Whatever asyncpg and the system raise for a connection that has nothing to lose: connecting again
is the answer to all of it. While a server restarts, each of them comes: refused, reset, cut in the
middle of an answer (InternalClientError), shutting down, starting."""


def is_gone(error: BaseException) -> bool:
    """Tell whether a connection to PostgreSQL ended, or cannot be made just now, as while a server
    restarts; False for what the server says about us (a wrong password, a missing database)."""
    if isinstance(error, asyncpg.PostgresError):
        return _is_busy(error)
    if isinstance(error, asyncpg.InterfaceError):
        # A wrong argument is one too, but a ValueError beside it.
        return not isinstance(error, ValueError)
    return isinstance(error, OSError | EOFError | asyncpg.InternalClientError)


def busy(error: BaseException, *, connecting: bool = False) -> DatabaseBusyError | None:
    """Return the failure as one that passes when the transaction is tried again, or None.

    Args:
        error: what was raised while a transaction was open.
        connecting: or while it was begun: whatever the system says then is about the server.
    """
    if takes_no_writes(error):
        return DatabaseRefusesError(_first_line(error))
    if isinstance(error, DBAPIError):
        if error.connection_invalidated or _is_busy(error.orig):
            return DatabaseBusyError(_first_line(error.orig or error))
        return None
    # asyncpg's own errors come through while it connects, and the system's about a broken line.
    passing = OSError if connecting else ConnectionError
    if isinstance(error, passing) or (not isinstance(error, OSError) and is_gone(error)):
        return DatabaseBusyError(_first_line(error))
    return None


def takes_no_writes(error: BaseException) -> bool:
    """Tell whether the database says that it cannot write: its disk is full or broken, or it is
    read-only for now, as a server is that another took over from."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(cause, "sqlstate", None)
    if isinstance(state, str):
        return state in _REFUSED
    return isinstance(cause, sqlite3.Error) and is_refused_by_disk(cause)


def is_passing(unavailable: BaseException) -> bool:
    """Tell whether a database that could not be used is starting, or stopping, or just cannot be
    reached; False for what somebody has to mend."""
    cause = unavailable.__cause__
    return cause is not None and busy(cause, connecting=True) is not None


def unavailable(url: URL, error: BaseException) -> DatabaseUnavailableError:
    """Return the reason in one line, without the password."""
    where = url.set(query={}).render_as_string(hide_password=True)
    return DatabaseUnavailableError(f"cannot use the database {where}: {_first_line(error)}")


def _is_busy(error: BaseException | None) -> bool:
    state = getattr(error, "sqlstate", None) or getattr(error, "pgcode", None)
    if isinstance(state, str):
        return state.startswith(_BUSY_CLASSES)
    code = getattr(error, "sqlite_errorcode", None)
    # The low byte is the primary code: https://www.sqlite.org/rescode.html
    return isinstance(code, int) and code & 0xFF in _SQLITE_BUSY


def _first_line(error: BaseException) -> str:
    original = getattr(error, "orig", None)
    text = str(original or error).strip() or type(error).__name__
    return text.splitlines()[0]
