"""Reads tickets as a supervisor sees them, and people whom the desk has met:
core.ports.Oversight."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, literal, select, union_all

from core.model.people import Person
from core.model.records import TicketEvent
from core.model.tickets import Ticket, TicketStatus
from db.models import customers, operators, ticket_events, tickets
from db.repositories.base import Repository
from db.repositories.known_people import PEOPLE, known_people
from db.repositories.rows import TICKET, event_of

_T = tickets.c
_E = ticket_events.c
_C = customers.c
_O = operators.c

_PAGE = select(*TICKET).limit(bindparam("most")).offset(bindparam("skipped"))
_RECENT = _PAGE.order_by(_T.id.desc())
_IS_ACTIVE = _T.status == TicketStatus.ACTIVE
_ACTIVE = _PAGE.where(_IS_ACTIVE).order_by(_T.active_at, _T.id)
_COUNT = select(func.count()).select_from(tickets)
_ACTIVE_COUNT = _COUNT.where(_IS_ACTIVE)
_HISTORY = (
    select(_E.ticket_id, _E.kind, _E.at, _E.actor_id, _E.details)
    .where(_E.ticket_id == bindparam("ticket"))
    .order_by(_E.id)
)
# One who is on staff now is newer than what the same person once was as a customer.
_BY_USERNAME = union_all(
    select(_O.id, _O.name, _O.username, _O.language, literal(1).label("staff")).where(
        func.lower(_O.username) == bindparam("shown")
    ),
    select(_C.id, _C.name, _C.username, _C.language, literal(0).label("staff")).where(
        func.lower(_C.username) == bindparam("shown")
    ),
)

_LANGUAGE = (
    select(operators.c.language, literal(1).label("rank"))
    .where(operators.c.id == bindparam("person"), operators.c.removed_at.is_(None))
    .union_all(
        select(customers.c.language, literal(2)).where(customers.c.id == bindparam("person"))
    )
    .order_by("rank")
    .limit(1)
)


class SqlOversight(Repository):
    """Reads tickets as a supervisor sees them, and people whom the desk has met."""

    __slots__ = ()

    async def recent(self, limit: int, offset: int) -> list[Ticket]:
        rows = await self._all(_RECENT, {"most": limit, "skipped": offset})
        return [Ticket(*row) for row in rows]

    async def count(self) -> int:
        count: int = (await self._execute(_COUNT)).scalar_one()
        return count

    async def active(self, limit: int, offset: int) -> list[Ticket]:
        rows = await self._all(_ACTIVE, {"most": limit, "skipped": offset})
        return [Ticket(*row) for row in rows]

    async def active_count(self) -> int:
        count: int = (await self._execute(_ACTIVE_COUNT)).scalar_one()
        return count

    async def history(self, ticket_id: int) -> list[TicketEvent]:
        rows = await self._all(_HISTORY, {"ticket": ticket_id})
        return [event_of(row) for row in rows]

    async def names(self, people: Sequence[int]) -> dict[int, str]:
        return {each.id: each.name for each in await self.people(people)}

    async def people(self, people: Sequence[int]) -> list[Person]:
        return known_people(await self._all(PEOPLE, {"people": sorted(set(people))}))

    async def language(self, person_id: int) -> str | None:
        known = self._memory.languages
        if person_id not in known:
            row = await self._one(_LANGUAGE, {"person": person_id})
            known[person_id] = None if row is None else row.language
        return known[person_id]

    async def by_username(self, username: str) -> Person | None:
        rows = await self._all(_BY_USERNAME, {"shown": username.lower()})
        if not rows:
            return None
        row = max(rows, key=lambda row: int(row.staff))
        return Person(row.id, row.name, row.username, row.language)
