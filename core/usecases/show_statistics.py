"""A supervisor looks at the desk's figures: as text, as a picture, as files."""

from collections.abc import Sequence
from datetime import date

from core.domain import cards, periods, spreadsheets, statistics_views, views
from core.domain.budget import day_of
from core.domain.effects import Priority, SendChart, SendDocument, ShowCard
from core.domain.errors import DeskError
from core.domain.memos import Memo
from core.domain.periods import Period
from core.domain.statistics import Facts, by_operator, course, summary
from core.domain.statistics_views import account_lines, calendar_card, statistics_card
from core.domain.texts import StatsKey
from core.domain.views import Shown
from core.ports import Work
from core.usecases.repeats import is_repeat
from core.usecases.supervising import supervisor
from core.usecases.telling import PROMPT_LASTS


async def show_statistics(work: Work, actor_id: int, words: str) -> None:
    """The days that were written behind the command, on a new card. Raises StaffOnly,
    DeskError(STATS_UNCLEAR)."""
    await supervisor(work, actor_id)
    period = periods.read(words, work.now, work.rules.time_zone)
    if period is None:
        raise DeskError(StatsKey.STATS_UNCLEAR)
    await _show(work, actor_id, period, fresh=True)


async def turn_statistics(work: Work, actor_id: int, chosen: Sequence[str]) -> None:
    """The days of a button, on the card that is there: a word, or the first and the last day, and
    perhaps a page. Raises StaffOnly, DeskError(STATS_UNCLEAR)."""
    await supervisor(work, actor_id)
    page = int(chosen[2]) if len(chosen) > 2 and chosen[2].isdecimal() else 0
    zone = work.rules.time_zone
    period = (
        periods.read(chosen[0], work.now, zone)
        if len(chosen) == 1
        else periods.of_words(chosen[:2], work.now, zone)
    )
    if period is None:
        raise DeskError(StatsKey.STATS_UNCLEAR)
    await _show(work, actor_id, period, page)


async def choose_days(work: Work, actor_id: int, chosen: Sequence[str]) -> None:
    """A month to choose days from, and the first day if it was chosen. Raises StaffOnly,
    DeskError(STATS_UNCLEAR)."""
    actor = await supervisor(work, actor_id)
    month = _month(chosen)
    first = periods.day_of_word(chosen[1]) if len(chosen) > 1 else None
    if month is None:
        raise DeskError(StatsKey.STATS_UNCLEAR)
    today = periods.today(work.now, work.rules.time_zone)
    await _show_card(work, actor_id, calendar_card(month, first, today, actor.language))


async def send_spreadsheets(work: Work, actor_id: int, chosen: Sequence[str]) -> None:
    """Two files: tickets and operators. Raises StaffOnly, DeskError(STATS_UNCLEAR)."""
    actor = await supervisor(work, actor_id)
    zone = work.rules.time_zone
    period = periods.of_words(chosen, work.now, zone)
    if period is None:
        raise DeskError(StatsKey.STATS_UNCLEAR)
    facts = await work.uow.statistics.facts(period.since, period.until)
    which = statistics_views.days(period, actor.language)
    files = (
        ("tickets", StatsKey.TICKETS_FILE, spreadsheets.tickets_file(facts, zone)),
        (
            "operators",
            StatsKey.OPERATORS_FILE,
            spreadsheets.operators_file(by_operator(facts, work.now), zone),
        ),
    )
    for kind, caption, content in files:
        name = f"{kind}-{period.first:%Y-%m-%d}-{period.last:%Y-%m-%d}.csv"
        await work.tell(
            SendDocument(
                actor_id,
                name,
                content,
                caption=views.text(caption, actor.language, period=which),
            ),
            priority=Priority.NOTICE,
            lasts=PROMPT_LASTS,
        )


async def _show(
    work: Work, actor_id: int, period: Period, page: int = 0, *, fresh: bool = False
) -> None:
    actor = await supervisor(work, actor_id)
    facts = await work.uow.statistics.facts(period.since, period.until)
    within = work.rules.service_level
    accounts = await work.uow.budgets.all(day_of(work.now))
    shown = statistics_card(
        period,
        summary(facts, within, work.now),
        by_operator(facts, work.now),
        account_lines(accounts, work.rules.budget, work.now, actor.language),
        within,
        actor.language,
        page,
    )
    fresh = fresh and not await is_repeat(work, Memo.ASKED, cards.statistics(actor_id))
    await _show_card(work, actor_id, shown, fresh=fresh)
    await _draw(work, actor_id, period, facts, actor.language, fresh=fresh)


async def _show_card(work: Work, actor_id: int, shown: Shown, *, fresh: bool = False) -> None:
    await work.tell(
        ShowCard(actor_id, cards.statistics(actor_id), shown.text, shown.buttons, fresh),
        lasts=PROMPT_LASTS,
    )


async def _draw(
    work: Work, actor_id: int, period: Period, facts: Facts, language: str, *, fresh: bool
) -> None:
    drawn = statistics_views.chart(period, course(facts, period.edges, work.now), language)
    which = statistics_views.days(period, language)
    await work.tell(
        SendChart(
            actor_id,
            cards.statistics_chart(actor_id),
            drawn,
            views.text(StatsKey.CHART_CAPTION, language, period=which),
            fresh,
        ),
        priority=Priority.NOTICE,
        lasts=PROMPT_LASTS,
    )


def _month(chosen: Sequence[str]) -> date | None:
    return periods.day_of_word(f"{chosen[0]}01") if chosen else None
