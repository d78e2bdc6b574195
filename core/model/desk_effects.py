"""Effects of desks and threads: what the bot carries between a customer's private chat and the
staff, and what it does in staff groups.

Where a copy stands is not known before it was sent, so these effects name the message that was
copied, and the gateway looks its copy up when their turn comes.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from core.model.effects import BotChatEffect, BotMessage, Effect, Gateway, Ornament, effect
from core.model.report_text_keys import FailureKey
from core.model.texts import LANGUAGES, Rows


@effect(FailureKey.COPY)
class CopyMessage(BotMessage):
    """Say in `chat_id` what was said in `from_chat_id`, in the bot's name. Outcome: copies.

    Of an `album` each part asks for this; only the last one is carried out, after a moment, and
    carries every part that is not there yet, as one album. `reply_to`: what the message answers in
    its own chat; the copy answers its counterpart, or else the card, where one is named. `forward`:
    under its author's name, which only staff is ever shown; a customer gets a copy all the same.
    `buttons` stand below the copy of a single message, in that `language`.
    """

    is_said_elsewhere: ClassVar[bool] = True
    from_chat_id: int
    message_id: int
    thread_id: int = 0
    album: str | None = None
    reply_to: int | None = None
    card: str | None = None
    forward: bool = False
    buttons: Rows = ()
    language: str = LANGUAGES[0]

    @property
    def supersedes(self) -> str | None:
        return None if self.album is None else f"album:{self.from_chat_id}:{self.album}"


@effect(FailureKey.EDIT)
class EditCopy(BotMessage):
    """The copy in `chat_id` says what the message says by now (as it was recorded). It keeps only
    those buttons that are given here (https://core.telegram.org/bots/api#editmessagetext)."""

    is_said_elsewhere: ClassVar[bool] = True
    from_chat_id: int
    message_id: int
    buttons: Rows = ()
    language: str = LANGUAGES[0]

    @property
    def supersedes(self) -> str | None:
        return f"edit:{self.from_chat_id}:{self.message_id}"

    @property
    def yields(self) -> bool:
        return True  # it stands where it stands; its copy was sent before it was tried


@effect(FailureKey.DELETE)
class DeleteCopy(Ornament):
    """Take a copy back, as that person asks. Outcome: Sent also when it had gone."""

    lane: ClassVar[str] = "deletions"
    from_chat_id: int
    message_id: int
    asked_by: int | None = None


@dataclass(frozen=True, slots=True)
class _Reaction(Ornament):
    lane: ClassVar[str] = "reactions"
    is_followed: ClassVar[bool] = False
    lasts: ClassVar[timedelta | None] = timedelta(hours=1)


@effect(FailureKey.REACTION)
class React(_Reaction):
    """The bot's reaction to a message of that very chat; "" takes it back."""

    follows: ClassVar[bool] = False
    message_id: int
    emoji: str

    @property
    def supersedes(self) -> str | None:
        return f"react:{self.message_id}"


@effect(FailureKey.REACTION)
class ReactToCounterpart(_Reaction):
    """Somebody reacted to a message; the bot reacts so to what stands for it in `chat_id`: its
    copy, or what it is a copy of. "" takes it back."""

    from_chat_id: int
    message_id: int
    emoji: str

    @property
    def supersedes(self) -> str | None:
        return f"react:{self.from_chat_id}:{self.message_id}"


@effect(FailureKey.PIN)
class PinCard(Ornament):
    """Pin a card where it stands; `tries` before this one were refused. `alone`: of that chat no
    other card is pinned meanwhile, so that a newer one makes it needless."""

    lane: ClassVar[str] = "pins"
    goes_round: ClassVar[bool] = True  # one that is tried again later holds up no other ticket's
    follows: ClassVar[bool] = False
    lasts: ClassVar[timedelta | None] = timedelta(hours=6)
    card: str
    message_id: int
    tries: int = 0
    alone: bool = False

    @property
    def supersedes(self) -> str | None:
        return f"pin:{self.chat_id}" if self.alone else f"pin:{self.card}"


@effect(FailureKey.TITLE)
class RestoreTitle(BotChatEffect):
    """The last that the bot has to do in a desk's group for a ticket: when its turn comes all has
    been said there. Nothing is told to Telegram; that the group gets its own title back, and is
    cleared, follows from it."""

    is_told: ClassVar[bool] = False
    place_id: int
    title: str


@effect(FailureKey.DELETE)
class DeleteMessages(Ornament):
    """Take at most 100 messages out of a staff group
    (https://core.telegram.org/bots/api#deletemessages). Outcome: left (how many stay).

    `left`: how many of that desk were found before that cannot go; `by`: who does it on the whole,
    a user account's name where only what came late is left for the bot."""

    lane: ClassVar[str] = "deletions"
    follows: ClassVar[bool] = False
    message_ids: tuple[int, ...]
    place_id: int
    left: int = 0
    by: str = "bot"


@effect(FailureKey.DELETE)
class ClearGroup(Effect):
    """A user account takes these messages, and all else that was said from message `since` on, out
    of a staff group, while the desk is being cleared. Outcome: left (how many stay). Rejected or
    Unreachable when it is not in the group, or may not delete there: then another account is asked,
    and at last the bot does what it can."""

    gateway: ClassVar[Gateway] = Gateway.USERBOT
    follows: ClassVar[bool] = False
    patience: ClassVar[timedelta | None] = timedelta(minutes=1)  # then another account, or the bot
    place_id: int
    chat_id: int
    message_ids: tuple[int, ...]
    since: int = 0
    account: str | None = None

    @property
    def destination(self) -> str:
        return f"place:{self.place_id}"


@effect(FailureKey.TOPIC)
class CreateTopic(BotChatEffect):
    """A forum topic. Outcome: thread_id."""

    goes_round: ClassVar[bool] = False
    patience: ClassVar[timedelta | None] = timedelta(seconds=30)  # then the next rung
    place_id: int
    title: str
    icon: str  # an emoji of those that Telegram has for topics; any other: no icon

    @property
    def destination(self) -> str:
        # Waiting for its rate it must not hold up what is said in the other topics.
        return f"topics:{self.chat_id}"


@effect(FailureKey.TOPIC)
class ShapeTopic(Ornament):
    """Title, icon, open or closed: as they are to be now. Outcome: Rejected with "gone" when there
    is no such topic any more."""

    lane: ClassVar[str] = "looks"
    place_id: int
    thread_id: int
    title: str
    icon: str
    is_closed: bool

    @property
    def supersedes(self) -> str | None:
        return f"topic:{self.chat_id}:{self.thread_id}"


@effect(FailureKey.TOPIC_DELETE)
class DeleteTopic(Ornament):
    """The topic and all that was said in it go."""

    lane: ClassVar[str] = "deletions"

    place_id: int
    thread_id: int


@effect(FailureKey.GROUP)
class LookAtGroup(BotChatEffect):
    """What the bot is and may do in a group that is, or is to be, the staff's for `use`.
    `asked_by`: the supervisor who wants it, told in `answer_in` in their `language`. Outcome: the
    values of `GroupSeen`."""

    goes_round: ClassVar[bool] = False
    use: str
    asked_by: int | None = None
    answer_in: int | None = None
    language: str = "en"

    @property
    def destination(self) -> str:
        # Nothing that is said there waits for it.
        return f"look:{self.chat_id}"
