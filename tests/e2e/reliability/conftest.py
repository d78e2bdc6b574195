"""Databases of these tests: with all tables, emptied between."""

from tests.support.desk import desk_url, postgresql_desk

__all__ = ["desk_url", "postgresql_desk"]
