"""Staff reads and writes the owner's fields of a ticket's customer, where the ticket stands: /field
in its group or topic, in its room, or in private."""

import re

from core.cards.send import PROMPT_LASTS, name_of_customer, say, take_out
from core.model import texts
from core.model.cards import ticket_in_private
from core.model.effects import SendText
from core.model.field_text_keys import FieldKey
from core.model.fields import field_of
from core.model.messages import Said
from core.model.places import PlaceKind
from core.model.texts import DeskError, Shown, Text
from core.model.tickets import Ticket
from core.ports import Work
from core.staff.access import staff_member
from core.tickets.end import _ticket_in, ticket_meant
from core.tickets.marks import served_by, show_cards

NOTHING = "-"
"""In place of a value: there is none."""

_WITH_NUMBER = re.compile(r"[#№]?(\d{1,18})(?:\s+(.*))?$", re.DOTALL)


async def set_field(work: Work, actor_id: int, ticket_id: int, key: str, value: str) -> None:
    """Keep a value of the ticket's customer, "" for none. Raises StaffOnly, NotYourTicket,
    DeskError(FIELDS_NONE, FIELD_UNKNOWN, FIELD_REFUSED)."""
    ticket = await served_by(work, actor_id, ticket_id)
    language = (await staff_member(work, actor_id)).language
    await _keep(work, ticket, actor_id, key, value, language)


async def field_command(work: Work, actor_id: int, written: str, answers: int = 0) -> None:
    """Answer /field in private: with the ticket's number first, unless it is a Reply to the
    ticket's card (`answers`), or they hold one only. Raises as `set_field`, and
    DeskError(FIELD_WHICH)."""
    actor = await staff_member(work, actor_id)
    ticket_id, rest = await _meant(work, actor_id, written.strip(), answers)
    ticket = await served_by(work, actor_id, ticket_id)
    shown = await _answer(work, ticket, actor_id, rest, actor.language)
    await say(work, actor_id, Shown(shown), ticket_id=ticket_id, lasts=PROMPT_LASTS)


async def field_in_room(work: Work, said: Said, written: str, thread_id: int = 0) -> None:
    """Answer /field in a room or a topic. In a room it is deleted at once, since the customer would
    see it, and answered in private. Raises DeskError for everybody but the ticket's staff, to whom
    nothing is said."""
    place, ticket = await _ticket_in(work, said.chat_id, thread_id, said.sender_id)
    actor = await staff_member(work, said.sender_id)
    if place.kind is PlaceKind.ROOM:
        await take_out(work, ticket.id, said.chat_id, said.message_id)
    shown = await _answered(work, ticket, actor.id, written, actor.language)
    if place.kind is not PlaceKind.ROOM:
        await _answer_there(work, ticket, said, shown, thread_id)
    elif actor.started_bot:
        await say(work, actor.id, Shown(shown), ticket_id=ticket.id, lasts=PROMPT_LASTS)


async def field_at_desk(work: Work, said: Said, written: str) -> None:
    """Answer /field by whoever answers at a desk, or in the overflow group by a Reply."""
    ticket = await ticket_meant(work, said, FieldKey.FIELD_BY_REPLY)
    if ticket is not None:
        language = work.rules.desk_language
        shown = await _answered(work, ticket, said.sender_id, written, language)
        await _answer_there(work, ticket, said, shown)


async def _meant(work: Work, actor_id: int, written: str, answers: int) -> tuple[int, str]:
    """Return which ticket is meant, and what stands behind its number."""
    found = _WITH_NUMBER.match(written)
    if found is not None:
        return int(found[1]), found[2] or ""
    answered = ticket_in_private(await work.uow.cards.at(actor_id, answers)) if answers else None
    if answered is not None:
        return answered, written
    held = await work.uow.tickets.held_by(actor_id)
    if len(held) != 1:
        raise DeskError(FieldKey.FIELD_WHICH)
    return held[0].id, written


async def _answered(work: Work, ticket: Ticket, actor_id: int, written: str, language: str) -> Text:
    """As `_answer`; what is refused is said as well."""
    try:
        return await _answer(work, ticket, actor_id, written, language)
    except DeskError as refusal:
        return Text(refusal.key, language, refusal.values)


async def _answer(work: Work, ticket: Ticket, actor_id: int, written: str, language: str) -> Text:
    """Keep a value, if one was written, and return what is known now."""
    key, _, value = written.strip().partition(" ")
    if key:
        await _keep(work, ticket, actor_id, key, value.strip() or None, language)
    if not work.rules.fields:
        raise DeskError(FieldKey.FIELDS_NONE)
    given = await work.uow.fields.of(ticket.customer_id)
    lines = tuple(
        texts.text(
            FieldKey.FIELDS_LINE,
            language,
            word=field.key,
            field=field.labelled(language),
            value=given.get(field.key, "–"),
        )
        for field in work.rules.fields
    )
    customer = await name_of_customer(work, ticket)
    return texts.text(FieldKey.FIELDS_OF, language, ticket=ticket.id, customer=customer, list=lines)


async def _keep(
    work: Work, ticket: Ticket, actor_id: int, key: str, written: str | None, language: str
) -> None:
    fields = work.rules.fields
    if not fields:
        raise DeskError(FieldKey.FIELDS_NONE)
    field = field_of(fields, key.lower())
    if field is None:
        raise DeskError(FieldKey.FIELD_UNKNOWN, fields=", ".join(each.key for each in fields))
    if written is None:  # a key alone takes nothing away
        return
    value = "" if written in ("", NOTHING) else field.read(written)
    if value is None:
        raise DeskError(FieldKey.FIELD_REFUSED, field=field.labelled(language))
    await work.uow.fields.put(ticket.customer_id, field.key, value, work.now, actor_id)
    await show_cards(work, ticket)


async def _answer_there(
    work: Work, ticket: Ticket, said: Said, shown: Text, thread_id: int = 0
) -> None:
    answer = SendText(said.chat_id, shown, reply_to=said.message_id, thread_id=thread_id)
    await work.tell(answer, ticket.id, lasts=PROMPT_LASTS)
