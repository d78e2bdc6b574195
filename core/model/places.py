"""Places are where a conversation happens: rooms, desks and threads, their states and the ways
between those (`TRANSITIONS`). Staff groups are where desks and threads stand, and what the bot
needs there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum


class PlaceKind(StrEnum):
    """The kinds of places. room: a private supergroup by the userbot; desk: a staff group; thread:
    a forum topic."""

    ROOM = "room"
    DESK = "desk"
    THREAD = "thread"

    @property
    def is_relayed(self) -> bool:
        """Whether the customer stays in the bot's private chat, and the bot copies what is said."""
        return self is not PlaceKind.ROOM


class PlaceState(StrEnum):
    """How far a place is in its life (`TRANSITIONS`)."""

    CREATING = "creating"  # the row exists, Telegram has not answered yet
    PREPARING = "preparing"  # the chat exists and waits for its join link
    READY = "ready"  # a link exists, the ticket's customer may come
    EMPTYING = "emptying"  # people are being removed, what was said is being read a last time
    WIPING = "wiping"  # history goes, and proof is taken
    CLEAN = "clean"  # proved empty, free for the next ticket
    DELETING = "deleting"
    DELETED = "deleted"


TRANSITIONS: Mapping[PlaceKind, Mapping[PlaceState, frozenset[PlaceState]]] = {
    PlaceKind.ROOM: {
        PlaceState.CREATING: frozenset({PlaceState.PREPARING, PlaceState.DELETED}),
        PlaceState.PREPARING: frozenset(
            {PlaceState.READY, PlaceState.EMPTYING, PlaceState.DELETED}
        ),
        PlaceState.READY: frozenset({PlaceState.EMPTYING}),
        PlaceState.EMPTYING: frozenset({PlaceState.WIPING, PlaceState.DELETING}),
        PlaceState.WIPING: frozenset({PlaceState.CLEAN, PlaceState.DELETING}),
        PlaceState.CLEAN: frozenset({PlaceState.PREPARING, PlaceState.DELETING}),
        PlaceState.DELETING: frozenset({PlaceState.DELETED}),
    },
    # A desk's group is there already; it is deleted when its group is taken out of use. A share of
    # the overflow group is ready from the start, and deleted when its ticket ends.
    PlaceKind.DESK: {
        PlaceState.CLEAN: frozenset({PlaceState.READY, PlaceState.DELETED}),
        PlaceState.READY: frozenset({PlaceState.EMPTYING, PlaceState.CLEAN, PlaceState.DELETED}),
        PlaceState.EMPTYING: frozenset({PlaceState.CLEAN, PlaceState.DELETED}),
    },
    # A clean topic is closed; its customer's next ticket opens it again.
    PlaceKind.THREAD: {
        PlaceState.CREATING: frozenset({PlaceState.READY, PlaceState.DELETED}),
        PlaceState.READY: frozenset({PlaceState.CLEAN, PlaceState.DELETED}),
        PlaceState.CLEAN: frozenset({PlaceState.READY, PlaceState.DELETED}),
    },
}
"""Which states a place of a kind may change to from each. A state without a row leads nowhere."""


def leading_to(state: PlaceState) -> Iterable[tuple[PlaceKind, list[PlaceState]]]:
    """Return the states from which a place of each kind may change to that one."""
    for kind, ways in TRANSITIONS.items():
        yield kind, [before for before, after in ways.items() if state in after]


USABLE = frozenset({PlaceState.CREATING, PlaceState.PREPARING, PlaceState.READY})
"""The states in which a ticket may have the place."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `marker` is unique and stands in a room's about text, so that a created chat can
    be found again. `title` of a desk is its group's own, which it has while nobody is served."""

    id: int
    kind: PlaceKind
    state: PlaceState
    marker: str
    title: str
    chat_id: int | None = None
    link: str | None = None
    ticket_id: int | None = None
    uses: int = 0
    account: str | None = None  # the user account whose room it is
    thread_id: int = 0  # of a forum topic; 0: the whole chat
    is_shared: bool = False  # one ticket's share of the overflow group
    customer_id: int | None = None  # whose thread it is


class GroupUse(StrEnum):
    """What a staff group is for."""

    DESK = "desk"  # one ticket at a time
    OVERFLOW = "overflow"  # any number of tickets side by side
    FORUM = "forum"  # a topic for each customer, or each ticket


class Need(StrEnum):
    """What the bot needs in a staff group."""

    FORUM = "forum"  # the group has topics
    ADMIN = "admin"  # else it hears commands only (https://core.telegram.org/bots/features#privacy-mode)
    DELETE = "delete"
    RENAME = "rename"
    PIN = "pin"
    TOPICS = "topics"


NEEDS: Mapping[GroupUse, tuple[Need, ...]] = {
    GroupUse.DESK: (Need.ADMIN, Need.DELETE, Need.RENAME, Need.PIN),
    GroupUse.OVERFLOW: (Need.ADMIN, Need.DELETE),
    GroupUse.FORUM: (Need.FORUM, Need.ADMIN, Need.DELETE, Need.PIN, Need.TOPICS),
}


class Trouble(StrEnum):
    """Why a staff group cannot be used."""

    REMOVED = "removed"  # the bot is not in there, or there is no such group any more
    RIGHTS = "rights"  # the bot lacks something that it needs
    TAKEN_OUT = "taken_out"  # a supervisor wanted it so
    SETTINGS = "settings"  # the settings name it no more
    NOT_CHECKED = "unseen"  # Telegram could not be asked yet


WANTED = frozenset({Trouble.TAKEN_OUT, Trouble.SETTINGS})
"""Troubles that somebody caused on purpose and a person ends; the others end when the bot finds the
group in order."""


@dataclass(frozen=True, slots=True)
class StaffGroup:
    """A staff group, by its present chat id. `added_by` None: it is in the settings. `gone_at`:
    since when it takes no ticket, for `trouble` (`trouble_word`). `former_chat_id`: its id before
    it became a supergroup."""

    chat_id: int
    use: GroupUse
    title: str
    added_at: datetime
    added_by: int | None = None
    gone_at: datetime | None = None
    trouble: str | None = None
    former_chat_id: int | None = None

    @property
    def is_usable(self) -> bool:
        return self.gone_at is None

    @property
    def cause(self) -> Trouble | None:
        """The trouble; None while it is usable."""
        if self.gone_at is None:
            return None
        word = (self.trouble or "").partition(":")[0]
        return Trouble(word) if word in set(Trouble) else Trouble.REMOVED

    @property
    def lacks(self) -> tuple[Need, ...]:
        """Return what the bot needs there and has not."""
        named = (self.trouble or "").partition(":")[2].split(",")
        return tuple(need for need in Need if need.value in named)


@dataclass(frozen=True, slots=True)
class GroupSeen:
    """A group as Telegram showed it: what the bot is and may do there."""

    chat_id: int
    title: str
    is_member: bool = True
    is_admin: bool = False
    is_forum: bool = False
    can_delete: bool = False
    can_rename: bool = False
    can_pin: bool = False
    can_topics: bool = False

    def values(self) -> dict[str, str | int | bool]:
        """The values of an outcome; `seen_from` reads them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def seen_from(values: Mapping[str, str | int | bool]) -> GroupSeen:
    """Read the values of `GroupSeen.values`. Raises TypeError for anything else."""
    return GroupSeen(**values)  # type: ignore[arg-type]


def lacks(use: GroupUse, seen: GroupSeen) -> tuple[Need, ...]:
    """Return what the bot needs for that use and has not."""
    has = {
        Need.FORUM: seen.is_forum,
        Need.ADMIN: seen.is_admin,
        Need.DELETE: seen.can_delete,
        Need.RENAME: seen.can_rename,
        Need.PIN: seen.can_pin,
        Need.TOPICS: seen.can_topics,
    }
    return tuple(need for need in NEEDS[use] if not has[need])


def trouble_word(trouble: Trouble, needs: tuple[Need, ...] = ()) -> str:
    """Return the word by which a trouble is kept."""
    return ":".join(filter(None, (trouble.value, ",".join(needs))))
