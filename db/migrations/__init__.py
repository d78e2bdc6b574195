"""Runs Alembic's migrations, which bring a database up to date.

Alembic is loaded where there is something to do: most starts find the schema as it should be.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import URL

from db.address import normalised
from db.database import UNUSABLE
from db.engine import make_engine, prepare_file
from db.errors import unavailable

if TYPE_CHECKING:
    from alembic.config import Config

_FIRST = "run `switchboard db upgrade` of commit acd2339 first"
"""The last version that has the steps before the baseline, docs/decisions/0032."""

_TWO_AT_ONCE = 0x5357_4D49
"""Key of the PostgreSQL advisory lock that lets one process upgrade at a time ("SWMI")."""


_OF_ONE_DATABASE = ("message_words", "ix_messages_words")
_IN_AN_ORDER = (
    "ix_operators_free",
    "ix_operator_skills_free",
    "ix_tickets_queue",
    "ix_tickets_line",
)
"""Indexes with a descending column or NULLs first: what the databases tell of them differs."""


def is_compared(_item: object, name: str | None, kind: str, *_more: object) -> bool:
    """Tell whether Alembic compares it with the models: not what only one database has, SQLite's
    index of words, which looks like tables, and PostgreSQL's; nor `_IN_AN_ORDER`."""
    if kind == "index" and name in _IN_AN_ORDER:
        return False
    return kind not in ("table", "index") or not (name or "").startswith(_OF_ONE_DATABASE)


def config() -> "Config":
    """Return Alembic's configuration, wherever the package is installed."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return made


async def upgrade(url: str, to: str = "head") -> None:
    """Make the tables, or bring them up to date. Safe to repeat, and for several processes at once.
    `to`: the step at which it stops.

    Raises:
        DatabaseUnavailableError: a wrong address, no server, no right to enter, or a schema that
            this version does not know, which is left as it is; one line.
    """

    def act(connection: Connection) -> None:
        if _revision(connection) != head():
            from alembic import command

            _migrate(connection, lambda made: command.upgrade(made, to))

    await _within(url, act)


async def downgrade(url: str) -> None:
    """Drop all tables, with what was in them.

    Raises:
        DatabaseUnavailableError: as `upgrade`.
    """
    from alembic import command

    def act(connection: Connection) -> None:
        _migrate(connection, lambda made: command.downgrade(made, "base"))

    await _within(url, act)


async def is_current(url: str) -> bool:
    """Tell whether nothing is left to upgrade; no database is made by asking.

    Raises:
        DatabaseUnavailableError: as `upgrade`.
    """
    if _lacks_file(normalised(url)):
        return False
    found: list[bool] = []
    await _within(url, lambda connection: found.append(_is_at_head(connection)))
    return found[0]


async def is_there(url: str) -> bool:
    """Tell whether there is a database with tables of the desk's; none is made by asking.

    Raises:
        DatabaseUnavailableError: as `upgrade`.
    """
    if _lacks_file(normalised(url)):
        return False
    found: list[bool] = []
    await _within(url, lambda connection: found.append(_revision(connection) is not None))
    return found[0]


def _lacks_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists()


def head() -> str:
    """Return the newest revision, by which its step's file is named."""
    steps = (Path(__file__).parent / "versions").glob("[0-9]*_*.py")
    return max(step.name.partition("_")[0] for step in steps)


def _revision(connection: Connection) -> str | None:
    """Return the schema's revision; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _is_at_head(connection: Connection) -> bool:
    """Raises ValueError for a schema that no step here leads on from."""
    revision = _revision(connection)
    if revision == head():
        return True
    from alembic.script import ScriptDirectory

    steps = ScriptDirectory.from_config(config())
    if revision is None or revision in {step.revision for step in steps.walk_revisions()}:
        return revision == steps.get_current_head()
    if revision < min(steps.get_bases()):
        raise ValueError(f"its schema {revision} is too old: {_FIRST}, then upgrade with this one")
    raise ValueError(f"its schema {revision} is newer than this version of Switchboard")


def _migrate(connection: Connection, action: "Callable[[Config], None]") -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _TWO_AT_ONCE})
    _is_at_head(connection)
    made = config()
    made.attributes["connection"] = connection
    action(made)


async def _within(url: str, act: Callable[[Connection], None]) -> None:
    parsed = normalised(url)
    engine = make_engine(parsed)
    try:
        prepare_file(parsed)
        async with engine.begin() as connection:
            await connection.run_sync(act)
    except UNUSABLE as error:
        raise unavailable(parsed, error) from error
    finally:
        await engine.dispose()
