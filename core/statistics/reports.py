"""A supervisor looks at the desk's figures: as text, as a picture, as files.

Live boards: one message for each supervisor who asked for it, edited as things move.

A board is looked at when the queue moves, and by the scheduler for the ages; between two looks at
the same board at least `Rules.board_every` passes, and only what differs is sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.cards.lookup import LOOKED_AT
from core.cards.send import PROMPT_LASTS, is_repeat, show
from core.cards.views import customer as views
from core.model import cards, texts, tickets
from core.model.accounts import day_of
from core.model.effects import Priority, SendChart, SendDocument, ShowCard
from core.model.figures import Facts
from core.model.memos import Memo
from core.model.notice_keys import StatsKey
from core.model.people import Operator
from core.model.rules import Rules
from core.model.text_keys import TextKey
from core.model.texts import DeskError, Shown
from core.model.tickets import Ticket
from core.ports import Work
from core.staff.access import supervisor
from core.statistics.rules import periods
from core.statistics.rules.figures import by_operator, course, summary
from core.statistics.rules.periods import Period
from core.statistics.views import boards as statistics_views
from core.statistics.views import spreadsheets
from core.statistics.views.boards import (
    LISTED,
    Waiting,
    account_lines,
    calendar_card,
    statistics_card,
)


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
                caption=texts.text(caption, actor.language, period=which),
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
            texts.text(StatsKey.CHART_CAPTION, language, period=which),
            fresh,
        ),
        priority=Priority.NOTICE,
        lasts=PROMPT_LASTS,
    )


def _month(chosen: Sequence[str]) -> date | None:
    return periods.day_of_word(f"{chosen[0]}01") if chosen else None


async def ask_board(work: Work, actor_id: int) -> None:
    """Show the board anew; the one before is emptied. The same again at once is one wish. Raises
    StaffOnly."""
    actor = await supervisor(work, actor_id)
    if not await work.uow.boards.ask(actor_id, work.now, work.now - work.rules.board_every):
        return
    await _empty_old(work, actor)
    shown = (await _look(work)).board(actor, work.rules)
    await _show_board(work, actor_id, shown, fresh=True)


async def stop_board(work: Work, actor_id: int) -> None:
    """Keep it up to date no more. Raises StaffOnly, DeskError(ALREADY_DONE)."""
    actor = await supervisor(work, actor_id)
    if not await work.uow.boards.stop(actor_id):
        raise DeskError(TextKey.ALREADY_DONE)
    await _show_board(work, actor_id, statistics_views.stopped_board(actor.language))


async def refresh_live_boards(work: Work) -> list[int]:
    """Look at the boards that were not looked at lately; returns whose."""
    due = await work.uow.boards.look(work.now, work.now - work.rules.board_every)
    if not due:
        return due
    supervisors = {one.id: one for one in await work.uow.operators.supervisors()}
    look = await _look(work)
    for number in due:
        actor = supervisors.get(number)
        if actor is not None and actor.started_bot:
            await _show_board(work, number, look.board(actor, work.rules))
        else:
            await _end(work, number)
    return due


async def _end(work: Work, number: int) -> None:
    """The board of somebody who is no supervisor any more, or who blocked the bot."""
    await work.uow.boards.stop(number)
    former = await work.operator(number)
    if former is not None and former.started_bot:
        await _show_board(work, number, statistics_views.stopped_board(former.language))


@dataclass(frozen=True, slots=True)
class _Look:
    """The desk as it is now, read once for all boards."""

    now: datetime
    waiting: Sequence[Ticket]  # the whole queue, as far as it is looked at
    count: int
    names: Mapping[int, str]  # of the first customers, by ticket
    staff: Sequence[Operator]
    active: int

    def board(self, actor: Operator, rules: Rules) -> Shown:
        """As that supervisor reads it."""
        lines = [
            Waiting(
                ticket.id,
                self.names[ticket.id],
                rules.topic(ticket.topic).titled(actor.language),
                self.now - ticket.opened_at,
            )
            for ticket in self.waiting[:LISTED]
        ]
        oldest = min((ticket.opened_at for ticket in self.waiting), default=self.now)
        return statistics_views.board_card(
            lines, self.count, self.now - oldest, self.staff, self.active, actor.language
        )


async def _look(work: Work) -> _Look:
    uow = work.uow
    waiting = tickets.in_order(await uow.tickets.queue(LOOKED_AT))
    names = {}
    for ticket in waiting[:LISTED]:
        customer = await work.customer(ticket.customer_id)
        names[ticket.id] = "" if customer is None else views.customer_name(customer)
    return _Look(
        work.now,
        waiting,
        await uow.tickets.queue_length() if len(waiting) >= LOOKED_AT else len(waiting),
        names,
        await uow.operators.on_shift(),
        await uow.boards.active_tickets(),
    )


async def _show_board(work: Work, supervisor_id: int, shown: Shown, *, fresh: bool = False) -> None:
    card = cards.board(supervisor_id)
    await show(work, supervisor_id, card, shown, fresh=fresh, each=fresh, priority=Priority.BOARD)


async def _empty_old(work: Work, actor: Operator) -> None:
    """A bot may edit its own messages for ever, and delete them for two days only."""
    where = await work.uow.cards.find(cards.board(actor.id))
    if where is None:
        return
    old = cards.old_board(actor.id)
    await work.uow.cards.put(old, *where)
    await work.uow.cards.remember({old: str(where)})
    await show(
        work, actor.id, old, statistics_views.moved_board(actor.language), priority=Priority.BOARD
    )
