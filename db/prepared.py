"""Statements that are compiled once and then given to the driver as they are.

SQLAlchemy compiles a statement once, too, but goes through its cache, an execution context, a
cursor and a result for each execution: 170 microseconds where SQLite itself takes 5 (decision
0050). What is asked a dozen times for each message goes around that; everything else is asked as
usual.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from sqlalchemy import ClauseElement, Row, TextClause, TextualSelect
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.sql.compiler import SQLCompiler

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Processor: TypeAlias = Callable[[Any], Any]


class Prepared:
    """The SQL of a statement for one kind of database, and how values go in and come out.

    Args:
        sql: with the driver's own marks for values.
        slots: of each mark the name of its value and what prepares that for the driver; where there
            is no name, the value itself in the place of the latter.
        columns: of each column that is returned its name and what makes a value of it; None where
            the driver alone knows them.
    """

    __slots__ = ("_columns", "_make", "_slots", "sql")

    def __init__(
        self,
        sql: str,
        slots: Sequence[tuple[str | None, Any]],
        columns: Sequence[tuple[str, Processor | None]],
        *,
        is_text: bool,
    ) -> None:
        self.sql = sql
        self._slots = tuple(slots)
        self._columns = dict(columns)
        self._make: Callable[[Iterable[Any]], AnyRow] | None = None
        if columns and not is_text:
            self._make = _maker([name for name, _ in columns], [each for _, each in columns])

    def bind(self, values: Mapping[str, Any]) -> list[Any]:
        """Return the values as the driver takes them, in its order. Raises KeyError for one that is
        missing."""
        return [
            prepare if name is None else values[name] if prepare is None else prepare(values[name])
            for name, prepare in self._slots
        ]

    def rows(self, found: Sequence[Iterable[Any]], names: Sequence[str]) -> list[AnyRow]:
        """Return what the driver found, whose columns have these names, as rows."""
        if self._make is None:
            self._make = _maker(names, [self._columns.get(name) for name in names])
        return [*map(self._make, found)]


def _maker(names: Sequence[str], makers: Sequence[Any]) -> Callable[[Iterable[Any]], AnyRow]:
    made = SimpleResultMetaData(names, None, makers)
    # As sqlalchemy.engine.result_tuple does, which knows of no types.
    return partial(Row, made, made._effective_processors, made._key_to_index)  # noqa: SLF001


class Statements:
    """What of one kind of database is prepared. A statement is when it comes for the second time:
    one that is built for a single use never does."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._known: WeakKeyDictionary[ClauseElement, dict[tuple[str, ...], Prepared | None]]
        self._known = WeakKeyDictionary()

    def find(
        self, statement: ClauseElement, names: Iterable[str], *, many: bool
    ) -> Prepared | None:
        """Return the statement for values of these names, for one row or many; None when it is to
        be executed by SQLAlchemy."""
        known = self._known.get(statement)
        if known is None:
            self._known[statement] = {}
            return None
        key = (*names, "*") if many else tuple(names)
        if key not in known:
            known[key] = _prepare(statement, self._dialect, tuple(names), many=many)
        return known[key]


def _prepare(
    statement: ClauseElement, dialect: Dialect, names: tuple[str, ...], *, many: bool
) -> Prepared | None:
    """Compile a statement. Returns None where SQLAlchemy has more to do than to bind values: lists
    that are written out, defaults that Python makes, rows that many INSERTs return."""
    compiled = statement.compile(dialect=dialect, column_keys=list(names), for_executemany=True)
    if not isinstance(compiled, SQLCompiler) or compiled.escaped_bind_names:
        return None
    if compiled.insert_prefetch or compiled.update_prefetch:
        return None
    expanding = {compiled.bind_names[bind] for bind in compiled.post_compile_params}
    columns = compiled._result_columns  # noqa: SLF001 - what each column's type makes of its value
    if expanding & set(names) or (many and columns):
        return None
    expanded = compiled.construct_expanded_state(dict.fromkeys(names), escape_names=False)
    prepares: dict[str, Any] = {**compiled._bind_processors, **expanded.processors}  # noqa: SLF001 - as above
    given = set(names)

    def slot(name: str) -> tuple[str | None, Any]:
        prepare = prepares.get(name)
        if name in given:
            return name, prepare
        value = expanded.parameters[name]
        return None, value if prepare is None else prepare(value)

    return Prepared(
        expanded.statement,
        [slot(name) for name in expanded.positiontup or ()],
        [
            (each.keyname, each.type._cached_result_processor(dialect, None))  # noqa: SLF001
            for each in columns
        ],
        is_text=isinstance(statement, TextClause | TextualSelect),
    )
