"""Finds the few among whom a choice is made, by index: core.ports.Candidates."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, bindparam, case, func, literal, select, text, true, union

from core.model.staffing import MOST_COUNTED, MOST_NAMED, Shortlist, Staffed
from db.models import operator_skills, operators, staffing
from db.models.base import FREE
from db.repositories.base import AnyRow, Repository
from db.repositories.staff import OPERATOR, operator_of
from db.sql import one_of

_O = operators.c
_EVERYBODY = ""
"""The skill of `staffing` that stands for none."""

_NUMBERS = ("on_shift", "at_work", "slots")


def _of(skill: Any, name: str) -> list[Any]:
    """The columns of `staffing` for a skill."""
    return [
        func.coalesce(
            select(staffing.c[column]).where(staffing.c.skill == skill).scalar_subquery(), 0
        ).label(f"{name}_{column}")
        for column in _NUMBERS
    ]


def _shortlist(free: Select[Any]) -> Select[Any]:
    """Make the statement from one that returns the ids of all who are free, in the choice's
    order."""
    first = free.limit(literal(MOST_NAMED)).subquery("first")
    concerned = select(_O.id).where(_O.on_shift, one_of(_O.id, "people"))
    on_shift = select(staffing.c.on_shift).where(staffing.c.skill == _EVERYBODY).scalar_subquery()
    most = case((on_shift <= MOST_NAMED, MOST_NAMED), else_=0)
    all_of_few = select(_O.id).where(text("on_shift")).order_by(_O.id).limit(most).subquery("all")
    named = union(select(first.c.id), concerned, select(all_of_few.c.id)).subquery("named")
    counted = select(func.count()).select_from(free.limit(literal(MOST_COUNTED)).subquery("free"))
    numbers = select(
        counted.scalar_subquery().label("free"),
        *_of(_EVERYBODY, "all"),
        *_of(bindparam("skill"), "able"),
    ).subquery("numbers")
    people = select(*OPERATOR).join(named, named.c.id == _O.id).subquery("people")
    return (
        select(people, numbers).select_from(numbers.outerjoin(people, true())).order_by(people.c.id)
    )


def _in_order(source: Any, who: Any) -> Select[Any]:
    """All who are free, as `core.routing.choose` ranks them when nothing speaks for one."""
    return (
        select(who.label("id"))
        .where(text(FREE))
        .order_by(source.c.load, source.c.idle_since.nulls_first(), who)
    )


_ANYBODY = _shortlist(_in_order(operators, _O.id))
_SKILLED = _shortlist(
    _in_order(operator_skills, operator_skills.c.operator_id).where(
        operator_skills.c.skill == bindparam("skill")
    )
)


class SqlCandidates(Repository):
    """Finds the few among whom a choice is made."""

    __slots__ = ()

    async def shortlist(self, skill: str | None, people: Collection[int]) -> Shortlist:
        statement = _ANYBODY if skill is None else _SKILLED
        values = {"people": sorted(people), "skill": skill or _EVERYBODY}
        rows = await self._all(statement, values)
        found = [operator_of(row) for row in rows if row.id is not None]
        numbers = rows[0]
        everybody, able = _staffed(numbers, "all"), _staffed(numbers, "able")
        return Shortlist(found, everybody, able, numbers.free)


def _staffed(row: AnyRow, name: str) -> Staffed:
    on_shift, at_work, slots = (getattr(row, f"{name}_{column}") for column in _NUMBERS)
    return Staffed(on_shift, at_work, slots)
