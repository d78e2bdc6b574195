"""Canned replies in inline mode: staff types `@bot refund` in a room and chooses the words, which
Telegram sends as their own message.

Telegram does not say in which chat that is. So the words are filled in for the tickets of theirs
that are in rooms: for one ticket without a word, for several each with its customer's name, so that
nobody is called by another's. Who holds none is offered what names no customer. Nobody else gets
anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.cards.lookup import usable_room
from core.cards.send import name_of_customer
from core.model.actions import whole_number
from core.model.inline_effects import AnswerInline, InlineOffer
from core.model.people import Operator
from core.model.replies import CannedReply
from core.model.tickets import Ticket, TicketStatus
from core.ports import Work
from core.replies import rules
from core.replies.answers import fitting_ticket, words_for
from core.replies.views import short

ANSWER_LASTS = timedelta(seconds=10)
"""Telegram takes no later answer."""
MOST_OFFERED = 50
"""https://core.telegram.org/bots/api#answerinlinequery"""


@dataclass(frozen=True, slots=True)
class _Found:
    """Words that may be said, and for whom, where that matters."""

    reply: CannedReply
    words: str
    ticket_id: int
    customer: str = ""


async def offer_replies(work: Work, person_id: int, query_id: str, typed: str) -> None:
    """Answer what somebody typed behind the bot's name, if they are on staff."""
    operator = await work.operator(person_id)
    if operator is None:
        return
    found = await _found(work, operator)
    wanted = typed.strip().lstrip("!").casefold()
    fitting = [each for each in found if _fits(each, wanted)]
    fitting.sort(key=lambda each: not each.reply.shortcut.startswith(wanted))
    offers = tuple(map(_offer, fitting[:MOST_OFFERED]))
    await work.tell(AnswerInline(person_id, query_id, offers), lasts=ANSWER_LASTS)


async def reply_was_chosen(work: Work, person_id: int, result_id: str) -> None:
    """Count a reply that was sent so. Nothing follows for what is none of ours."""
    reply_id = whole_number(result_id.partition(":")[0])
    if reply_id is not None and await work.operator(person_id) is not None:
        await work.uow.replies.used(reply_id, work.now)


async def _found(work: Work, operator: Operator) -> list[_Found]:
    tickets = await _in_rooms(work, operator)
    if not tickets:
        known = await work.uow.replies.all()
        languages = [work.rules.desk_language, operator.language]
        general = rules.offered(known, "", languages)
        return [
            _Found(each, rules.filled(each.words, "", operator.name), 0)
            for each in general
            if not rules.names_customer(each.words)
        ]
    found = []
    for ticket in tickets:
        name = await name_of_customer(work, ticket)
        for reply in await fitting_ticket(work, ticket):
            words = await words_for(work, ticket, reply, operator.name)
            found.append(_Found(reply, words, ticket.id, name))
    return _once(found, len(tickets))


async def _in_rooms(work: Work, operator: Operator) -> list[Ticket]:
    """Return their tickets that are talked about in rooms; where the customer spoke last first."""
    held = await work.uow.tickets.held_by(operator.id)
    active = [each for each in held if each.status is TicketStatus.ACTIVE]
    found = [each for each in active if await usable_room(work, each) is not None]
    return sorted(found, key=lambda each: each.customer_spoke_at or each.opened_at, reverse=True)


def _once(found: Sequence[_Found], tickets: int) -> list[_Found]:
    """Keep words that are the same for all of the tickets once, and without a name."""
    kept: dict[tuple[int, str], list[_Found]] = {}
    for each in found:
        kept.setdefault((each.reply.id, each.words), []).append(each)
    result = []
    for (_, words), same in kept.items():
        if len(same) == tickets:
            result.append(_Found(same[0].reply, words, same[0].ticket_id))
        else:
            result.extend(same)
    return result


def _fits(found: _Found, wanted: str) -> bool:
    return wanted in found.reply.shortcut or wanted in found.words.casefold()


def _offer(found: _Found) -> InlineOffer:
    title = f"!{found.reply.shortcut}"
    if found.customer:
        title = f"{title} · {found.customer} (#{found.ticket_id})"
    result_id = f"{found.reply.id}:{found.ticket_id}"
    return InlineOffer(result_id, title, short(found.words), found.words)
