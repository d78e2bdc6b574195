"""The ladder of places: where a ticket is served when the place that its topic names cannot be had.

clean room → new room → thread → desk → overflow, begun at the topic's own kind; the customer only
ever sees that help came. A rung for which there is nothing is not offered at all: `can` does not
mention it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.model.accounts import Cause
from core.model.places import PlaceKind


class Rung(StrEnum):
    """A way to have a place."""

    CLEAN_ROOM = "clean_room"
    NEW_ROOM = "new_room"
    THREAD = "thread"
    DESK = "desk"
    OVERFLOW = "overflow"  # a desk without a limit

    @property
    def kind(self) -> PlaceKind:
        """The kind of place that this rung gives."""
        return _KINDS[self]


_KINDS = {
    Rung.CLEAN_ROOM: PlaceKind.ROOM,
    Rung.NEW_ROOM: PlaceKind.ROOM,
    Rung.THREAD: PlaceKind.THREAD,
    Rung.DESK: PlaceKind.DESK,
    Rung.OVERFLOW: PlaceKind.DESK,
}


LADDER = (Rung.CLEAN_ROOM, Rung.NEW_ROOM, Rung.THREAD, Rung.DESK, Rung.OVERFLOW)


class Lack(StrEnum):
    """Why there is no place of that kind; for the user accounts `Cause` says it."""

    NONE_CLEAN = "none_clean"
    ALL_BUSY = "all_busy"
    NO_OVERFLOW = "no_overflow"
    NO_FORUM = "no_forum"
    REFUSED = "refused"  # the topic was just now


@dataclass(frozen=True, slots=True)
class Can:
    """A place can be had now. `account`: the user account that makes the room."""

    account: str | None = None


@dataclass(frozen=True, slots=True)
class Cannot:
    """No place can be had; `until`: when asking again may help."""

    cause: Cause | Lack
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The decision to take this rung; `passed` are those above it that could not be had."""

    rung: Rung
    account: str | None
    passed: Mapping[Rung, Cannot]


@dataclass(frozen=True, slots=True)
class Wait:
    """The decision to wait, until then or for a place that becomes free (None: only for that)."""

    until: datetime | None
    passed: Mapping[Rung, Cannot]


def rungs(kind: PlaceKind) -> tuple[Rung, ...]:
    """Return all rungs in the order in which they are tried for a topic of that kind: its own
    first. Who talks in the bot's chat goes on there as long as there is a way: a room comes
    last."""
    rooms = (Rung.CLEAN_ROOM, Rung.NEW_ROOM)
    match kind:
        case PlaceKind.ROOM:
            return LADDER
        case PlaceKind.THREAD:
            return (Rung.THREAD, Rung.DESK, Rung.OVERFLOW, *rooms)
        case PlaceKind.DESK:
            return (Rung.DESK, Rung.OVERFLOW, Rung.THREAD, *rooms)


def descend(kind: PlaceKind, can: Mapping[Rung, Can | Cannot]) -> Step | Wait:
    """Return the first rung that can be had for a topic of that kind."""
    passed: dict[Rung, Cannot] = {}
    for rung in rungs(kind):
        match can.get(rung):
            case Can(account):
                return Step(rung, account, passed)
            case Cannot() as refusal:
                passed[rung] = refusal
            case None:
                pass
    times = [refusal.until for refusal in passed.values() if refusal.until is not None]
    return Wait(min(times, default=None), passed)
