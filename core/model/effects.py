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
"""How old a message may be that a bot deletes
(https://core.telegram.org/bots/api#deletemessage)."""


class Gateway(StrEnum):
    """Who carries an effect out."""

    BOT = "bot"
    USERBOT = "userbot"
    ARCHIVE = "archive"
    WEBHOOKS = "webhooks"


class EffectState(StrEnum):
    """What became of an effect. All but the first are final."""

    WAITING = "waiting"
    SENT = "sent"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    UNREACHABLE = "unreachable"
    REJECTED = "rejected"


class Priority(IntEnum):
    """How urgent an effect is: replies go before notices, notices before boards."""

    REPLY = 0
    NOTICE = 1
    BOARD = 2


@dataclass(frozen=True, slots=True)
class Effect:
    """The base of all effects. Its class variables describe a kind of effect.

    `failed`: which text tells staff what was not done, when Telegram refuses it.
    `follows_migration`: whether it goes to a group's new id when that becomes a supergroup. What
    names messages of the group does not: in its new id other messages have those numbers, or will.
    `lasts`: how long after it was asked for it may still be carried out; None: without end.
    `patience`: how long somebody waits for it before another way is taken; None: as long as it
    takes. `calls_telegram`: whether its gateway is called; False: it only leads to further effects.
    `has_consequences`: whether a settler handles its outcome; False: it matters to nobody, or is
    set again anyway. `is_idempotent`: whether carrying it out twice changes nothing, and nothing
    follows from it. `is_resent_elsewhere`: whether it is sent anew where its ticket goes on, when
    the ticket loses the chat.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    gateway: ClassVar[Gateway]
    failed: ClassVar[FailureKey]
    follows_migration: ClassVar[bool] = True
    lasts: ClassVar[timedelta | None] = None
    patience: ClassVar[timedelta | None] = None
    calls_telegram: ClassVar[bool] = True
    has_consequences: ClassVar[bool] = True
    is_idempotent: ClassVar[bool] = False
    is_resent_elsewhere: ClassVar[bool] = False

    @property
    def destination(self) -> str:
        """What it keeps its order in: effects of one destination are carried out in the order in
        which they were asked for."""
        raise TypeError(f"{type(self).__name__} names no destination")

    @property
    def is_shared(self) -> bool:
        """Whether several tickets share the destination, so that they are served in turn."""
        return False

    @property
    def supersedes(self) -> str | None:
        """A key, or None: of several waiting effects with one key only the newest is carried
        out."""
        return None

    @property
    def outdates(self) -> tuple[str, ...]:
        """Keys of older effects that are dropped once this one is carried out."""
        return () if self.supersedes is None else (self.supersedes,)

    @property
    def may_be_overtaken(self) -> bool:
        """Whether later effects may go first while Telegram makes this one wait: nobody reads a
        wrong order from that."""
        return False

    @property
    def was_tried(self) -> bool:
        """Whether it was asked for anew after a try that failed: until its time has come it waits
        as one that was tried."""
        return False


EFFECTS: dict[str, type[Effect]] = {}
"""Every declared kind of effect, by the name that is in its rows."""


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
    """Something that the bot does in a chat. `is_round_robin`: whether tickets that share the chat
    are served in turn."""

    gateway: ClassVar[Gateway] = Gateway.BOT
    is_round_robin: ClassVar[bool] = True
    chat_id: int

    @property
    def destination(self) -> str:
        return f"chat:{self.chat_id}"

    @property
    def is_shared(self) -> bool:
        return self.is_round_robin and self.chat_id < 0  # groups and channels (Bot API, Chat)


@dataclass(frozen=True, slots=True)
class BotMessage(BotChatEffect):
    """A message by the bot. Telegram limits the rate of messages; that of answers to presses and
    join requests, of reactions and of deletions it does not, so they never wait behind messages."""


@dataclass(frozen=True, slots=True)
class SideLaneEffect(BotChatEffect):
    """An effect with a lane of its own, so that messages never wait for it. Telegram's waits are
    for one method in one chat (a refused call's error is that call's alone, telegram-bot-api's
    Client.cpp, `fail_query_with_error`), and for a title they may last until tomorrow."""

    is_round_robin: ClassVar[bool] = False
    lane: ClassVar[str]

    @property
    def destination(self) -> str:
        return f"{self.lane}:{self.chat_id}"


@effect(FailureKey.MESSAGE)
class SendText(BotMessage):
    """Send a message, in reply to the chat's message `reply_to` if that is given. Outcome:
    message_id."""

    is_resent_elsewhere: ClassVar[bool] = True
    text: Text
    buttons: Rows = ()
    remove_keyboard: bool = False
    reply_to: int | None = None
    thread_id: int = 0  # of a forum topic


@effect(FailureKey.CARD)
class ShowCard(BotMessage):
    """Show a live card: edited where it stands if it was sent before, sent anew otherwise or when
    `fresh`; then the old message is deleted. Outcome: message_id."""

    is_resent_elsewhere: ClassVar[bool] = True
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
    def may_be_overtaken(self) -> bool:
        return not self.fresh


@effect(FailureKey.DOCUMENT)
class SendDocument(BotMessage):
    """Send a file called `name`: `content` itself, or the file at `path` (relative to the archive's
    folder). Outcome: message_id. Rejected when there is no such file any more."""

    name: str
    content: str | None = None
    path: str | None = None
    caption: Text | None = None

    @property
    def may_be_overtaken(self) -> bool:
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
    """Bars and lines over the same ticks. `ticks` are finished labels: numbers and times."""

    title: Text
    bars: Series
    lines: tuple[Series, ...]
    ticks: tuple[str, ...]


@effect(FailureKey.DOCUMENT)
class SendChart(BotMessage):
    """A picture with `text` below it, drawn when it is sent. It is a live card, as those of
    ShowCard are: replaced where it stands, sent anew otherwise or when `fresh`. Outcome:
    message_id."""

    is_resent_elsewhere: ClassVar[bool] = True
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
    def may_be_overtaken(self) -> bool:
        return True


@effect(FailureKey.PRESS)
class AnswerPress(Effect):
    """Stop a pressed button's spinner, with a short text if there is something to say."""

    gateway: ClassVar[Gateway] = Gateway.BOT
    has_consequences: ClassVar[bool] = False
    is_idempotent: ClassVar[bool] = True
    query_id: str
    text: Text | None = None
    alert: bool = False

    @property
    def destination(self) -> str:
        return f"press:{self.query_id}"


@effect(FailureKey.TITLE)
class SetTitle(SideLaneEffect):
    """Rename the group. Of several waiting names only the last is set."""

    lane: ClassVar[str] = "title"
    is_idempotent: ClassVar[bool] = True
    is_resent_elsewhere: ClassVar[bool] = True
    lasts: ClassVar[timedelta | None] = timedelta(days=1)
    title: str

    @property
    def supersedes(self) -> str | None:
        return self.destination


@effect(FailureKey.MESSAGE)
class SendAnnouncement(BotMessage):
    """Send an announcement to one person, word for word as its author wrote it. Outcome:
    message_id."""

    announcement_id: int
    words: str


@effect(FailureKey.USERNAME)
class ResolveUsername(Effect):
    """Look up who has a username, for the supervisor who asks. Outcome: user_id, name; Rejected
    when nobody has it, or whoever has it is no person."""

    gateway: ClassVar[Gateway] = Gateway.USERBOT
    patience: ClassVar[timedelta | None] = timedelta(seconds=20)  # then who asks is told
    username: str
    asker_id: int

    @property
    def destination(self) -> str:
        return f"username:{self.asker_id}"


@effect(FailureKey.DELETE)
class DeleteMessage(SideLaneEffect):
    """Delete a message, also somebody else's where the bot may."""

    lane: ClassVar[str] = "deletions"
    is_idempotent: ClassVar[bool] = True
    follows_migration: ClassVar[bool] = False
    lasts: ClassVar[timedelta | None] = DELETABLE
    message_id: int


@effect(FailureKey.COMMANDS)
class SetCommands(SideLaneEffect):
    """Set the menu of commands in the bot's private chat with somebody: that of `role` (a Role's
    value), or the one that every customer has (None)."""

    lane: ClassVar[str] = "commands"
    lasts: ClassVar[timedelta | None] = timedelta(days=1)
    has_consequences: ClassVar[bool] = False
    is_idempotent: ClassVar[bool] = True
    role: str | None

    @property
    def supersedes(self) -> str | None:
        return f"commands:{self.chat_id}"


@effect(FailureKey.DOCUMENT)
class SendTranscript(BotMessage):
    """Send a customer's transcript as it is at that moment, a plain file with `text` below it; for
    staff, so with their notes. Outcome: message_id."""

    customer_id: int
    text: Text
    with_phone: bool = False

    @property
    def may_be_overtaken(self) -> bool:
        return True


@effect(FailureKey.MEDIA)
class FetchFile(Effect):
    """Save the file of a message that the bot received under `path` (relative to the archive's
    folder). `size`: in bytes, where Telegram gave it. Outcome: size (bytes), path.

    `chat_id` and `message_id` name the message as it is kept, also when the group has another id
    by now. Files have a destination of their own, so that messages never wait for them. `upload`:
    what it is called in the folder of uploads, if the bot sent it from there; Telegram is asked
    only where it is missing."""

    gateway: ClassVar[Gateway] = Gateway.BOT
    follows_migration: ClassVar[bool] = False
    chat_id: int
    message_id: int
    file_id: str
    path: str
    size: int | None = None
    upload: str | None = None

    @property
    def destination(self) -> str:
        return f"file:{self.chat_id}"
