"""Tickets that ended are put away: one zip each, kept, and sent to the archive's chat if there is
one."""

from datetime import timedelta

from core.domain import views
from core.domain.archive_effects import EraseTranscript, WriteArchive
from core.domain.effects import Priority, SendDocument
from core.domain.erasure import is_forgotten
from core.domain.memos import Memo
from core.domain.outcomes import Sent, Settled
from core.domain.texts import TextKey
from core.domain.tickets import Ticket, TicketEventKind
from core.domain.views import Shown
from core.ports import Archived, OutboxEffect, Work
from core.settling import settles
from core.usecases.failures import report_failure
from core.usecases.telling import say, tell_supervisors

MOST_SENT = 50_000_000
"""Bytes that a bot may send, https://core.telegram.org/bots/api#senddocument."""

_SETTLED_WITHIN = timedelta(minutes=10)
_LOOKED_BACK = timedelta(days=7)
_AT_ONCE = 50


async def put_away(work: Work, ticket_id: int | None) -> None:
    """The place of a ticket that ended is cleared: all that was said there is recorded, so it can
    go into the zip. Of a forgotten one, what came late is taken away instead."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.is_open:
        return
    if await forgotten(work, ticket):
        await work.uow.erasures.forget_late(ticket.customer_id, work.now)
    elif ticket.joined_at is not None:
        await _make(work, ticket.id, ticket.customer_id)


async def archive_missing(work: Work) -> list[int]:
    """Ended tickets that have no zip, as after a failure: they get one. Returns their ids."""
    missing = await work.uow.archives.missing(
        work.now - _SETTLED_WITHIN, work.now - _LOOKED_BACK, _AT_ONCE
    )
    for ticket_id, customer_id in missing:
        await _make(work, ticket_id, customer_id)
    return [ticket_id for ticket_id, _ in missing]


async def file_came_late(work: Work, ticket: Ticket) -> None:
    """A file was saved after the zip was made: it is made again."""
    if await work.uow.archives.get(ticket.id) is not None:
        await _make(work, ticket.id, ticket.customer_id)


@settles(WriteArchive)
async def archive_written(
    work: Work, row: OutboxEffect, effect: WriteArchive, outcome: Settled
) -> None:
    """The zip lies there; now it is sent."""
    if not isinstance(outcome, Sent):
        await report_failure(work, row, outcome.reason)
        return
    ticket = await work.ticket(effect.ticket_id)
    if ticket is None or "path" not in outcome.value:
        return
    if await forgotten(work, ticket):
        await work.tell(EraseTranscript(effect.customer_id))
        return
    path, size = str(outcome.value["path"]), int(outcome.value["size"])
    if await work.uow.archives.put(ticket.id, path, size, work.now):
        await work.note(ticket.id, TicketEventKind.ARCHIVED, size=size)
    archived = await work.uow.archives.get(ticket.id)
    if archived is not None and archived.sent_at is None:
        await _send(work, ticket, archived)


async def archive_sent(work: Work, row: OutboxEffect, chat_id: int, outcome: Settled) -> None:
    """It arrived; or the chat is not to be had, which supervisors hear once."""
    if row.ticket_id is None:
        return
    archive = work.rules.archive_chat_id or 0
    if isinstance(outcome, Sent):
        await work.uow.archives.sent(row.ticket_id, work.now)
        await work.once(Memo.ARCHIVE_CHAT, archive, word="well")
        return
    await report_failure(work, row, outcome.reason, tell=False)
    if await work.once(Memo.ARCHIVE_CHAT, archive, word="failed"):
        await tell_supervisors(
            work,
            TextKey.SUPERVISOR_ARCHIVE_CHAT,
            row.ticket_id,
            chat=str(chat_id),
            reason=outcome.reason,
        )


async def forgotten(work: Work, ticket: Ticket) -> bool:
    """Whether the ticket's customer was forgotten since it was opened."""
    if ticket.is_open:
        return False  # being forgotten ends it
    return is_forgotten(ticket, await work.uow.erasures.forgotten_at(ticket.customer_id))


async def _make(work: Work, ticket_id: int, customer_id: int) -> None:
    await work.tell(WriteArchive(customer_id, ticket_id), ticket_id, priority=Priority.BOARD)


async def _send(work: Work, ticket: Ticket, archived: Archived) -> None:
    chat_id = work.rules.archive_chat_id
    customer = await work.customer(ticket.customer_id)
    if chat_id is None or customer is None:
        return
    supervisors = await work.uow.operators.supervisors()
    language = supervisors[0].language if supervisors else None
    name = views.customer_name(customer)
    if archived.size > MOST_SENT:
        if await work.once(Memo.ARCHIVE_BIG, ticket.id):
            megabytes = archived.size // 1_000_000
            text = views.text(
                TextKey.ARCHIVE_TOO_BIG,
                language,
                ticket=ticket.id,
                customer=name,
                megabytes=megabytes,
                path=archived.path,
            )
            board = Priority.BOARD
            await say(work, chat_id, Shown(text), priority=board, ticket_id=ticket.id)
        return
    topic = work.rules.topic(ticket.topic).title
    text = views.text(
        TextKey.ARCHIVE_CAPTION, language, ticket=ticket.id, customer=name, topic=topic
    )
    await work.tell(
        SendDocument(chat_id, f"ticket-{ticket.id}.zip", path=archived.path, caption=text),
        ticket.id,
        priority=Priority.BOARD,
    )
