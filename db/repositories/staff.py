"""Keeps staff, their shifts, breaks and loads: core.ports.Operators."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    bindparam,
    case,
    delete,
    func,
    insert,
    null,
    or_,
    select,
    text,
    update,
)

from core.model.people import Operator, Person, Role
from core.model.texts import language_of
from db.models import (
    assignments,
    breaks,
    messages,
    operator_skills,
    operators,
    shifts,
    ticket_events,
    tickets,
)
from db.repositories.base import Repository
from db.repositories.rows import keep_chosen, keep_shown, values_of
from db.sql import Either, Lines, one_of

_O = operators.c
_ON_STAFF = _O.removed_at.is_(None)

_ONE = update(operators).where(_O.id == bindparam("operator"))
_ONE_ON_STAFF = _ONE.where(_ON_STAFF)

_MAKE_ROOM = _ONE_ON_STAFF.where(_O.load < _O.capacity).values(load=_O.load + 1)
_RESERVE = _MAKE_ROOM.where(_O.on_shift, ~_O.on_break)
_ASSIGN = Either(
    lambda insert: insert(assignments).on_conflict_do_nothing(
        index_elements=[assignments.c.ticket_id], index_where=assignments.c.released_at.is_(None)
    )
)
_GIVE_BACK = _ONE.values(load=_O.load - 1)
_RELEASE = (
    update(assignments)
    .where(assignments.c.ticket_id == bindparam("ticket"), assignments.c.released_at.is_(None))
    .values(released_at=bindparam("now"), reason=bindparam("why"))
    .returning(assignments.c.operator_id)
)
_RELEASE_BY_OTHER = _RELEASE.where(assignments.c.operator_id != bindparam("operator"))
_RELEASE_FROM = _RELEASE.where(assignments.c.operator_id == bindparam("operator"))
_RELIEVE = _GIVE_BACK.values(idle_since=bindparam("now"))


_START_BREAK = Either(
    lambda insert: (
        insert(breaks)
        .from_select(
            ["operator_id", "started_at"],
            select(shifts.c.operator_id, bindparam("now", type_=breaks.c.started_at.type)).where(
                shifts.c.operator_id == bindparam("operator"), shifts.c.ended_at.is_(None)
            ),
        )
        .on_conflict_do_nothing(
            index_elements=[breaks.c.operator_id], index_where=breaks.c.ended_at.is_(None)
        )
    )
)
_END_BREAK = (
    update(breaks)
    .where(breaks.c.operator_id == bindparam("operator"), breaks.c.ended_at.is_(None))
    .values(ended_at=bindparam("now"))
)


_SKILLS = (
    select(Lines(operator_skills.c.skill))
    .where(operator_skills.c.operator_id == _O.id)
    .scalar_subquery()
)
_COMPUTED = {"skills": _SKILLS, "removed": _O.removed_at.is_not(None)}
_NAMES = [field.name for field in fields(Operator)]
_SKILLS_AT = _NAMES.index("skills")
OPERATOR: tuple[Any, ...] = tuple(
    _COMPUTED[name].label(name) if name in _COMPUTED else _O[name] for name in _NAMES
)
"""The columns that an operator is made of, in its order."""

_EVERYONE = select(*OPERATOR).order_by(_O.id)
EVERYONE_ON_STAFF = _EVERYONE.where(_ON_STAFF)
_GET = EVERYONE_ON_STAFF.where(_O.id == bindparam("operator"))
_ON_SHIFT = _EVERYONE.where(text("on_shift"))
_AMONG = _EVERYONE.where(one_of(_O.id, "people"))
SUPERVISORS = EVERYONE_ON_STAFF.where(text("role = 'supervisor'"))
_OF_CUSTOMER = _EVERYONE.where(
    or_(
        *(
            _O.id.in_(
                select(who)
                .join(tickets, tickets.c.id == who.table.c.ticket_id)
                .where(tickets.c.customer_id == bindparam("customer"))
            )
            for who in (assignments.c.operator_id, messages.c.sender_id, ticket_events.c.actor_id)
        )
    )
)


def _add(insert: Any) -> Any:
    new = insert(operators)
    return new.on_conflict_do_update(
        index_elements=[_O.id],
        set_={
            "name": new.excluded.name,
            "username": new.excluded.username,
            "phone": func.coalesce(new.excluded.phone, _O.phone),
            "language": case((_O.language_chosen, _O.language), else_=new.excluded.language),
            "role": new.excluded.role,
            "capacity": new.excluded.capacity,
            "removed_at": null(),
        },
    )


_ADD = Either(_add)
_OF_OPERATOR = operator_skills.c.operator_id == bindparam("operator")
_LEAVE_SKILLS = update(operator_skills).where(_OF_OPERATOR).values(on_shift=False)
_FORGET_SKILLS = delete(operator_skills).where(_OF_OPERATOR)
_ADD_SKILLS = insert(operator_skills)
_COPY_TO_SKILLS = _ONE.values(load=_O.load)
"""Changes nothing but the copies, which triggers make of what the row is once it is ours."""
_REMOVE = _ONE_ON_STAFF.values(removed_at=bindparam("now"))
_SET_CAPACITY = _ONE_ON_STAFF.values(capacity=bindparam("most"))
_SET_ROLE = _ONE_ON_STAFF.values(role=bindparam("as_role"))
_WAS_REMOVED = select(_O.id).where(_O.id == bindparam("operator"), _O.removed_at.is_not(None))
_HOLD_SUPERVISORS = (
    select(_O.id).where(_O.role == Role.SUPERVISOR, _ON_STAFF).order_by(_O.id).with_for_update()
)
_SHOWN = keep_shown(operators)
_SEEN = _SHOWN.values(started_bot=True)
_SET_STARTED = _ONE.values(started_bot=bindparam("may"))
_CHOOSE_LANGUAGE = keep_chosen(operators)
_START_SHIFT = Either(
    lambda insert: insert(shifts).on_conflict_do_nothing(
        index_elements=[shifts.c.operator_id], index_where=shifts.c.ended_at.is_(None)
    )
)
_END_SHIFT = (
    update(shifts)
    .where(shifts.c.operator_id == bindparam("operator"), shifts.c.ended_at.is_(None))
    .values(ended_at=bindparam("now"))
)
_COME = _ONE_ON_STAFF.values(on_shift=True, on_break=False, idle_since=bindparam("now"))
_GO = _ONE.values(on_shift=False, on_break=False)
_SET_BREAK = _ONE.values(on_break=bindparam("pausing"))


def operator_of(row: Sequence[Any]) -> Operator:
    """Convert a row that begins with the columns of `OPERATOR`."""
    values: list[Any] = list(row[: len(OPERATOR)])
    values[_SKILLS_AT] = frozenset((values[_SKILLS_AT] or "").splitlines())
    return Operator(*values)


class SqlOperators(Repository):
    """Keeps staff, their shifts and loads."""

    __slots__ = ()

    async def get(self, operator_id: int) -> Operator | None:
        known = self._memory.operators
        if operator_id not in known:
            row = await self._one(_GET, {"operator": operator_id})
            known[operator_id] = None if row is None else operator_of(row)
        return known[operator_id]

    async def all(self) -> list[Operator]:
        return await self._operators(EVERYONE_ON_STAFF)

    async def on_shift(self) -> list[Operator]:
        return await self._operators(_ON_SHIFT)

    async def supervisors(self) -> list[Operator]:
        return await self._operators(SUPERVISORS)

    async def of_customer(self, customer_id: int) -> list[Operator]:
        """Return who had to do with a ticket of this customer, by id; removed ones too."""
        return await self._operators(_OF_CUSTOMER, {"customer": customer_id})

    async def among(self, people: Collection[int]) -> list[Operator]:
        """Return who of them is, or was, on staff, by id."""
        return await self._operators(_AMONG, {"people": sorted(people)})

    async def _operators(
        self, statement: Any, values: Mapping[str, Any] | None = None
    ) -> list[Operator]:
        return [operator_of(row) for row in await self._all(statement, values)]

    async def add(
        self,
        person: Person,
        *,
        role: Role,
        capacity: int,
        phone: str | None,
        skills: frozenset[str],
        now: datetime,
    ) -> None:
        # The load of tickets still held stays.
        values = {
            "id": person.id,
            "name": person.name,
            "username": person.username,
            "phone": phone,
            "language": language_of(person.language),
            "role": role,
            "capacity": capacity,
            "load": 0,
            "idle_since": None,
            "started_bot": False,
            "added_at": now,
            "removed_at": None,
        }
        await self._execute(_ADD[self._is_postgresql], values)
        await self._put_skills(person.id, skills)

    async def _put_skills(self, operator_id: int, skills: Collection[str]) -> None:
        operator = {"operator": operator_id}
        await self._execute(_LEAVE_SKILLS, operator)
        await self._execute(_FORGET_SKILLS, operator)
        rows = [{"operator_id": operator_id, "skill": skill} for skill in sorted(set(skills))]
        if rows:
            await self._execute(_ADD_SKILLS, rows)
            await self._execute(_COPY_TO_SKILLS, operator)

    async def remove(self, operator_id: int, now: datetime) -> bool:
        if not await self._changed(_REMOVE, {"operator": operator_id, "now": now}):
            return False
        await self.end_shift(operator_id, now)
        return True

    async def set_capacity(self, operator_id: int, capacity: int) -> bool:
        return await self._changed(_SET_CAPACITY, {"operator": operator_id, "most": capacity})

    async def set_role(self, operator_id: int, role: Role) -> bool:
        return await self._changed(_SET_ROLE, {"operator": operator_id, "as_role": role})

    async def set_skills(self, operator_id: int, skills: Collection[str]) -> bool:
        if await self.get(operator_id) is None:
            return False
        await self._put_skills(operator_id, skills)
        return True

    async def was_removed(self, operator_id: int) -> bool:
        return await self._one(_WAS_REMOVED, {"operator": operator_id}) is not None

    async def hold_supervisors(self) -> list[int]:
        # PostgreSQL locks their rows; SQLite has one writer anyway.
        return [row.id for row in await self._all(_HOLD_SUPERVISORS)]

    async def take_over(self, operator_id: int, ticket_id: int, now: datetime) -> int | None:
        # The room is made before the holder is released, so that a refusal changes nothing.
        if not await self._changed(_MAKE_ROOM, {"operator": operator_id}):
            return None
        values = {"ticket": ticket_id, "operator": operator_id, "now": now, "why": "taken over"}
        row = await self._one(_RELEASE_BY_OTHER, values)
        if row is None:
            await self._execute(_GIVE_BACK, {"operator": operator_id})
            return None
        holder: int = row.operator_id
        await self._execute(_RELIEVE, {"operator": holder, "now": now})
        await self._assign(ticket_id, operator_id, now)
        return holder

    async def take_unheld(self, operator_id: int, ticket_id: int, now: datetime) -> bool:
        if not await self._changed(_MAKE_ROOM, {"operator": operator_id}):
            return False
        if await self._assign(ticket_id, operator_id, now):
            return True
        await self._execute(_GIVE_BACK, {"operator": operator_id})
        return False

    async def seen(self, person: Person) -> None:
        await self._execute(_SEEN, values_of(person))

    async def shown(self, person: Person) -> None:
        await self._execute(_SHOWN, values_of(person))

    async def choose_language(self, operator_id: int, language: str) -> None:
        await self._execute(_CHOOSE_LANGUAGE, {"person": operator_id, "code": language})

    async def set_started(self, operator_id: int, started: bool) -> None:
        await self._execute(_SET_STARTED, {"operator": operator_id, "may": started})

    async def start_shift(self, operator_id: int, now: datetime) -> bool:
        if await self.get(operator_id) is None:
            return False
        row = {"operator_id": operator_id, "started_at": now, "ended_at": None}
        if not await self._changed(_START_SHIFT[self._is_postgresql], row):
            return False
        # One that began while the last shift was just being ended.
        values = {"operator": operator_id, "now": now}
        await self._execute(_END_BREAK, values)
        return await self._changed(_COME, values)

    async def end_shift(self, operator_id: int, now: datetime) -> bool:
        values = {"operator": operator_id, "now": now}
        await self._execute(_END_BREAK, values)
        ended = await self._changed(_END_SHIFT, values)
        await self._execute(_GO, {"operator": operator_id})
        return ended

    async def start_break(self, operator_id: int, now: datetime) -> bool:
        values = {"operator": operator_id, "now": now}
        if not await self._changed(_START_BREAK[self._is_postgresql], values):
            return False
        return await self._changed(_SET_BREAK, {"operator": operator_id, "pausing": True})

    async def end_break(self, operator_id: int, now: datetime) -> bool:
        if not await self._changed(_END_BREAK, {"operator": operator_id, "now": now}):
            return False
        return await self._changed(_SET_BREAK, {"operator": operator_id, "pausing": False})

    async def reserve(self, operator_id: int, ticket_id: int, now: datetime) -> bool:
        if not await self._changed(_RESERVE, {"operator": operator_id}):
            return False
        if await self._assign(ticket_id, operator_id, now):
            return True
        await self._execute(_GIVE_BACK, {"operator": operator_id})
        return False

    async def hand_over(
        self, ticket_id: int, frm: int, to: int, now: datetime, reason: str
    ) -> bool:
        if not await self._changed(_RESERVE, {"operator": to}):
            return False
        held = {"ticket": ticket_id, "operator": frm, "now": now, "why": reason}
        if await self._one(_RELEASE_FROM, held) is None:
            await self._execute(_GIVE_BACK, {"operator": to})
            return False
        await self._execute(_RELIEVE, {"operator": frm, "now": now})
        await self._assign(ticket_id, to, now)
        return True

    async def _assign(self, ticket_id: int, operator_id: int, now: datetime) -> bool:
        row = {
            "ticket_id": ticket_id,
            "operator_id": operator_id,
            "assigned_at": now,
            "released_at": None,
            "reason": None,
        }
        return await self._changed(_ASSIGN[self._is_postgresql], row)

    async def release(self, ticket_id: int, now: datetime, reason: str) -> int | None:
        row = await self._one(_RELEASE, {"ticket": ticket_id, "now": now, "why": reason})
        if row is None:
            return None
        holder: int = row.operator_id
        await self._execute(_RELIEVE, {"operator": holder, "now": now})
        return holder
