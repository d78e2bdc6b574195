"""Two schedulers on one PostgreSQL: one leads; when it dies, the other takes over."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import text

from app.container import Container, open_container
from core.model.tickets import TicketStatus
from stories.apart import settings_environment
from stories.stage import story_settings
from tests.e2e.reliability.child import Child, running
from tests.e2e.reliability.rig import PATIENCE
from tests.support.desk import add_operator, add_ticket
from tests.support.waiting import eventually

_WHO_LEADS = text(
    "SELECT holder FROM leases WHERE part = 'scheduler' AND until > clock_timestamp()"
)
_ITS_CONNECTION = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND query LIKE '%leases%'"
    " AND pid <> pg_backend_pid()"
)

pytestmark = pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)


@pytest.fixture
async def desk(tmp_path: Path, desk_url: str) -> AsyncIterator[Container]:
    """A desk whose scheduler looks often, and an operator with room for many."""
    settings = story_settings(tmp_path, {}, desk_url, sweep_seconds=0.2)
    async with open_container(settings) as container:
        async with container.work() as work:
            await add_operator(work.uow, capacity=50)
        yield container


async def _leader(desk: Container) -> str | None:
    """Who has the scheduler's lease."""
    async with desk.database.reading() as transaction:
        found = await transaction.connection.execute(_WHO_LEADS)
        holders = [str(row[0]) for row in found]
    return holders[0] if holders else None


async def _leads(desk: Container) -> str:
    return await eventually(lambda: _leader(desk), within=PATIENCE) or ""


async def _is_ticked(desk: Container, customer: int) -> None:
    """A ticket that nobody pulled is found by the sweep."""
    async with desk.work() as work:
        ticket = await add_ticket(work.uow, customer)

    async def found() -> bool:
        async with desk.work() as work:
            now = await work.uow.tickets.get(ticket.id)
        return now is not None and now.status is TicketStatus.OFFERED

    await eventually(found, within=PATIENCE, every=0.05, describe="nobody sweeps")


async def test_one_leads_and_the_other_takes_over(desk: Container, tmp_path: Path) -> None:
    lines = settings_environment(desk.settings)
    async with AsyncExitStack() as stack:

        async def start(name: str) -> Child:
            made = running(name, tmp_path, lines, "run", "--only", "scheduler")
            child = await stack.enter_async_context(made)
            await child.is_ready()
            return child

        first = await start("first")
        leads = await _leads(desk)
        await _is_ticked(desk, 1)
        second = await start("second")
        await _is_ticked(desk, 2)
        assert await _leader(desk) == leads
        first.kill()
        await first.ended()
        await eventually(lambda: _another(desk, leads), within=PATIENCE, describe="nobody leads")
        await _is_ticked(desk, 3)
        third = await start("third")
        leads = await _leads(desk)
        await second.stop()
        await eventually(lambda: _another(desk, leads), within=PATIENCE, describe="nobody leads")
        await _is_ticked(desk, 4)
        assert third.exit_code is None


async def test_a_leader_whose_connection_is_cut_goes_on_leading(
    desk: Container, tmp_path: Path
) -> None:
    lines = settings_environment(desk.settings)
    async with running("only", tmp_path, lines, "run", "--only", "scheduler") as child:
        await child.is_ready()
        leads = await _leads(desk)
        for customer in range(1, 4):
            async with desk.database.reading() as transaction:
                await transaction.connection.execute(_ITS_CONNECTION)
            await _is_ticked(desk, customer)
        assert await _leader(desk) == leads


async def _another(desk: Container, than: str) -> bool:
    return await _leader(desk) not in (None, than)
