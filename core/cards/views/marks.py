"""What staff has put on a ticket, as its cards show it, and how it is put there."""

from collections.abc import Sequence

from core.model.actions import Verb, button
from core.model.find_text_keys import FindKey
from core.model.tags import tag_word
from core.model.texts import Button, Rows, Shown, Text, text

_IN_A_ROW = 2


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
    done: tuple[Verb, Sequence[str | int]],
) -> Shown:
    """The tags that there are, with those `chosen` for the ticket marked; `done` leads back."""
    there = dict.fromkeys((*tags, *chosen))
    buttons = [
        button(FindKey.BUTTON_TAG_ON, Verb.TAG_OFF, ticket_id, tag_word(tag), tag=tag)
        if tag in chosen
        else button(FindKey.BUTTON_TAG, Verb.TAG_ON, ticket_id, tag_word(tag), tag=tag)
        for tag in there
    ]
    verb, arguments = done
    back = button(FindKey.BUTTON_TAGS_DONE, verb, *arguments)
    shown = text(FindKey.TAGS_OF_TICKET, language, ticket=ticket_id, customer=customer)
    return Shown(shown, (*_rows(buttons), (back,)))


def marked(shown: Shown, lines: Sequence[Text], row: Sequence[Button], language: str) -> Shown:
    """A card with lines below it, and a row of buttons."""
    words = shown.text
    if lines:
        words = text(FindKey.CARD_MARKED, language, card=shown.text, list=tuple(lines))
    return Shown(words, (*shown.buttons, tuple(row)) if row else shown.buttons)


def tags_line(tags: Sequence[str], language: str) -> Text:
    """The tags of a ticket, in a line."""
    return text(FindKey.CARD_TAGS, language, tags=", ".join(tags))


def tags_button(ticket_id: int) -> Button:
    """The button that leads to the tags."""
    return button(FindKey.BUTTON_TAGS, Verb.TAGS, ticket_id)


def _rows(buttons: Sequence[Button]) -> Rows:
    return tuple(
        tuple(buttons[first : first + _IN_A_ROW]) for first in range(0, len(buttons), _IN_A_ROW)
    )
