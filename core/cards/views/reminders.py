"""Reminders of tickets, as staff is shown them: which are set, what is asked, and what they say
when their time has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.model.actions import Verb, button
from core.model.reminder_text_keys import ReminderKey
from core.model.text_keys import TextKey
from core.model.texts import Button, Rows, Shown, Text, Value, text

_IN_A_ROW = 5
_BUTTONS = {
    "1h": ReminderKey.BUTTON_HOUR,
    "3h": ReminderKey.BUTTON_HOURS,
    "morning": ReminderKey.BUTTON_MORNING,
}
"""Of the choices that are offered."""


_IN_LIST = 200
"""Characters of each in a list."""


@dataclass(frozen=True, slots=True)
class ShownReminder:
    """A reminder: when, of what, and who wanted that; `ticket_id` and `customer`: where several
    tickets stand in one list."""

    id: int
    time: str
    author: str | Text
    words: str
    ticket_id: int = 0
    customer: str = ""


def short(words: str) -> str:
    """Return of what to remind, as a list has it: in one line, and not too long."""
    line = " ".join(words.split())
    return line if len(line) <= _IN_LIST else f"{line[: _IN_LIST - 1].rstrip()}…"


def reminders_button(ticket_id: int) -> Button:
    """The button of a card that leads to its reminders."""
    return button(ReminderKey.BUTTON, Verb.REMINDERS, ticket_id)


def of_ticket(
    ticket_id: int,
    customer: str,
    reminders: Sequence[ShownReminder],
    language: str,
    done: Button,
    *,
    may_set: bool,
    may_write: bool,
) -> Shown:
    """The reminders of a ticket, with a button to remove each; quick choices where one may be set,
    and one to write another where words are taken. `done` leads back."""
    gone = [
        button(ReminderKey.BUTTON_GONE, Verb.REMIND_NOT, ticket_id, each.id, number=number)
        for number, each in enumerate(reminders, start=1)
    ]
    quick = tuple(button(key, Verb.REMIND, ticket_id, word) for word, key in _BUTTONS.items())
    write = (button(ReminderKey.BUTTON_WRITE, Verb.REMIND_WRITE, ticket_id),)
    rows: Rows = (*_rows(gone), *((quick,) if may_set else ()))
    rows = (*rows, *((write,) if may_set and may_write else ()), (done,))
    if not reminders:
        shown = text(ReminderKey.NONE_OF, language, ticket=ticket_id, customer=customer)
        return Shown(shown, rows)
    lines = tuple(_line(each, number, language) for number, each in enumerate(reminders, start=1))
    shown = text(ReminderKey.OF_TICKET, language, ticket=ticket_id, customer=customer, list=lines)
    return Shown(shown, rows)


def own_list(reminders: Sequence[ShownReminder], language: str, *, is_all: bool) -> Shown:
    """Reminders of several tickets, with a button to remove each; `is_all`: there are no others."""
    if not reminders:
        return Shown(text(ReminderKey.LIST_NONE, language))
    lines = tuple(
        _line(each, number, language, ticket=each.ticket_id, customer=each.customer)
        for number, each in enumerate(reminders, start=1)
    )
    if not is_all:
        lines += (text(ReminderKey.LIST_MORE, language),)
    gone = [
        button(ReminderKey.BUTTON_GONE, Verb.REMIND_NOT_MINE, each.id, number=number)
        for number, each in enumerate(reminders, start=1)
    ]
    return Shown(text(ReminderKey.LIST, language, list=lines), _rows(gone))


def ask(ticket_id: int, customer: str, language: str) -> Shown:
    """Ask when, and of what."""
    back = button(TextKey.BUTTON_BACK, Verb.REMINDERS, ticket_id)
    shown = text(ReminderKey.ASK, language, ticket=ticket_id, customer=customer)
    return Shown(shown, ((back,),))


def kept(ticket_id: int, time: str, words: str, language: str) -> Text:
    """Say that a reminder is set."""
    if not words:
        return text(ReminderKey.KEPT, language, ticket=ticket_id, time=time)
    return text(ReminderKey.KEPT_WORDS, language, ticket=ticket_id, time=time, words=words)


DUE = (ReminderKey.DUE, ReminderKey.DUE_WORDS)
ENDED = (ReminderKey.ENDED, ReminderKey.ENDED_WORDS)
UNHELD = (ReminderKey.UNHELD, ReminderKey.UNHELD_WORDS)
"""What is said when its time has come: of nothing in particular, or with words."""


def said_by(
    keys: tuple[ReminderKey, ReminderKey], values: Mapping[str, Value]
) -> tuple[ReminderKey, Mapping[str, Value]]:
    """Choose which of both says it, with the values that it takes."""
    bare, with_words = keys
    if values["words"]:
        return with_words, values
    return bare, {name: value for name, value in values.items() if name != "words"}


def _line(each: ShownReminder, number: int, language: str, **more: Value) -> Text:
    keys = (ReminderKey.LINE, ReminderKey.LINE_WORDS)
    if more:
        keys = (ReminderKey.LIST_LINE, ReminderKey.LIST_LINE_WORDS)
    about: dict[str, Value] = {"number": number, "time": each.time, "words": each.words, **more}
    if not more:
        about["author"] = each.author
    key, values = said_by(keys, about)
    return text(key, language, **values)


def _rows(buttons: Sequence[Button]) -> Rows:
    return tuple(
        tuple(buttons[first : first + _IN_A_ROW]) for first in range(0, len(buttons), _IN_A_ROW)
    )
