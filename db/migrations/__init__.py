"""Runs Alembic's migrations, which bring a database up to date."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from db.address import normalised
from db.database import UNUSABLE
from db.engine import make_engine, prepare_file
from db.errors import unavailable

_FIRST = "run `switchboard db upgrade` of commit acd2339 first"
"""The last version that has the steps before the baseline, docs/decisions/0032."""

_TWO_AT_ONCE = 0x5357_4D49
"""Key of the PostgreSQL advisory lock that lets one process upgrade at a time ("SWMI")."""


_OF_ONE_DATABASE = ("message_words", "ix_messages_words")


def is_compared(_item: object, name: str | None, kind: str, *_more: object) -> bool:
    """Tell whether Alembic compares it with the models: not what only one database has, SQLite's
    index of words, which looks like tables, and PostgreSQL's."""
    return kind not in ("table", "index") or not (name or "").startswith(_OF_ONE_DATABASE)


def config() -> Config:
    """Return Alembic's configuration, wherever the package is installed."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return made


async def upgrade(url: str) -> None:
    """Make the tables, or bring them up to date. Safe to repeat, and for several processes at once.

    Raises:
        DatabaseUnavailableError: a wrong address, no server, no right to enter, or a schema that
            this version does not know, which is left as it is; one line.
    """
    await _migrate(url, lambda made: command.upgrade(made, "head"))


async def downgrade(url: str) -> None:
    """Drop all tables, with what was in them.

    Raises:
        DatabaseUnavailableError: as `upgrade`.
    """
    await _migrate(url, lambda made: command.downgrade(made, "base"))


async def is_current(url: str) -> bool:
    """Tell whether nothing is left to upgrade.

    Raises:
        DatabaseUnavailableError: as `upgrade`.
    """
    found: list[bool] = []
    await _within(url, lambda connection: found.append(_is_at_head(connection)))
    return found[0]


def _is_at_head(connection: Connection) -> bool:
    """Raises ValueError for a schema that no step here leads on from."""
    steps = ScriptDirectory.from_config(config())
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None or revision in {step.revision for step in steps.walk_revisions()}:
        return revision == steps.get_current_head()
    if revision < min(steps.get_bases()):
        raise ValueError(f"its schema {revision} is too old: {_FIRST}, then upgrade with this one")
    raise ValueError(f"its schema {revision} is newer than this version of Switchboard")


async def _migrate(url: str, action: Callable[[Config], None]) -> None:
    def act(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _TWO_AT_ONCE})
        _is_at_head(connection)
        made = config()
        made.attributes["connection"] = connection
        action(made)

    await _within(url, act)


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
