"""What the bot answers in a room, or in a forum topic: /close and /note of staff, and nothing
else."""

from core.domain import cards, staff_views, views
from core.domain.effects import DeleteMessage, ShowCard
from core.domain.errors import DeskError
from core.domain.places import Place, PlaceKind
from core.domain.texts import TextKey
from core.domain.tickets import Ticket, TicketEventKind
from core.domain.views import Shown
from core.ports import Work
from core.usecases.closing import ticket_of_staff
from core.usecases.show_panel import staff_member
from core.usecases.telling import PROMPT_LASTS, say
from core.usecases.transfer_ticket import LONGEST_NOTE


async def close_in_room(work: Work, chat_id: int, actor_id: int, thread_id: int = 0) -> None:
    """Ask whether to close, by one question however often one asks: a new one takes the old one's
    place. Of a room it is asked in the bot's chat with whoever wants to close, out of the
    customer's sight; in the room if the bot may not write to them. Raises DeskError for
    everybody but the ticket's staff, to whom nothing is said."""
    place, ticket = await _ticket_in(work, chat_id, thread_id, actor_id)
    customer = await work.customer(ticket.customer_id)
    language = "en" if customer is None else customer.language
    actor = await staff_member(work, actor_id)
    if place.kind is PlaceKind.ROOM and actor.started_bot:
        chat_id, language = actor_id, actor.language
    card = cards.closing(ticket.id)
    stands = await work.uow.cards.find(card)
    if stands is not None:
        await work.tell(DeleteMessage(*stands), ticket.id)
    shown = staff_views.sure_to_close(ticket.id, language)
    await work.tell(
        ShowCard(chat_id, card, shown.text, shown.buttons, thread_id=thread_id),
        ticket.id,
        lasts=PROMPT_LASTS,
    )


async def stay_open(
    work: Work, chat_id: int, actor_id: int, ticket_id: int, message_id: int
) -> None:
    """No: the question goes, if it is there. Raises NotYourTicket, TicketIsClosed, StaffOnly."""
    await ticket_of_staff(work, actor_id, ticket_id)
    if await work.uow.cards.find(cards.closing(ticket_id)) != (chat_id, message_id):
        return
    await work.tell(DeleteMessage(chat_id, message_id), ticket_id)


async def note_in_room(
    work: Work, chat_id: int, actor_id: int, words: str, message_id: int, thread_id: int = 0
) -> None:
    """Keep a note for staff, and take it out of the customer's sight at once (who sees no topic).
    Raises DeskError for everybody but the ticket's staff, to whom nothing is said."""
    place, ticket = await _ticket_in(work, chat_id, thread_id, actor_id)
    actor = await staff_member(work, actor_id)
    if place.kind is PlaceKind.ROOM:
        taken = DeleteMessage(chat_id, message_id)
        await work.tell(taken, ticket.id)
    note = words.strip()[:LONGEST_NOTE]
    if note:
        await work.note(ticket.id, TicketEventKind.NOTED, actor_id, note=note)
    if actor.started_bot:
        key = TextKey.NOTE_KEPT if note else TextKey.NOTE_EMPTY
        values: dict[str, str | int] = {"ticket": ticket.id} if note else {}
        told = Shown(views.text(key, actor.language, **values))
        await say(work, actor_id, told, ticket_id=ticket.id, lasts=PROMPT_LASTS)


async def _ticket_in(
    work: Work, chat_id: int, thread_id: int, actor_id: int
) -> tuple[Place, Ticket]:
    place = await work.uow.places.by_chat(chat_id, thread_id)
    if place is None or place.kind is PlaceKind.DESK or place.ticket_id is None:
        raise DeskError(TextKey.TICKET_IS_CLOSED)
    return place, await ticket_of_staff(work, actor_id, place.ticket_id)
