"""What came of an effect.

The relay keeps the row's own fate: it settles the row, tries it again, or addresses it to a group's
new id. Here is what follows, in the same transaction. Migrated: all of the group follows it.
Unreachable in a staff group, or topics switched off there: the group is lost and its ticket moved,
then as below. What was to be said in a room that we delete has gone with it: nothing follows.
"told" = an event of the ticket, and supervisors hear of it once for each ticket and kind of effect.

RetryAt         Nothing, but where our own disk refuses: supervisors told, once a day; of a
                CopyMessage that Telegram holds up for long: whoever waits is told once, and what
                of it was said already is kept, so that only the rest is said again. What
                somebody waits for too long comes as Rejected (`core.domain.patience`).
SendText        Sent: nothing. Unreachable: a customer is marked so, with an event; the link that
                did not reach its operator: supervisors told. Rejected: told.
ShowCard        Sent: where it stands is kept, and a pin is asked for where one is wanted. Else as
                SendText.
SendChart       As ShowCard.
SendDocument    Sent: nothing, of a zip its time is kept. Else as SendText; of a zip, supervisors
                hear once that the archive's chat cannot be had.
SendTranscript  As SendText.
AnswerPress     Nothing: too late to matter.
DeleteMessage   Sent: nothing. Else an event, unless it had gone.
SetCommands     Nothing: set again when they first start the bot, and at its next start.
SetRoomCommands Nothing: a menu is an ornament.
ApproveJoin     Sent: nothing (they come in: `member_joined`). A long wait: a customer is served in
                the bot's chat where there is a way; else they are told until when, and let in then.
                Else told, unless answered before.
DeclineJoin     Sent: nothing. Else an event, unless answered before.
SetTitle        Sent: nothing. Else an event, unless the title was the same.
KeepTitle       Nothing.
CreateRoom      Sent: a link is asked for; if the ticket ended meanwhile, or the room was made in
                advance, it is emptied; if the room cannot be used, it is deleted, another is
                tried. Else: the place is gone, its budget given back, another is tried after a
                pause, told; at once and not told when only the account was refused, or waited
                for too long. Where nobody can say whether it was made, it is looked for, and
                deleted if it was.
CreateJoinLink  Sent: the place is ready and the customer's time counts from now; if the ticket
                ended meanwhile, the link is revoked and the room emptied.
                A long wait: the ladder goes on without rooms, or the link is asked for later.
                Else: the room is deleted, another place is tried after a pause, told. For a
                customer who was in the room before: on their card; else told.
RevokeJoinLink  Whatever came of it, a room that is given up is emptied.
CreatePersonalLink
                Sent: told to whom it is for; if they have no business there any more, it is
                revoked. Else: a supervisor is told without link, an operator is unreachable.
InviteOperator  Sent: an event. Unreachable: the link in private; where the bot may not write to
                the operator either: event and supervisors told. Rejected: an event, and the same.
RemoveFromRoom  Sent: nothing. Else told, unless they had gone.
SaveMedia       Sent: the path is kept. Else: why it is lost is kept. Then the transcript.
FetchFile       As SaveMedia.
EmptyRoom       Sent: nothing (its sweep comes as an update). Else: the room is deleted, told.
WipeRoom        Sent and proved: clean, and given to a ticket that waits for a place. Sent, not
                proved: deleted. Else: deleted, told.
DiscardRoom     Sent: what was reserved for it is given back.
DeleteRoom      Sent: gone, its account is in one chat less. Else: never used again, told.
WriteTranscript Sent: nothing. Else told.
EraseTranscript Sent: nothing. Else told.
WriteArchive    Sent: kept, an event, and on to the archive's chat. Else told.
WriteOwnData    Sent: the document is sent to the customer.
InviteSupervisor
                Sent: nothing (they come in: `member_joined`). Else: the link in private.
SendAnnouncement
                Sent: counted. Else: counted as not delivered; Unreachable: the person is marked so.
CopyMessage     Sent: where the copy stands is kept; an answer of the staff bears a mark. Else an
                event; of an answer, staff is told at their message why. Unreachable: the customer
                is marked so.
EditCopy        Sent: nothing. Else, of an answer, staff is told once that the customer does not see
                it.
DeleteCopy      Sent: taken back, an event, the transcript shows it as deleted. Else staff is told.
React, ReactToCounterpart
                Nothing: reactions are an ornament.
CreateTopic     Sent: the talk begins in it; if the ticket ended meanwhile, it is closed; one too
                many is deleted. Else: the place is gone, the ladder goes on, told.
ShapeTopic      Sent: nothing. Else an event.
DeleteTopic     Sent: nothing. Else an event.
Whatever goes into a forum topic that is gone:
                The topic is made anew, once, and all that the customer said is carried into it.
RestoreTitle    The desk's group gets its own title back, and is cleared: by a user account of ours,
                if one is at work.
PinCard         Sent: nothing. Else tried again, three times at most, while the card stands there.
ClearGroup      Sent: what the bot knows of besides goes too, and the desk is free. Else another
                account is asked, or the bot.
DeleteMessages  The next hundred; when there are none, the desk is free, what stays is said there,
                and the next ticket comes.
ShowQueue, TellSupervisors
                The next few of them are told, and the same effect waits for those behind.
ResolveUsername Sent: the supervisor is asked whether that one is meant. Else: told that it is
                nobody.
"""

from core.domain.archive_effects import EraseTranscript, WriteArchive, WriteOwnData, WriteTranscript
from core.domain.audience_effects import ForMany
from core.domain.effects import (
    AnswerPress,
    ApproveJoin,
    CreateJoinLink,
    CreatePersonalLink,
    CreateRoom,
    DeclineJoin,
    DeleteMessage,
    DeleteRoom,
    DiscardRoom,
    Effect,
    EmptyRoom,
    FetchFile,
    Gateway,
    InviteOperator,
    InviteSupervisor,
    RemoveFromRoom,
    ResolveUsername,
    RevokeJoinLink,
    SaveMedia,
    SendAnnouncement,
    SendChart,
    SendDocument,
    SendText,
    SendTranscript,
    SetCommands,
    SetRoomCommands,
    SetTitle,
    ShowCard,
    WipeRoom,
)
from core.domain.groups import Need, Trouble
from core.domain.outcomes import Cause, Migrated, Outcome, Rejected, RetryAt, Unreachable
from core.domain.relay_effects import CopyMessage, EditCopy
from core.domain.room_effects import KeepTitle
from core.ports import OutboxEffect, Work
from core.usecases import settle_files as files
from core.usecases import settle_people as people
from core.usecases import settle_place as place
from core.usecases.announce import announced
from core.usecases.archiving import archive_written
from core.usecases.audience import tell_next
from core.usecases.disk import disk_refuses
from core.usecases.enter_room import supervisor_invited
from core.usecases.held_up import copy_held_up
from core.usecases.hire import username_resolved
from core.usecases.keep_groups import look_at_chat
from core.usecases.lost_groups import is_out_of_reach, lose_group
from core.usecases.migrate_group import group_migrated
from core.usecases.settle_copies import keep_copies, settle_relay
from core.usecases.settle_topics import gone

_SAID_THERE = (SendText, ShowCard, SendChart, SetTitle, CopyMessage, EditCopy)


async def settle_effect(work: Work, row: OutboxEffect, outcome: Outcome) -> None:
    """Take the outcome in: state, events and the effects that follow, in the transaction that
    settles the row."""
    effect = row.effect
    if await _is_settled_later(work, row, outcome) or await _is_of_group(work, row, outcome):
        return
    if type(effect).__module__ == CopyMessage.__module__:
        await settle_relay(work, row, effect, outcome)
        return
    if isinstance(effect, ForMany):
        await tell_next(work, row, effect)
        return
    match effect:
        case CreateRoom():
            await place.room_created(work, row, effect, outcome)
        case CreateJoinLink():
            await place.link_created(work, row, effect, outcome)
        case RevokeJoinLink():
            await place.link_revoked(work, row, effect, outcome)
        case EmptyRoom():
            await place.room_emptied(work, row, effect, outcome)
        case WipeRoom():
            await place.room_wiped(work, row, effect, outcome)
        case DeleteRoom() | DiscardRoom():
            await place.room_deleted(work, row, effect, outcome)
        case InviteSupervisor() | SendAnnouncement() | ResolveUsername():
            await _settle_supervision(work, effect, outcome)
        case (
            WriteTranscript() | WriteArchive() | WriteOwnData() | EraseTranscript() | SendDocument()
        ):
            await _settle_files(work, row, effect, outcome)
        case _:
            await _settle_people(work, row, effect, outcome)


async def _is_settled_later(work: Work, row: OutboxEffect, outcome: Outcome) -> bool:
    if not isinstance(outcome, RetryAt):
        return False
    if outcome.cause is Cause.DISK:
        await disk_refuses(work, outcome.reason)
    elif isinstance(row.effect, CopyMessage):
        await keep_copies(work, row, row.effect, outcome.copies)
        if outcome.told:
            await copy_held_up(work, row, row.effect, outcome)
    return True


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


async def _settle_supervision(
    work: Work, effect: InviteSupervisor | SendAnnouncement | ResolveUsername, outcome: Outcome
) -> None:
    match effect:
        case InviteSupervisor():
            await supervisor_invited(work, effect, outcome)
        case SendAnnouncement():
            await announced(work, effect, outcome)
        case ResolveUsername():
            await username_resolved(work, effect, outcome)


async def _settle_files(
    work: Work,
    row: OutboxEffect,
    effect: WriteTranscript | WriteArchive | WriteOwnData | EraseTranscript | SendDocument,
    outcome: Outcome,
) -> None:
    match effect:
        case WriteTranscript():
            await files.files_written(work, row, outcome)
        case WriteArchive():
            await archive_written(work, row, effect, outcome)
        case WriteOwnData():
            await files.own_data_written(work, effect, outcome)
        case EraseTranscript():
            await files.files_erased(work, effect, outcome)
        case SendDocument():
            await files.document_sent(work, row, effect, outcome)


async def _settle_people(work: Work, row: OutboxEffect, effect: Effect, outcome: Outcome) -> None:
    match effect:
        case ShowCard() | SendChart():
            await people.card_shown(work, row, effect, outcome)
        case SendText() | SendTranscript():
            await people.text_sent(work, row, effect, outcome)
        case InviteOperator():
            await people.operator_invited(work, row, effect, outcome)
        case CreatePersonalLink():
            await people.personal_link_made(work, row, effect, outcome)
        case SaveMedia() | FetchFile():
            await people.media_settled(work, row, effect, outcome)
        case ApproveJoin() | DeclineJoin() | RemoveFromRoom() | SetTitle() | DeleteMessage():
            await people.door_answered(work, row, effect, outcome)
        case AnswerPress() | SetCommands() | SetRoomCommands() | KeepTitle():
            pass
        case _:
            raise TypeError(f"no follow-up is known for {type(effect).__name__}")
