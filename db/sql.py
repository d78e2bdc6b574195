"""Pieces of statements that differ between the two databases, written once."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, ColumnElement, Text, TypeDecorator, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import Executable
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeEngine

from db.types import Ids, UtcDateTime


class _OneOf(FunctionElement[Any]):
    """An expression: is the column one of a list? Unlike IN it is one statement for lists of any
    length."""

    name = "one_of"
    type = NullType()  # of a Boolean SQLAlchemy asks SQLite for "… = 1", which no index answers
    inherit_cache = True


@compiles(_OneOf, "sqlite")
def _one_of_sqlite(element: _OneOf, compiler: SQLCompiler, **how: Any) -> str:
    column, ids = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({ids}))"  # noqa: S608 - both are compiled SQL


@compiles(_OneOf, "postgresql")
def _one_of_postgresql(element: _OneOf, compiler: SQLCompiler, **how: Any) -> str:
    column, ids = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} = ANY ({ids})"


def one_of(column: Any, parameter: str, kind: TypeEngine[Any] = Ids) -> ColumnElement[bool]:
    """Return an expression that holds when `column` is in the list given as `parameter`."""
    return _OneOf(column, bindparam(parameter, type_=kind))


class _Needle(TypeDecorator[str]):
    """Words that are looked for, letter by letter, as each database takes them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Convert for the database."""
        if value is None or dialect.name != "sqlite":
            return value
        return "*" + _SIGNS.sub(r"[\g<0>]", value) + "*"


_SIGNS = re.compile(r"[*?\[]")
"""What GLOB reads as signs (https://www.sqlite.org/lang_expr.html#glob)."""


class _Within(FunctionElement[bool]):
    """An expression: does the column contain the text, letter by letter? LIKE would read signs in
    it, and of those that are looked through instr() is five times as slow as GLOB."""

    name = "within"
    type = Boolean()
    inherit_cache = True


@compiles(_Within, "sqlite")
def _within_sqlite(element: _Within, compiler: SQLCompiler, **how: Any) -> str:
    column, words = (compiler.process(clause, **how) for clause in element.clauses)
    return f"({column} GLOB {words})"


@compiles(_Within, "postgresql")
def _within_postgresql(element: _Within, compiler: SQLCompiler, **how: Any) -> str:
    column, words = (compiler.process(clause, **how) for clause in element.clauses)
    return f"strpos(CAST({column} AS TEXT), {words}) > 0"


def has_within(column: Any, words: str) -> ColumnElement[bool]:
    """Return an expression that holds when `words` are somewhere in the column's text (JSON as it
    is stored)."""
    return _Within(column, bindparam(None, words, type_=_Needle))


class Latest(FunctionElement[datetime]):
    """An expression: the latest of moments none of which is NULL."""

    name = "latest"
    type = UtcDateTime()
    inherit_cache = True


@compiles(Latest, "sqlite")
def _latest_sqlite(element: Latest, compiler: SQLCompiler, **how: Any) -> str:
    return f"max({', '.join(compiler.process(clause, **how) for clause in element.clauses)})"


@compiles(Latest, "postgresql")
def _latest_postgresql(element: Latest, compiler: SQLCompiler, **how: Any) -> str:
    return f"greatest({', '.join(compiler.process(clause, **how) for clause in element.clauses)})"


class Lines(FunctionElement[str]):
    """An expression: a column's values of all rows, one below the other; NULL for no rows.

    SQLAlchemy's own (`aggregate_strings`) writes what stands between them into the statement each
    time that it is executed.
    """

    name = "lines"
    type = Text()
    inherit_cache = True


@compiles(Lines, "sqlite")
def _lines_sqlite(element: Lines, compiler: SQLCompiler, **how: Any) -> str:
    return f"group_concat({compiler.process(element.clauses, **how)}, char(10))"


@compiles(Lines, "postgresql")
def _lines_postgresql(element: Lines, compiler: SQLCompiler, **how: Any) -> str:
    return f"string_agg({compiler.process(element.clauses, **how)}, chr(10))"


class MillisecondsBetween(FunctionElement[int]):
    """An expression: from the first moment to the second, in whole milliseconds."""

    name = "milliseconds_between"
    type = BigInteger()
    inherit_cache = True


@compiles(MillisecondsBetween, "sqlite")
def _between_sqlite(element: MillisecondsBetween, compiler: SQLCompiler, **how: Any) -> str:
    start, end = (compiler.process(clause, **how) for clause in element.clauses)
    return f"CAST(round((julianday({end}) - julianday({start})) * 86400000) AS INTEGER)"


@compiles(MillisecondsBetween, "postgresql")
def _between_postgresql(element: MillisecondsBetween, compiler: SQLCompiler, **how: Any) -> str:
    start, end = (compiler.process(clause, **how) for clause in element.clauses)
    return f"CAST(round(extract(epoch FROM {end} - {start}) * 1000) AS BIGINT)"


class Either:
    """A statement for each database, made once: `either[True]` is PostgreSQL's.

    The two dialects' INSERT … ON CONFLICT are alike but not the same class.
    """

    __slots__ = ("_postgresql", "_sqlite")

    def __init__(self, build: Callable[[Any], Executable]) -> None:
        self._postgresql = build(postgresql.insert)
        self._sqlite = build(sqlite.insert)

    def __getitem__(self, is_postgresql: bool) -> Any:
        return self._postgresql if is_postgresql else self._sqlite
