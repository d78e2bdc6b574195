"""Effects on rooms, on who comes into them, and on a customer's files, which the archive writes in
order for each customer."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from core.model.effects import BotChatEffect, Effect, Gateway, Ornament, SetTitle, effect
from core.model.report_text_keys import FailureKey
from core.model.texts import Text


@effect(FailureKey.TITLE)
class KeepTitle(Ornament):
    """A name that still waits to be set in that room is not wanted any more. Nothing is told to
    Telegram."""

    lane: ClassVar[str] = SetTitle.lane
    lasts: ClassVar[timedelta | None] = SetTitle.lasts
    is_told: ClassVar[bool] = False
    is_followed: ClassVar[bool] = False

    @property
    def supersedes(self) -> str | None:
        return self.destination


@effect(FailureKey.LET_IN)
class ApproveJoin(BotChatEffect):
    """Let somebody who knocks come in."""

    patience: ClassVar[timedelta | None] = timedelta(seconds=30)  # then the bot's chat
    user_id: int


@effect(FailureKey.TURN_AWAY)
class DeclineJoin(BotChatEffect):
    """Turn somebody who knocks away."""

    user_id: int


@effect(FailureKey.LINK)
class CreateJoinLink(BotChatEffect):
    """A join-request link by the bot. Outcome: url. `attempt` counts the places tried for the
    ticket."""

    patience: ClassVar[timedelta | None] = timedelta(seconds=30)  # then another place
    place_id: int
    attempt: int = 1


@effect(FailureKey.LINK)
class CreatePersonalLink(BotChatEffect):
    """A join-request link for one member of staff who has to be let in: told to them with `text`
    as soon as it is there. Outcome: url."""

    patience: ClassVar[timedelta | None] = timedelta(seconds=30)  # then they are told without
    place_id: int
    person_id: int
    text: Text


@effect(FailureKey.LINK_END)
class RevokeJoinLink(BotChatEffect):
    """The link dies. `last`: the place is given up, and emptied when that is done."""

    url: str
    last: bool = True


@dataclass(frozen=True, slots=True)
class _RoomEffect(Effect):
    gateway: ClassVar[Gateway] = Gateway.USERBOT
    place_id: int

    @property
    def destination(self) -> str:
        return f"place:{self.place_id}"


@effect(FailureKey.ROOM)
class CreateRoom(_RoomEffect):
    """A private supergroup with the bot as administrator, found again by `marker` rather than made
    twice. Outcome: chat_id.

    `attempt` counts the places tried for the ticket."""

    marker: str
    title: str
    attempt: int = 1


@effect(FailureKey.ROOM_DELETE)
class DiscardRoom(_RoomEffect):
    """The room of that marker, for which nobody waits any longer, is deleted if it was made at all.
    Outcome: found (bool)."""

    marker: str
    title: str


@effect(FailureKey.INVITE)
class InviteOperator(_RoomEffect):
    """Bring the operator into the room. Outcome: Sent, or Unreachable when privacy or a missing
    address forbids."""

    patience: ClassVar[timedelta | None] = timedelta(seconds=20)  # then a link
    ticket_id: int
    chat_id: int
    operator_id: int
    username: str | None = None
    phone: str | None = None


@effect(FailureKey.INVITE)
class InviteSupervisor(_RoomEffect):
    """Bring a supervisor into a room that is somebody else's. Outcome as InviteOperator."""

    patience: ClassVar[timedelta | None] = timedelta(seconds=20)  # then a link
    ticket_id: int
    chat_id: int
    supervisor_id: int
    username: str | None = None
    phone: str | None = None


@effect(FailureKey.REMOVE)
class RemoveFromRoom(_RoomEffect):
    """Put somebody who has no business there out of the room."""

    chat_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class _FilesEffect(_RoomEffect):
    """About a room's files, or what would take them away: in order among each other, so that none
    is lost, and nobody who is to come into the room waits for a download or a full disk."""

    @property
    def destination(self) -> str:
        return f"files:{self.place_id}"


@effect(FailureKey.MEDIA)
class SaveMedia(_FilesEffect):
    """Keep a message's file under `path` (relative to the archive's folder). Outcome: size
    (bytes), path."""

    chat_id: int
    message_id: int
    path: str


@effect(FailureKey.ROOM_CLEAR)
class EmptyRoom(_RoomEffect):
    """Put everyone but our own accounts out, then read the whole history once more into the inbox,
    closed by a `swept` update."""

    chat_id: int


@effect(FailureKey.ROOM_CLEAR)
class WipeRoom(_FilesEffect):
    """Wipe history and links for everyone and read both back. Outcome: clean (bool: proved
    empty)."""

    chat_id: int
    title: str


@effect(FailureKey.ROOM_DELETE)
class DeleteRoom(_FilesEffect):
    """Delete the supergroup."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class _ArchiveEffect(Effect):
    gateway: ClassVar[Gateway] = Gateway.ARCHIVE
    customer_id: int

    @property
    def destination(self) -> str:
        return f"customer:{self.customer_id}"


@effect(FailureKey.TRANSCRIPT)
class WriteTranscript(_ArchiveEffect):
    """Project a customer's rows into the files of their folder."""

    @property
    def supersedes(self) -> str | None:
        return f"transcript:{self.customer_id}"


@effect(FailureKey.TRANSCRIPT)
class WriteArchive(_ArchiveEffect):
    """Put a ticket that ended into one zip. Outcome: path (relative to the archive's folder) and
    size (bytes); neither when there is nothing to keep any more."""

    ticket_id: int

    @property
    def supersedes(self) -> str | None:
        return f"archive:{self.ticket_id}"


@effect(FailureKey.TRANSCRIPT)
class WriteOwnData(_ArchiveEffect):
    """Write down for a customer what is kept about them. Outcome: path; none for nobody."""

    @property
    def supersedes(self) -> str | None:
        return f"own-data:{self.customer_id}"


@effect(FailureKey.ERASE)
class EraseTranscript(_ArchiveEffect):
    """Take away every file of a customer that no row of theirs speaks of any more.

    `names`: names that what was under way then may still have carried; with the files they go, too.
    """

    names: tuple[str, ...] = ()

    @property
    def supersedes(self) -> str | None:
        return None if self.names else f"erase:{self.customer_id}"
