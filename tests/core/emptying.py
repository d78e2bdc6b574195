"""Empties a database between tests, whose tables and connections stay."""

from sqlalchemy import text

from db.database import SqlDatabase
from db.models.base import Base
from tests.support.desk import FORGET_EVERYTHING

_FORGET_IN_SQLITE = ";".join(
    (
        "BEGIN IMMEDIATE",
        "PRAGMA defer_foreign_keys = ON",
        *(f"DELETE FROM {table.name}" for table in Base.metadata.sorted_tables),  # noqa: S608
        "COMMIT",
    )
)


async def empty(database: SqlDatabase) -> None:
    """Forget everything."""
    async with database.engine.connect() as connection:
        if database.is_postgresql:
            await connection.execute(text(FORGET_EVERYTHING))
            await connection.commit()
            return
        raw = await connection.get_raw_connection()
        assert raw.driver_connection is not None
        await raw.driver_connection.executescript(_FORGET_IN_SQLITE)
