"""What follows from an effect's outcome, in the transaction that settles its row.

The relay keeps the row's own fate: it settles the row, tries it again, or addresses it to a group's
new id. What follows is the effect's settler's; `SETTLERS_IN` are the modules that have one. What an
outcome says of the chat as such comes before. What somebody waits for too long comes as Rejected
(`core.model.outcomes`). A disk that refuses, and parts that fail, are told to supervisors."""

from collections.abc import Sequence

from core.access import sign_in
from core.announcements import broadcast
from core.cards import notices
from core.cards.send import notify_supervisors
from core.consequences import message_outcomes, room_outcomes, topic_outcomes
from core.consequences.topic_outcomes import topic_is_gone
from core.conversations import copy_outcomes, page_answers, programs
from core.desks import clearing, desk
from core.groups import commands
from core.groups.lifecycle import check_chat, group_migrated, is_out_of_reach, lose_group
from core.model import texts
from core.model.accounts import day_of
from core.model.effects import Gateway
from core.model.memos import Memo
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Cause, Migrated, Outcome, Rejected, RetryAt, Unreachable
from core.model.places import Need, Trouble
from core.model.texts import key_of
from core.ports import OutboxEffect, Work
from core.ports.effects import settle
from core.privacy import erasing
from core.queue import board
from core.rooms import entry
from core.staff import members
from core.statistics import reports
from core.supervision import mirror, search, whisper
from core.transcripts import archive, conversations, exports
from core.webhooks import delivery

SETTLERS_IN = (
    archive,
    board,
    broadcast,
    clearing,
    commands,
    conversations,
    copy_outcomes,
    delivery,
    desk,
    entry,
    erasing,
    exports,
    members,
    message_outcomes,
    mirror,
    notices,
    page_answers,
    programs,
    reports,
    room_outcomes,
    search,
    sign_in,
    topic_outcomes,
    whisper,
)


async def prepare_settlements(work: Work, rows: Sequence[OutboxEffect]) -> None:
    """Read at once the tickets of effects whose outcomes are about to be settled."""
    ticket_ids = {row.ticket_id for row in rows if row.ticket_id is not None}
    if len(ticket_ids) > 1:
        await work.uow.tickets.prepare(ticket_ids)


async def settle_effect(work: Work, row: OutboxEffect, outcome: Outcome) -> None:
    """Run what follows from an outcome: state, events and further effects, in the transaction that
    settles the row."""
    if isinstance(outcome, RetryAt) and outcome.cause is Cause.DISK:
        await disk_refuses(work, outcome.reason)
    elif not await _is_of_group(work, row, outcome):
        await settle(work, row, outcome)


async def _is_of_group(work: Work, row: OutboxEffect, outcome: Outcome) -> bool:
    """Handle outcomes about the chat as a whole: it has a new id, is out of the bot's reach, or its
    topic is gone. Returns True when nothing else follows, since the message is sent again where the
    ticket goes on."""
    effect = row.effect
    chat_id: int = getattr(effect, "chat_id", 0)
    if effect.gateway is not Gateway.BOT:
        return False  # a user account need not be in the staff's groups
    match outcome:
        case Migrated():
            await group_migrated(work, chat_id, outcome.chat_id)
            return True
        case Unreachable():
            is_lost = await is_out_of_reach(work, chat_id) or await _is_given_up(work, chat_id)
            return is_lost and effect.is_resent_elsewhere
        case Rejected(cause=Cause.NO_FORUM):
            await lose_group(work, chat_id, Trouble.RIGHTS, (Need.FORUM,))
            return effect.is_resent_elsewhere
        case Rejected(cause=Cause.NO_RIGHT):  # what it has to do there it may do no longer
            await check_chat(work, chat_id)
            return False
        case _:
            return await topic_is_gone(work, row, outcome)


async def _is_given_up(work: Work, chat_id: int) -> bool:
    return chat_id < 0 and await work.uow.places.is_given_up(chat_id)


async def disk_refuses(work: Work, reason: str) -> None:
    """Notify supervisors, once a day, that files wait for a disk that refuses to store them."""
    if await work.once(Memo.DISK, word=day_of(work.now).isoformat()):
        await notify_supervisors(work, NoticeKey.DISK_REFUSES, reason=reason)


async def part_fails(work: Work, part: str) -> None:
    """Notify supervisors that a part failed and is being restarted; once until it works again."""
    if await work.once(Memo.PART, part, word="fails"):
        await notify_supervisors(
            work, NoticeKey.PART_FAILS, part=texts.text(key_of(f"part-{part}"), None)
        )


async def part_works(work: Work, part: str) -> None:
    """Record that a part has been working again for a while."""
    await work.once(Memo.PART, part, word="works")
