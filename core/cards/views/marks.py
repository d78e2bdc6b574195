"""What staff has put on a ticket and written on its customer, as cards show it, and how that is
done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.model.actions import Verb, button
from core.model.field_text_keys import FieldKey
from core.model.fields import CustomerField
from core.model.find_text_keys import FindKey
from core.model.people import Customer
from core.model.reopen_text_keys import ReopenKey
from core.model.tags import tag_word
from core.model.text_keys import TextKey
from core.model.texts import Button, Rows, Shown, Text, text
from core.model.tickets import Ticket

_IN_A_ROW, _NUMBERS_IN_A_ROW = 2, 5
_ON_CARD, _IN_LIST = 3, 10
"""Notes that are shown."""
_OF_NOTE = 250
"""Characters of each on a card: a card has other things to say, too."""


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note on a customer: who wrote it, on which day."""

    id: int
    author: str
    day: str
    words: str


def reopened_line(time: str, language: str) -> Text:
    """Say that the ticket goes on after an end, since when, and where all that was said is."""
    return text(ReopenKey.LINE, language, time=time)


def tags_list(tags: Sequence[str], language: str) -> Shown:
    """The desk's tags, with a button to take each off the list."""
    if not tags:
        return Shown(text(FindKey.TAGS_NONE, language))
    rows = _rows(
        [button(FindKey.BUTTON_TAG_GONE, Verb.TAG_GONE, tag_word(tag), tag=tag) for tag in tags]
    )
    return Shown(text(FindKey.TAGS_LIST, language, count=len(tags)), rows)


def choice(
    ticket_id: int,
    customer: str,
    tags: Sequence[str],
    chosen: Sequence[str],
    language: str,
    done: Button,
) -> Shown:
    """The tags that there are, with those `chosen` for the ticket marked; `done` leads back."""
    there = dict.fromkeys((*tags, *chosen))
    buttons = [
        button(FindKey.BUTTON_TAG_ON, Verb.TAG_OFF, ticket_id, tag_word(tag), tag=tag)
        if tag in chosen
        else button(FindKey.BUTTON_TAG, Verb.TAG_ON, ticket_id, tag_word(tag), tag=tag)
        for tag in there
    ]
    shown = text(FindKey.TAGS_OF_TICKET, language, ticket=ticket_id, customer=customer)
    return Shown(shown, (*_rows(buttons), (done,)))


def notes_list(
    ticket_id: int,
    customer: str,
    notes: Sequence[ShownNote],
    language: str,
    done: Button,
    *,
    may_write: bool,
) -> Shown:
    """The notes on a customer, with a button to remove each, and one to write another where words
    are taken; `done` leads back."""
    shown = notes[:_IN_LIST]
    lines = tuple(
        text(
            FindKey.NOTE_NUMBERED,
            language,
            number=number,
            author=note.author,
            day=note.day,
            words=note.words,
        )
        for number, note in enumerate(shown, start=1)
    )
    if len(notes) > len(shown):
        lines += (text(FindKey.CARD_NOTES_MORE, language, count=len(notes) - len(shown)),)
    gone = [
        button(FindKey.BUTTON_NOTE_GONE, Verb.NOTE_GONE, ticket_id, note.id, number=number)
        for number, note in enumerate(shown, start=1)
    ]
    write = (button(FindKey.BUTTON_NOTE_WRITE, Verb.NOTE_WRITE, ticket_id),)
    rows = (*_rows(gone, _NUMBERS_IN_A_ROW), *((write,) if may_write else ()), (done,))
    if not notes:
        return Shown(text(FindKey.NOTES_NONE, language, customer=customer), rows)
    return Shown(text(FindKey.NOTES_OF, language, customer=customer, list=lines), rows)


def ask_for_note(ticket_id: int, customer: str, language: str) -> Shown:
    """Ask for a note."""
    back = button(TextKey.BUTTON_BACK, Verb.NOTES, ticket_id)
    return Shown(text(FindKey.NOTE_ASK, language, customer=customer), ((back,),))


def marked(shown: Shown, lines: Sequence[Text], row: Sequence[Button], language: str) -> Shown:
    """A card with lines below it, and a row of buttons."""
    words = shown.text
    if lines:
        words = text(FindKey.CARD_MARKED, language, card=shown.text, list=tuple(lines))
    return Shown(words, (*shown.buttons, tuple(row)) if row else shown.buttons)


def tags_line(tags: Sequence[str], language: str) -> Text:
    """The tags of a ticket, in a line."""
    return text(FindKey.CARD_TAGS, language, tags=", ".join(tags))


def source_lines(ticket: Ticket, customer: Customer, language: str) -> list[Text]:
    """By which links the customer came: to ask, and for the first time."""
    lines = []
    if ticket.source:
        lines.append(text(FindKey.CARD_SOURCE, language, source=ticket.source))
    if customer.source and customer.source != ticket.source:
        lines.append(text(FindKey.CARD_SOURCE_FIRST, language, source=customer.source))
    return lines


def field_lines(
    fields: Sequence[CustomerField], values: Mapping[str, str], language: str
) -> list[Text]:
    """What is known of the owner's fields, a line each."""
    return [
        text(
            FieldKey.CARD_FIELD,
            language,
            field=field.labelled(language),
            value=_short(values[field.key]),
        )
        for field in fields
        if field.key in values
    ]


def tags_button(ticket_id: int) -> Button:
    """The button that leads to the tags."""
    return button(FindKey.BUTTON_TAGS, Verb.TAGS, ticket_id)


def notes_lines(notes: Sequence[ShownNote], language: str) -> list[Text]:
    """The newest notes on a customer, in a line each."""
    lines = [
        text(
            FindKey.CARD_NOTE,
            language,
            author=note.author,
            day=note.day,
            words=_short(note.words),
        )
        for note in notes[:_ON_CARD]
    ]
    if len(notes) > _ON_CARD:
        lines.append(text(FindKey.CARD_NOTES_MORE, language, count=len(notes) - _ON_CARD))
    return lines


def notes_button(ticket_id: int) -> Button:
    """The button that leads to the notes on the customer."""
    return button(FindKey.BUTTON_NOTES, Verb.NOTES, ticket_id)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _OF_NOTE else f"{line[: _OF_NOTE - 1].rstrip()}…"


def _rows(buttons: Sequence[Button], most: int = _IN_A_ROW) -> Rows:
    return tuple(tuple(buttons[first : first + most]) for first in range(0, len(buttons), most))
