"""Records what is said in a ticket's place: messages, edits, deletions, files, whoever received
them."""

from collections.abc import Sequence
from dataclasses import replace

from core.cards.lookup import is_ours
from core.cards.send import PROMPT_LASTS, forgotten, notify_supervisors
from core.cards.ticket_card import is_stranger, notify_operator
from core.cards.views.staff import to_look
from core.model.auto_replies import AutoReplyDue, due
from core.model.auto_text_keys import AutoKey
from core.model.effects import FetchFile, Priority
from core.model.memos import Memo
from core.model.messages import (
    HELD,
    WITH_FILE,
    MessageKind,
    Recorded,
    Said,
    SenderRole,
    is_held,
)
from core.model.moderation import Held
from core.model.moderation_text_keys import HeldKey
from core.model.people import Operator, Role
from core.model.places import Place, PlaceState
from core.model.room_effects import SaveMedia
from core.model.tickets import Ticket
from core.moderation.links import has_link
from core.moderation.rules import why_asked
from core.ports import Work
from core.staff.rules import UNSEEN, is_command_of_ours
from core.supervision.mirror import mirror_deletion, mirror_edit, mirror_said
from core.tickets.presence import message_received
from core.transcripts.rules import media_path

_STAFF = frozenset({SenderRole.OPERATOR, SenderRole.SUPERVISOR})
_IN_ROOM = {
    Held.CARD: HeldKey.ROOM_CARD,
    Held.WALLET: HeldKey.ROOM_WALLET,
    Held.STAFF_WORD: HeldKey.ROOM_WORD,
}


async def record_said(work: Work, said: Said) -> bool:
    """Record a message of a room, or its edit beside the earlier version. Returns False when
    nothing is new.

    Late messages belong to the ticket that held the place until the room was swept; later ones come
    from our own wiping.
    """
    place = await _recorded_room(work, said.chat_id)
    ticket = None if place is None else await work.ticket(place.ticket_id)
    if place is None or ticket is None or await forgotten(work, ticket):
        return False
    role = await _role(work, ticket, said.sender_id)
    if role in _STAFF and _is_note(work, said):
        return False  # it is kept as what it is, by the bot: nobody's words in the talk
    is_new = await record_for(work, ticket, place.id, role, said)
    if is_new and role is SenderRole.CUSTOMER and has_link(said):
        await _tell_of_link(work, ticket)
    if is_new and role in _STAFF:
        await _tell_of_words(work, ticket, said)
    return is_new


async def _tell_of_words(work: Work, ticket: Ticket, said: Said) -> None:
    """Tell supervisors of words that elsewhere would be asked about: in a room they are read."""
    why = why_asked(work.rules, said.text)
    if why is not None:
        look = to_look(ticket.id)
        await notify_supervisors(work, _IN_ROOM[why], ticket.id, look, operator=said.sender_name)


async def _tell_of_link(work: Work, ticket: Ticket) -> None:
    """Tell the operator, once, of a link that somebody new sends into a room, where nothing can be
    put beside it."""
    if ticket.operator_id is None or not await is_stranger(work, ticket):
        return
    if await work.once(Memo.LINK, ticket.id):
        await notify_operator(work, ticket, HeldKey.LINK_IN_ROOM)


async def record_for(
    work: Work,
    ticket: Ticket,
    place_id: int | None,
    role: SenderRole,
    said: Said,
    upload: str | None = None,
) -> bool:
    """Record a message of that ticket, whoever received it. Returns False when nothing is new.

    A file is fetched by its receiver: by the bot where the message has its file_id, else by the
    user account in the place (by nobody where there is no place). `upload`: what it is called in
    the folder of uploads, if it lies there.
    """
    if not await work.uow.messages.add(ticket.id, place_id, role, said, work.now):
        return await keep_edit(work, said, place_id)
    work.uow.journal.said(ticket, place_id, role, said, work.now)
    is_said = role is SenderRole.CUSTOMER or not is_held(said)
    if is_said and said.kind is not MessageKind.SERVICE:
        await message_received(work, ticket, role, said)
        if role is SenderRole.CUSTOMER:
            _answer_by_itself(work, ticket, said)
    await _save_media(work, said, place_id, ticket, upload=upload)
    await mirror_said(work, ticket, role, said)
    return True


def _answer_by_itself(work: Work, ticket: Ticket, said: Said) -> None:
    """Have these words answered by the desk, if they are to be. Not what is read late: nobody waits
    for an answer to it at once. `ticket`: as it was before them."""
    topic = work.rules.topic(ticket.topic)
    if not (topic.auto_first or topic.auto_closed) or work.now - said.sent_at > PROMPT_LASTS:
        return
    key = due(topic, ticket, work.now)
    if key is AutoKey.CLOSED or (key is AutoKey.FIRST and not is_held(said)):
        work.happened(AutoReplyDue(ticket.id, said.chat_id, key))


async def record_deletion(work: Work, chat_id: int, message_ids: Sequence[int]) -> bool:
    """Mark messages of a room as deleted; their content stays. Of one that was deleted before it
    could be read the transcript says so. Our own wiping of a room does not count as deletion."""
    place = await _recorded_room(work, chat_id)
    if place is None or place.ticket_id is None:
        return False
    known = {each: await work.uow.messages.get(chat_id, each) for each in message_ids}
    unknown = [each for each, message in known.items() if message is None]
    if unknown:
        await _note_missed(work, place.ticket_id, chat_id, unknown)
    theirs = [
        message_id
        for message_id, message in known.items()
        if message is not None
        and message.ticket_id == place.ticket_id
        and message.deleted_at is None
    ]
    if not theirs:
        return False
    changed = await work.uow.messages.delete(chat_id, theirs, work.now)
    for ticket_id in changed:
        work.uow.journal.deleted(ticket_id, chat_id, theirs, work.now)
    ticket = await work.ticket(place.ticket_id)
    if ticket is not None and ticket.watched:
        for message in filter(None, (known[each] for each in theirs)):
            await mirror_deletion(work, ticket, message)
    return bool(changed)


async def _note_missed(
    work: Work, ticket_id: int, chat_id: int, message_ids: Sequence[int]
) -> None:
    """Note which messages of the ticket nobody can read any more. Numbers before its first message
    are of the room's earlier life, and what the bot took out was never the talk's."""
    ticket = await work.ticket(ticket_id)
    first = await work.uow.messages.first_of(ticket_id, chat_id)
    if ticket is None or first is None or await forgotten(work, ticket):
        return
    for message_id in message_ids:
        if message_id < first:
            continue
        if await work.remembered(Memo.TAKEN_OUT, chat_id, message_id) is not None:
            continue
        if await work.once(Memo.MISSED, chat_id, message_id):
            work.uow.journal.missed(ticket_id, (chat_id, message_id), work.now)


async def keep_edit(
    work: Work, said: Said, place_id: int | None, *, is_freed: bool = False
) -> bool:
    """Record an edit of a known message with its ticket. Returns False when nothing is new.
    `place_id`: where a file may be fetched that the bot did not receive. `is_freed`: what it says
    now is not held back any more."""
    known = await work.uow.messages.get(said.chat_id, said.message_id)
    if known is None or _is_older(said, known.said):
        return False
    if is_held(known.said) and not is_freed:
        said = replace(said, details={HELD: known.said.details[HELD], **said.details})
    if not await work.uow.messages.edit(said.chat_id, said.message_id, said, work.now):
        return False
    work.uow.journal.edited(known.ticket_id, known.said, said, work.now)
    ticket = await work.ticket(known.ticket_id)
    if ticket is None:
        return False
    if said.media != known.said.media:
        await _save_media(work, said, place_id, ticket, known)
    await mirror_edit(work, ticket, known.role, said)
    return True


def role_of(ticket: Ticket, operator: Operator | None) -> SenderRole:
    """Return the role in which a member of staff speaks: a supervisor counts as an operator where
    they hold the ticket. None for somebody in a staff group who is not on staff."""
    if operator is None or operator.role is not Role.SUPERVISOR:
        return SenderRole.OPERATOR
    return SenderRole.OPERATOR if ticket.operator_id == operator.id else SenderRole.SUPERVISOR


async def _recorded_room(work: Work, chat_id: int) -> Place | None:
    """Return the room of a ticket that is recorded there; None for a staff group, where most
    messages belong to no talk, and for a room that we are wiping."""
    place = await work.uow.places.by_chat(chat_id)
    if place is None or place.ticket_id is None or place.state is PlaceState.WIPING:
        return None
    return None if place.kind.is_relayed else place


async def _role(work: Work, ticket: Ticket, sender_id: int) -> SenderRole:
    """Return the role in which somebody in a room speaks."""
    if sender_id == ticket.customer_id:
        return SenderRole.CUSTOMER
    if sender_id == work.rules.bot_id:
        return SenderRole.BOT
    operator = await work.operator(sender_id)
    if operator is not None or sender_id == ticket.operator_id:
        return role_of(ticket, operator)
    return SenderRole.USERBOT if await is_ours(work, sender_id) else SenderRole.STRANGER


def _is_note(work: Work, said: Said) -> bool:
    """Whether it is said to the desk itself, and taken out where the customer would see it."""
    return said.kind is MessageKind.TEXT and any(
        is_command_of_ours(said.text, name, work.rules.bot_username) for name in UNSEEN
    )


def _is_older(said: Said, known: Said) -> bool:
    """Whether an edit repeats a version from before one that was recorded, which is no edit
    back."""
    if known.edited_at is None:
        return False
    return said.edited_at is None or said.edited_at < known.edited_at


async def _save_media(
    work: Work,
    said: Said,
    place_id: int | None,
    ticket: Ticket,
    before: Recorded | None = None,
    upload: str | None = None,
) -> None:
    if said.kind not in WITH_FILE:
        return
    mime_type = said.media.mime_type if said.media is not None else None
    size = None if said.media is None else said.media.size
    if work.rules.most_file is not None and (size or 0) > work.rules.most_file:
        await _file_too_big(work, said, ticket)
        return
    edited = said.edited_at if before is not None else None
    path = media_path(said.chat_id, said.message_id, said.kind, mime_type, edited)
    effect = _fetching(said, place_id, f"{ticket.customer_id}/{path}", upload)
    if effect is not None:
        await work.tell(effect, ticket.id, priority=Priority.NOTICE)


async def _file_too_big(work: Work, said: Said, ticket: Ticket) -> None:
    most = (work.rules.most_file or 0) // 1_000_000
    reason = f"bigger than the {most} MB that are kept"
    await work.uow.messages.media_lost(said.chat_id, said.message_id, reason)
    key = said.chat_id, said.message_id
    work.uow.journal.file_lost(ticket.id, ticket.customer_id, key, reason, work.now)


def _fetching(
    said: Said, place_id: int | None, path: str, upload: str | None
) -> FetchFile | SaveMedia | None:
    file = said.media
    if file is not None and file.file_id is not None:
        return FetchFile(said.chat_id, said.message_id, file.file_id, path, file.size, upload)
    return None if place_id is None else SaveMedia(place_id, said.chat_id, said.message_id, path)
