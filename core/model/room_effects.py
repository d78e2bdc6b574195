"""Effects on rooms, on who comes into them, and on a customer's files, which the archive writes in
order for each customer; and on the files of the database, after an erasure."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from core.model.effects import BotChatEffect, Effect, Gateway, SetTitle, SideLaneEffect, effect
from core.model.records import Form
from core.model.report_text_keys import FailureKey
from core.model.texts import Text


@effect(FailureKey.COMMANDS)
class SetRoomCommands(SideLaneEffect):
    """Set the menu of commands that one person sees in a room. `language` None removes it."""

    lane: ClassVar[str] = "commands"
    lasts: ClassVar[timedelta | None] = timedelta(days=1)
    has_consequences: ClassVar[bool] = False
    is_idempotent: ClassVar[bool] = True
    user_id: int
    language: str | None

    @property
    def supersedes(self) -> str | None:
        return f"commands:{self.chat_id}:{self.user_id}"


@effect(FailureKey.TITLE)
class KeepTitle(SideLaneEffect):
    """Drop a name that still waits to be set in that room. Telegram is not called."""

    lane: ClassVar[str] = SetTitle.lane
    lasts: ClassVar[timedelta | None] = SetTitle.lasts
    calls_telegram: ClassVar[bool] = False
    has_consequences: ClassVar[bool] = False

    @property
    def supersedes(self) -> str | None:
        return self.destination


@effect(FailureKey.LET_IN)
class ApproveJoin(BotChatEffect):
    """Approve somebody's join request."""

    patience: ClassVar[timedelta | None] = timedelta(seconds=30)  # then the bot's chat
    user_id: int


@effect(FailureKey.TURN_AWAY)
class DeclineJoin(BotChatEffect):
    """Decline somebody's join request."""

    user_id: int


@effect(FailureKey.LINK)
class CreateJoinLink(BotChatEffect):
    """Create a join-request link. Outcome: url. `attempt` counts the places tried for the
    ticket."""

    patience: ClassVar[timedelta | None] = timedelta(seconds=30)  # then another place
    place_id: int
    attempt: int = 1


@effect(FailureKey.LINK)
class CreatePersonalLink(BotChatEffect):
    """Create a join-request link for one member of staff; they get it with `text` as soon as it is
    there. Outcome: url."""

    patience: ClassVar[timedelta | None] = timedelta(seconds=30)  # then they are told without
    place_id: int
    person_id: int
    text: Text


@effect(FailureKey.LINK_END)
class RevokeJoinLink(BotChatEffect):
    """Revoke a link. `last`: the place is given up, and emptied once that is done."""

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
    """Create a private supergroup with the bot as administrator. One that was made before is found
    by `marker`, so that none is made twice. Outcome: chat_id.

    `attempt` counts the places tried for the ticket."""

    marker: str
    title: str
    attempt: int = 1


@effect(FailureKey.ROOM_DELETE)
class DiscardRoom(_RoomEffect):
    """Delete the room of that marker, for which nobody waits any longer, if it was made at all.
    Outcome: found (bool)."""

    marker: str
    title: str


@effect(FailureKey.INVITE)
class InviteOperator(_RoomEffect):
    """Invite the operator into the room. Outcome: Sent, or Unreachable when privacy or a missing
    address forbids."""

    patience: ClassVar[timedelta | None] = timedelta(seconds=20)  # then a link
    ticket_id: int
    chat_id: int
    operator_id: int
    username: str | None = None
    phone: str | None = None


@effect(FailureKey.INVITE)
class InviteSupervisor(_RoomEffect):
    """Invite a supervisor into a room that is somebody else's. Outcome as InviteOperator."""

    patience: ClassVar[timedelta | None] = timedelta(seconds=20)  # then a link
    ticket_id: int
    chat_id: int
    supervisor_id: int
    username: str | None = None
    phone: str | None = None


@effect(FailureKey.REMOVE)
class RemoveFromRoom(_RoomEffect):
    """Remove somebody from the room who has no business there."""

    chat_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class _FilesEffect(_RoomEffect):
    """Saves a room's files or deletes them. These keep an order of their own, so that no file is
    lost, and nobody who is to enter the room waits for a download or a full disk."""

    @property
    def destination(self) -> str:
        return f"files:{self.place_id}"


@effect(FailureKey.MEDIA)
class SaveMedia(_FilesEffect):
    """Save a message's file under `path` (relative to the archive's folder). Outcome: size
    (bytes), path."""

    chat_id: int
    message_id: int
    path: str


@effect(FailureKey.ROOM_CLEAR)
class EmptyRoom(_RoomEffect):
    """Remove everyone but our own accounts, then read the whole history once more into the inbox,
    ended by a `swept` update."""

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
class WriteArchive(_ArchiveEffect):
    """Pack a ticket that ended into one zip. Outcome: path (relative to the archive's folder) and
    size (bytes); neither when there is nothing to keep any more."""

    ticket_id: int

    @property
    def supersedes(self) -> str | None:
        return f"archive:{self.ticket_id}"


@effect(FailureKey.TRANSCRIPT)
class WriteOwnData(_ArchiveEffect):
    """Write a file for a customer with all that is kept about them. Outcome: path; none when
    nothing is kept."""

    @property
    def supersedes(self) -> str | None:
        return f"own-data:{self.customer_id}"


@effect(FailureKey.EXPORT)
class WriteExport(_ArchiveEffect):
    """Make a file to hand over, of one ticket or of all, for a reader whom it says it was made by.
    Outcome: path and size (bytes); neither when nothing is kept."""

    ticket_id: int | None
    form: Form
    reader_id: int
    by: str

    @property
    def supersedes(self) -> str | None:
        return f"export:{self.ticket_id}:{self.form}:{self.reader_id}"


@effect(FailureKey.EXPORT)
class WriteConversation(_ArchiveEffect):
    """Make a PDF of a ticket for its customer, without what staff wrote for each other, and the
    same as text. Outcome: path, and text, which is the text's; none when nothing is kept."""

    ticket_id: int
    language: str

    @property
    def supersedes(self) -> str | None:
        return f"conversation:{self.ticket_id}"


@effect(FailureKey.ERASE)
class OverwriteErased(Effect):
    """Take what was erased out of the database's own files, where it may stand for as long as its
    place is not written over. Outcome: copies (bool: some may be left in the tables' file)."""

    gateway: ClassVar[Gateway] = Gateway.ARCHIVE

    @property
    def destination(self) -> str:
        return "database"

    @property
    def supersedes(self) -> str | None:
        return self.destination


@effect(FailureKey.ERASE)
class MakeFileAnew(Effect):
    """Copy the tables' file without what was erased, at night: writers wait for it."""

    gateway: ClassVar[Gateway] = Gateway.ARCHIVE
    has_consequences: ClassVar[bool] = False
    is_idempotent: ClassVar[bool] = True

    @property
    def destination(self) -> str:
        return "database at night"

    @property
    def supersedes(self) -> str | None:
        return self.destination


@effect(FailureKey.ERASE)
class EraseExpired(_ArchiveEffect):
    """Erase what was said in a customer's tickets whose time is over: rows, and every file that no
    row mentions any more."""

    @property
    def supersedes(self) -> str | None:
        return f"expired:{self.customer_id}"


@effect(FailureKey.ERASE)
class EraseTranscript(_ArchiveEffect):
    """Erase what is left of a customer who was forgotten: rows, and every file that no row of
    theirs mentions any more.

    Args:
        names: names of theirs, which what was written meanwhile may still contain.
        request: the request that was granted, whose people hear when it is done; 0 when something
            came late.
        sent: of how many zips in the archive's chat nobody knows where they stand there.
        language: the customer's, which is forgotten, too.
    """

    names: tuple[str, ...] = ()
    request: int = 0
    sent: int = 0
    language: str = ""

    @property
    def supersedes(self) -> str | None:
        return None if self.names else f"erase:{self.customer_id}"
