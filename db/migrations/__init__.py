"""Alembic migrations, and how a program brings a database up to date."""

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

_TWO_AT_ONCE = 0x5357_4D49
"""Key of the PostgreSQL advisory lock that lets one process upgrade at a time ("SWMI")."""


def config() -> Config:
    """Alembic's configuration, wherever the package is installed."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return made


async def upgrade(url: str, revision: str = "head") -> None:
    """Make the tables, or bring them up to date. Safe to repeat, and for several processes at once.

    Raises:
        DatabaseUnavailableError: a wrong address, no server, no right to enter; one line.
    """
    await _migrate(url, lambda made: command.upgrade(made, revision))


async def downgrade(url: str, revision: str = "base") -> None:
    """Take migrations back, and what was in the tables that they made.

    Raises:
        DatabaseUnavailableError: as `upgrade`.
    """
    await _migrate(url, lambda made: command.downgrade(made, revision))


async def is_current(url: str) -> bool:
    """Whether nothing is left to upgrade.

    Raises:
        DatabaseUnavailableError: as `upgrade`.
    """
    found: list[bool] = []

    def look(connection: Connection) -> None:
        heads = set(ScriptDirectory.from_config(config()).get_heads())
        found.append(set(MigrationContext.configure(connection).get_current_heads()) == heads)

    await _within(url, look)
    return found[0]


async def _migrate(url: str, action: Callable[[Config], None]) -> None:
    def act(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _TWO_AT_ONCE})
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
