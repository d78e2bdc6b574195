"""core.ports.records.KeptFigures, on both databases."""

from datetime import date, timedelta

from core.model.day_figures import Basis, DayFigures, QueueSum
from core.model.tickets import CloseReason
from db.database import SqlDatabase
from tests.support.desk import CUSTOMER, NOW, OPERATOR, add_operator, add_ticket

DAY = date(2026, 11, 1)
HOUR = timedelta(hours=1)
BASIS = Basis("Europe/Kyiv", 60)
SUMS = tuple(range(16))


def figures(day: date, waiting: int | None = 3) -> DayFigures:
    return DayFigures(
        day,
        hours={0: SUMS, 23: SUMS},
        topics={"general": SUMS},
        operators={OPERATOR: (1 << 60, *range(10))},
        stars=(0, 1, 2, 3, 4),
        waiting=waiting,
        load=0.5,
        on_shift=None,
        queue={9: QueueSum(2, 12.5, 3600.0)},
    )


async def test_a_day_is_kept_as_it_was_and_replaced(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await uow.figures.keep([figures(DAY)], BASIS, NOW, others_too=True)
        await uow.figures.keep([figures(DAY + HOUR * 24)], BASIS, NOW + HOUR, others_too=False)
    async with database.unit_of_work() as uow:
        found = await uow.figures.days(DAY, DAY + HOUR * 24, BASIS)
        assert found == {day: figures(day) for day in (DAY, DAY + HOUR * 24)}
        assert await uow.figures.days(DAY, DAY, BASIS) == {DAY: figures(DAY)}
        for other in (Basis("UTC", 60), Basis("Europe/Kyiv", 61)):
            assert await uow.figures.days(DAY, DAY, other) == {}
        looked_at = await uow.figures.looked_at(DAY, DAY + HOUR * 24, BASIS)
        assert looked_at == {DAY: NOW, DAY + HOUR * 24: NOW + HOUR}
        await uow.figures.keep([figures(DAY, 7)], BASIS, NOW + 2 * HOUR, others_too=True)
        assert (await uow.figures.days(DAY, DAY, BASIS))[DAY].waiting == 7
        again = await uow.figures.looked_at(DAY, DAY + HOUR * 24, BASIS)
        assert set(again.values()) == {NOW + 2 * HOUR}


async def test_what_changed_since_is_told_by_when_it_was_opened(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.figures.begun() is None
        await add_operator(uow, on_shift=False)
        ticket = await add_ticket(uow)
        assert await uow.figures.begun() == NOW
        assert await uow.operators.start_shift(OPERATOR, NOW - HOUR)
        assert await uow.figures.begun() == NOW - HOUR
        assert await uow.figures.changed(NOW - HOUR, NOW + HOUR) == []
        still_open = await uow.statistics.still_open(NOW, NOW + HOUR)
        assert [one.id for one in still_open] == [ticket.id]
        assert await uow.tickets.close(ticket.id, NOW + HOUR, OPERATOR, CloseReason.SOLVED)
        assert await uow.statistics.still_open(NOW, NOW + HOUR) == []
        await uow.feedback.rate(ticket.id, CUSTOMER, 5, NOW + 2 * HOUR, NOW)
        await uow.feedback.resolve(ticket.id, CUSTOMER, True, NOW + 3 * HOUR, NOW)
    async with database.unit_of_work() as uow:
        changed = uow.figures.changed
        later = NOW + HOUR
        assert await changed(NOW + HOUR, later) == [NOW] * 3
        assert await changed(NOW + 2 * HOUR, later) == [NOW] * 2
        assert await changed(NOW + 3 * HOUR, later) == [NOW]
        assert await changed(NOW + 4 * HOUR, later) == []
        assert await changed(NOW, NOW) == []
        assert [one.id for one in await uow.statistics.entered(NOW, later)] == [ticket.id]
        assert await uow.statistics.entered(later, later + HOUR) == []
