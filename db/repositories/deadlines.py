"""Implements core.ports.Deadlines: times in the rows of tickets."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, null, or_, select, update

from core.model.moderation import Burst
from core.model.places import PlaceKind
from core.model.tickets import Silence, TicketStatus
from db.models import customers, places, tickets
from db.repositories.rows import CHANGE_TICKET, IS_OPEN, TicketRows, becomes
from db.repositories.tickets import NO_CLOCK

SECOND = timedelta(seconds=1)

_T = tickets.c
_IT = _T.id == bindparam("ticket")
_ACTIVE = _T.status == TicketStatus.ACTIVE
_OFFERED = _T.status == TicketStatus.OFFERED
_AWAY = _T.left_at.is_not(None) & or_(_T.returned_at.is_(None), _T.returned_at <= _T.left_at)
_HERE = or_(_T.left_at.is_(None), _T.returned_at > _T.left_at)


def _ids(first: ColumnElement[Any], *where: ColumnElement[bool]) -> Select[tuple[int]]:
    return select(_T.id).where(*where).order_by(first, _T.id)


def _not_after(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(column.is_(None), column <= bindparam("by"))


_ANSWERS_DUE = _ids(_T.answer_due, _ACTIVE, _T.answer_due <= bindparam("by"))
_ANSWERS_TO_REMIND = _ANSWERS_DUE.where(_T.answer_reminded_at.is_(None))
_OFFERS_DUE = _ids(_T.deadline, _OFFERED, _T.deadline <= bindparam("by"))
_OFFERS_TO_REMIND = _OFFERS_DUE.where(_T.offer_reminded_at.is_(None))
# Before the holder's first word another deadline runs.
_UNANSWERED = _ids(
    _T.customer_spoke_at,
    _ACTIVE,
    _HERE,
    _T.answer_due.is_(None),
    _T.silence == Silence.NONE,
    _T.customer_spoke_at <= bindparam("by"),
    or_(_T.staff_spoke_at.is_(None), _T.staff_spoke_at < _T.customer_spoke_at),
)
_SILENT = _ids(
    _T.active_at,
    _ACTIVE,
    _HERE,
    _T.answer_due.is_(None),
    _T.silence != Silence.ASKED,
    _not_after(_T.active_at),
    _not_after(_T.joined_at),
    _not_after(_T.customer_spoke_at),
    _not_after(_T.staff_spoke_at),
)
_ASKED = _ids(_T.silence_at, _ACTIVE, _T.silence == Silence.ASKED, _T.silence_at <= bindparam("by"))
_GONE = _ids(_T.left_at, IS_OPEN, _AWAY, _T.left_at <= bindparam("by"))
_UNREACHABLE = (
    _ids(
        customers.c.unreachable_at,
        IS_OPEN,
        customers.c.reachable.is_(False),
        customers.c.unreachable_at <= bindparam("by"),
        or_(_T.joined_at.is_(None), places.c.id.is_(None), places.c.kind != PlaceKind.ROOM),
    )
    .join(customers, customers.c.id == _T.customer_id)
    .outerjoin(places, places.c.id == _T.place_id)
)

_EXPECT_ANSWER = (
    CHANGE_TICKET.where(_IT, _ACTIVE)
    # Somebody else is to speak now: the silence that was is over.
    .values(
        answer_due=bindparam("due"),
        answer_reminded_at=null(),
        silence=Silence.NONE,
        silence_at=null(),
    )
)
_ANSWER_REMINDED = CHANGE_TICKET.where(
    _IT, _ACTIVE, _T.answer_due.is_not(None), _T.answer_reminded_at.is_(None)
).values(answer_reminded_at=bindparam("now"))
_LOSE = (
    becomes(TicketStatus.QUEUED)
    .where(_ACTIVE, _T.operator_id == bindparam("holder"))
    .values(
        operator_id=null(),
        offered_at=null(),
        passed_over=_T.operator_id,
        **NO_CLOCK,
    )
)
_OFFER_REMINDED = CHANGE_TICKET.where(_IT, _OFFERED, _T.offer_reminded_at.is_(None)).values(
    offer_reminded_at=bindparam("now")
)
_SOMEBODY_SPOKE = CHANGE_TICKET.where(_IT, IS_OPEN).values(silence=Silence.NONE, silence_at=null())
_BY_CUSTOMER: Mapping[str, Any] = {
    "customer_spoke_at": bindparam("at"),
    "burst": bindparam("number"),
    "burst_at": bindparam("since"),
}
_CUSTOMER_SPOKE = _SOMEBODY_SPOKE.values(customer_spoke_at=bindparam("at"))
_CUSTOMER_WROTE = _SOMEBODY_SPOKE.values(_BY_CUSTOMER)
_CUSTOMER_WROTE_LATER = (
    update(tickets).where(_IT).values(silence=Silence.NONE, silence_at=null(), **_BY_CUSTOMER)
)
_STAFF_SPOKE = _SOMEBODY_SPOKE.values(
    staff_spoke_at=bindparam("at"),
    answered_at=case(
        (
            _T.joined_at.is_not(None),
            func.coalesce(_T.answered_at, bindparam("at", type_=_T.answered_at.type)),
        ),
        else_=_T.answered_at,
    ),
)
_ANSWERED = CHANGE_TICKET.where(_IT, _ACTIVE).values(answer_due=null(), answer_reminded_at=null())
_SET_SILENCE = CHANGE_TICKET.where(_IT, _ACTIVE, _T.silence == bindparam("frm")).values(
    silence=bindparam("to"), silence_at=bindparam("now")
)
_LEFT = CHANGE_TICKET.where(
    _IT,
    IS_OPEN,
    _HERE,
    # Telegram's times are whole seconds; what is older is about an earlier ticket in that room.
    _T.joined_at < bindparam("second"),
    or_(_T.left_at.is_(None), _T.left_at < bindparam("at")),
    or_(_T.returned_at.is_(None), _T.returned_at <= bindparam("at")),
).values(left_at=bindparam("at"))
_RETURNED = CHANGE_TICKET.where(_IT, IS_OPEN, _AWAY, _T.left_at < bindparam("at")).values(
    returned_at=bindparam("at")
)


def _values(burst: Burst) -> dict[str, Any]:
    return {"number": burst.number, "since": burst.since}


class SqlDeadlines(TicketRows):
    """Keeps times in the rows of tickets."""

    __slots__ = ()

    async def expect_answer(self, ticket_id: int, due: datetime) -> bool:
        return await self._changes(_EXPECT_ANSWER, {"ticket": ticket_id, "due": due})

    async def answers_due(self, by: datetime) -> list[int]:
        return await self._found(_ANSWERS_DUE, by)

    async def answers_to_remind(self, by: datetime) -> list[int]:
        return await self._found(_ANSWERS_TO_REMIND, by)

    async def answer_reminded(self, ticket_id: int, now: datetime) -> bool:
        return await self._changes(_ANSWER_REMINDED, {"ticket": ticket_id, "now": now})

    async def lose(self, ticket_id: int, operator_id: int) -> bool:
        return await self._changes(_LOSE, {"ticket": ticket_id, "holder": operator_id})

    async def offers_due(self, by: datetime) -> list[int]:
        return await self._found(_OFFERS_DUE, by)

    async def offers_to_remind(self, by: datetime) -> list[int]:
        return await self._found(_OFFERS_TO_REMIND, by)

    async def offer_reminded(self, ticket_id: int, now: datetime) -> bool:
        return await self._changes(_OFFER_REMINDED, {"ticket": ticket_id, "now": now})

    async def customer_spoke(
        self, ticket_id: int, at: datetime, burst: Burst | None = None
    ) -> None:
        held = self._memory.tickets.held
        known = held.get(ticket_id)
        if known is None:
            spoke = {"ticket": ticket_id, "at": at}
            if burst is None:
                await self._changes(_CUSTOMER_SPOKE, spoke)
            else:
                await self._changes(_CUSTOMER_WROTE, {**spoke, **_values(burst)})
        elif known.is_open:
            now = Burst(known.burst, known.burst_at) if burst is None else burst
            held[ticket_id] = replace(
                known,
                silence=Silence.NONE,
                silence_at=None,
                customer_spoke_at=at,
                burst=now.number,
                burst_at=now.since,
            )
            values = {"ticket": ticket_id, "at": at, **_values(now)}
            self._transaction.change_later(_CUSTOMER_WROTE_LATER, ticket_id, values)

    async def staff_spoke(self, ticket_id: int, at: datetime) -> None:
        await self._changes(_STAFF_SPOKE, {"ticket": ticket_id, "at": at})

    async def answered_by_holder(self, ticket_id: int) -> None:
        await self._changes(_ANSWERED, {"ticket": ticket_id})

    async def unanswered(self, since: datetime) -> list[int]:
        return await self._found(_UNANSWERED, since)

    async def silent(self, since: datetime) -> list[int]:
        return await self._found(_SILENT, since)

    async def asked(self, since: datetime) -> list[int]:
        return await self._found(_ASKED, since)

    async def set_silence(
        self, ticket_id: int, silence: Silence, now: datetime, *, frm: Silence
    ) -> bool:
        values = {"ticket": ticket_id, "to": silence, "now": now, "frm": frm}
        return await self._changes(_SET_SILENCE, values)

    async def left(self, ticket_id: int, at: datetime) -> bool:
        # Two sources tell of it, and perhaps long after one another.
        values = {"ticket": ticket_id, "at": at, "second": at + SECOND}
        return await self._changes(_LEFT, values)

    async def returned(self, ticket_id: int, at: datetime) -> bool:
        return await self._changes(_RETURNED, {"ticket": ticket_id, "at": at})

    async def away(self, since: datetime) -> list[int]:
        return await self._found(_GONE, since)

    async def unreachable(self, since: datetime) -> list[int]:
        return await self._found(_UNREACHABLE, since)

    async def _found(self, statement: Select[tuple[int]], by: datetime) -> list[int]:
        values: Mapping[str, Any] = {"by": by}
        return [row.id for row in await self._all(statement, values)]
