"""What Alembic runs: on the connection that db.migrations gives it, or on one to DATABASE_URL."""

import asyncio
import os

from alembic import context
from sqlalchemy import Connection

from db.address import normalised
from db.engine import make_engine
from db.migrations import is_compared
from db.models.base import Base


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        include_object=is_compared,
        # SQLite alters a table by making it anew.
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


async def _run_from_command_line() -> None:
    engine = make_engine(normalised(os.environ["DATABASE_URL"]))
    async with engine.begin() as connection:
        await connection.run_sync(_run)
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is None:
    asyncio.run(_run_from_command_line())
else:
    _run(given)
