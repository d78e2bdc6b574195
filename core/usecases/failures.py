"""What Telegram will never do is written into the ticket's history, and supervisors hear of it
once."""

from collections.abc import Mapping

from core.domain import views
from core.domain.archive_effects import (
    EraseTranscript,
    WriteArchive,
    WriteOwnData,
    WriteTranscript,
)
from core.domain.audience_effects import (
    ShowQueue,
    TellSupervisors,
)
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
from core.domain.relay_effects import (
    ClearGroup,
    CopyMessage,
    CreateTopic,
    DeleteCopy,
    DeleteMessages,
    DeleteTopic,
    EditCopy,
    LookAtGroup,
    PinCard,
    React,
    ReactToCounterpart,
    RestoreTitle,
    ShapeTopic,
)
from core.domain.room_effects import (
    KeepTitle,
)
from core.domain.texts import KEYS, FailureKey, TextKey
from core.domain.tickets import TicketEventKind
from core.ports import OutboxEffect, Work
from core.usecases.telling import tell_supervisors

WHAT: Mapping[type[Effect], FailureKey] = {
    SendText: FailureKey.MESSAGE,
    SendAnnouncement: FailureKey.MESSAGE,
    ShowQueue: FailureKey.MESSAGE,
    TellSupervisors: FailureKey.MESSAGE,
    ShowCard: FailureKey.CARD,
    SendDocument: FailureKey.DOCUMENT,
    SendChart: FailureKey.DOCUMENT,
    SendTranscript: FailureKey.DOCUMENT,
    AnswerPress: FailureKey.PRESS,
    ApproveJoin: FailureKey.LET_IN,
    DeclineJoin: FailureKey.TURN_AWAY,
    CreateJoinLink: FailureKey.LINK,
    CreatePersonalLink: FailureKey.LINK,
    RevokeJoinLink: FailureKey.LINK_END,
    SetTitle: FailureKey.TITLE,
    RestoreTitle: FailureKey.TITLE,
    KeepTitle: FailureKey.TITLE,
    PinCard: FailureKey.PIN,
    DeleteMessage: FailureKey.DELETE,
    DeleteMessages: FailureKey.DELETE,
    DeleteCopy: FailureKey.DELETE,
    ClearGroup: FailureKey.DELETE,
    SetCommands: FailureKey.COMMANDS,
    SetRoomCommands: FailureKey.COMMANDS,
    ResolveUsername: FailureKey.USERNAME,
    CopyMessage: FailureKey.COPY,
    EditCopy: FailureKey.EDIT,
    React: FailureKey.REACTION,
    ReactToCounterpart: FailureKey.REACTION,
    CreateTopic: FailureKey.TOPIC,
    ShapeTopic: FailureKey.TOPIC,
    DeleteTopic: FailureKey.TOPIC_DELETE,
    LookAtGroup: FailureKey.GROUP,
    CreateRoom: FailureKey.ROOM,
    EmptyRoom: FailureKey.ROOM_CLEAR,
    WipeRoom: FailureKey.ROOM_CLEAR,
    DeleteRoom: FailureKey.ROOM_DELETE,
    DiscardRoom: FailureKey.ROOM_DELETE,
    InviteOperator: FailureKey.INVITE,
    InviteSupervisor: FailureKey.INVITE,
    RemoveFromRoom: FailureKey.REMOVE,
    SaveMedia: FailureKey.MEDIA,
    FetchFile: FailureKey.MEDIA,
    WriteTranscript: FailureKey.TRANSCRIPT,
    WriteArchive: FailureKey.TRANSCRIPT,
    WriteOwnData: FailureKey.TRANSCRIPT,
    EraseTranscript: FailureKey.ERASE,
}
"""What of a ticket was not done, for people."""

_OF_SUPERVISORS = frozenset(key for key in KEYS if key.value.startswith("supervisor-"))


async def report_failure(work: Work, row: OutboxEffect, reason: str, *, tell: bool = True) -> None:
    """An event of the row's ticket; with `tell` a notice, once for each ticket and kind of
    effect."""
    if row.ticket_id is None:
        return
    name = type(row.effect).__name__
    await work.note(row.ticket_id, TicketEventKind.EFFECT_FAILED, effect=name, reason=reason)
    if not tell or _is_notice(row.effect):
        return
    if await work.uow.cards.tell({f"failed:{row.ticket_id}:{name}": "told"}):
        await tell_supervisors(
            work,
            TextKey.SUPERVISOR_EFFECT_FAILED,
            row.ticket_id,
            reason=views.text(WHAT[type(row.effect)], None, reason=reason),
        )


def _is_notice(effect: Effect) -> bool:
    """A notice that fails must not ask for the next one."""
    text = getattr(effect, "text", None)
    return text is not None and text.key in _OF_SUPERVISORS
