"""Asking the bot to say again in one chat what was said in another."""

from core.domain import cards, desk_views
from core.domain.messages import MessageKind, Said, SenderRole
from core.domain.places import Place
from core.domain.relay_effects import CopyMessage
from core.domain.texts import Rows
from core.domain.tickets import Ticket
from core.ports import Work


def _as_forward(said: Said) -> bool:
    """To staff: a bot may copy no quiz whose answer it does not know
    (https://core.telegram.org/bots/api#copymessage), so polls go as what they are; and of what the
    customer forwards staff has to see whose words they are, which a copy does not tell."""
    return said.kind is MessageKind.POLL or "forward" in said.details


async def copy_to_customer(work: Work, ticket: Ticket, said: Said) -> None:
    """Into their private chat with the bot, where never anybody's account shows."""
    await _copy(
        work,
        ticket,
        said,
        CopyMessage(
            chat_id=ticket.customer_id,
            from_chat_id=said.chat_id,
            message_id=said.message_id,
            album=said.album,
            reply_to=said.reply_to,
        ),
    )


async def copy_to_place(work: Work, ticket: Ticket, place: Place, said: Said) -> None:
    """Into the staff's group; where several tickets stand side by side, below its card."""
    if place.chat_id is None or not place.kind.is_relayed:
        return
    await _copy(
        work,
        ticket,
        said,
        CopyMessage(
            chat_id=place.chat_id,
            from_chat_id=said.chat_id,
            message_id=said.message_id,
            thread_id=place.thread_id,
            album=said.album,
            reply_to=said.reply_to,
            card=cards.desk(ticket.id) if place.is_shared else None,
            forward=_as_forward(said),
            buttons=whose(ticket, place),
            language=work.rules.desk_language,
        ),
    )


def whose(ticket: Ticket, place: Place) -> Rows:
    """Where several tickets stand side by side each copy says by itself whose it is: a Reply may
    be faster than the row that tells where the copy stands, and a kill may lose that row."""
    return desk_views.whose_buttons(ticket.id) if place.is_shared else ()


async def bring_up(work: Work, ticket: Ticket, place: Place) -> None:
    """Carry to a place what the customer said before the ticket came there."""
    for recorded in await work.uow.messages.of_ticket(ticket.id, ticket.customer_id):
        if recorded.role is SenderRole.CUSTOMER and recorded.deleted_at is None:
            await copy_to_place(work, ticket, place, recorded.said)


async def _copy(work: Work, ticket: Ticket, said: Said, effect: CopyMessage) -> None:
    """Each part of an album asks for the whole of it, and puts it off by a moment."""
    await work.tell(
        effect, ticket.id, not_before=work.now + work.rules.album_wait if said.album else None
    )
