"""Statements about who holds which ticket, and how many."""

from sqlalchemy import and_, bindparam, exists, update

from db.models import assignments, breaks, operators, shifts
from db.sql import Either

_O = operators.c
_ON_STAFF = _O.removed_at.is_(None)
_OPEN_SHIFT = and_(shifts.c.operator_id == _O.id, shifts.c.ended_at.is_(None))
_OPEN_BREAK = and_(breaks.c.operator_id == _O.id, breaks.c.ended_at.is_(None))

RESERVE = (
    update(operators)
    .where(
        _O.id == bindparam("operator"),
        _ON_STAFF,
        _O.load < _O.capacity,
        exists().where(_OPEN_SHIFT),
        ~exists().where(_OPEN_BREAK),
    )
    .values(load=_O.load + 1)
)
MAKE_ROOM = (
    update(operators)
    .where(_O.id == bindparam("operator"), _ON_STAFF, _O.load < _O.capacity)
    .values(load=_O.load + 1)
)
ASSIGN = Either(
    lambda insert: insert(assignments).on_conflict_do_nothing(
        index_elements=[assignments.c.ticket_id], index_where=assignments.c.released_at.is_(None)
    )
)
GIVE_BACK = update(operators).where(_O.id == bindparam("operator")).values(load=_O.load - 1)
RELEASE = (
    update(assignments)
    .where(assignments.c.ticket_id == bindparam("ticket"), assignments.c.released_at.is_(None))
    .values(released_at=bindparam("now"), reason=bindparam("why"))
    .returning(assignments.c.operator_id)
)
RELEASE_BY_OTHER = RELEASE.where(assignments.c.operator_id != bindparam("operator"))
RELEASE_FROM = (
    update(assignments)
    .where(
        assignments.c.ticket_id == bindparam("ticket"),
        assignments.c.operator_id == bindparam("operator"),
        assignments.c.released_at.is_(None),
    )
    .values(released_at=bindparam("now"), reason=bindparam("why"))
)
RELIEVE = GIVE_BACK.values(idle_since=bindparam("now"))
