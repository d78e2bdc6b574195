"""What supervisors see of active rooms, and may do there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.domain.actions import Verb, press
from core.domain.ages import age
from core.domain.pages import turning
from core.domain.texts import Button, Key, TextKey
from core.domain.views import Shown, text


@dataclass(frozen=True, slots=True)
class Talk:
    """An active ticket: whose, about what, answered by whom, for how long."""

    ticket_id: int
    customer: str
    topic: str
    operator: str
    lasts: timedelta


def rooms_list(talks: Sequence[Talk], page: int, count: int, language: str) -> Shown:
    """All active tickets; `talks` are that page's of `count`."""
    if not count:
        return Shown(text(TextKey.ROOMS_EMPTY, language), ((_refresh(page),),))
    lines = tuple(
        text(
            TextKey.ROOMS_LINE,
            language,
            ticket=talk.ticket_id,
            customer=talk.customer,
            operator=talk.operator,
            age=age(talk.lasts, language),
        )
        for talk in talks
    )
    buttons = tuple((ticket_button(Verb.ROOM, talk.ticket_id, talk.customer),) for talk in talks)
    rows = (*buttons, *turning(page, count, Verb.ROOMS), (_refresh(page),))
    return Shown(text(TextKey.ROOMS_LIST, language, count=count, list=lines), rows)


def room(talk: Talk, language: str) -> Shown:
    """One of them."""
    number = talk.ticket_id
    shown = text(
        TextKey.ROOM_OF_TICKET,
        language,
        ticket=number,
        customer=talk.customer,
        topic=talk.topic,
        operator=talk.operator,
        age=age(talk.lasts, language),
    )
    rows = (
        (_button(TextKey.BUTTON_STEP_IN, Verb.ENTER, number),),
        (_button(TextKey.BUTTON_TAKE_OVER, Verb.TAKE_OVER, number),),
        (
            _button(TextKey.BUTTON_TRANSFER, Verb.TRANSFER, number),
            _button(TextKey.BUTTON_CLOSE, Verb.ROOM_CLOSE, number),
        ),
        (_button(TextKey.BUTTON_WHY, Verb.WHY_TICKET, number),),
        (_button(TextKey.BUTTON_BACK, Verb.ROOMS, 0),),
    )
    return Shown(shown, rows)


def sure_to_take_over(ticket_id: int, operator: str, language: str) -> Shown:
    """Yes or no."""
    yes = _button(TextKey.BUTTON_YES_TAKE_OVER, Verb.TAKE_OVER_YES, ticket_id)
    no = _button(TextKey.BUTTON_NO, Verb.ROOM, ticket_id)
    shown = text(TextKey.CONFIRM_TAKE_OVER, language, ticket=ticket_id, operator=operator)
    return Shown(shown, ((yes, no),))


def sure_to_close(ticket_id: int, language: str) -> Shown:
    """Yes or no."""
    yes = _button(TextKey.BUTTON_YES_CLOSE, Verb.ROOM_CLOSE_YES, ticket_id)
    no = _button(TextKey.BUTTON_NO, Verb.ROOM, ticket_id)
    return Shown(text(TextKey.CONFIRM_CLOSE, language, ticket=ticket_id), ((yes, no),))


def ticket_button(verb: Verb, ticket_id: int, name: str) -> Button:
    """One ticket of a list."""
    values: dict[str, str | int] = {"ticket": ticket_id, "name": name}
    return Button(TextKey.BUTTON_TICKET, action=press(verb, ticket_id), values=values)


def _refresh(page: int) -> Button:
    return _button(TextKey.BUTTON_REFRESH, Verb.ROOMS, page)


def _button(label: Key, verb: Verb, *arguments: str | int) -> Button:
    return Button(label, action=press(verb, *arguments))
