"""Effects are what Telegram must be told: rows of the outbox; frozen, plain values only.

`gateway` says who carries one out, `destination` what it must keep its order in. An effect is
written in the same transaction as the state that asks for it, and carried out later by the relay.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum
from typing import ClassVar, TypeVar, dataclass_transform

from pydantic import ConfigDict

from core.model.report_text_keys import FailureKey
from core.model.texts import AnyKey, Rows, Text

DELETABLE = timedelta(hours=48)
"""A bot deletes nothing that is older (https://core.telegram.org/bots/api#deletemessage)."""


class Gateway(StrEnum):
    """Who carries an effect out."""

    BOT = "bot"
    USERBOT = "userbot"
    ARCHIVE = "archive"


class EffectState(StrEnum):
    """What became of an effect; all but the first are for good."""

    WAITING = "waiting"
    SENT = "sent"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    UNREACHABLE = "unreachable"
    REJECTED = "rejected"


class Priority(IntEnum):
    """Replies before notices before boards."""

    REPLY = 0
    NOTICE = 1
    BOARD = 2


@dataclass(frozen=True, slots=True)
class Effect:
    """Base of all effects; what is declared here is said of a kind, and the same for all of it.

    `failed`: what of a ticket was not done when it is refused, for people.
    `follows`: whether it goes to a group's new id when that becomes a supergroup. What names
    messages of the group does not: in its new id other messages have those numbers, or will.
    `lasts`: from when on it is better left undone; None: it is wanted however late.
    `patience`: how long somebody waits for it before another way is taken; None: as long as it
    takes.
    `is_told`: whether Telegram (or the archive) is told anything; False: all that it asks for is
    what follows from it.
    `is_followed`: whether anything follows from what came of it; False: it is an ornament, or set
    again anyway.
    `is_repeatable`: whether doing it once more changes nothing, and nothing follows from its being
    done.
    `is_said_elsewhere`: of a ticket that loses the chat it is said again where that goes on, so
    nothing else follows.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    gateway: ClassVar[Gateway]
    failed: ClassVar[FailureKey]
    follows: ClassVar[bool] = True
    lasts: ClassVar[timedelta | None] = None
    patience: ClassVar[timedelta | None] = None
    is_told: ClassVar[bool] = True
    is_followed: ClassVar[bool] = True
    is_repeatable: ClassVar[bool] = False
    is_said_elsewhere: ClassVar[bool] = False

    @property
    def destination(self) -> str:
        """Effects of one destination are carried out in the order in which they were asked for."""
        raise TypeError(f"{type(self).__name__} names no destination")

    @property
    def is_shared(self) -> bool:
        """Whether several tickets share the destination, so that they are served in turn."""
        return False

    @property
    def supersedes(self) -> str | None:
        """A key: of several waiting effects with the same key only the newest is carried out."""
        return None

    @property
    def outdates(self) -> tuple[str, ...]:
        """Keys of older effects that nobody wants any more once this one is carried out."""
        return () if self.supersedes is None else (self.supersedes,)

    @property
    def yields(self) -> bool:
        """Whether what was asked for later may go first, once this one was made to wait: nobody
        reads a wrong order from that."""
        return False


EFFECTS: dict[str, type[Effect]] = {}
"""Every kind of effect that is declared, by its name, which its rows bear."""


_E = TypeVar("_E", bound=Effect)


@dataclass_transform(frozen_default=True)
def effect(failed: FailureKey) -> Callable[[type[_E]], type[_E]]:
    """Declare a kind of effect: a frozen dataclass whose name and fields are those of its rows."""

    def declare(cls: type[_E]) -> type[_E]:
        kind = dataclass(frozen=True, slots=True)(cls)
        kind.failed = failed
        EFFECTS[kind.__name__] = kind
        return kind

    return declare


@dataclass(frozen=True, slots=True)
class BotChatEffect(Effect):
    """Something that the bot does in a chat. `goes_round`: where tickets share the chat, they are
    served in turn."""

    gateway: ClassVar[Gateway] = Gateway.BOT
    goes_round: ClassVar[bool] = True
    chat_id: int

    @property
    def destination(self) -> str:
        return f"chat:{self.chat_id}"

    @property
    def is_shared(self) -> bool:
        return self.goes_round and self.chat_id < 0  # groups and channels (Bot API, Chat)


@dataclass(frozen=True, slots=True)
class BotMessage(BotChatEffect):
    """A message by the bot. Telegram counts those; answers to presses and join requests, reactions
    and deletions it does not, and they must not wait behind messages."""


@dataclass(frozen=True, slots=True)
class Ornament(BotChatEffect):
    """What words do not wait for, in a lane of its own: Telegram's waits are those of one method in
    one chat (a refused call's error is that call's alone, telegram-bot-api's Client.cpp,
    `fail_query_with_error`), and for a title they may last until tomorrow."""

    goes_round: ClassVar[bool] = False
    lane: ClassVar[str]

    @property
    def destination(self) -> str:
        return f"{self.lane}:{self.chat_id}"


@effect(FailureKey.MESSAGE)
class SendText(BotMessage):
    """A message by the bot, an answer to the chat's message `reply_to` if that is given.
    Outcome: message_id."""

    is_said_elsewhere: ClassVar[bool] = True
    text: Text
    buttons: Rows = ()
    remove_keyboard: bool = False
    reply_to: int | None = None
    thread_id: int = 0  # of a forum topic


@effect(FailureKey.CARD)
class ShowCard(BotMessage):
    """A live card: edited where it stands if it was sent before, sent anew otherwise or when
    `fresh`; then it is taken away from where it stood. Outcome: message_id."""

    is_said_elsewhere: ClassVar[bool] = True
    card: str
    text: Text
    buttons: Rows = ()
    fresh: bool = False
    pin: bool = False
    thread_id: int = 0  # of a forum topic
    reply_to: int | None = None  # sent anew, it answers that message of the chat

    @property
    def supersedes(self) -> str | None:
        # What is only brought up to date does not stand in for what is wanted at the chat's end.
        return f"fresh:{self.card}" if self.fresh else f"card:{self.card}"

    @property
    def outdates(self) -> tuple[str, ...]:
        return f"fresh:{self.card}", f"card:{self.card}"

    @property
    def yields(self) -> bool:
        return not self.fresh


@effect(FailureKey.DOCUMENT)
class SendDocument(BotMessage):
    """A file under `name`: `content` as it stands here, or the file at `path` (relative to the
    archive's folder). Outcome: message_id. Rejected when there is no such file any more."""

    name: str
    content: str | None = None
    path: str | None = None
    caption: Text | None = None

    @property
    def yields(self) -> bool:
        return True


Values = tuple[float | None, ...]
"""One for each tick; None where there is nothing (yet)."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values under a name."""

    name: AnyKey
    values: Values


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars and lines over the same ticks; `ticks` are labels as they stand, numbers and times."""

    title: Text
    bars: Series
    lines: tuple[Series, ...]
    ticks: tuple[str, ...]


@effect(FailureKey.DOCUMENT)
class SendChart(BotMessage):
    """A picture with `text` below it, drawn when it is sent. A live card as those of ShowCard are:
    drawn over where it stands, sent anew otherwise or when `fresh`. Outcome: message_id."""

    is_said_elsewhere: ClassVar[bool] = True
    card: str
    chart: Chart
    text: Text
    fresh: bool = False

    @property
    def supersedes(self) -> str | None:
        return None if self.fresh else f"card:{self.card}"

    @property
    def outdates(self) -> tuple[str, ...]:
        return (f"card:{self.card}",)

    @property
    def yields(self) -> bool:
        return True


@effect(FailureKey.PRESS)
class AnswerPress(Effect):
    """Stop a pressed button's spinner, with a short text if there is something to say."""

    gateway: ClassVar[Gateway] = Gateway.BOT
    is_followed: ClassVar[bool] = False
    is_repeatable: ClassVar[bool] = True
    query_id: str
    text: Text | None = None
    alert: bool = False

    @property
    def destination(self) -> str:
        return f"press:{self.query_id}"


@effect(FailureKey.TITLE)
class SetTitle(Ornament):
    """Name the group; of several names only the last is wanted."""

    lane: ClassVar[str] = "title"
    is_repeatable: ClassVar[bool] = True
    is_said_elsewhere: ClassVar[bool] = True
    lasts: ClassVar[timedelta | None] = timedelta(days=1)
    title: str

    @property
    def supersedes(self) -> str | None:
        return self.destination


@effect(FailureKey.MESSAGE)
class SendAnnouncement(BotMessage):
    """An announcement to one person, word for word as its author wrote it. Outcome: message_id."""

    announcement_id: int
    words: str


@effect(FailureKey.USERNAME)
class ResolveUsername(Effect):
    """Who has a username, for the supervisor who asks. Outcome: user_id, name; Rejected when it is
    nobody, or no person."""

    gateway: ClassVar[Gateway] = Gateway.USERBOT
    patience: ClassVar[timedelta | None] = timedelta(seconds=20)  # then who asks is told
    username: str
    asker_id: int

    @property
    def destination(self) -> str:
        return f"username:{self.asker_id}"


@effect(FailureKey.DELETE)
class DeleteMessage(Ornament):
    """Take a message out of a chat, also somebody else's where the bot may."""

    lane: ClassVar[str] = "deletions"
    is_repeatable: ClassVar[bool] = True
    follows: ClassVar[bool] = False
    lasts: ClassVar[timedelta | None] = DELETABLE
    message_id: int


@effect(FailureKey.COMMANDS)
class SetCommands(Ornament):
    """The menu of commands in the bot's private chat with somebody: those of `role` (a Role's
    word), or none of their own (None: as every customer). A menu waits for no message."""

    lane: ClassVar[str] = "commands"
    lasts: ClassVar[timedelta | None] = timedelta(days=1)
    is_followed: ClassVar[bool] = False
    is_repeatable: ClassVar[bool] = True
    role: str | None

    @property
    def supersedes(self) -> str | None:
        return f"commands:{self.chat_id}"


@effect(FailureKey.COMMANDS)
class SetRoomCommands(Ornament):
    """The menu of commands that one person sees in a room; `language` None takes it away."""

    lane: ClassVar[str] = "commands"
    lasts: ClassVar[timedelta | None] = timedelta(days=1)
    is_followed: ClassVar[bool] = False
    is_repeatable: ClassVar[bool] = True
    user_id: int
    language: str | None

    @property
    def supersedes(self) -> str | None:
        return f"commands:{self.chat_id}:{self.user_id}"


@effect(FailureKey.DOCUMENT)
class SendTranscript(BotMessage):
    """A customer's transcript as it stands when it is sent, a plain file with `text` below it;
    for staff, so with their notes. Outcome: message_id."""

    customer_id: int
    text: Text
    with_phone: bool = False

    @property
    def yields(self) -> bool:
        return True


@effect(FailureKey.MEDIA)
class FetchFile(Effect):
    """Keep the file of a message that the bot heard, under `path` (relative to the archive's
    folder); `size` in bytes where Telegram told it. Outcome: size (bytes), path.

    `chat_id` and `message_id` name the message as it is kept, also when the group has another id
    by now. Files have a destination of their own: they hold up no words."""

    gateway: ClassVar[Gateway] = Gateway.BOT
    follows: ClassVar[bool] = False
    chat_id: int
    message_id: int
    file_id: str
    path: str
    size: int | None = None

    @property
    def destination(self) -> str:
        return f"file:{self.chat_id}"
