"""What those who wait are told of their wait: read from the rows, judged by the domain."""

from collections.abc import Sequence
from datetime import timedelta

from core.domain import queue
from core.domain.groups import GroupUse
from core.domain.memos import Memo
from core.domain.outlook import Outlook, desk_outlook, outlook, outlooks
from core.domain.rules import Topic
from core.domain.tickets import Ticket
from core.ports import Work
from core.usecases.whereabouts import desk_topics

LOOKED_AT = 500
"""Waiting tickets that one pull looks at; those behind are told their position when they come
nearer."""

LATELY = timedelta(days=7)
MOST_HANDLED = 50
"""Tickets that an estimate is made from: the newest, and none from before `LATELY`."""


async def outlooks_of(work: Work, waiting: Sequence[Ticket]) -> dict[int, Outlook]:
    """Ticket id → outlook, of the whole queue in its order. Those who wait for a desk stand in a
    line of their own."""
    if not waiting:
        return {}
    topics = {ticket.topic: work.rules.topic(ticket.topic) for ticket in waiting}
    of_desks = await desk_topics(work)
    routed = [ticket for ticket in waiting if ticket.topic not in of_desks]
    found: dict[int, Outlook] = {}
    if routed:
        staff = await work.uow.operators.on_shift()
        found = outlooks(routed, topics, work.now, staff, await _handled(work))
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
    """Of one waiting ticket; at the end of the line for one beyond what is looked at."""
    waiting = queue.in_order(await work.uow.tickets.queue(LOOKED_AT))
    found = (await outlooks_of(work, waiting)).get(ticket.id)
    if found is not None:
        return found
    ahead = await work.uow.tickets.queue_length() - 1
    return await _outlook(work, work.rules.topic(ticket.topic), ahead)


async def has_waited(work: Work, ticket: Ticket) -> bool:
    """Whether its customer was told to wait: what comes then must ring."""
    return await work.remembered(Memo.POSITION, ticket.id) is not None


async def outlook_on(work: Work, topic: Topic) -> Outlook:
    """Whether the desk works for a topic now, for somebody who has no ticket yet."""
    if topic.key in await desk_topics(work):
        return desk_outlook(topic, work.now, 0, (), 0)
    return await _outlook(work, topic, 0)


async def _outlook(work: Work, topic: Topic, ahead: int) -> Outlook:
    staff = await work.uow.operators.on_shift()
    return outlook(topic, work.now, staff, await _handled(work), ahead, ahead + 1)


async def _handled(work: Work, *, held: bool = True) -> list[timedelta]:
    return await work.uow.tickets.handle_times(work.now - LATELY, MOST_HANDLED, held=held)
