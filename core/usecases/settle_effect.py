"""What came of an effect.

The relay keeps the row's own fate: it settles the row, tries it again, or addresses it to a group's
new id. What follows comes in the same transaction, from the effect's settler: `SETTLERS_IN` are the
modules that have one. What says something of the chat as such, and not of the effect alone, comes
before. What somebody waits for too long comes as Rejected (`core.domain.patience`).
"""

from core.domain.effects import Gateway, SendText, SetTitle, ShowCard
from core.domain.groups import Need, Trouble
from core.domain.outcomes import Cause, Migrated, Outcome, Rejected, RetryAt, Unreachable
from core.domain.relay_effects import CopyMessage, EditCopy
from core.ports import OutboxEffect, Work
from core.settling import settle
from core.usecases import (
    announce,
    archiving,
    audience,
    clear_desk,
    enter_room,
    hire,
    pins,
    queue_for_staff,
    settle_copies,
    settle_files,
    settle_people,
    settle_place,
    staff_groups,
)
from core.usecases.disk import disk_refuses
from core.usecases.keep_groups import look_at_chat
from core.usecases.lost_groups import is_out_of_reach, lose_group
from core.usecases.migrate_group import group_migrated
from core.usecases.settle_topics import gone

SETTLERS_IN = (
    announce,
    archiving,
    audience,
    clear_desk,
    enter_room,
    hire,
    pins,
    queue_for_staff,
    settle_copies,
    settle_files,
    settle_people,
    settle_place,
    staff_groups,
)

_SAID_THERE = (SendText, ShowCard, SetTitle, CopyMessage, EditCopy)


async def settle_effect(work: Work, row: OutboxEffect, outcome: Outcome) -> None:
    """Take the outcome in: state, events and the effects that follow, in the transaction that
    settles the row."""
    if isinstance(outcome, RetryAt) and outcome.cause is Cause.DISK:
        await disk_refuses(work, outcome.reason)
    elif not await _is_of_group(work, row, outcome):
        await settle(work, row, outcome)


async def _is_of_group(work: Work, row: OutboxEffect, outcome: Outcome) -> bool:
    """The chat as such has another id, or is out of the bot's reach, or its topic is gone. True
    when nothing else follows: what was to be said there is said where its ticket is now."""
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
            return is_lost and isinstance(effect, _SAID_THERE)
        case Rejected(cause=Cause.NO_FORUM):
            await lose_group(work, chat_id, Trouble.RIGHTS, (Need.FORUM,))
            return isinstance(effect, _SAID_THERE)
        case Rejected(cause=Cause.NO_RIGHT):  # what it has to do there it may do no longer
            await look_at_chat(work, chat_id)
            return False
        case _:
            return await gone(work, row, outcome)


async def _is_given_up(work: Work, chat_id: int) -> bool:
    return chat_id < 0 and await work.uow.places.is_given_up(chat_id)
