"""Where a ticket is served and what its cards show, read from rows: its place, its customer's
outlook, the facts on its card in a staff group."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.cards.marks import marked
from core.cards.views import group as desk_views
from core.cards.views.group import Before, Facts
from core.model.memos import Memo
from core.model.people import Customer
from core.model.places import USABLE, GroupUse, Place, PlaceKind, PlaceState
from core.model.records import is_forgotten
from core.model.rules import Topic
from core.model.staffing import Staffing
from core.model.texts import Shown
from core.model.tickets import Ticket, TicketStatus
from core.ports import Work
from core.routing.outlook import (
    Outlook,
    desk_outlook,
    from_afar,
    in_the_way,
    outlook,
    outlooks,
)


async def usable_place(work: Work, ticket: Ticket) -> Place | None:
    """Return the ticket's place, if it has one that can still be used."""
    place = await work.place(ticket.place_id)
    if place is None or place.ticket_id != ticket.id or place.state not in USABLE:
        return None
    return place


async def room_by_chat(work: Work, chat_id: int) -> Place | None:
    """Return the room with that chat id; None for a staff group or a forum, whose members are
    neither customers nor strangers."""
    place = await work.uow.places.by_chat(chat_id)
    return place if place is not None and place.kind is PlaceKind.ROOM else None


async def usable_room(work: Work, ticket: Ticket) -> Place | None:
    """Return the ticket's room, if the ticket is served in one that can be entered."""
    place = await usable_place(work, ticket)
    if place is None or place.kind is not PlaceKind.ROOM or place.state is not PlaceState.READY:
        return None
    return place


async def is_relayed(work: Work, ticket: Ticket) -> bool:
    """Whether the customer talks in the bot's private chat. The ticket's place decides, also a
    former one; while it never had any, the kind of place that its topic names."""
    place = await work.place(ticket.place_id)
    if place is None:
        return await is_served_in_bot(work, work.rules.topic(ticket.topic))
    return place.kind.is_relayed


async def is_served_in_bot(work: Work, topic: Topic) -> bool:
    """Whether tickets of this topic are served in the bot's chat: the topic says so, and the owner
    has groups for it. Without such groups, rooms are used instead."""
    return topic.place.is_relayed and await _has_groups(work)


async def serves_in_bot(work: Work) -> bool:
    """Whether there is any topic whose tickets are served in the bot's chat."""
    return any(topic.place.is_relayed for topic in work.rules.offered) and await _has_groups(work)


async def _has_groups(work: Work) -> bool:
    for use in GroupUse:
        if await work.uow.groups.usable(use):
            return True
    return False


async def talk_chat(work: Work, ticket: Ticket) -> int | None:
    """Return the staff's chat in which the ticket's talk stands, also the thread of a ticket that
    ended. None for a room, and for a desk that the ticket has left."""
    place = await work.place(ticket.place_id)
    if place is None or not place.kind.is_relayed:
        return None
    if place.ticket_id == ticket.id and place.state in USABLE:
        return place.chat_id
    closed = place.kind is PlaceKind.THREAD and place.state is PlaceState.CLEAN
    return place.chat_id if closed else None


def topics_of_desks(work: Work) -> frozenset[str]:
    """Return the topics that desks answer, if the owner has any."""
    return frozenset(topic.key for topic in work.rules.topics if topic.place is PlaceKind.DESK)


async def desk_topics(work: Work) -> frozenset[str]:
    """Return the topics whose tickets wait for a desk, and for no operator: the owner has staff
    groups to answer them."""
    topics = topics_of_desks(work)
    return topics if topics and await _has_groups(work) else frozenset()


MOST_CONSIDERED = 500
"""How many waiting tickets one pull looks at."""


LATELY = timedelta(days=7)


MOST_HANDLED = 50
"""Tickets that an estimate is made from: the newest, and none from before `LATELY`."""


async def outlooks_of(work: Work, waiting: Sequence[Ticket]) -> dict[int, Outlook]:
    """Return ticket id → outlook for the queue's beginning, in its order. Tickets that wait for a
    desk form a line of their own."""
    if not waiting:
        return {}
    topics = {ticket.topic: work.rules.topic(ticket.topic) for ticket in waiting}
    of_desks = await desk_topics(work)
    routed = [ticket for ticket in waiting if ticket.topic not in of_desks]
    found: dict[int, Outlook] = {}
    if routed:
        staffing = await _staffing(work, {topics[ticket.topic].skill for ticket in routed})
        found = outlooks(routed, topics, work.now, staffing, await _handled(work))
    for_desks = [ticket for ticket in waiting if ticket.topic in of_desks]
    if for_desks:
        desks = len(await work.uow.groups.usable(GroupUse.DESK))
        handled = await _handled(work, held=False)  # whoever sits there answers
        line = sorted(for_desks, key=lambda ticket: (ticket.opened_at, ticket.id))
        for position, ticket in enumerate(line, start=1):
            found[ticket.id] = desk_outlook(
                topics[ticket.topic], work.now, desks, handled, position
            )
    return found


async def outlook_of(work: Work, ticket: Ticket) -> Outlook:
    """Return the outlook of one waiting ticket; of one beyond the first `NEAR`, about."""
    waiting = await work.uow.tickets.queue_around(ticket.id)
    if waiting:
        return (await outlooks_of(work, waiting))[ticket.id]
    return from_afar(await _outlook_behind(work, ticket))


async def _outlook_behind(work: Work, ticket: Ticket) -> Outlook:
    topic, of_desks = work.rules.topic(ticket.topic), await desk_topics(work)
    ahead = await work.uow.line.ahead_of(ticket)
    if ticket.topic in of_desks:
        position = 1 + sum(count for key, count in ahead.items() if key in of_desks)
        desks = len(await work.uow.groups.usable(GroupUse.DESK))
        handled = await _handled(work, held=False)
        return desk_outlook(topic, work.now, desks, handled, position)
    before: Counter[str | None] = Counter()
    for key, count in ahead.items():
        if key not in of_desks:
            before[work.rules.topic(key).skill] += count
    staffing = await _staffing(work, {topic.skill, *before})
    needed = in_the_way(before, staffing, topic.skill)
    handled = await _handled(work)
    return outlook(topic, work.now, staffing, handled, needed, before.total() + 1)


async def has_waited(work: Work, ticket: Ticket) -> bool:
    """Whether its customer was told to wait, so that the next news must come as a new message."""
    return await work.remembered(Memo.POSITION, ticket.id) is not None


async def outlook_on(work: Work, topic: Topic) -> Outlook:
    """Return the outlook for somebody who has no ticket yet: whether the desk works for that topic
    now."""
    if topic.key in await desk_topics(work):
        return desk_outlook(topic, work.now, 0, (), 0)
    staffing = await _staffing(work, {topic.skill})
    return outlook(topic, work.now, staffing, await _handled(work), position=1)


async def _staffing(work: Work, skills: Collection[str | None]) -> Staffing:
    return await work.uow.candidates.staffing(skills)


async def _handled(work: Work, *, held: bool = True) -> list[timedelta]:
    return await work.uow.tickets.handle_times(work.now - LATELY, MOST_HANDLED, held=held)


async def desk_card_of(work: Work, ticket: Ticket) -> Shown | None:
    """Return the card as it is now; None when the customer is unknown."""
    found = await group_card_facts(work, ticket)
    if found is None:
        return None
    customer, facts = found
    language = work.rules.desk_language
    shown = desk_views.desk_card(ticket, customer, facts, language)
    return await marked(work, ticket, customer, shown, language) if ticket.is_open else shown


async def group_card_facts(work: Work, ticket: Ticket) -> tuple[Customer, Facts] | None:
    """Return the customer and what the card shows beside the ticket. Tickets that were forgotten do
    not count as history."""
    customer = await work.customer(ticket.customer_id)
    if customer is None:
        return None
    topic = work.rules.topic(ticket.topic).titled(work.rules.desk_language)
    opened = desk_views.moment(_local(work, ticket.opened_at))
    if not ticket.is_open:
        return customer, Facts(topic, opened)
    phone = customer.phone if work.rules.phone_to_operators else None
    return customer, Facts(
        topic, opened, await _before(work, ticket), await _mention(work, ticket), phone
    )


async def _before(work: Work, ticket: Ticket) -> Before:
    forgotten_at = await work.uow.erasures.forgotten_at(ticket.customer_id)
    earlier = [
        each
        for each in await work.uow.tickets.of_customer(ticket.customer_id)
        if each.id < ticket.id and not is_forgotten(each, forgotten_at)
    ]
    if not earlier:
        return Before()
    last = earlier[-1]
    answer = await work.uow.feedback.resolution(last.id)
    return Before(
        len(earlier),
        work.rules.topic(last.topic).titled(work.rules.desk_language),
        desk_views.day(_local(work, last.closed_at or last.opened_at)),
        desk_views.outcome_of(last, None if answer is None else answer.solved),
    )


async def _mention(work: Work, ticket: Ticket) -> str | None:
    """Return the operator as a group sees them: their @name, which Telegram makes a mention, or
    their name."""
    if ticket.status is not TicketStatus.ACTIVE or ticket.operator_id is None:
        return None
    operator = await work.operator(ticket.operator_id)
    if operator is None or not operator.username:
        return None if operator is None else operator.name
    return f"{operator.name} ({operator.tag})"


def _local(work: Work, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(work.rules.time_zone))


async def is_shown(work: Work, card: str) -> bool:
    """Whether the card was shown, also where Telegram has not answered yet and nobody knows in
    which message it stands."""
    return card in await work.uow.cards.words([card])


async def is_ours(work: Work, person_id: int) -> bool:
    """Whether that is the bot or one of our user accounts, also one that another process runs."""
    return work.rules.is_ours(person_id) or await work.uow.budgets.is_account(person_id)
