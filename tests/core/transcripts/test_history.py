"""What staff reads in the bot of what was said before."""

from pathlib import Path

from app.bot_role import TranscriptsOfRows
from app.container import open_container
from core.model.tickets import TicketEventKind
from stories.stage import GivenSettings
from tests.support.desk import CUSTOMER, NOW, add_ticket


async def test_times_are_those_of_the_desks_zone_and_the_number_is_for_supervisors(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    settings = GivenSettings(database_url=url, time_zone="Asia/Tokyo")
    async with open_container(settings) as container:
        async with container.database.unit_of_work() as uow:
            ticket = await add_ticket(uow)
            await uow.customers.register(CUSTOMER, "+380501234567", NOW)
            await uow.tickets.add_event(ticket.id, TicketEventKind.OPENED, NOW)
        transcripts = TranscriptsOfRows(container)
        for_operators = await transcripts.plain(CUSTOMER, with_phone=False) or ""
        for_supervisors = await transcripts.plain(CUSTOMER, with_phone=True) or ""
        assert await transcripts.plain(404, with_phone=True) is None
    assert "21:00" in for_operators
    assert "12:00" not in for_operators
    assert "380501234567" not in for_operators
    assert "380501234567" in for_supervisors
