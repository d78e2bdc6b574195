"""An unexpected error in words for logs and rows: what it is and where it arose, and never what
somebody wrote.

The text of an error may hold what was being worked on: `KeyError('words')`, pydantic's
`input_value='words'`, PostgreSQL's `DETAIL: Failing row contains (words)`. So the text is kept only
for kinds whose text comes from the interpreter, the system, Telegram or us.
"""

import sqlite3
import traceback

_OURS = frozenset({"app", "archive", "bot", "core", "db", "userbot"})
_SPEAKS_OF_CODE = (
    ArithmeticError,
    AttributeError,
    ImportError,
    MemoryError,
    NameError,
    OSError,
    RecursionError,
    RuntimeError,
    TypeError,
)
_OF_TELEGRAM = ("aiogram.exceptions.Telegram", "pyrogram.errors.")
_OF_DATABASES = (
    "sqlstate",
    "sqlite_errorname",
    "constraint_name",
    "table_name",
    "column_name",
)
"""What drivers tell of a refusal beside its text: names of ours and codes."""


def describe(error: BaseException) -> str:
    """Describe an error in one line: `KeyError at core.customers.start:41`."""
    where = _origin(error)
    return f"{kind_of(error)} at {where}" if where else kind_of(error)


def kind_of(error: BaseException) -> str:
    """Return the error's class, with its text where that cannot be anybody's words, on one line."""
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}"
    text = ""
    if isinstance(error, BaseExceptionGroup):
        text = f"{len(error.exceptions)} errors"
    elif facts := _database_facts(error):
        text = facts
    elif (
        kind.__module__.partition(".")[0] in _OURS
        or name.startswith(_OF_TELEGRAM)
        or (isinstance(error, _SPEAKS_OF_CODE) and not isinstance(error, UnicodeError))
    ):
        text = " ".join(str(error).split())
    return f"{kind.__qualname__}: {text}" if text else kind.__qualname__


def _database_facts(error: BaseException) -> str:
    """Return the facts of a driver's refusal, also where SQLAlchemy, and its adapter, wrap it."""
    inner: BaseException | None = error
    while inner is not None:
        details = [str(getattr(inner, name, None) or "") for name in _OF_DATABASES]
        if isinstance(inner, sqlite3.IntegrityError):  # its text is the constraint's
            return str(inner)
        if any(details[1:]):
            return " ".join(filter(None, details))
        inner = getattr(inner, "orig", None) or inner.__cause__
        if not _is_of_a_driver(inner):
            return " ".join(filter(None, details))
    return ""


def _is_of_a_driver(error: BaseException | None) -> bool:
    return type(error).__module__.partition(".")[0] in {"asyncpg", "sqlalchemy", "sqlite3"}


def _origin(error: BaseException) -> str:
    """Return the innermost line of ours that the error went through."""
    where = ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] in _OURS:
            where = f"{module}:{line}"
    return where
