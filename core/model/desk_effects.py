"""Effects of desks and threads: what the bot relays between a customer's private chat and the
staff, and what it does in staff groups.

Where a copy stands is not known before it was sent, so these effects name the message that was
copied, and the gateway looks its copy up when their turn comes.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from core.model.effects import BotChatEffect, BotMessage, Effect, Gateway, SideLaneEffect, effect
from core.model.report_text_keys import FailureKey
from core.model.texts import LANGUAGES, Rows, Text
from core.model.uploads import Upload


@effect(FailureKey.COPY)
class CopyMessage(BotMessage):
    """Copy a message of `from_chat_id` to `chat_id`, in the bot's name. Outcome: copies.

    Each part of an `album` asks for this. Only the last is carried out, after a moment, and copies
    every part that is not there yet, as one album. `reply_to`: what the message replies to in its
    own chat; the copy replies to the counterpart of that, or else to `card`, if that is given.
    `forward`: forward it under its author's name, which only staff is ever shown; a customer gets a
    copy all the same. `as_recorded`: say what its row says, since the message itself says more: it
    is the bot's, and begins with its author's name. `buttons` stand below the copy of a single
    message, in that `language`.
    """

    is_resent_elsewhere: ClassVar[bool] = True
    from_chat_id: int
    message_id: int
    thread_id: int = 0
    album: str | None = None
    reply_to: int | None = None
    card: str | None = None
    forward: bool = False
    buttons: Rows = ()
    language: str = LANGUAGES[0]
    as_recorded: bool = False

    @property
    def supersedes(self) -> str | None:
        return None if self.album is None else f"album:{self.from_chat_id}:{self.album}"


@effect(FailureKey.COPY)
class PostAnswer(BotMessage):
    """Post in a staff group what a member of staff answers from the page, or by a canned reply:
    `text` names them and has their `words`. It is the answer once it stands there, and goes to the
    customer then. Outcome: message_id; of files `posted`.

    `said_at`: when they sent it, in ISO 8601. `reply_to`: the message of the group that it answers.
    `tries`: how often the group refused it before. `files`: what is posted with that text below it,
    several as an album. `canned`: the canned reply's shortcut. `answers`: the message there that
    the customer is answered. `is_asked`: the author was asked whether these words are to go.
    """

    text: Text
    words: str
    author_id: int
    author: str
    said_at: str
    thread_id: int = 0
    reply_to: int | None = None
    tries: int = 0
    files: tuple[Upload, ...] = ()
    canned: str | None = None
    answers: int | None = None
    is_asked: bool = False


@effect(FailureKey.EDIT)
class EditPost(BotMessage):
    """Edit what `PostAnswer` posted; `is_caption`: what stands below a file. Where that is refused,
    staff still reads in its history what the customer sees."""

    has_consequences: ClassVar[bool] = False
    is_idempotent: ClassVar[bool] = True
    follows_migration: ClassVar[bool] = False
    message_id: int
    text: Text
    is_caption: bool = False

    @property
    def supersedes(self) -> str | None:
        return f"post:{self.message_id}"

    @property
    def may_be_overtaken(self) -> bool:
        return True


@effect(FailureKey.EDIT)
class EditCopy(BotMessage):
    """Edit the copy in `chat_id` to what the message says now, as it was recorded. It keeps only
    the buttons that are given here (https://core.telegram.org/bots/api#editmessagetext).
    `even_held`: somebody wants it so; else what it says since an edit that is held back stays."""

    is_resent_elsewhere: ClassVar[bool] = True
    from_chat_id: int
    message_id: int
    buttons: Rows = ()
    language: str = LANGUAGES[0]
    even_held: bool = False

    @property
    def supersedes(self) -> str | None:
        return f"edit:{self.from_chat_id}:{self.message_id}"

    @property
    def may_be_overtaken(self) -> bool:
        return True  # it stands where it stands; its copy was sent before it was tried


@effect(FailureKey.DELETE)
class DeleteCopy(SideLaneEffect):
    """Delete a copy, because `asked_by` asks for it. Outcome: Sent also when it was gone before."""

    lane: ClassVar[str] = "deletions"
    from_chat_id: int
    message_id: int
    asked_by: int | None = None


@dataclass(frozen=True, slots=True)
class _Reaction(SideLaneEffect):
    lane: ClassVar[str] = "reactions"
    has_consequences: ClassVar[bool] = False
    lasts: ClassVar[timedelta | None] = timedelta(hours=1)


@effect(FailureKey.REACTION)
class React(_Reaction):
    """Set the bot's reaction to a message of that very chat; "" removes it."""

    follows_migration: ClassVar[bool] = False
    message_id: int
    emoji: str

    @property
    def supersedes(self) -> str | None:
        return f"react:{self.message_id}"


@effect(FailureKey.REACTION)
class ReactToCounterpart(_Reaction):
    """Repeat somebody's reaction on the counterpart of a message in `chat_id`: its copy, or the
    message that it is a copy of. "" removes it."""

    from_chat_id: int
    message_id: int
    emoji: str

    @property
    def supersedes(self) -> str | None:
        return f"react:{self.from_chat_id}:{self.message_id}"


@effect(FailureKey.PIN)
class PinCard(SideLaneEffect):
    """Pin a card where it stands; `tries`: how many pins of it were refused before. `alone`:
    whether the chat pins one card at a time, so that a newer pin makes this one needless."""

    lane: ClassVar[str] = "pins"
    is_round_robin: ClassVar[bool] = (
        True  # one that is tried again later holds up no other ticket's
    )
    follows_migration: ClassVar[bool] = False
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
    """Marks the end of a ticket at a desk: when its turn comes, all has been said in the group.
    Telegram is not called. Its settler gives the group its own title back, and clears it."""

    calls_telegram: ClassVar[bool] = False
    place_id: int
    title: str


@effect(FailureKey.DELETE)
class DeleteMessages(SideLaneEffect):
    """Delete at most 100 messages of a staff group
    (https://core.telegram.org/bots/api#deletemessages). Outcome: left (how many
    stay); which, as `stay`.

    `left`: how many of that desk's messages turned out before to be undeletable. `by`: who clears
    the group: the bot, or the name of a user account, after which the bot deletes what came
    late."""

    lane: ClassVar[str] = "deletions"
    follows_migration: ClassVar[bool] = False
    message_ids: tuple[int, ...]
    place_id: int
    left: int = 0
    by: str = "bot"


@effect(FailureKey.DELETE)
class ClearGroup(Effect):
    """Let a user account delete these messages, and all from message `since` on, in a staff group
    whose desk is being cleared. Outcome: left (how many stay). Rejected or
    Unreachable when it is not in the group, or may not delete there: then another account is asked,
    and at last the bot does what it can."""

    gateway: ClassVar[Gateway] = Gateway.USERBOT
    follows_migration: ClassVar[bool] = False
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
    """Create a forum topic. Outcome: thread_id."""

    is_round_robin: ClassVar[bool] = False
    patience: ClassVar[timedelta | None] = timedelta(seconds=30)  # then the next rung
    place_id: int
    title: str
    icon: str  # an emoji of those that Telegram has for topics; any other: no icon

    @property
    def destination(self) -> str:
        # Waiting for its rate it must not hold up what is said in the other topics.
        return f"topics:{self.chat_id}"


@effect(FailureKey.TOPIC)
class ShapeTopic(SideLaneEffect):
    """Set a topic's title and icon, and close or reopen it. Outcome: Rejected (TOPIC_GONE) when
    there is no such topic any more."""

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
class DeleteTopic(SideLaneEffect):
    """Delete a topic with all that was said in it."""

    lane: ClassVar[str] = "deletions"

    place_id: int
    thread_id: int


@effect(FailureKey.GROUP)
class LookAtGroup(BotChatEffect):
    """Find out what the bot may do in a group that is, or is to become, a staff group for `use`.
    `asked_by`: the supervisor who asked; the answer goes to the chat `answer_in`, in `language`.
    Outcome: the values of `GroupSeen`."""

    is_round_robin: ClassVar[bool] = False
    use: str
    asked_by: int | None = None
    answer_in: int | None = None
    language: str = "en"

    @property
    def destination(self) -> str:
        # Nothing that is said there waits for it.
        return f"look:{self.chat_id}"
