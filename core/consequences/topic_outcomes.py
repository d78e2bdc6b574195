"""Settlers of forum topics: what follows when one was created, changed or deleted, or turns out to
be gone."""

from core.cards.notices import report_failure
from core.cards.send import notify_supervisors
from core.model.desk_effects import CopyMessage, CreateTopic, DeleteTopic, ShapeTopic
from core.model.effects import SendText, ShowCard
from core.model.events import CapacityFreed
from core.model.memos import Memo
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Cause, Outcome, Refused, Rejected, Sent, Settled
from core.model.places import PlaceState
from core.model.tickets import TicketStatus
from core.places.find import find_place
from core.places.moving import move_ticket
from core.places.talk import begin_if_ready, begin_talk
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.threads.topics import AGAIN_AFTER, make_thread, recreate_topic, thread_made


@settles(CreateTopic)
async def topic_created(
    work: Work, row: OutboxEffect, effect: CreateTopic, outcome: Settled
) -> None:
    """Begin the talk in the new topic. A superfluous one, as after a lost answer, is deleted.
    Without a topic the next place of the ladder is tried."""
    if not isinstance(outcome, Sent):
        await _not_created(work, row, effect, outcome)
        return
    uow, thread_id = work.uow, int(outcome.value["thread_id"])
    if await uow.places.thread_created(effect.place_id, effect.chat_id, thread_id, work.now):
        await _begin(work, effect.place_id)
        ticket = await work.ticket(row.ticket_id)
        if ticket is not None and ticket.status is TicketStatus.QUEUED:
            work.happened(CapacityFreed())
        return
    place = await work.place(effect.place_id)
    if place is None or place.thread_id != thread_id:
        await work.tell(DeleteTopic(effect.chat_id, effect.place_id, thread_id))


async def topic_appeared(work: Work, chat_id: int, thread_id: int, title: str) -> bool:
    """Take in the service message of a topic that our bot created, since the answer to the call may
    be lost. The expected topic is used, a superfluous one deleted. Returns False for a topic that
    is known or not ours."""
    uow = work.uow
    if await uow.places.by_chat(chat_id, thread_id) is not None:
        return False
    wishes = await uow.places.threads_titled(title)
    for place in wishes:
        if await uow.places.thread_created(place.id, chat_id, thread_id, work.now):
            await _begin(work, place.id)
            return True
    # The answer to the call may have been taken in meanwhile.
    if not wishes or await uow.places.by_chat(chat_id, thread_id) is not None:
        return False
    await work.tell(DeleteTopic(chat_id, wishes[-1].id, thread_id))
    return True


@settles(ShapeTopic, on=Refused)
async def topic_shaped(work: Work, row: OutboxEffect, effect: ShapeTopic, outcome: Refused) -> None:
    """Record that the look was refused, so that the next change is sent."""
    await work.once(Memo.LOOK, effect.place_id, word="refused")
    await report_failure(work, row, outcome.reason, tell=False)


@settles(DeleteTopic, on=Refused)
async def topic_deleted(
    work: Work, row: OutboxEffect, effect: DeleteTopic, outcome: Refused
) -> None:
    """Record that the topic could not be deleted, and notify supervisors if it was a forgotten
    customer's."""
    if _is_gone(outcome):
        return
    await report_failure(work, row, outcome.reason, tell=False)
    place = await work.place(effect.place_id)
    if place is not None and place.customer_id is None:
        groups = {group.chat_id: group.title for group in await work.uow.groups.all()}
        title = groups.get(effect.chat_id, str(effect.chat_id))
        await notify_supervisors(work, NoticeKey.TOPIC_LEFT, group=title)


async def topic_is_gone(work: Work, row: OutboxEffect, outcome: Outcome) -> bool:
    """Whether an effect found its topic deleted. Then another topic is created, unless that is
    under way, and the effect's work is repeated there."""
    effect = row.effect
    if not isinstance(outcome, Rejected) or not _is_gone(outcome):
        return False
    if not isinstance(effect, CopyMessage | SendText | ShowCard | ShapeTopic):
        return False
    if not effect.thread_id:
        return False
    await recreate_topic(work, effect.chat_id, effect.thread_id, outcome.reason)
    return True


async def _not_created(
    work: Work, row: OutboxEffect, effect: CreateTopic, outcome: Refused
) -> None:
    place = await work.place(effect.place_id)
    if place is None or place.state is not PlaceState.CREATING:
        return
    number = place.ticket_id
    waits = number is not None and await work.uow.tickets.moves(number, place.id, None)
    # A topic that appeared all the same meanwhile is used.
    await work.uow.places.move(place.id, PlaceState.DELETED, work.now, frm=PlaceState.CREATING)
    await report_failure(work, row, outcome.reason)
    ticket = await work.ticket(number) if waits else None
    if ticket is None or await begin_if_ready(work, ticket, await find_place(work, ticket)):
        return
    if ticket.status is TicketStatus.OFFERED:
        return
    # It is talked about already: nobody would look for a place again.
    forum = await work.group(effect.chat_id)
    if forum is not None and forum.is_usable:
        await make_thread(work, ticket, effect.chat_id, work.now + AGAIN_AFTER)
    else:
        await move_ticket(work, ticket)


async def _begin(work: Work, place_id: int) -> None:
    whose = await thread_made(work, place_id)
    if whose is not None:
        await begin_talk(work, *whose)


def _is_gone(outcome: Outcome) -> bool:
    """Whether the outcome says that the forum has no such topic any more."""
    return isinstance(outcome, Rejected) and outcome.cause is Cause.TOPIC_GONE
