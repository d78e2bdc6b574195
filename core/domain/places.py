"""Places: where a conversation happens. A room is used by one ticket at a time and reused only
when proved empty."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """room: a private supergroup by the userbot; desk: a staff group; thread: a forum topic."""

    ROOM = "room"
    DESK = "desk"
    THREAD = "thread"


class PlaceState(StrEnum):
    """creating → preparing → ready → emptying → wiping → clean (→ preparing …), or deleting →
    deleted."""

    CREATING = "creating"  # the row exists, Telegram has not answered yet
    PREPARING = "preparing"  # the chat exists and waits for its join link
    READY = "ready"  # a link exists, the ticket's customer may come
    EMPTYING = "emptying"  # people are being removed, what was said is being read a last time
    WIPING = "wiping"  # history goes, and proof is taken
    CLEAN = "clean"  # proved empty, free for the next ticket
    DELETING = "deleting"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `marker` is unique and stands in the chat's about text, so that a created chat
    can be found again."""

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
