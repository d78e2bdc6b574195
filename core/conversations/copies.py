"""Messages between a customer's private chat and the staff's group are copied to the other side. A
message is recorded first and its copy is an effect; so are edits, and reactions as far as Telegram
reports them.

What staff marks as internal, including commands, is not copied.
"""

from dataclasses import replace

from core.blocking.block import is_past
from core.cards.lookup import room_by_chat, talk_chat, usable_place
from core.cards.send import forgotten, show_ticket
from core.cards.ticket_card import buttons_below, copy_to_customer, copy_to_place
from core.conversations.held import as_held, ask_anew, decision, hold_answer, hold_back
from core.conversations.record import keep_edit, record_for
from core.model.audit import SENT
from core.model.desk_effects import EditCopy, ReactToCounterpart
from core.model.effects import Priority
from core.model.events import AnswerMended
from core.model.messages import HELD, Recorded, Said, SenderRole, is_held
from core.model.moderation import Held
from core.model.places import Place
from core.model.tickets import Ticket
from core.moderation.rules import breaks_rule, why_asked, why_held
from core.ports import Work
from core.staff.rules import looks_like_command

ARRIVED = "👍"
"""The bot's reaction to an answer that arrived. A group that forbids reactions has no mark: there
only what did not arrive is said."""


async def relay_from_customer(work: Work, ticket: Ticket, said: Said, place: Place | None) -> bool:
    """Record a customer's message, and copy it to the ticket's place if it has one. Returns False
    when it is recorded already. `place`: the usable place, if the caller knows it."""
    place_id = None if place is None else place.id
    why = why_held(work.rules, ticket, said)
    if why is not None:
        said = as_held(said, why)
    if not await record_for(work, ticket, place_id, SenderRole.CUSTOMER, said):
        return False
    # Keeping it held the ticket's row. Where it was served before is not where it is now, if it
    # moved meanwhile; whoever moves it from now on sees the message, and brings it up.
    there = await work.uow.places.serving(ticket.id)
    if why is not None:
        await hold_back(work, ticket, there, said, why)
    elif there is not None:
        await copy_to_place(work, ticket, there, said)
    return True


async def relay_answer(
    work: Work,
    ticket: Ticket,
    place: Place,
    said: Said,
    role: SenderRole,
    upload: str | None = None,
    *,
    is_asked: bool = False,
) -> bool:
    """Record an answer of the staff, and copy it to the customer. Returns False when it is recorded
    already, and when it is held back until somebody says that it goes. `upload`: what its file is
    called in the folder of uploads, if it lies there. `is_asked`: its author was asked already."""
    why = None if is_asked else why_asked(work.rules, said.text)
    if why is not None:
        await hold_answer(work, ticket, place, said, role, upload, why)
        return False
    if not await record_for(work, ticket, place.id, role, said, upload):
        return False
    await copy_to_customer(work, ticket, said)
    if not ticket.is_answered:  # the customer's card says so
        answered = await work.ticket(ticket.id)
        await show_ticket(work, answered or ticket, priority=Priority.NOTICE)
    return True


async def relay_edit(work: Work, said: Said) -> bool:
    """Record an edit beside the earlier version, and edit the copy, if there is one; also after the
    ticket ended, while the copy exists.

    Returns False when nothing changed, of a blocked customer whose ticket ended, and for internal
    messages: one that was never copied, and an answer that has become internal, whose copy stays as
    it was.
    """
    known = await work.uow.messages.get(said.chat_id, said.message_id)
    ticket = None if known is None else await work.ticket(known.ticket_id)
    if known is None or ticket is None or await forgotten(work, ticket):
        return False
    if await room_by_chat(work, said.chat_id) is not None:
        return False  # customer and operator see the edit itself; the user account records it
    by_customer = known.role is SenderRole.CUSTOMER
    if by_customer and await is_past(work, ticket):
        return False
    if not by_customer and is_internal(work, said) and not is_internal(work, known.said):
        return False
    if not by_customer:
        return await _relay_answers_edit(work, ticket, known, said)
    why = Held.WORD if breaks_rule(work.rules, said) else None
    if why is not None:
        said = as_held(said, why)
    is_freed = why is None and known.said.details.get(HELD) == Held.WORD
    if not await keep_edit(work, said, None, is_freed=is_freed):
        return False
    if why is not None:
        await hold_back(work, ticket, await usable_place(work, ticket), said, why)
        return True
    other_side = await talk_chat(work, ticket)
    if other_side is not None:
        place = await usable_place(work, ticket)
        if is_held(known.said) and not await _is_shown(work, said, other_side):
            if is_freed and place is not None:  # they said it otherwise, as they were asked to
                await copy_to_place(work, ticket, place, replace(said, album=None))
            return True  # of a flood: who has it shown sees what it says then
        edit = EditCopy(
            other_side,
            said.chat_id,
            said.message_id,
            () if place is None else await buttons_below(work, ticket, place, said),
            work.rules.desk_language,
            even_held=is_held(known.said),  # of a flood, and shown
        )
        await work.tell(edit, ticket.id)
    return True


async def _relay_answers_edit(work: Work, ticket: Ticket, known: Recorded, said: Said) -> bool:
    """Record a change of an answer, and change the copy. What is asked about is held back, whatever
    was decided about the words before; an answer that is held goes as soon as there is nothing to
    ask any more."""
    why = why_asked(work.rules, said.text)
    goes_by_itself = not is_held(known.said) or await decision(work, known.said) == SENT
    if why is not None:
        said = as_held(said, why)
    if not await keep_edit(work, said, None, is_freed=why is None):
        return False
    if why is not None:
        await ask_anew(work, ticket, await usable_place(work, ticket), said, why)
    elif goes_by_itself:
        await work.tell(EditCopy(ticket.customer_id, said.chat_id, said.message_id), ticket.id)
    else:
        work.happened(AnswerMended(ticket.id, said.chat_id, said.message_id))
    return True


async def _is_shown(work: Work, said: Said, chat_id: int) -> bool:
    here = await work.uow.copies.counterpart(said.chat_id, said.message_id, chat_id)
    return here is not None


async def relay_reaction(work: Work, chat_id: int, message_id: int, emoji: str) -> bool:
    """Let the bot react to a message as somebody did to its copy, or remove the reaction ("").

    A bot has one reaction to a message, so of several people's reactions the last one shows.
    Staff's reactions to staff's own messages are internal. Returns False when nothing follows.
    """
    origin = await work.uow.copies.origin(chat_id, message_id)
    if origin is None or origin.withdrawn_at is not None:
        return False
    ticket = await work.ticket(origin.ticket_id)
    if ticket is None:
        return False
    if chat_id == ticket.customer_id and await is_past(work, ticket):
        return False
    if origin.from_chat_id != ticket.customer_id:
        if origin.from_chat_id != await talk_chat(work, ticket):
            return False
        emoji = emoji or ARRIVED  # the mark of an answer that arrived comes back
    await work.tell(
        ReactToCounterpart(origin.from_chat_id, chat_id, message_id, emoji),
        ticket.id,
        priority=Priority.NOTICE,
    )
    return True


async def answer_at(work: Work, chat_id: int, message_id: int) -> Recorded | None:
    """Return the answer that staff wrote there; None for everything else, above all for words of
    customers and of rooms, since a pressed button may carry any number."""
    recorded = await work.uow.messages.get(chat_id, message_id)
    if recorded is None or recorded.role is SenderRole.CUSTOMER:
        return None
    return None if await room_by_chat(work, chat_id) is not None else recorded


def is_internal(work: Work, said: Said) -> bool:
    """Whether the message is meant for staff only: it begins with a prefix of the owner's rules, or
    is a command, `/note` among them."""
    prefix = work.rules.internal_prefix
    return is_command(said) or (bool(prefix) and said.text.startswith(prefix))


def is_command(said: Said) -> bool:
    """Whether it is a command to a bot, ours or another."""
    return looks_like_command(said.text)
