"""Staff puts tags on tickets."""

from core.cards.send import name_of_customer
from core.cards.views import marks as views
from core.model.find_text_keys import FindKey
from core.model.places import Place
from core.model.tags import tag_word
from core.model.texts import DeskError
from core.model.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.tickets.marks import (
    done_button,
    language_at,
    pressed_at,
    put_there,
    served_by,
    show_cards,
)


async def show_tags(work: Work, chat_id: int, actor_id: int, ticket_id: int) -> None:
    """Show which tags there are and which the ticket has: in private, or on the card in the group
    where the button was pressed. Raises StaffOnly, NotYourTicket, DeskError."""
    ticket, place = await pressed_at(work, chat_id, actor_id, ticket_id)
    await _show(work, actor_id, ticket, place)


async def mark(
    work: Work, chat_id: int, actor_id: int, ticket_id: int, word: str, *, on: bool
) -> None:
    """Put a tag on a ticket, or take it away, by such a button. Raises as `show_tags`, and
    DeskError(TAG_UNKNOWN)."""
    ticket, place = await pressed_at(work, chat_id, actor_id, ticket_id)
    tags = (*work.rules.tags, *await work.uow.tags.of(ticket_id))
    tag = next((tag for tag in tags if tag_word(tag) == word), None)
    if tag is None:
        raise DeskError(FindKey.TAG_UNKNOWN)
    if await _set(work, ticket, actor_id, tag, on=on):
        await show_cards(work, ticket, place)
    await _show(work, actor_id, ticket, place)


async def set_tag(work: Work, actor_id: int, ticket_id: int, tag: str, *, on: bool) -> None:
    """Put a tag on a ticket, or take it away, elsewhere than in Telegram. Raises StaffOnly,
    NotYourTicket, DeskError(TAG_UNKNOWN)."""
    ticket = await served_by(work, actor_id, ticket_id)
    if on and tag not in work.rules.tags:
        raise DeskError(FindKey.TAG_UNKNOWN)
    if await _set(work, ticket, actor_id, tag, on=on):
        await show_cards(work, ticket)


async def _set(work: Work, ticket: Ticket, actor_id: int, tag: str, *, on: bool) -> bool:
    """Returns whether that changed anything."""
    change = work.uow.tags.put if on else work.uow.tags.take
    if not await change(ticket.id, tag, actor_id, work.now):
        return False
    kind = TicketEventKind.TAGGED if on else TicketEventKind.UNTAGGED
    await work.note(ticket.id, kind, actor_id, tag=tag)
    return True


async def _show(work: Work, actor_id: int, ticket: Ticket, place: Place | None) -> None:
    language = await language_at(work, actor_id, place)
    chosen = await work.uow.tags.of(ticket.id)
    who = await name_of_customer(work, ticket)
    done = done_button(ticket, place)
    shown = views.choice(ticket.id, who, work.rules.tags, chosen, language, done)
    await put_there(work, actor_id, ticket, place, shown)
