"""Places: where a conversation happens. A room is used by one ticket at a time and reused only
when proved empty."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """room: a private supergroup by the userbot; desk: a staff group; thread: a forum topic."""

    ROOM = "room"
    DESK = "desk"
    THREAD = "thread"

    @property
    def is_relayed(self) -> bool:
        """The customer stays in the bot's private chat, and the bot carries what is said."""
        return self is not PlaceKind.ROOM


class PlaceState(StrEnum):
    """creating → preparing → ready → emptying → wiping → clean (→ preparing …), or deleting →
    deleted.

    A desk is there already: clean → ready → emptying → clean, and deleted when its group is taken
    out. A ticket's share of the overflow group: ready → deleted. A thread: creating → ready → clean
    (closed, its customer's next ticket opens it again), or deleted.
    """

    CREATING = "creating"  # the row exists, Telegram has not answered yet
    PREPARING = "preparing"  # the chat exists and waits for its join link
    READY = "ready"  # a link exists, the ticket's customer may come
    EMPTYING = "emptying"  # people are being removed, what was said is being read a last time
    WIPING = "wiping"  # history goes, and proof is taken
    CLEAN = "clean"  # proved empty, free for the next ticket
    DELETING = "deleting"
    DELETED = "deleted"


USABLE = frozenset({PlaceState.CREATING, PlaceState.PREPARING, PlaceState.READY})
"""In which a ticket may have it."""


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
