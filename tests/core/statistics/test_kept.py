"""Days that are over keep their figures, and are right whatever comes later."""

from datetime import timedelta

from core.feedback.ratings import rate_ticket
from core.model.rules import Rules
from core.statistics.kept import basis_of, days_of, range_of, renew
from core.statistics.rules.figures import Summary
from core.statistics.rules.periods import Period, last_days
from core.tickets.end import close_ticket
from tests.core.desk import BOT, USERBOT, Desk

OLGA, ANN, BEN = 2, 101, 102


async def kept(desk: Desk) -> dict[str, int]:
    """How many tickets that ended each kept day has."""
    week = last_days(7, desk.now, "UTC")
    async with desk.looking() as work:
        found = await work.uow.figures.days(week.first, week.last, basis_of(desk.rules))
    return {f"{day:%d}": sum(sums[0] for sums in one.topics.values()) for day, one in found.items()}


async def figures(desk: Desk, days: int = 7) -> Summary:
    async with desk.looking() as work:
        return (await range_of(work, last_days(days, desk.now, "UTC"))).figures


async def two_days(desk: Desk) -> int:
    """On the first day one ticket is served, and one stays open; then it is the next day."""
    await desk.staff(OLGA)
    first = await desk.talk(ANN)
    await desk.done(close_ticket, OLGA, first)
    desk.later(minutes=1)
    second = await desk.talk(BEN)
    desk.later(days=1)
    return second


async def test_the_scheduler_keeps_a_day_once_it_is_over(desk: Desk) -> None:
    await desk.staff(OLGA)
    assert await renew(desk.looking, desk.work) == 0
    await desk.done(close_ticket, OLGA, await desk.talk(ANN))
    assert await renew(desk.looking, desk.work) == 0
    before = await figures(desk, 1)
    desk.later(days=1)
    assert await renew(desk.looking, desk.work) == 1
    assert await kept(desk) == {"20": 1}
    assert (await figures(desk)) == before
    desk.later(hours=2)
    assert await renew(desk.looking, desk.work) == 0, "nothing changed since"


async def test_what_ends_later_counts_for_its_day_at_once_and_is_kept_then(desk: Desk) -> None:
    second = await two_days(desk)
    await renew(desk.looking, desk.work)
    desk.later(hours=3)
    await renew(desk.looking, desk.work)
    assert await kept(desk) == {"20": 1}, "what is open is added when it is asked for"
    assert (await figures(desk)).entered == 2
    await desk.done(close_ticket, OLGA, second)
    found = await figures(desk)
    assert (found.entered, found.aht) == (2, timedelta(hours=27) / 2)
    assert await renew(desk.looking, desk.work) == 1
    assert await kept(desk) == {"20": 2}
    assert await figures(desk) == found
    await desk.do(rate_ticket, BEN, second, 4)
    assert (await figures(desk)).rating.count == 1
    desk.later(minutes=50)
    await renew(desk.looking, desk.work)
    await desk.do(rate_ticket, BEN, second, 2)
    assert (await figures(desk)).rating.mean == 2, "stars may be given anew for an hour"


async def test_kept_days_of_another_zone_or_target_are_not_believed(desk: Desk) -> None:
    await two_days(desk)
    await renew(desk.looking, desk.work)
    desk.rules = Rules(bot_id=BOT, userbot_id=USERBOT, service_level=timedelta(seconds=5))
    assert await kept(desk) == {}
    assert await renew(desk.looking, desk.work) == 1
    assert await kept(desk) == {"20": 1}


async def test_many_missing_days_are_made_some_at_a_time(desk: Desk) -> None:
    await two_days(desk)
    desk.later(days=70)
    made = [await renew(desk.looking, desk.work) for _ in range(4)]
    assert made == [30, 30, 11, 0]


async def test_a_single_day_is_read_by_itself(desk: Desk) -> None:
    await two_days(desk)
    await renew(desk.looking, desk.work)
    yesterday = last_days(2, desk.now, "UTC").first
    async with desk.looking() as work:
        found = await range_of(work, Period(yesterday, yesterday, "UTC"))
        assert len(found.course.waiting) == 48
        assert found.figures.entered == 2
        assert len(await days_of(work, Period(yesterday, yesterday, "UTC"))) == 1
