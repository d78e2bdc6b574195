"""Archives tickets that ended: one zip each, kept, and sent to the archive's chat if there is one.
Also settles whatever else was written for a customer."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.cards.notices import report_failure
from core.cards.send import forgotten, notify_supervisors, say
from core.cards.views import customer as views
from core.model import texts
from core.model.effects import Priority, SendDocument
from core.model.memos import Memo
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Rejected, Sent, Settled
from core.model.room_effects import (
    EraseTranscript,
    MakeFileAnew,
    OverwriteErased,
    WriteArchive,
    WriteOwnData,
)
from core.model.text_keys import TextKey
from core.model.texts import Shown
from core.model.tickets import Ticket, TicketEventKind
from core.ports import Archived, OutboxEffect, Work
from core.ports.effects import settles
from core.staff.access import person_unreachable
from core.transcripts.archive_chat import delete_there, delete_zips
from core.transcripts.ledgers import ledger_posted

MOST_SENT = 50_000_000
"""Bytes that a bot may send, https://core.telegram.org/bots/api#senddocument."""


_SETTLED_WITHIN = timedelta(minutes=10)


_LOOKED_BACK = timedelta(days=7)


_AT_ONCE = 50

OVERWRITTEN_AFTER = timedelta(seconds=2)

NIGHT = time(4)
"""When writers may wait, by the desk's clock."""


async def archive_ticket(work: Work, ticket_id: int | None) -> None:
    """Have a ticket's zip made: it ended, its place is cleared, and all that was said there is
    recorded. For a forgotten customer, what came late is erased instead."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.is_open:
        return
    if await forgotten(work, ticket):
        await erase_late(work, ticket.customer_id)
    elif ticket.joined_at is not None or ticket.reopened_at is not None:
        await _make(work, ticket.id, ticket.customer_id)


async def erase_late(work: Work, customer_id: int) -> None:
    """Have erased what came after a customer was forgotten."""
    await work.tell(EraseTranscript(customer_id), priority=Priority.BOARD)


async def overwrite(work: Work) -> None:
    """Have what this transaction erases taken out of the database's files, once it is over; for
    several at about the same time once."""
    later = work.now + OVERWRITTEN_AFTER
    await work.tell(OverwriteErased(), priority=Priority.BOARD, not_before=later)


@settles(OverwriteErased, on=Sent)
async def erased_overwritten(
    work: Work, _row: OutboxEffect, _effect: OverwriteErased, outcome: Sent
) -> None:
    """Have the tables' file made anew in the night, where copies may be left in it."""
    if outcome.value.get("copies"):
        night = next_night(work.now, work.rules.time_zone)
        await work.tell(MakeFileAnew(), priority=Priority.BOARD, not_before=night)


def next_night(now: datetime, zone: str) -> datetime:
    """Return when the desk's next night is at `NIGHT`, in UTC."""
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() < NIGHT else local.date() + timedelta(days=1)
    return datetime.combine(day, NIGHT, ZoneInfo(zone)).astimezone(UTC)


async def archive_missing(work: Work) -> list[int]:
    """Have zips made for ended tickets that have none, as after a failure. Returns their ids."""
    missing = await work.uow.archives.missing(
        work.now - _SETTLED_WITHIN, work.now - _LOOKED_BACK, _AT_ONCE
    )
    for ticket_id, customer_id in missing:
        await _make(work, ticket_id, customer_id)
    return [ticket_id for ticket_id, _ in missing]


async def file_came_late(work: Work, ticket: Ticket) -> None:
    """Make the zip again, since a file was saved after it was made."""
    if await work.uow.archives.get(ticket.id) is not None:
        await _make(work, ticket.id, ticket.customer_id)


@settles(WriteArchive)
async def archive_written(
    work: Work, row: OutboxEffect, effect: WriteArchive, outcome: Settled
) -> None:
    """Send the zip, since it is written."""
    if not isinstance(outcome, Sent):
        await report_failure(work, row, outcome.reason)
        return
    ticket = await work.ticket(effect.ticket_id)
    if ticket is None or "path" not in outcome.value:
        return
    if await forgotten(work, ticket):
        await erase_late(work, effect.customer_id)
        return
    path, size = str(outcome.value["path"]), int(outcome.value["size"])
    if await work.uow.archives.put(ticket.id, path, size, work.now):
        await work.note(ticket.id, TicketEventKind.ARCHIVED, size=size)
    archived = await work.uow.archives.get(ticket.id)
    if archived is not None and await _is_to_be_sent(work, ticket, archived):
        await _send(work, ticket, archived)


async def _is_to_be_sent(work: Work, ticket: Ticket, archived: Archived) -> bool:
    """Whether the zip was not sent yet; of a ticket that went on since, one takes the other's
    place, so that it is known where all of it stands."""
    if archived.sent_at is None:
        return True
    if ticket.reopened_at is None or archived.sent_at >= ticket.reopened_at:
        return False
    await delete_zips(work, [archived])
    await work.uow.archives.unsent(ticket.id)
    return True


async def archive_sent(work: Work, row: OutboxEffect, chat_id: int, outcome: Settled) -> None:
    """Note that the zip arrived; or notify supervisors once that the archive's chat cannot be
    used."""
    if row.ticket_id is None:
        return
    archive = work.rules.archive_chat_id or 0
    if isinstance(outcome, Sent):
        number = outcome.value.get("message_id")
        message_id = None if number is None else int(number)
        await work.uow.archives.sent(row.ticket_id, work.now, chat_id, message_id)
        await work.once(Memo.ARCHIVE_CHAT, archive, word="well")
        return
    await report_failure(work, row, outcome.reason, tell=False)
    if await work.once(Memo.ARCHIVE_CHAT, archive, word="failed"):
        await notify_supervisors(
            work,
            NoticeKey.ARCHIVE_CHAT,
            row.ticket_id,
            chat=str(chat_id),
            reason=outcome.reason,
        )


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
    if work.rules.archive_heads_only:
        await _send_head(work, ticket, chat_id, language)
        return
    if archived.size > MOST_SENT:
        if await work.once(Memo.ARCHIVE_BIG, ticket.id):
            megabytes = archived.size // 1_000_000
            text = texts.text(
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
    text = texts.text(
        TextKey.ARCHIVE_CAPTION, language, ticket=ticket.id, customer=name, topic=topic
    )
    await work.tell(
        SendDocument(chat_id, f"ticket-{ticket.id}.zip", path=archived.path, caption=text),
        ticket.id,
        priority=Priority.BOARD,
    )


async def _send_head(work: Work, ticket: Ticket, chat_id: int, language: str | None) -> None:
    """Tell that chat of a ticket that ended, without a name and without a word that was said."""
    again = ticket.reopened_at
    word = "told" if again is None else f"told {again.timestamp():.0f}"
    if not await work.once(Memo.ARCHIVE_HEAD, ticket.id, word=word):
        return
    zone = ZoneInfo(work.rules.time_zone)
    opened, ended = (
        f"{each.astimezone(zone):%Y-%m-%d %H:%M}"
        for each in (ticket.opened_at, ticket.closed_at or work.now)
    )
    text = texts.text(
        TextKey.ARCHIVE_HEAD,
        language,
        ticket=ticket.id,
        customer=ticket.customer_id,
        topic=work.rules.topic(ticket.topic).title,
        opened=opened,
        ended=ended,
    )
    await say(work, chat_id, Shown(text), priority=Priority.BOARD, ticket_id=ticket.id)


OWN_DATA_NAME = "my-data.json"


@settles(WriteOwnData, on=Sent)
async def own_data_written(
    work: Work, _row: OutboxEffect, effect: WriteOwnData, outcome: Sent
) -> None:
    """Send the document to the customer whom it is about."""
    customer = await work.customer(effect.customer_id)
    if customer is None or "path" not in outcome.value:
        return
    caption = texts.text(TextKey.OWN_DATA_FILE, customer.language)
    document = SendDocument(
        customer.id, OWN_DATA_NAME, path=str(outcome.value["path"]), caption=caption
    )
    await work.tell(document)


@settles(SendDocument)
async def document_sent(
    work: Work, row: OutboxEffect, effect: SendDocument, outcome: Settled
) -> None:
    """Take in whether a document arrived: a zip's state is kept and where a ledger stands, a person
    who blocked the bot is marked, any other failure is reported."""
    archived = None if row.ticket_id is None else await work.uow.archives.get(row.ticket_id)
    ticket = await work.ticket(row.ticket_id)
    if isinstance(outcome, Sent) and ticket is not None and await forgotten(work, ticket):
        # It came into the archive's chat after all was taken away.
        await delete_there(work, effect.chat_id, [int(outcome.value["message_id"])])
    elif archived is not None and effect.path == archived.path:
        await archive_sent(work, row, effect.chat_id, outcome)
    elif isinstance(outcome, Sent):
        if (number := outcome.value.get("message_id")) is not None:
            await ledger_posted(work, effect, int(number))
    elif isinstance(outcome, Rejected) or effect.chat_id < 0:
        await report_failure(work, row, outcome.reason)
    else:
        await person_unreachable(work, row, effect.chat_id, outcome.reason)
