"""Finds the few among whom a choice is made, by index: core.ports.Candidates."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    Select,
    bindparam,
    case,
    exists,
    func,
    literal,
    select,
    text,
    true,
    tuple_,
    union,
)

from core.model.staffing import (
    MOST_COUNTED,
    MOST_NAMED,
    NOBODY,
    Shortlist,
    Staffed,
    Staffing,
)
from db.models import operator_skills, operators, staffing
from db.models.base import FREE
from db.prepared import AnyRow
from db.repositories.base import Repository
from db.repositories.staff import OPERATOR, operator_of
from db.sql import one_of
from db.types import Names

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


MOST_COMPARED = 200
"""So many who have the rarer of two skills are looked at for the other one."""


def _free_slots(free: Select[Any]) -> Any:
    """The tickets that may be taken at once, of statements that give each one's."""
    each = free.limit(literal(MOST_COUNTED)).subquery()
    return func.coalesce(select(func.sum(each.c.slots)).scalar_subquery(), 0)


_S = staffing.c
_SKILL = operator_skills.c
# In an order, so that SQLite takes the index of those who are free.
_FREE_OF_ALL = select((_O.capacity - _O.load).label("slots")).where(text(FREE)).order_by(_O.load)
_FREE_OF_SKILL = (
    select((_SKILL.capacity - _SKILL.load).label("slots"))
    .where(text(FREE), _SKILL.skill == _S.skill)
    .order_by(_SKILL.load)
    .correlate(staffing)
)
_STAFFING = select(
    _S.skill,
    _S.on_shift,
    _S.at_work,
    _S.slots,
    case((_S.skill == _EVERYBODY, _free_slots(_FREE_OF_ALL)), else_=_free_slots(_FREE_OF_SKILL)),
).where(one_of(_S.skill, "skills", Names))
_RARER, _OTHER = staffing.alias("rarer"), staffing.alias("other")
_FEW_OF_RARER = (
    select(_SKILL.operator_id)
    .where(text("on_shift"), _SKILL.skill == _RARER.c.skill)
    .order_by(_SKILL.operator_id)
    .limit(literal(MOST_COMPARED))
    .correlate(_RARER)
    .subquery("few")
)
_HAS_OTHER = operator_skills.alias("has_other")
_PAIRS = select(_RARER.c.skill, _OTHER.c.skill).where(
    one_of(_RARER.c.skill, "skills", Names),
    one_of(_OTHER.c.skill, "skills", Names),
    tuple_(_RARER.c.on_shift, _RARER.c.skill) < tuple_(_OTHER.c.on_shift, _OTHER.c.skill),
    exists(
        select(_HAS_OTHER.c.skill)
        .join(_FEW_OF_RARER, _FEW_OF_RARER.c.operator_id == _HAS_OTHER.c.operator_id)
        .where(_HAS_OTHER.c.skill == _OTHER.c.skill)
        .correlate(_OTHER, _RARER)
    ),
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

    async def staffing(self, skills: Collection[str | None]) -> Staffing:
        names = sorted(skill or _EVERYBODY for skill in skills)
        by_skill: dict[str | None, Staffed] = dict.fromkeys(skills, NOBODY)
        free: dict[str | None, int] = dict.fromkeys(skills, 0)
        for skill, on_shift, at_work, slots, free_slots in await self._all(
            _STAFFING, {"skills": names}
        ):
            by_skill[skill or None] = Staffed(on_shift, at_work, slots)
            free[skill or None] = int(free_slots)
        some = [skill for skill in names if skill != _EVERYBODY]
        pairs = await self._all(_PAIRS, {"skills": some}) if len(some) > 1 else ()
        return Staffing(by_skill, free, frozenset(frozenset(pair) for pair in pairs))


def _staffed(row: AnyRow, name: str) -> Staffed:
    on_shift, at_work, slots = (getattr(row, f"{name}_{column}") for column in _NUMBERS)
    return Staffed(on_shift, at_work, slots)
