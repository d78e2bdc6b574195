"""The arithmetic of update boxes: what may be applied now, what is a double, what is missing.

https://core.telegram.org/api/updates#update-handling. Pure: time is an argument (seconds of a
monotonic clock).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from userbot.updates import COMMON, Event

PATIENCE = 0.5
"""Seconds that a change waits for those before it: pushes overtake each other, and the difference
is asked for only then.
"""

FIRST_DELAY = 0.5
LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a box was read. A channel's box has no qts: there it is the id of the newest message
    stored.
    """

    pts: int = 0
    qts: int = 0
    date: int = 0
    seq: int = 0


@dataclass(slots=True)
class Box:
    """One box. `doubtful`: it may be behind, only a difference says how it stands."""

    mark: Mark
    doubtful: bool = False
    unread: bool = False  # never read at all: only the history says what is there
    waiting: list[Event] = field(default_factory=list)
    give_up_at: float | None = None
    not_before: float = 0.0
    failures: int = 0


class Boxes:
    """All boxes of an account: the common one and those of rooms.

    Args:
        gap: seconds that a change waits for those before it.
        again: seconds until one that could not be caught up is tried again; doubling.
    """

    def __init__(
        self, marks: Mapping[int, Mark], *, gap: float = PATIENCE, again: float = FIRST_DELAY
    ) -> None:
        self._gap, self._again = gap, again
        self._boxes = {id_: Box(mark) for id_, mark in marks.items()}

    def __contains__(self, box: int) -> bool:
        return box in self._boxes

    def __getitem__(self, box: int) -> Box:
        return self._boxes[box]

    @property
    def channels(self) -> set[int]:
        """Channels that are followed."""
        return self._boxes.keys() - {COMMON}

    def follow(self, box: int) -> None:
        """Read this channel from now on, beginning with its whole history."""
        self._boxes.setdefault(box, Box(Mark(), doubtful=True, unread=True))

    def forget(self, box: int) -> None:
        """Follow it no longer."""
        self._boxes.pop(box, None)

    def take(self, event: Event, now: float) -> list[Event]:
        """What may be applied now, in order. Nothing for a double, for a change that must wait, or
        while in doubt.
        """
        box = self._boxes.get(event.box)
        if box is None or box.doubtful:
            return []
        if event.pts == 0:
            return [event]
        expected = box.mark.pts + event.count
        if event.pts < expected:
            return []
        if event.pts > expected:
            box.waiting.append(event)
            if box.give_up_at is None:
                box.give_up_at = now + self._gap
            return []
        return [event, *self._apply(box, event)]

    def _apply(self, box: Box, event: Event) -> list[Event]:
        """Move on by one change, and by those that waited for it."""
        box.mark = _after(box.mark, event)
        ready: list[Event] = []
        for other in sorted(box.waiting, key=lambda each: each.pts):
            expected = box.mark.pts + other.count
            if other.pts <= expected:
                box.waiting.remove(other)
            if other.pts == expected:
                ready.append(other)
                box.mark = _after(box.mark, other)
        if not box.waiting:
            box.give_up_at = None
        return ready

    def doubt(self, boxes: Iterable[int] | None = None) -> None:
        """Look again how these boxes (None: all) stand, at once."""
        for id_ in list(self._boxes) if boxes is None else boxes:
            box = self._boxes.get(id_)
            if box is not None:
                box.doubtful, box.not_before = True, 0.0
                box.waiting.clear()
                box.give_up_at = None

    def doubtful(self, now: float) -> list[int]:
        """Boxes to be caught up now; those whose patience has ended are among them."""
        self.doubt(
            id_
            for id_, box in self._boxes.items()
            if box.give_up_at is not None and box.give_up_at <= now
        )
        return [id_ for id_, box in self._boxes.items() if box.doubtful and box.not_before <= now]

    def next_look(self) -> float | None:
        """When something is due by itself."""
        times = [box.not_before for box in self._boxes.values() if box.doubtful]
        times += [box.give_up_at for box in self._boxes.values() if box.give_up_at is not None]
        return min(times, default=None)

    def move(self, box: int, mark: Mark) -> None:
        """A difference brought the box here."""
        self._boxes[box].mark = mark

    def sure(self, box: int) -> None:
        """The box is read to its end."""
        held = self._boxes[box]
        held.doubtful = held.unread = False
        held.failures, held.not_before = 0, 0.0

    def put_off(self, box: int, now: float, seconds: float | None = None) -> None:
        """It could not be caught up: again after so many seconds (None: ever longer)."""
        held = self._boxes.get(box)
        if held is not None:
            held.failures += 1
            growing = min(LONGEST_DELAY, self._again * 2 ** min(held.failures - 1, 10))
            held.not_before = now + (growing if seconds is None else seconds)

    def touch(self, *, date: int = 0, seq: int = 0) -> None:
        """The common box's date and seq, which pushes carry on their own."""
        common = self._boxes[COMMON]
        mark = common.mark
        common.mark = replace(mark, date=max(mark.date, date), seq=seq or mark.seq)


def _after(mark: Mark, event: Event) -> Mark:
    newest = max(mark.qts, event.newest) if event.box != COMMON else mark.qts
    return replace(mark, pts=event.pts, qts=newest)
