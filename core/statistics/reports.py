"""A supervisor asks for the desk's figures (/stats: a card, a picture, files) and for a live board.

A live board is one message for each supervisor who asked for it. It is brought up to date when the
queue moves, and by the scheduler for the ages; between two looks at the same board at least
`Rules.board_every` passes, and only what differs is sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from core.cards.lookup import MOST_CONSIDERED
from core.cards.notices import report_failure
from core.cards.send import PROMPT_LASTS, is_repeat, show, show_dialog
from core.cards.views.customer import customer_name
from core.model import tickets
from core.model.accounts import day_of
from core.model.cards import Card
from core.model.effects import Effect, Priority, SendChart, ShowCard
from core.model.memos import Memo
from core.model.outcomes import Sent, Settled
from core.model.people import Operator, Role
from core.model.report_text_keys import StatsKey
from core.model.rules import Rules
from core.model.statistics_effects import ReadStatistics, SendSheet
from core.model.text_keys import TextKey
from core.model.texts import DeskError, Shown, text
from core.model.tickets import Ticket
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.staff.access import supervisor
from core.statistics.kept import range_of
from core.statistics.rules import periods
from core.statistics.rules.periods import Period
from core.statistics.sheets import Sheet, note_sheet, tickets_sheet
from core.statistics.views import boards as views
from core.statistics.views import spreadsheets
from core.statistics.views.boards import LISTED, Waiting

Found = TypeVar("Found", Period, date)


async def show_statistics(work: Work, actor_id: int, words: str) -> None:
    """Show the days that were written behind the command, on a new card. Raises StaffOnly,
    DeskError(STATS_UNCLEAR)."""
    actor = await supervisor(work, actor_id)
    period = _understood(periods.read(words, work.now, work.rules.time_zone))
    await _show(work, actor, period, fresh=True)


async def show_statistics_page(work: Work, actor_id: int, chosen: Sequence[str]) -> None:
    """Show the days of a button on the card that is there: a word, or the first and the last day,
    and perhaps a page. Raises StaffOnly, DeskError(STATS_UNCLEAR)."""
    actor = await supervisor(work, actor_id)
    page = int(chosen[2]) if len(chosen) > 2 and chosen[2].isdecimal() else 0
    zone = work.rules.time_zone
    period = (
        periods.read(chosen[0], work.now, zone)
        if len(chosen) == 1
        else periods.of_words(chosen[:2], work.now, zone)
    )
    await _show(work, actor, _understood(period), page)


async def choose_days(work: Work, actor_id: int, chosen: Sequence[str]) -> None:
    """Show a month to choose days from, and the first day if it was chosen. Raises StaffOnly,
    DeskError(STATS_UNCLEAR)."""
    actor = await supervisor(work, actor_id)
    month = _understood(periods.day_of_word(f"{chosen[0]}01") if chosen else None)
    first = periods.day_of_word(chosen[1]) if len(chosen) > 1 else None
    today = periods.today(work.now, work.rules.time_zone)
    shown = views.calendar_card(month, first, today, actor.language)
    await show_dialog(work, actor_id, shown, card=Card.STATISTICS.of(actor_id))


async def send_spreadsheets(work: Work, actor_id: int, chosen: Sequence[str]) -> None:
    """Send two files: tickets and operators. Raises StaffOnly, DeskError(STATS_UNCLEAR)."""
    actor = await supervisor(work, actor_id)
    period = _understood(periods.of_words(chosen, work.now, work.rules.time_zone))
    which = views.days(period, actor.language)
    for sheet, key in (
        (Sheet.TICKETS, StatsKey.TICKETS_FILE),
        (Sheet.OPERATORS, StatsKey.OPERATORS_FILE),
    ):
        name = f"{sheet}-{period.first:%Y-%m-%d}-{period.last:%Y-%m-%d}.csv"
        caption = text(key, actor.language, period=which)
        await work.tell(
            SendSheet(actor_id, name, sheet, *period.words, caption),
            priority=Priority.NOTICE,
            lasts=PROMPT_LASTS,
        )
        note_sheet(work, actor_id, period, sheet)


def _understood(found: Found | None) -> Found:
    """Return the period that was written or pressed. Raises DeskError(STATS_UNCLEAR)."""
    if found is None:
        raise DeskError(StatsKey.STATS_UNCLEAR)
    return found


async def _show(
    work: Work, actor: Operator, period: Period, page: int = 0, *, fresh: bool = False
) -> None:
    """Have the figures of these days read, and then shown."""
    fresh = fresh and not await is_repeat(work, Memo.ASKED, Card.STATISTICS.of(actor.id))
    await work.tell(ReadStatistics(actor.id, *period.words, page, fresh), lasts=PROMPT_LASTS)


async def statistics_shown(work: Work, effect: ReadStatistics) -> tuple[Effect, ...]:
    """Return the card with the figures, and the picture below it; nothing for who is no supervisor
    any more. Reads alone: outside of the bot's transactions."""
    actor = await work.operator(effect.chat_id)
    period = periods.of_words((effect.first, effect.last), work.now, work.rules.time_zone)
    if actor is None or actor.role is not Role.SUPERVISOR or period is None:
        return ()
    language, within = actor.language, work.rules.service_level
    found = await range_of(work, period)
    accounts = await work.uow.budgets.all(day_of(work.now))
    shown = views.statistics_card(
        period,
        found.figures,
        found.operators,
        [views.account_line(each, work.rules.budget, work.now, language) for each in accounts],
        within,
        language,
        effect.page,
        {work.rules.topic(key).titled(language): one for key, one in found.topics.items()},
        await work.uow.replies.counts(period.since, period.until),
    )
    card, picture = Card.STATISTICS.of(actor.id), Card.STATISTICS_CHART.of(actor.id)
    caption = text(StatsKey.CHART_CAPTION, language, period=views.days(period, language))
    drawn = views.chart(period, found.course, language)
    return (
        ShowCard(actor.id, card, shown.text, shown.buttons, effect.fresh),
        SendChart(actor.id, picture, drawn, caption, effect.fresh),
    )


@settles(ReadStatistics)
async def statistics_read(
    work: Work, row: OutboxEffect, _effect: ReadStatistics, outcome: Settled
) -> None:
    """Show what was read."""
    if not isinstance(outcome, Sent):
        await report_failure(work, row, outcome.reason)
        return
    for shown in outcome.then:
        priority = Priority.REPLY if isinstance(shown, ShowCard) else Priority.NOTICE
        await work.tell(shown, priority=priority, lasts=PROMPT_LASTS)


async def sheet_of(work: Work, effect: SendSheet) -> str:
    """Return what stands in the file. Reads alone. Raises ValueError for days that nobody has."""
    period = periods.of_words((effect.first, effect.last), work.now, work.rules.time_zone)
    if period is None:
        raise ValueError(f"no days: {effect.first} {effect.last}")
    if effect.which == Sheet.TICKETS:
        return await tickets_sheet(work, period)
    found = await range_of(work, period)
    return spreadsheets.operators_file(found.operators, period.zone)


async def ask_board(work: Work, actor_id: int) -> None:
    """Show the board anew; the one before is emptied. Asked for again at once, it is shown once.
    Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    if not await work.uow.boards.begin(actor_id, work.now, work.now - work.rules.board_every):
        return
    await _empty_old(work, actor)
    shown = (await _look(work)).board(actor, work.rules)
    await _show_board(work, actor_id, shown, fresh=True)


async def stop_board(work: Work, actor_id: int) -> None:
    """Keep the board up to date no more. Raises StaffOnly, DeskError(ALREADY_DONE)."""
    actor = await supervisor(work, actor_id)
    if not await work.uow.boards.stop(actor_id):
        raise DeskError(TextKey.ALREADY_DONE)
    await _show_board(work, actor_id, views.stopped_board(actor.language))


async def refresh_live_boards(work: Work) -> list[int]:
    """Bring boards up to date that were not lately; returns whose."""
    due = await work.uow.boards.take_due(work.now, work.now - work.rules.board_every)
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
    """Stop the board of somebody who is no supervisor any more, or who blocked the bot."""
    await work.uow.boards.stop(number)
    former = await work.operator(number)
    if former is not None and former.started_bot:
        await _show_board(work, number, views.stopped_board(former.language))


@dataclass(frozen=True, slots=True)
class _Look:
    """The desk's state, read once for all boards."""

    now: datetime
    waiting: Sequence[Ticket]  # the whole queue, as far as it is looked at
    count: int
    names: Mapping[int, str]  # of the first customers, by ticket
    staff: Sequence[Operator]
    active: int

    def board(self, actor: Operator, rules: Rules) -> Shown:
        """Return the board in a supervisor's language."""
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
        return views.board_card(
            lines, self.count, self.now - oldest, self.staff, self.active, actor.language
        )


async def _look(work: Work) -> _Look:
    uow = work.uow
    waiting = tickets.in_order(await uow.tickets.queue(MOST_CONSIDERED))
    names = {}
    for ticket in waiting[:LISTED]:
        customer = await work.customer(ticket.customer_id)
        names[ticket.id] = "" if customer is None else customer_name(customer)
    return _Look(
        work.now,
        waiting,
        await uow.line.length() if len(waiting) >= MOST_CONSIDERED else len(waiting),
        names,
        await uow.operators.on_shift(),
        await uow.boards.active_tickets(),
    )


async def _show_board(work: Work, supervisor_id: int, shown: Shown, *, fresh: bool = False) -> None:
    card = Card.BOARD.of(supervisor_id)
    await show(work, supervisor_id, card, shown, fresh=fresh, each=fresh, priority=Priority.BOARD)


async def _empty_old(work: Work, actor: Operator) -> None:
    """Empty the board that stood before: a bot may edit its own messages for ever, and delete them
    for two days only."""
    where = await work.uow.cards.find(Card.BOARD.of(actor.id))
    if where is None:
        return
    old = Card.OLD_BOARD.of(actor.id)
    await work.uow.cards.put(old, *where)
    await work.uow.cards.remember({old: str(where)})
    await show(work, actor.id, old, views.moved_board(actor.language), priority=Priority.BOARD)
