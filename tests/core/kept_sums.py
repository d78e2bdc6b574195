"""What triggers keep is what can be read from the rows themselves."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.model.tickets import TicketStatus
from db.models import (
    breaks,
    operator_skills,
    operators,
    queue_counts,
    shifts,
    staffing,
    tickets,
)

COPIED = ("on_shift", "on_break", "load", "capacity", "idle_since")


async def sums_hold(connection: AsyncConnection) -> None:
    """Raise AssertionError where they are not."""
    execute = connection.execute
    staff = {each.id: each for each in await execute(select(operators))}
    for table, kept in ((shifts, "on_shift"), (breaks, "on_break")):
        going_on = select(table.c.operator_id).where(table.c.ended_at.is_(None))
        found = {row.operator_id for row in await execute(going_on)}
        assert found == {number for number, one in staff.items() if getattr(one, kept)}
    copies = (await execute(select(operator_skills))).all()
    for row in copies:
        one = staff[row.operator_id]
        assert all(getattr(row, name) == getattr(one, name) for name in COPIED)
    sums: dict[str, list[int]] = {}
    for skill, number in [
        *(("", number) for number in staff),
        *((row.skill, row.operator_id) for row in copies),
    ]:
        one = staff[number]
        works = one.on_shift and not one.on_break
        adds = (one.on_shift, works, one.capacity if works else 0)
        before = sums.get(skill, [0, 0, 0])
        sums[skill] = [was + int(more) for was, more in zip(before, adds, strict=True)]
    kept_sums = {row.skill: [*row[1:]] for row in await execute(select(staffing))}
    assert {skill: each for skill, each in kept_sums.items() if any(each)} == {
        skill: each for skill, each in sums.items() if any(each)
    }
    waits = Counter(
        (row.topic, row.priority)
        for row in await execute(select(tickets).where(tickets.c.status == TicketStatus.QUEUED))
    )
    counts: Counter[tuple[str, int]] = Counter()
    for row in await execute(select(queue_counts)):
        counts[row.topic, row.priority] += row.change
    assert +counts == waits
