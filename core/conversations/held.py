"""Words that are recorded and not passed on. Of a customer's the customer is told once, staff sees
that there are some, and has them shown by a button; of an answer staff is asked whether it goes."""

from dataclasses import replace
from datetime import timedelta

from core.cards.held import ask_about_answer, show_held, show_looked
from core.cards.send import is_repeat, say
from core.cards.ticket_card import copy_to_place, edit_at_place
from core.conversations.record import record_for
from core.model.memos import Memo
from core.model.messages import HELD, Recorded, Said, SenderRole, is_held
from core.model.moderation import Held
from core.model.moderation_text_keys import HeldKey
from core.model.people import Person
from core.model.places import Place
from core.model.text_keys import Key, TextKey
from core.model.texts import Shown, text
from core.model.tickets import Ticket
from core.moderation.rules import burst_with
from core.ports import Work
from core.tickets.marks import pressed_at

TOLD_AGAIN_AFTER = timedelta(minutes=10)
_ASKED = "asked"
"""Remembered of an answer about which nothing is decided, though it was once."""


def as_held(said: Said, why: Held) -> Said:
    """Return the message as it is recorded."""
    return replace(said, details={**said.details, HELD: why.value})


async def hold_back(work: Work, ticket: Ticket, place: Place | None, said: Said, why: Held) -> None:
    """Tell of a message that was just recorded and is not passed on. `place`: where staff is told;
    where there is none yet they are with all that the customer said before."""
    if place is not None:
        await show_held(work, ticket, place, why)
    if why is Held.FLOOD:
        is_news, key = _is_first(work, ticket, said), HeldKey.TOLD_FLOOD
    else:
        is_news, key = await _is_told_anew(work, ticket), HeldKey.TOLD_WORD
    customer = await work.customer(ticket.customer_id) if is_news else None
    if customer is not None:
        await say(work, customer.id, Shown(text(key, customer.language)), ticket_id=ticket.id)


async def hold_answer(
    work: Work,
    ticket: Ticket,
    place: Place,
    said: Said,
    role: SenderRole,
    upload: str | None,
    why: Held,
) -> None:
    """Record an answer of the staff that is not sent, and ask there whether it is to go."""
    held = as_held(said, why)
    if await record_for(work, ticket, place.id, role, held, upload):
        await ask_about_answer(work, ticket, place, held, why)


async def ask_anew(work: Work, ticket: Ticket, place: Place | None, said: Said, why: Held) -> None:
    """Ask whether what an answer says since an edit is to go; what was decided is of before."""
    await work.once(Memo.HELD, said.chat_id, said.message_id, word=_ASKED)
    if place is not None:
        await ask_about_answer(work, ticket, place, said, why, anew=True)


async def decide(work: Work, said: Said, word: str) -> bool:
    """Keep what becomes of an answer that is held back; False when that was decided before."""
    if await decision(work, said) is not None:
        return False
    return await work.once(Memo.HELD, said.chat_id, said.message_id, word=word)


async def decision(work: Work, said: Said) -> str | None:
    """Return what became of an answer that was held back; None: that is still asked."""
    word = await work.remembered(Memo.HELD, said.chat_id, said.message_id)
    return None if word == _ASKED else word


async def show_what_is_held(work: Work, person: Person, chat_id: int, ticket_id: int) -> Key:
    """Bring what is held back to where the ticket is served, because somebody there asks for it.
    Raises StaffOnly, NotYourTicket, TicketIsClosed, DeskError."""
    ticket, place = await pressed_at(work, chat_id, person.id, ticket_id)
    if place is None or place.chat_id is None:
        return HeldKey.NOTHING
    left = await _not_shown(work, ticket, place.chat_id)
    for recorded, is_there in left:
        # Each by itself: of an album the other parts stand there already.
        said = replace(recorded.said, album=None)
        if is_there:
            await edit_at_place(work, ticket, place, said)
        else:
            await copy_to_place(work, ticket, place, said)
    operator = await work.operator(person.id)
    name = person.name if operator is None else operator.name
    await show_looked(work, ticket, place, len(left), name)
    return TextKey.DONE if left else HeldKey.NOTHING


async def _not_shown(work: Work, ticket: Ticket, chat_id: int) -> list[tuple[Recorded, bool]]:
    """Return what is held back of the customer's words and was not shown in that chat; also what it
    says since an edit that was held back, where what it said before stands there."""
    said = await work.uow.messages.of_ticket(ticket.id, ticket.customer_id)
    held = [each for each in said if is_held(each.said) and each.deleted_at is None]
    if not held:
        return []
    copied = await work.uow.copies.of_ticket(ticket.id, chat_id)
    there = {each.from_message_id for each in copied}
    found = []
    for each in held:
        is_there = each.said.message_id in there
        is_news = bool(each.versions) and await _is_unseen(work, each.said)
        if is_news or not is_there:
            found.append((each, is_there))
    return found


async def _is_unseen(work: Work, said: Said) -> bool:
    edited = "" if said.edited_at is None else said.edited_at.isoformat()
    return await work.once(Memo.HELD, said.chat_id, said.message_id, word=edited)


async def _is_told_anew(work: Work, ticket: Ticket) -> bool:
    told = Memo.HELD, ticket.id
    return not await is_repeat(work, *told, within=TOLD_AGAIN_AFTER, lengthens=False)


def _is_first(work: Work, ticket: Ticket, said: Said) -> bool:
    """Whether that is the message with which a flood begins. `ticket`: as it was before."""
    burst = burst_with(work.rules, ticket, said)
    return burst is not None and burst.number == work.rules.flood_messages + 1
