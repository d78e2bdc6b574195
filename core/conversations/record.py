"""What is said in a place is kept."""

from collections.abc import Sequence

from core.cards.lookup import is_ours
from core.cards.send import forgotten
from core.model.effects import FetchFile, Priority
from core.model.messages import WITH_FILE, MessageKind, Recorded, Said, SenderRole
from core.model.people import Role
from core.model.places import PlaceState
from core.model.room_effects import SaveMedia, WriteTranscript
from core.model.tickets import Ticket
from core.ports import Work
from core.staff.views import is_command_of_ours
from core.tickets.presence import word_said
from core.transcripts.rules import media_path

_STAFF = frozenset({SenderRole.OPERATOR, SenderRole.SUPERVISOR})


async def record_said(work: Work, said: Said) -> bool:
    """Keep a message of a place (one that is there with other text is an edit). False when nothing
    is new.

    What comes late belongs to the ticket that holds the place until the room was swept; what comes
    then is our own broom's.
    """
    found = await _ticket_of(work, said.chat_id)
    if found is None:
        return False
    place_id, ticket = found
    role = await _role(work, ticket, said.sender_id)
    if role in _STAFF and _is_note(work, said):
        return False  # it is kept as what it is, by the bot: nobody's words in the talk
    return await record_for(work, ticket, place_id, role, said)


async def record_for(
    work: Work, ticket: Ticket, place_id: int | None, role: SenderRole, said: Said
) -> bool:
    """Keep a message of that ticket, whoever heard it. False when nothing is new.

    A file is fetched by who heard it: by the bot where the message has its handle of it, else by
    the user account in the place (of no place, by nobody).
    """
    if not await work.uow.messages.add(ticket.id, place_id, role, said, work.now):
        return await keep_edit(work, said, place_id)
    if said.kind is not MessageKind.SERVICE:
        await word_said(work, ticket, role, said)
    await _save_media(work, said, place_id, ticket)
    await _write(work, ticket)
    return True


async def record_edit(work: Work, said: Said) -> bool:
    """Keep an edit with what stood before; an unknown message is recorded as it is now."""
    return await record_said(work, said)


async def record_deletion(work: Work, chat_id: int, message_ids: Sequence[int]) -> bool:
    """Mark messages as deleted; what was said stays. Our own wiping of a room is nobody's
    deletion."""
    place = await work.uow.places.by_chat(chat_id)
    if place is None or place.ticket_id is None or place.state is PlaceState.WIPING:
        return False
    if place.kind.is_relayed:
        return False  # staff tidies its group; the customer's chat keeps what was said
    theirs = [
        message_id
        for message_id in message_ids
        if (known := await work.uow.messages.get(chat_id, message_id)) is not None
        and known.ticket_id == place.ticket_id
    ]
    if not theirs:
        return False
    changed = await work.uow.messages.delete(chat_id, theirs, work.now)
    for ticket_id in changed:
        ticket = await work.ticket(ticket_id)
        if ticket is not None:
            await _write(work, ticket)
    return bool(changed)


def _is_note(work: Work, said: Said) -> bool:
    is_text = said.kind is MessageKind.TEXT
    return is_text and is_command_of_ours(said.text, "note", work.rules.bot_username)


async def keep_edit(work: Work, said: Said, place_id: int | None) -> bool:
    """Keep an edit of a message that is there, with the ticket it was said in. False when nothing
    is new. `place_id`: where a file may be fetched that the bot did not hear."""
    known = await work.uow.messages.get(said.chat_id, said.message_id)
    if known is None or _is_older(said, known.said):
        return False
    if not await work.uow.messages.edit(said.chat_id, said.message_id, said, work.now):
        return False
    ticket = await work.ticket(known.ticket_id)
    if ticket is None:
        return False
    if said.media != known.said.media:
        await _save_media(work, said, place_id, ticket, known)
    await _write(work, ticket)
    return True


def _is_older(said: Said, known: Said) -> bool:
    """A repeat of what stood before an edit that we have seen is no edit back."""
    if known.edited_at is None:
        return False
    return said.edited_at is None or said.edited_at < known.edited_at


async def _save_media(
    work: Work,
    said: Said,
    place_id: int | None,
    ticket: Ticket,
    before: Recorded | None = None,
) -> None:
    if said.kind not in WITH_FILE:
        return
    mime_type = said.media.mime_type if said.media is not None else None
    edited = said.edited_at if before is not None else None
    path = media_path(said.chat_id, said.message_id, said.kind, mime_type, edited)
    effect = _fetching(said, place_id, f"{ticket.customer_id}/{path}")
    if effect is not None:
        await work.tell(effect, ticket.id, priority=Priority.NOTICE)


def _fetching(said: Said, place_id: int | None, path: str) -> FetchFile | SaveMedia | None:
    file = said.media
    if file is not None and file.file_id is not None:
        return FetchFile(said.chat_id, said.message_id, file.file_id, path, file.size)
    return None if place_id is None else SaveMedia(place_id, said.chat_id, said.message_id, path)


async def _write(work: Work, ticket: Ticket) -> None:
    await work.tell(WriteTranscript(ticket.customer_id), ticket.id, priority=Priority.BOARD)


async def _ticket_of(work: Work, chat_id: int) -> tuple[int, Ticket] | None:
    place = await work.uow.places.by_chat(chat_id)
    if place is None or place.ticket_id is None or place.state is PlaceState.WIPING:
        return None
    if place.kind.is_relayed:
        return None  # there the bot hears, and most of what is said is no word of the talk
    ticket = await work.ticket(place.ticket_id)
    if ticket is None or await forgotten(work, ticket):
        return None
    return place.id, ticket


async def _role(work: Work, ticket: Ticket, sender_id: int) -> SenderRole:
    if sender_id == ticket.customer_id:
        return SenderRole.CUSTOMER
    if sender_id == work.rules.bot_id:
        return SenderRole.BOT
    operator = await work.operator(sender_id)
    if operator is not None and operator.role is Role.SUPERVISOR:
        return SenderRole.OPERATOR if sender_id == ticket.operator_id else SenderRole.SUPERVISOR
    if operator is not None or sender_id == ticket.operator_id:
        return SenderRole.OPERATOR
    return SenderRole.USERBOT if await is_ours(work, sender_id) else SenderRole.STRANGER
