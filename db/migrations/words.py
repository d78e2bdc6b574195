"""Changes which words a column admits, from those that it admits by then."""

import re
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

_WORD = re.compile(r"'(\w+)'")
_DEFINED = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name"
_MADE = "SELECT sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL"


def admit(table: str, column: str, check: str, word: str) -> None:
    """Let a column be that word too; one that it admits already stays."""
    _change(table, column, check, lambda words: list(dict.fromkeys([*words, word])))


def refuse(table: str, column: str, check: str, word: str) -> None:
    """Let a column be that word no more; rows that have it go."""
    op.execute(sa.text(f"DELETE FROM {table} WHERE {column} = '{word}'"))  # noqa: S608
    _change(table, column, check, lambda words: [each for each in words if each != word])


def _change(table: str, column: str, check: str, changed: Callable[[list[str]], list[str]]) -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        known = connection.execute(sa.text(_DEFINED), {"name": check}).scalar_one()
        op.drop_constraint(op.f(check), table, type_="check")
        words = changed(_WORD.findall(known))
        op.create_check_constraint(op.f(check), table, _is_one(column, words))
        return
    # SQLite changes no constraint: the table is made anew as it is, with other words in that one.
    rows = connection.execute(sa.text(f"{_MADE} ORDER BY type <> 'table'"), {"table": table})
    whole, *others = rows.scalars()
    begin = whole.index(f"CONSTRAINT {check} CHECK")
    end = whole.index("))", begin) + 2
    words = changed(_WORD.findall(whole[begin:end]))
    body = f"{whole[:begin]}CONSTRAINT {check} CHECK ({_is_one(column, words)}){whole[end:]}"
    op.execute(sa.text(f"CREATE TABLE made_anew {body[body.index('(') :]}"))
    op.execute(sa.text(f"INSERT INTO made_anew SELECT * FROM {table}"))  # noqa: S608
    op.drop_table(table)
    op.rename_table("made_anew", table)
    for each in others:
        op.execute(sa.text(each))


def _is_one(column: str, words: list[str]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"
