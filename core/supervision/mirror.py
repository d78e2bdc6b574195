"""What is said in a ticket is mirrored to the supervisors who watch it, by the transaction that
records it, in a lane of its own for each of them. Of a ticket that nobody watches nothing is asked
for."""

from collections.abc import Callable

from core.model.effects import Priority
from core.model.messages import WITH_FILE, Recorded, Said, SenderRole
from core.model.outcomes import Sent, Settled, Unreachable
from core.model.texts import Text
from core.model.tickets import Ticket
from core.model.watch_effects import MirrorMessage
from core.model.watching import Mirrored, is_mirrored
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.staff.access import bot_is_blocked
from core.supervision import watch_views as views
from core.supervision.watching import stop_watching


async def mirror_said(work: Work, ticket: Ticket, role: SenderRole, said: Said) -> None:
    """Mirror a message that was just recorded."""
    if is_mirrored(role, said):
        await _mirror(
            work, ticket, said, lambda language: views.said(ticket.id, role, said, language)
        )


async def mirror_edit(work: Work, ticket: Ticket, role: SenderRole, said: Said) -> None:
    """Mirror what a message says since it was edited."""
    if is_mirrored(role, said):
        await _mirror(work, ticket, said, lambda language: views.edited(ticket.id, said, language))


async def mirror_deletion(work: Work, ticket: Ticket, known: Recorded) -> None:
    """Mirror that a message is there no more."""
    said = known.said
    if is_mirrored(known.role, said):
        await _mirror(
            work,
            ticket,
            said,
            lambda language: views.deleted(ticket.id, said, language),
            is_there=False,
        )


async def _mirror(
    work: Work,
    ticket: Ticket,
    said: Said,
    shown: Callable[[str], Text],
    *,
    is_there: bool = True,
) -> None:
    # Recording it held the ticket's row: who began to watch meanwhile is seen there.
    current = await work.ticket(ticket.id) or ticket
    if not current.watched:
        return
    for watcher in await work.uow.watches.watchers(ticket.id):
        effect = MirrorMessage(
            watcher.chat_id,
            watcher.supervisor_id,
            shown(watcher.language),
            thread_id=watcher.thread_id,
            from_chat_id=said.chat_id,
            message_id=said.message_id,
            has_file=is_there and said.kind in WITH_FILE,
        )
        await work.tell(effect, ticket.id, priority=Priority.NOTICE)


@settles(MirrorMessage)
async def mirrored(work: Work, row: OutboxEffect, effect: MirrorMessage, outcome: Settled) -> None:
    """Keep which message mirrors the ticket, so that a Reply to it is a whisper. Nothing more is
    mirrored to a supervisor who blocked the bot."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is None:
        return
    if isinstance(outcome, Sent) and ticket.is_open:
        number = int(outcome.value["message_id"])
        await work.uow.watches.mirrored(
            Mirrored(effect.chat_id, number, ticket.id, effect.supervisor_id)
        )
    elif isinstance(outcome, Unreachable):
        await stop_watching(work, effect.supervisor_id, ticket.id)
        if effect.chat_id == effect.supervisor_id:
            await bot_is_blocked(work, effect.supervisor_id)
