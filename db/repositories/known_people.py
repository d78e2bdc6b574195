"""Reads the people whom the desk has met, whatever they are to it."""

from collections.abc import Iterable

from sqlalchemy import literal, select, union_all

from core.model.people import Person
from db.models import colleagues, customers, operators
from db.sql import one_of

# Staff last: their names are those that colleagues know.
PEOPLE = union_all(
    *(
        select(each.c.id, each.c.name, each.c.username, literal(rank).label("rank")).where(
            one_of(each.c.id, "people")
        )
        for rank, each in enumerate((colleagues, customers, operators))
    )
)


def known_people(rows: Iterable[object]) -> list[Person]:
    """Return the people of rows of `PEOPLE`, each once."""
    last = {row.id: row for row in sorted(rows, key=lambda row: int(row.rank))}  # type: ignore[attr-defined]
    return [Person(row.id, row.name, row.username) for row in last.values()]  # type: ignore[attr-defined]
