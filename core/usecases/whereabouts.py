"""Where a ticket is talked about, and who is served without leaving the bot's chat."""

from core.domain.groups import GroupUse
from core.domain.places import USABLE, Place, PlaceKind, PlaceState
from core.domain.rules import Topic
from core.domain.tickets import Ticket
from core.ports import Work


async def usable_place(work: Work, ticket: Ticket) -> Place | None:
    """The ticket's place, if it has one that can still be used."""
    place = await work.place(ticket.place_id)
    if place is None or place.ticket_id != ticket.id or place.state not in USABLE:
        return None
    return place


async def room_by_chat(work: Work, chat_id: int) -> Place | None:
    """The room that the chat is. A staff group or a forum is none: who comes, goes, and speaks
    there is nobody's customer, and no stranger either."""
    place = await work.uow.places.by_chat(chat_id)
    return place if place is not None and place.kind is PlaceKind.ROOM else None


async def usable_room(work: Work, ticket: Ticket) -> Place | None:
    """The ticket's room, if that is where it is talked about and one can enter it."""
    place = await usable_place(work, ticket)
    if place is None or place.kind is not PlaceKind.ROOM or place.state is not PlaceState.READY:
        return None
    return place


async def is_relayed(work: Work, ticket: Ticket) -> bool:
    """Whether the customer talks in the bot's private chat: by the ticket's place, also one that it
    had, or, while it never had any, by the kind that its topic names."""
    place = await work.place(ticket.place_id)
    if place is None:
        return await is_served_in_bot(work, work.rules.topic(ticket.topic))
    return place.kind.is_relayed


async def is_served_in_bot(work: Work, topic: Topic) -> bool:
    """Whether who asks about that stays in the bot's chat: its topic says so, and the owner has
    groups for it. Without any, rooms stand in."""
    return topic.place.is_relayed and await _has_groups(work)


async def serves_in_bot(work: Work) -> bool:
    """Whether there is any topic of which that is true."""
    return any(topic.place.is_relayed for topic in work.rules.topics) and await _has_groups(work)


async def _has_groups(work: Work) -> bool:
    for use in GroupUse:
        if await work.uow.groups.usable(use):
            return True
    return False


async def talk_chat(work: Work, ticket: Ticket) -> int | None:
    """The staff's chat in which the ticket's talk stands: also the thread of a ticket that ended.
    None for a room, and for a desk that was left."""
    place = await work.place(ticket.place_id)
    if place is None or not place.kind.is_relayed:
        return None
    if place.ticket_id == ticket.id and place.state in USABLE:
        return place.chat_id
    closed = place.kind is PlaceKind.THREAD and place.state is PlaceState.CLEAN
    return place.chat_id if closed else None


async def desk_topics(work: Work) -> frozenset[str]:
    """Topics of which tickets wait for a desk, and for no operator: the owner has groups of the
    staff's to answer them."""
    topics = frozenset(topic.key for topic in work.rules.topics if topic.place is PlaceKind.DESK)
    return topics if topics and await _has_groups(work) else frozenset()
