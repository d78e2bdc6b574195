"""The live board of a supervisor: who waits and how long, and who is there to help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.domain import actions
from core.domain.actions import Verb
from core.domain.people import Operator
from core.domain.texts import Button, StatsKey, Text
from core.domain.views import NAME_LENGTH, Shown, text
from core.domain.visible import in_one_line

LISTED = 15
"""Lines of each list: with them the board stays below a message's 4,096 characters."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the queue."""

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
    """`waiting` are the first of `count` in the queue's order, of whom one waits the `longest`;
    `staff` is on shift; `active` counts talks."""
    queue = [text(StatsKey.BOARD_NOBODY_WAITS, language)]
    if count:
        queue = [text(StatsKey.BOARD_QUEUE, language, count=count, **_age(longest))]
        queue += [_waiter(line, language) for line in waiting[:LISTED]]
        queue += _more(count - min(len(waiting), LISTED), language)
    there = [text(StatsKey.BOARD_NOBODY_ON_SHIFT, language)]
    if staff:
        there = [text(StatsKey.BOARD_STAFF, language, count=len(staff))]
        there += [_operator(one, language) for one in staff[:LISTED]]
        there += _more(len(staff) - LISTED, language)
    shown = text(
        StatsKey.BOARD_CARD, language, queue=tuple(queue), staff=tuple(there), active=active
    )
    return Shown(
        shown, ((Button(StatsKey.BUTTON_STOP_BOARD, action=actions.press(Verb.BOARD_STOP)),),)
    )


def stopped_board(language: str) -> Shown:
    """What is left of a board that was stopped."""
    again = Button(StatsKey.BUTTON_BOARD, action=actions.press(Verb.BOARD))
    return Shown(text(StatsKey.BOARD_STOPPED, language), ((again,),))


def moved_board(language: str) -> Shown:
    """What is left of a board that was asked for again."""
    return Shown(text(StatsKey.BOARD_MOVED, language))


def _waiter(line: Waiting, language: str) -> Text:
    return text(
        StatsKey.BOARD_WAITER,
        language,
        ticket=line.ticket_id,
        name=line.name,
        topic=line.topic,
        **_age(line.since),
    )


def _operator(one: Operator, language: str) -> Text:
    key = StatsKey.BOARD_OPERATOR_ON_BREAK if one.on_break else StatsKey.BOARD_OPERATOR
    name = in_one_line(one.name)[:NAME_LENGTH]
    return text(key, language, name=name, load=one.load, capacity=one.capacity)


def _more(count: int, language: str) -> list[Text]:
    return [text(StatsKey.BOARD_MORE, language, count=count)] if count > 0 else []


def _age(time: timedelta) -> dict[str, int]:
    """Whole minutes: what is shown does not change more often than that by itself."""
    hours, minutes = divmod(max(0, int(time.total_seconds())) // 60, 60)
    return {"hours": hours, "minutes": minutes}
