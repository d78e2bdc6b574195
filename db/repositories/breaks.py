"""Statements about breaks."""

from sqlalchemy import bindparam, select, update

from db.models import breaks, shifts
from db.sql import Either

START_BREAK = Either(
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
END_BREAK = (
    update(breaks)
    .where(breaks.c.operator_id == bindparam("operator"), breaks.c.ended_at.is_(None))
    .values(ended_at=bindparam("now"))
)
