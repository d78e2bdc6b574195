"""Staff writes notes on a customer, for whoever serves them later: on the cards of each later
ticket, and never for the customer."""

from core.cards.marks import notes_shown
from core.cards.send import PROMPT_LASTS, name_of_customer, show_dialog
from core.cards.views import marks as views
from core.model.actions import LONGEST_NOTE
from core.model.find_text_keys import FindKey
from core.model.places import Place
from core.model.text_keys import TextKey
from core.model.texts import DeskError
from core.model.tickets import Ticket
from core.ports import Work
from core.tickets.marks import (
    done_button,
    language_at,
    pressed_at,
    put_there,
    served_by,
    show_cards,
)

MOST_NOTES = 50
"""On one customer."""

_STEP = "customer-note"
"""The step of who is asked for a note: the ticket follows, and until when."""

_CUSTOMER = frozenset({"customer", "client", "клієнт", "клієнта", "клиент", "клиента"})


def about_customer(words: str) -> str | None:
    """Return what is written on the customer behind /note; None where it is on the ticket."""
    first, _, rest = words.strip().partition(" ")
    return rest.strip() if first.strip(":,").casefold() in _CUSTOMER else None


async def show_notes(work: Work, chat_id: int, actor_id: int, ticket_id: int) -> None:
    """Show the notes on the ticket's customer: in private, or on the card in the group where the
    button was pressed. Raises StaffOnly, NotYourTicket, DeskError."""
    ticket, place = await pressed_at(work, chat_id, actor_id, ticket_id)
    await work.uow.steps.clear(actor_id)
    await _show(work, actor_id, ticket, place)


async def ask_for_note(work: Work, actor_id: int, ticket_id: int) -> None:
    """Ask for a note; what they write in private then is it. Raises StaffOnly, NotYourTicket."""
    ticket = await served_by(work, actor_id, ticket_id)
    until = int((work.now + PROMPT_LASTS).timestamp())
    await work.uow.steps.set(actor_id, f"{_STEP}:{ticket_id}:{until}")
    language = await language_at(work, actor_id, None)
    who = await name_of_customer(work, ticket)
    await show_dialog(work, actor_id, views.ask_for_note(ticket.id, who, language))


async def take_customer_note(work: Work, actor_id: int, words: str) -> bool:
    """Write the note that was asked for. False when none was asked for, or too long ago. Raises as
    `write_note`."""
    step, *asked = (await work.uow.steps.get(actor_id) or "").split(":")
    if step != _STEP or len(asked) != 2 or work.now.timestamp() > int(asked[1]):
        return False
    await write_note(work, actor_id, int(asked[0]), words)
    await work.uow.steps.clear(actor_id)
    ticket = await served_by(work, actor_id, int(asked[0]))
    await _show(work, actor_id, ticket, None, fresh=True)
    return True


async def write_note(work: Work, actor_id: int, ticket_id: int, words: str) -> None:
    """Write a note on a ticket's customer. Raises StaffOnly, NotYourTicket, DeskError(NOTE_EMPTY,
    NOTES_FULL)."""
    await keep(work, await served_by(work, actor_id, ticket_id), actor_id, words)


async def keep(work: Work, ticket: Ticket, author_id: int, words: str) -> None:
    """Write a note by somebody who may. Raises DeskError(NOTE_EMPTY, NOTES_FULL)."""
    note = words.strip()[:LONGEST_NOTE]
    if not note:
        raise DeskError(TextKey.NOTE_EMPTY)
    customer = await work.customer(ticket.customer_id)
    if customer is None or customer.notes >= MOST_NOTES:
        raise DeskError(FindKey.NOTES_FULL, most=MOST_NOTES)
    await work.uow.customer_notes.write(customer.id, note, author_id, work.now)
    await show_cards(work, ticket)


async def remove_note(work: Work, actor_id: int, ticket_id: int, note_id: int) -> None:
    """Remove a note on a ticket's customer, elsewhere than in Telegram. Raises StaffOnly,
    NotYourTicket, DeskError(NOTE_GONE)."""
    ticket = await served_by(work, actor_id, ticket_id)
    await _remove(work, ticket, note_id)
    await show_cards(work, ticket)


async def remove_shown_note(
    work: Work, chat_id: int, actor_id: int, ticket_id: int, note_id: int
) -> None:
    """The same by a button of the list, which is shown again. Raises as `show_notes`, and
    DeskError(NOTE_GONE)."""
    ticket, place = await pressed_at(work, chat_id, actor_id, ticket_id)
    await _remove(work, ticket, note_id)
    await show_cards(work, ticket, place)
    await _show(work, actor_id, ticket, place)


async def _remove(work: Work, ticket: Ticket, note_id: int) -> None:
    note = await work.uow.customer_notes.get(note_id)
    if note is None or note.customer_id != ticket.customer_id:
        raise DeskError(FindKey.NOTE_GONE)
    await work.uow.customer_notes.remove(note_id)


async def _show(
    work: Work, actor_id: int, ticket: Ticket, place: Place | None, *, fresh: bool = False
) -> None:
    language = await language_at(work, actor_id, place)
    who = await name_of_customer(work, ticket)
    notes = await notes_shown(work, ticket.customer_id)
    done = done_button(ticket, place)
    shown = views.notes_list(ticket.id, who, notes, language, done, may_write=place is None)
    if place is None and fresh:
        await show_dialog(work, actor_id, shown, fresh=True)
    else:
        await put_there(work, actor_id, ticket, place, shown)
