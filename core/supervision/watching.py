"""A supervisor watches a ticket: what is said there is mirrored to them, by the bot, from then on.
Neither the customer nor the operator sees anything of it; that somebody watches is in the audit
log.

It ends with the ticket, when they say so, when they take the ticket over, and when they are a
supervisor no more.
"""

from zoneinfo import ZoneInfo

from core.cards.send import name_of_customer, operator_of, say
from core.model.audit import WATCHED, AuditKind
from core.model.effects import Priority
from core.model.people import Operator, Role
from core.model.text_keys import TextKey
from core.model.texts import DeskError, Rows, Text, TicketIsClosed, text
from core.model.tickets import Ticket
from core.model.watch_effects import MirrorMessage
from core.model.watch_text_keys import WatchKey
from core.model.watching import MOST_BEFORE, Watch
from core.ports import Work
from core.staff.access import supervisor
from core.supervision import watch_views as views


async def watch(work: Work, actor_id: int, ticket_id: int) -> None:
    """Mirror a ticket in the bot's private chat with the supervisor: what was said last, and all
    from now on. Raises StaffOnly, TicketIsClosed, DeskError(NO_TICKET, ALREADY_YOURS, OWN,
    START_BOT_FIRST, ALREADY)."""
    actor = await supervisor(work, actor_id)
    ticket = await _watchable(work, actor, ticket_id)
    if not actor.started_bot:
        raise DeskError(TextKey.START_BOT_FIRST)
    begun = Watch(ticket.id, actor.id, actor.id, 0, work.now)
    if not await work.uow.watches.begin(begun):
        raise DeskError(WatchKey.ALREADY, ticket=ticket.id)
    work.audit(actor.id, AuditKind.WATCH, ticket.id, None, WATCHED)
    # From here on the ticket's row is held: what is not among these is mirrored when it is said.
    before = await work.uow.watches.said_last(ticket.id, MOST_BEFORE)
    customer = await name_of_customer(work, ticket)
    topic = work.rules.topic(ticket.topic).titled(actor.language)
    operator = await operator_of(work, ticket)
    name = None if operator is None else operator.name
    head = views.head(ticket, customer, topic, name, actor.language)
    await _mirror(work, begun, head.text, head.buttons)
    zone = ZoneInfo(work.rules.time_zone)
    for part in views.before(ticket.id, before, actor.language, zone):
        await _mirror(work, begun, part)


async def unwatch(work: Work, actor_id: int, ticket_id: int | None = None) -> None:
    """Mirror a ticket no more; without a number, none. Raises StaffOnly, DeskError(NOT_WATCHED)."""
    actor = await supervisor(work, actor_id)
    watched = await work.uow.watches.by(actor.id)
    meant = [each.ticket_id for each in watched if ticket_id in (None, each.ticket_id)]
    if not meant:
        raise DeskError(WatchKey.NOT_WATCHED)
    for number in meant:
        await stop_watching(work, actor.id, number)
        stopped = text(WatchKey.STOPPED, actor.language, ticket=number)
        await work.tell(
            MirrorMessage(actor.id, actor.id, stopped), number, priority=Priority.NOTICE
        )


async def show_watched(work: Work, actor_id: int) -> None:
    """List what somebody watches, and say how that is done. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    zone = ZoneInfo(work.rules.time_zone)
    lines = []
    for each in await work.uow.watches.by(actor.id):
        ticket = await work.ticket(each.ticket_id)
        name = "…" if ticket is None else await name_of_customer(work, ticket)
        lines.append((each.ticket_id, name, f"{each.since.astimezone(zone):%H:%M}"))
    await say(work, actor.id, views.watched(lines, actor.language))


async def stop_watching(
    work: Work, supervisor_id: int, ticket_id: int, actor_id: int | None = None
) -> bool:
    """Let somebody watch a ticket no more, without a word. `actor_id`: who wanted it, if it was
    somebody else. Returns False when they did not."""
    if not await work.uow.watches.end(ticket_id, supervisor_id):
        return False
    work.audit(actor_id or supervisor_id, AuditKind.WATCH, ticket_id, WATCHED, None)
    return True


async def end_watches(work: Work, ticket_id: int) -> None:
    """Tell whoever watched a ticket that it has ended."""
    watchers = {each.supervisor_id: each for each in await work.uow.watches.watchers(ticket_id)}
    for each in await work.uow.watches.end_of(ticket_id):
        work.audit(each.supervisor_id, AuditKind.WATCH, ticket_id, WATCHED, None)
        watcher = watchers.get(each.supervisor_id)
        if watcher is not None:
            over = text(WatchKey.OVER, watcher.language, ticket=ticket_id)
            await _mirror(work, each, over)


async def lose_watches(work: Work, person_id: int, actor_id: int | None) -> None:
    """Let somebody watch nothing any more who is no supervisor now."""
    known = await work.operator(person_id)
    if known is not None and known.role is Role.SUPERVISOR:
        return
    for each in await work.uow.watches.by(person_id):
        await work.uow.watches.end(each.ticket_id, person_id)
        work.audit(actor_id, AuditKind.WATCH, each.ticket_id, WATCHED, None)


async def _watchable(work: Work, actor: Operator, ticket_id: int) -> Ticket:
    """Return the ticket, if the supervisor may watch it. Raises as `watch`."""
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        raise DeskError(WatchKey.NO_TICKET, ticket=ticket_id)
    if not ticket.is_open:
        raise TicketIsClosed
    if ticket.customer_id == actor.id:
        raise DeskError(WatchKey.OWN)
    if ticket.operator_id == actor.id:
        raise DeskError(TextKey.ALREADY_YOURS)
    return ticket


async def _mirror(work: Work, watch: Watch, shown: Text, buttons: Rows = ()) -> None:
    effect = MirrorMessage(
        watch.chat_id, watch.supervisor_id, shown, buttons, thread_id=watch.thread_id
    )
    await work.tell(effect, watch.ticket_id, priority=Priority.NOTICE)
