"""The desk's own database for each test here, on SQLite and on PostgreSQL."""

from tests.support.desk import database, desk_url, postgresql_desk

__all__ = ["database", "desk_url", "postgresql_desk"]
