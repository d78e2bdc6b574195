"""What /stats shows (the card of figures, the calendar to choose days from, the picture), and the
supervisor's live board: who waits and how long, and who is there to help.
"""

from calendar import Calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from core.cards.views.customer import NAME_LENGTH
from core.model.accounts import AccountBudget, Trouble, health_at
from core.model.actions import Verb, button, clipped, page_buttons, part
from core.model.effects import Chart, Series
from core.model.messages import in_one_line
from core.model.people import Operator
from core.model.relay_text_keys import RelayKey
from core.model.report_text_keys import StatsKey
from core.model.rules import Budget
from core.model.target_text_keys import TargetKey
from core.model.text_keys import Key, TextKey
from core.model.texts import Button, Rows, Shown, Text, Value, text
from core.statistics.rules.course import Course
from core.statistics.rules.figures import OperatorFigures, Rating, Solved, Summary
from core.statistics.rules.periods import Period

WEEKDAYS = 7

_MINUTE = 60

_LONGEST_MONTH = timedelta(days=31)

LISTED = 15
"""Lines of each list: with them the board stays below a message's 4,096 characters."""


REPLIES_NAMED = 10


def statistics_card(
    period: Period,
    total: Summary,
    operators: Sequence[OperatorFigures],
    accounts: Sequence[Text],
    within: timedelta,
    language: str,
    page: int,
    topics: Mapping[str, Summary] = MappingProxyType({}),
    replies: Sequence[tuple[str, int]] = (),
) -> Shown:
    """The figures, with a page of the operators; `page` from 0, one that is not there is the
    nearest. `topics`: by title, of which those that have targets are named. `replies`: how often
    each canned one was said, the most frequent first."""
    page = clipped(page, len(operators))
    pages = clipped(len(operators), len(operators)) + 1
    details = [text(StatsKey.STATS_OPERATORS, language, page=page + 1, pages=pages)]
    details += [_operator(one, language) for one in part(operators, page)]
    details += _targets(topics, language)
    if replies:
        details.append(_replies(replies, language))
    if accounts:
        details += [text(StatsKey.STATS_ACCOUNTS, language), *accounts]
    shown = text(
        StatsKey.STATS_CARD,
        language,
        period=days(period, language),
        entered=total.entered,
        answered=total.answered,
        abandoned=total.abandoned,
        abandonment=_share(total.abandonment, language),
        waiting=total.waiting,
        reopened=total.reopened,
        asa=_time(total.asa, language),
        frt=_time(total.frt, language),
        aht=_time(total.aht, language),
        level=_share(total.service_level, language),
        seconds=round(within.total_seconds()),
        rating=_opinion(total.rating, total.solved, language),
        details=tuple(details),
    )
    paging = page_buttons(page, len(operators), Verb.STATS, *period.words)
    return Shown(shown, (*paging, *_choosing(period)))


def _targets(topics: Mapping[str, Summary], language: str) -> list[Text]:
    """How many targets were met, of each topic that has any."""
    lines = [
        text(
            TargetKey.STATS_LINE,
            language,
            topic=title,
            first=_share(one.first_answers.share, language),
            resolution=_share(one.resolutions.share, language),
        )
        for title, one in topics.items()
        if one.first_answers.count or one.resolutions.count
    ]
    return [text(TargetKey.STATS, language), *lines[:LISTED]] if lines else []


def _replies(replies: Sequence[tuple[str, int]], language: str) -> Text:
    """How often canned replies were said, and which most."""
    named = ", ".join(f"!{shortcut} {count}" for shortcut, count in replies[:REPLIES_NAMED])
    more = ", …" if len(replies) > REPLIES_NAMED else ""
    count = sum(count for _, count in replies)
    return text(StatsKey.STATS_REPLIES, language, count=count, list=named + more)


def account_line(one: AccountBudget, budget: Budget, now: datetime, language: str) -> Text:
    """What a user account of ours did today, and its state."""
    values: dict[str, Value] = {
        "name": one.name,
        "made": one.made,
        "rooms": budget.rooms_a_day,
        "chats": one.chats,
        "most": budget.chats,
    }
    if one.trouble is Trouble.AWAY:
        return text(StatsKey.STATS_ACCOUNT_AWAY, language, **values)
    values["health"] = health_at(one, now)
    if one.flood_until is not None and one.flood_until > now:
        values["minutes"] = -(-(one.flood_until - now) // timedelta(minutes=1))
        return text(StatsKey.STATS_ACCOUNT_FLOODED, language, **values)
    return text(StatsKey.STATS_ACCOUNT, language, **values)


def calendar_card(month: date, first: date | None, today: date, language: str) -> Shown:
    """A month to choose days from, up to today; `first` is chosen already."""
    asked = (
        text(StatsKey.STATS_CHOOSE_FIRST, language)
        if first is None
        else text(StatsKey.STATS_CHOOSE_LAST, language, first=_day(first, language))
    )
    after = (month + _LONGEST_MONTH).replace(day=1)
    head: Rows = (
        (
            _to_month(TextKey.BUTTON_EARLIER, month - timedelta(days=1), first),
            button(
                StatsKey.BUTTON_MONTH_NAME, Verb.NOTHING, month=month.month, year=str(month.year)
            ),
            _to_month(TextKey.BUTTON_FURTHER, after, first)
            if after <= today
            else button(StatsKey.BUTTON_NO_DAY, Verb.NOTHING),
        ),
        tuple(
            button(StatsKey.BUTTON_WEEKDAY, Verb.NOTHING, weekday=number)
            for number in range(WEEKDAYS)
        ),
    )
    weeks: Rows = tuple(
        tuple(_day_button(day, month, first, today) for day in week)
        for week in Calendar().monthdatescalendar(month.year, month.month)
    )
    back = button(StatsKey.BUTTON_TODAY, Verb.STATS, "today")
    return Shown(asked, (*head, *weeks, (back,)))


def chart(period: Period, course: Course, language: str) -> Chart:
    """The queue as bars, the load and who was there as lines."""
    key = StatsKey.CHART_TITLE_DAY if period.is_day else StatsKey.CHART_TITLE_DAYS
    return Chart(
        title=text(key, language, period=days(period, language)),
        bars=Series(StatsKey.CHART_WAITING, course.waiting),
        lines=(
            Series(StatsKey.CHART_LOAD, course.load),
            Series(StatsKey.CHART_ON_SHIFT, course.on_shift),
        ),
        ticks=period.labels,
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the queue on the live board."""

    ticket_id: int
    name: str
    topic: str
    since: timedelta


def board_card(
    waiting: Sequence[Waiting],
    count: int,
    longest: timedelta,
    staff: Sequence[Operator],
    active: int,
    language: str,
) -> Shown:
    """The live board. `waiting` are the first of `count` in the queue's order, of whom one waits
    the `longest`; `staff` is on shift; `active` counts talks."""
    queue = [text(StatsKey.BOARD_NOBODY_WAITS, language)]
    if count:
        queue = [text(StatsKey.BOARD_QUEUE, language, count=count, **_age(longest))]
        queue += [_waiter(line, language) for line in waiting[:LISTED]]
        queue += _more(count - min(len(waiting), LISTED), language)
    there = [text(StatsKey.BOARD_NOBODY_ON_SHIFT, language)]
    if staff:
        there = [text(StatsKey.BOARD_STAFF, language, count=len(staff))]
        there += [_on_board(one, language) for one in staff[:LISTED]]
        there += _more(len(staff) - LISTED, language)
    shown = text(
        StatsKey.BOARD_CARD, language, queue=tuple(queue), staff=tuple(there), active=active
    )
    return Shown(shown, ((button(StatsKey.BUTTON_STOP_BOARD, Verb.BOARD_STOP),),))


def stopped_board(language: str) -> Shown:
    """What remains of a board that was stopped."""
    again = button(StatsKey.BUTTON_BOARD, Verb.BOARD)
    return Shown(text(StatsKey.BOARD_STOPPED, language), ((again,),))


def moved_board(language: str) -> Shown:
    """What remains of a board that was asked for again."""
    return Shown(text(StatsKey.BOARD_MOVED, language))


def days(period: Period, language: str) -> Text:
    """The days of a period, in words."""
    if period.is_day:
        return _day(period.first, language)
    first, last = _day(period.first, language), _day(period.last, language)
    return text(StatsKey.STATS_DAYS, language, **{"from": first, "to": last})


def clock(time: timedelta) -> str:
    """A length of time as 1:05 (minutes and seconds) or 1:02:05."""
    seconds = round(time.total_seconds())
    hours, minutes = divmod(seconds // _MINUTE, 60)
    rest = f"{seconds % _MINUTE:02}"
    return f"{hours}:{minutes:02}:{rest}" if hours else f"{minutes}:{rest}"


def _operator(one: OperatorFigures, language: str) -> Text:
    return text(
        StatsKey.STATS_OPERATOR,
        language,
        name=in_one_line(one.name)[:NAME_LENGTH],
        handled=one.handled,
        load=one.load,
        capacity=one.capacity,
        aht=_time(one.aht, language),
        frt=_time(one.frt, language),
        rating=_opinion(one.rating, one.solved, language),
        busy=_share(one.occupancy, language),
        full=_share(one.fullness, language),
    )


def _time(time: timedelta | None, language: str) -> Value:
    return text(StatsKey.STATS_NOTHING, language) if time is None else clock(time)


def _share(share: float | None, language: str) -> Text:
    if share is None:
        return text(StatsKey.STATS_NOTHING, language)
    return text(StatsKey.STATS_PERCENT, language, percent=round(share * 100))


def _opinion(rating: Rating, solved: Solved, language: str) -> Text:
    """The stars, and the answers of those who were asked whether the question was solved."""
    stars = _rating(rating, language)
    if solved.share is None:
        return stars
    percent = round(solved.share * 100)
    key = RelayKey.STATS_RATING_SOLVED
    return text(key, language, rating=stars, percent=percent, count=solved.count)


def _rating(rating: Rating, language: str) -> Text:
    if rating.mean is None:
        return text(StatsKey.STATS_NO_RATING, language)
    whole, tenth = divmod(round(rating.mean * 10), 10)
    return text(StatsKey.STATS_RATING, language, whole=whole, tenth=tenth, count=rating.count)


def _day(day: date, language: str) -> Text:
    return text(
        StatsKey.STATS_DAY, language, day=f"{day:%d}", month=f"{day:%m}", year=f"{day.year:04}"
    )


def _choosing(period: Period) -> Rows:
    named = (
        (StatsKey.BUTTON_TODAY, "today"),
        (StatsKey.BUTTON_YESTERDAY, "yesterday"),
        (StatsKey.BUTTON_WEEK, "week"),
        (StatsKey.BUTTON_MONTH, "month"),
    )
    shortcuts = [button(key, Verb.STATS, word) for key, word in named]
    last = f"{period.last:%Y%m}"
    return (
        tuple(shortcuts[:2]),
        tuple(shortcuts[2:]),
        (
            button(StatsKey.BUTTON_CHOOSE_DAYS, Verb.STATS_DAYS, last),
            button(StatsKey.BUTTON_FILES, Verb.STATS_FILES, *period.words),
        ),
        (button(TextKey.BUTTON_REFRESH, Verb.STATS, *period.words),),
    )


def _day_button(day: date, month: date, first: date | None, today: date) -> Button:
    if day.month != month.month or day > today:
        return button(StatsKey.BUTTON_NO_DAY, Verb.NOTHING)
    word = f"{day:%Y%m%d}"
    if first is None:
        return button(StatsKey.BUTTON_DAY, Verb.STATS_DAYS, f"{day:%Y%m}", word, day=day.day)
    return button(StatsKey.BUTTON_DAY, Verb.STATS, f"{first:%Y%m%d}", word, day=day.day)


def _to_month(key: Key, month: date, first: date | None) -> Button:
    chosen = () if first is None else (f"{first:%Y%m%d}",)
    return button(key, Verb.STATS_DAYS, f"{month:%Y%m}", *chosen)


def _waiter(line: Waiting, language: str) -> Text:
    return text(
        StatsKey.BOARD_WAITER,
        language,
        ticket=line.ticket_id,
        name=line.name,
        topic=line.topic,
        **_age(line.since),
    )


def _on_board(one: Operator, language: str) -> Text:
    key = StatsKey.BOARD_OPERATOR_ON_BREAK if one.on_break else StatsKey.BOARD_OPERATOR
    name = in_one_line(one.name)[:NAME_LENGTH]
    return text(key, language, name=name, load=one.load, capacity=one.capacity)


def _more(count: int, language: str) -> list[Text]:
    return [text(StatsKey.BOARD_MORE, language, count=count)] if count > 0 else []


def _age(time: timedelta) -> dict[str, int]:
    """Whole minutes: what is shown does not change more often than that by itself."""
    hours, minutes = divmod(max(0, int(time.total_seconds())) // 60, 60)
    return {"hours": hours, "minutes": minutes}
