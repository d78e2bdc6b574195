"""Reads to whom something is told, a few people at a time: core.ports.Audiences."""

from datetime import datetime

from sqlalchemy import bindparam, exists, or_, select, true

from core.model.cards import Card
from core.model.memos import Memo
from core.model.people import Operator, QueueAudience
from db.models import boards, operators
from db.repositories.base import Repository
from db.repositories.cards import word_of
from db.repositories.line import QUEUE_LENGTH
from db.repositories.staff import EVERYONE_ON_STAFF, SUPERVISORS, operator_of

_O = operators.c
_OF_QUEUE = (Card.QUEUE, Card.PANEL, Memo.BELL, Memo.STATUS)
_OF_ALL = select(
    word_of(Memo.ARRIVAL).label("arrival"),
    QUEUE_LENGTH.scalar_subquery().label("waiting"),
    exists().where(boards.c.looked_at <= bindparam("looked_before")).label("is_board_due"),
).subquery("of_all")
_NEXT = (
    EVERYONE_ON_STAFF.where(
        _O.id > bindparam("after"),
        or_(_O.on_shift, _O.load > 0, _O.idle_since >= bindparam("since")),
    )
    .limit(bindparam("most"))
    .add_columns(*(word_of(name, _O.id).label(f"{name.value}_word") for name in _OF_QUEUE))
    .subquery("next")
)
_NEXT_IN_AUDIENCE = (
    select(_NEXT, _OF_ALL).select_from(_OF_ALL.outerjoin(_NEXT, true())).order_by(_NEXT.c.id)
)
_NEXT_SUPERVISORS = SUPERVISORS.where(_O.id > bindparam("after")).limit(bindparam("most"))


class SqlAudiences(Repository):
    """Reads to whom something is told."""

    __slots__ = ()

    async def of_queue(
        self, after: int, limit: int, since: datetime, looked_before: datetime
    ) -> QueueAudience:
        await self._transaction.shown.written_of(*_OF_QUEUE, Memo.ARRIVAL)
        values = {"after": after, "most": limit, "since": since, "looked_before": looked_before}
        rows = await self._all(_NEXT_IN_AUDIENCE, values)
        words: dict[str, str | None] = {Memo.ARRIVAL.of(): rows[0].arrival}
        found = [row for row in rows if row.id is not None]
        for row in found:
            words |= {name.of(row.id): getattr(row, f"{name.value}_word") for name in _OF_QUEUE}
        return QueueAudience(
            [operator_of(row) for row in found],
            {name: word for name, word in words.items() if word is not None},
            rows[0].waiting,
            rows[0].is_board_due,
        )

    async def supervisors(self, after: int, limit: int) -> list[Operator]:
        rows = await self._all(_NEXT_SUPERVISORS, {"after": after, "most": limit})
        return [operator_of(row) for row in rows]
