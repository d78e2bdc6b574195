"""Days that a simulated desk had, as rows of a desk's database."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from app.simulation.desk import SimulatedDesk
from core.model.facts import Facts
from core.model.people import Role
from core.simulation.rules.chance import Demand, Spans, cases
from core.simulation.rules.plan import Member, Plan
from db.database import SqlDatabase
from db.models import assignments, customers, operators, shifts, tickets

DAY = 86_400.0
BEGIN = datetime(2026, 3, 2, tzinfo=UTC)
HOURS = ((9 * 3600.0, 17 * 3600.0), (DAY + 9 * 3600.0, DAY + 17 * 3600.0))
STAFF = (
    Member(2001, "Olga", 2, shifts=HOURS),
    Member(2002, "Max [bold]", 2, shifts=HOURS),
)
RATES = (0.0,) * 9 + (14.0,) * 7 + (0.0,) * 8


def two_days(begin: datetime = BEGIN, seed: int = 1) -> Facts:
    """Two days of two operators with two tickets at a time, who have a little too much to do."""
    plan = Plan(begin, 2 * DAY, STAFF)
    demand = Demand(RATES, Spans(1200), Spans(900), Spans(30))
    came = cases(demand, plan.lasts, Random(seed))
    return SimulatedDesk(plan, came).run()


async def keep(database: SqlDatabase, facts: Facts, above: int = 0) -> None:
    """Write them down, whatever customers they had before; tickets are numbered from `above` on."""
    people = {one.customer_id for one in facts.tickets}
    assert max(Counter(one.customer_id for one in facts.tickets).values()) == 1
    loads = Counter(one.operator_id for one in facts.holdings if one.end is None)
    rows: list[tuple[Any, list[dict[str, Any]]]] = [
        (
            customers,
            [
                {"id": one, "name": f"C {one}", "language": "en", "reachable": True}
                | {"first_seen_at": facts.since}
                for one in people
            ],
        ),
        (
            operators,
            [
                {"id": one.id, "name": one.name, "language": "en", "role": Role.OPERATOR}
                | {"capacity": one.capacity, "load": loads[one.id], "started_bot": True}
                | {"added_at": facts.since - timedelta(days=1)}
                for one in facts.staff
            ],
        ),
        (
            shifts,
            [
                {"operator_id": one.operator_id, "started_at": one.start, "ended_at": one.end}
                for one in facts.shifts
            ],
        ),
        (
            tickets,
            [
                {
                    "id": above + one.id,
                    "customer_id": one.customer_id,
                    "topic": one.topic,
                    "priority": 0,
                }
                | {"status": one.status, "opened_at": one.opened_at, "joined_at": one.joined_at}
                | {"active_at": one.active_at, "answered_at": one.answered_at}
                | {"closed_at": one.closed_at, "close_reason": one.close_reason}
                | {"operator_id": one.operator_id}
                for one in facts.tickets
            ],
        ),
        (
            assignments,
            [
                {"ticket_id": above + one.ticket_id, "operator_id": one.operator_id}
                | {"assigned_at": one.start, "released_at": one.end}
                for one in facts.holdings
            ],
        ),
    ]
    async with database.engine.begin() as connection:
        for table, values in rows:
            await connection.execute(insert(table), values)
