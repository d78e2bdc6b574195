"""Staff puts tags on tickets, in private with the bot and on the card in its group, also when the
ticket has ended: what it was about is often clear only then."""

from core.cards.lookup import is_shown, usable_place
from core.cards.send import (
    forgotten,
    name_of_customer,
    show_dialog,
    show_in_group,
    show_operator,
)
from core.cards.ticket_card import show_at
from core.cards.views import marks as views
from core.model.actions import Doing, Verb
from core.model.cards import Card
from core.model.find_text_keys import FindKey
from core.model.people import Role
from core.model.places import Place, PlaceKind
from core.model.tags import tag_word
from core.model.texts import DeskError, NotYourTicket
from core.model.tickets import Ticket
from core.ports import Work
from core.staff.access import staff_member, ticket_of_staff
from core.tickets.end import ticket_here


async def show_tags(work: Work, chat_id: int, actor_id: int, ticket_id: int) -> None:
    """Show which tags there are and which the ticket has: in private, or on the card in the group
    where the button was pressed. Raises StaffOnly, NotYourTicket, DeskError."""
    ticket, place = await _pressed_at(work, chat_id, actor_id, ticket_id)
    await _show(work, actor_id, ticket, place)


async def mark(
    work: Work, chat_id: int, actor_id: int, ticket_id: int, word: str, *, on: bool
) -> None:
    """Put a tag on a ticket, or take it away, by such a button. Raises as `show_tags`, and
    DeskError(TAG_UNKNOWN)."""
    ticket, place = await _pressed_at(work, chat_id, actor_id, ticket_id)
    tags = (*work.rules.tags, *await work.uow.tags.of(ticket_id))
    tag = next((tag for tag in tags if tag_word(tag) == word), None)
    if tag is None:
        raise DeskError(FindKey.TAG_UNKNOWN)
    if await _set(work, ticket, actor_id, tag, on=on):
        await _show_cards(work, ticket, place)
    await _show(work, actor_id, ticket, place)


async def set_tag(work: Work, actor_id: int, ticket_id: int, tag: str, *, on: bool) -> None:
    """Put a tag on a ticket, or take it away, elsewhere than in Telegram. Raises StaffOnly,
    NotYourTicket, DeskError(TAG_UNKNOWN)."""
    ticket = await _ticket_of(work, actor_id, ticket_id)
    if on and tag not in work.rules.tags:
        raise DeskError(FindKey.TAG_UNKNOWN)
    if await _set(work, ticket, actor_id, tag, on=on):
        await _show_cards(work, ticket, None)


async def _set(work: Work, ticket: Ticket, actor_id: int, tag: str, *, on: bool) -> bool:
    change = work.uow.tags.put if on else work.uow.tags.take
    return await change(ticket.id, tag, actor_id, work.now)


async def _pressed_at(
    work: Work, chat_id: int, actor_id: int, ticket_id: int
) -> tuple[Ticket, Place | None]:
    """Return the ticket, and the place in whose chat the button stands; None: in private."""
    if chat_id == actor_id:
        return await _ticket_of(work, actor_id, ticket_id), None
    ticket = await work.ticket(ticket_id)
    place = None if ticket is None else await usable_place(work, ticket)
    if place is not None and place.kind is PlaceKind.THREAD and place.chat_id == chat_id:
        return await ticket_of_staff(work, actor_id, ticket_id), place
    return await ticket_here(work, chat_id, ticket_id)


async def _ticket_of(work: Work, actor_id: int, ticket_id: int) -> Ticket:
    actor = await staff_member(work, actor_id)
    ticket = await work.ticket(ticket_id)
    if ticket is None or await forgotten(work, ticket):
        raise NotYourTicket
    if ticket.operator_id != actor_id and actor.role is not Role.SUPERVISOR:
        raise NotYourTicket
    return ticket


async def _show(work: Work, actor_id: int, ticket: Ticket, place: Place | None) -> None:
    actor = await work.operator(actor_id)
    language = work.rules.desk_language
    done: tuple[Verb, tuple[str | int, ...]] = (Verb.DESK_CLOSE_NO, (ticket.id,))
    if place is None:
        done = (Verb.CHATS, (Doing.ALL.value, 0))
    elif place.kind is PlaceKind.THREAD:
        done = (Verb.CLOSE_NO, (ticket.id,))
    if actor is not None and (place is None or place.kind is PlaceKind.THREAD):
        language = actor.language
    chosen = await work.uow.tags.of(ticket.id)
    who = await name_of_customer(work, ticket)
    shown = views.choice(ticket.id, who, work.rules.tags, chosen, language, done)
    if place is None:
        await show_dialog(work, actor_id, shown)
    else:
        await show_in_group(work, ticket, place, shown)


async def _show_cards(work: Work, ticket: Ticket, pressed: Place | None) -> None:
    """Bring the ticket's other cards up to date, as far as they were shown."""
    place = await usable_place(work, ticket)
    if place is not None and place.kind.is_relayed and pressed is None:
        await show_at(work, ticket, place)
    holder = await work.operator(ticket.operator_id)
    if holder is not None and await is_shown(work, Card.OPERATOR.of(ticket.id, holder.id)):
        await show_operator(work, ticket, holder)
