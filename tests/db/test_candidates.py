"""Who may get a ticket is found by index: the database's choice is the pure choice among all."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from sqlalchemy import delete, insert, update

from core.model.people import Operator
from core.routing.shortlist import shortlist, staffing
from db.database import SqlDatabase
from db.models import operator_skills, operators
from db.models import staffing as sums
from tests.core.routing.test_shortlist import SKILLS, Asked, choices, is_same
from tests.support.desk import NOW


async def fill(database: SqlDatabase, staff: Sequence[Operator]) -> None:
    """These are all the staff there is."""
    async with database.engine.begin() as connection:
        for table in (operator_skills, sums, operators):
            await connection.execute(delete(table))
        rows = [
            {"id": one.id, "name": one.name, "language": "en", "role": one.role}
            | {"capacity": one.capacity, "load": one.load, "idle_since": one.idle_since}
            | {"started_bot": False, "added_at": NOW}
            for one in staff
        ]
        if not rows:
            return
        await connection.execute(insert(operators), rows)
        skills = [{"operator_id": one.id, "skill": skill} for one in staff for skill in one.skills]
        if skills:
            await connection.execute(insert(operator_skills), skills)
        for one in staff:
            there = {"on_shift": one.on_shift, "on_break": one.on_break}
            await connection.execute(
                update(operators).where(operators.c.id == one.id).values(there)
            )


@settings(
    max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(asked=choices())
async def test_the_choice_by_index_is_the_choice_among_all(
    database: SqlDatabase, asked: Asked
) -> None:
    await fill(database, asked.staff)
    skills = {None, *SKILLS}
    async with database.unit_of_work() as uow:
        found = await uow.candidates.shortlist(asked.skill, asked.people)
        there = await uow.candidates.staffing(skills)
    assert there == staffing(asked.staff, skills)
    expected = shortlist(asked.staff, asked.skill, asked.people)
    assert found == expected
    is_same(asked, found)
