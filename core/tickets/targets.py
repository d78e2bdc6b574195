"""Watches targets: who holds a ticket is warned before one is missed, and supervisors hear of it
once it is.

Their moments stand in rows, in the topic's working time from when the ticket was opened. Whoever
gets the ticket later is warned as well.
"""

from core.cards.lookup import usable_place
from core.cards.send import notify_supervisors, operator_of, show_operator
from core.cards.targets import NUMBERS, local_moment
from core.cards.ticket_card import notify_operator, notify_staff, show_at
from core.model.target_text_keys import TargetKey
from core.model.targets import Target, TargetKind, pending, targets_of
from core.model.tickets import Ticket, TicketEventKind
from core.ports import Work

TARGETS = tuple(TargetKind)


async def set_targets(work: Work, ticket: Ticket, *kinds: TargetKind) -> None:
    """Keep until when is to come what the ticket's topic promises, of these kinds, from now on."""
    topic = work.rules.topic(ticket.topic)
    if topic.targets:
        share = work.rules.target_warning
        await work.uow.targets.put(targets_of(topic, ticket.id, work.now, share, kinds or TARGETS))


async def targets_near(work: Work) -> list[int]:
    """Find tickets of which somebody is to be warned."""
    if not work.rules.has_targets:
        return []
    return list(dict.fromkeys(ticket for ticket, _ in await work.uow.targets.near(work.now)))


async def warn_of_targets(work: Work, ticket_id: int) -> bool:
    """Warn who holds the ticket, or the group in which it is served, once of each target. Returns
    False when there is nothing to warn of any more."""
    done = False
    ticket = await work.ticket(ticket_id)
    if ticket is None or not ticket.is_open:
        return done
    for each in pending(await work.uow.targets.of([ticket_id]), ticket):
        if not each.is_near(work.now) or each.is_missed(work.now):
            continue
        if await work.uow.targets.warned(ticket_id, each.kind, ticket.operator_id or 0):
            await _note(work, TicketEventKind.TARGET_NEAR, each)
            values: dict[str, str | int] = {
                "what": NUMBERS[each.kind],
                "time": local_moment(work, each.due_at),
            }
            if ticket.operator_id is None:
                await notify_staff(work, ticket, TargetKey.NEAR, **values)
            else:
                await notify_operator(work, ticket, TargetKey.NEAR, **values)
            done = True
    return done


async def targets_missed(work: Work) -> list[int]:
    """Find tickets of which supervisors are to hear."""
    if not work.rules.has_targets:
        return []
    return list(dict.fromkeys(ticket for ticket, _ in await work.uow.targets.missed(work.now)))


async def tell_of_missed_targets(work: Work, ticket_id: int) -> bool:
    """Tell supervisors, once of each target, and show it on the cards. Returns False when it was
    met meanwhile."""
    done = False
    ticket = await work.ticket(ticket_id)
    if ticket is None or not ticket.is_open:
        return done
    operator = await work.operator(ticket.operator_id)
    for each in pending(await work.uow.targets.of([ticket_id]), ticket):
        if not each.is_missed(work.now):
            continue
        if await work.uow.targets.note_missed(ticket_id, each.kind, work.now):
            await _note(work, TicketEventKind.TARGET_MISSED, each)
            await notify_supervisors(
                work,
                TargetKey.MISSED,
                ticket_id,
                what=NUMBERS[each.kind],
                topic=work.rules.topic(ticket.topic).title,
                operator="–" if operator is None else operator.tag,
                time=local_moment(work, each.due_at),
            )
            done = True
    if done:
        await show_targets(work, ticket)
    return done


async def show_targets(work: Work, ticket: Ticket) -> None:
    """Bring staff's cards up to date, on which targets stand."""
    if not work.rules.topic(ticket.topic).targets:
        return
    place = await usable_place(work, ticket)
    if place is not None and place.kind.is_relayed and place.chat_id is not None:
        await show_at(work, ticket, place)
    operator = await operator_of(work, ticket)
    if operator is not None:
        await show_operator(work, ticket, operator)


async def _note(work: Work, kind: TicketEventKind, target: Target) -> None:
    await work.note(target.ticket_id, kind, target=target.kind.value, due=target.due_at.isoformat())
