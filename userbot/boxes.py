"""Keeps the state of update boxes: what may be applied now, what is a duplicate, what is missing,
and which box is to be read.

https://core.telegram.org/api/updates#update-handling. Pure: time is an argument (seconds of a
monotonic clock).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum

from userbot.pauses import Pause
from userbot.updates import COMMON, Event

PATIENCE = 0.5
"""Seconds that a change waits for those before it: pushes overtake each other, and the difference
is asked for only then. TDLib waits 0.7 s (`UpdatesManager::MAX_UNFILLED_GAP_TIME`).
"""

MOST_KEPT = 1000
"""How many changes of one box are kept while its difference is under way; more are asked for
again."""

FIRST_DELAY = 0.5
SILENCE = 30.0
"""Seconds of silence after which a room in use is read: as often as Telegram lets clients ask for
an open channel (`timeout` of `updates.channelDifference`).
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a box was read. A channel's box has no qts: there it is the id of the newest message
    stored.
    """

    pts: int = 0
    qts: int = 0
    date: int = 0
    seq: int = 0


class Need(IntEnum):
    """Why a box is to be read."""

    NONE = 0
    LOOK = 1  # nothing seems to be missing: what is pushed is taken meanwhile
    DOUBT = 2  # something may be missing: what is pushed is left to the difference


@dataclass(slots=True)
class Box:
    """One box. `unread`: never read at all, only the history says what is there. `has_gap`:
    something was pushed that could not be taken. `read_at`: when something last came or was read.
    `reading`: its difference was asked for and did not come yet; `asked_again`: since that was
    asked for it has to be read once more.
    """

    mark: Mark
    pause: Pause
    need: Need = Need.NONE
    unread: bool = False
    has_gap: bool = False
    read_at: float = float("-inf")
    waiting: list[Event] = field(default_factory=list)
    give_up_at: float | None = None
    reading: bool = False
    asked_again: bool = False


class Boxes:
    """Holds all boxes of an account: the common one, those of rooms, and what Telegram wrote to it,
    which is read as if it were one.

    Args:
        gap: seconds that a change waits for those before it.
        again: seconds until one that could not be read is tried again; doubling.
        silence: seconds after which one that is in use is read although nothing came.
    """

    def __init__(
        self,
        marks: Mapping[int, Mark],
        *,
        gap: float = PATIENCE,
        again: float = FIRST_DELAY,
        silence: float = SILENCE,
    ) -> None:
        self._gap, self._again, self._silence = gap, again, silence
        self._boxes: dict[int, Box] = {}
        self._in_use: frozenset[int] = frozenset()
        self.reset(marks)

    def __contains__(self, box: int) -> bool:
        return box in self._boxes

    def __getitem__(self, box: int) -> Box:
        return self._boxes[box]

    @property
    def channels(self) -> set[int]:
        """Channels that are followed: their ids, as those of all chats, are below zero."""
        return {box for box in self._boxes if box < 0}

    def reset(self, marks: Mapping[int, Mark]) -> None:
        """Begin anew from these marks; pauses of boxes that could not be read go on."""
        pauses = {id_: box.pause for id_, box in self._boxes.items()}
        self._boxes = {
            id_: Box(mark, pauses.get(id_) or Pause(self._again)) for id_, mark in marks.items()
        }

    def follow(self, box: int) -> None:
        """Read this channel from now on, beginning with its whole history."""
        if box not in self._boxes:
            self._boxes[box] = Box(Mark(), Pause(self._again), Need.DOUBT, unread=True)

    def forget(self, box: int) -> None:
        """Follow it no longer."""
        self._boxes.pop(box, None)

    def use(self, boxes: Collection[int]) -> None:
        """Set the boxes that have somebody's open ticket: they are read first, and often."""
        self._in_use = frozenset(boxes)

    # what comes ----------------------------------------------------------------------------------
    def take(self, event: Event, now: float) -> list[Event]:
        """Return what may be applied now, in order. Nothing for a duplicate, for a change that must
        wait, or while in doubt."""
        box = self._boxes.get(event.box)
        if box is None:
            return []
        if box.need is Need.DOUBT:
            box.has_gap = True
            if box.reading:
                self._keep(box, event)
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
        box.read_at = now
        return [event, *self._apply(box, event)]

    def _keep(self, box: Box, event: Event) -> None:
        """Keep what is pushed while the difference is under way: it may be newer than that."""
        if len(box.waiting) < MOST_KEPT:
            box.waiting.append(event)
        else:
            box.asked_again = True

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

    def touch(self, *, date: int = 0, seq: int = 0) -> None:
        """Set the common box's date and seq, which pushes carry on their own."""
        common = self._boxes[COMMON]
        mark = common.mark
        common.mark = replace(mark, date=max(mark.date, date), seq=seq or mark.seq)

    # what is to be read --------------------------------------------------------------------------
    def look(self, boxes: Iterable[int] | None = None) -> None:
        """Have these boxes (None: all) read, although nothing seems to be missing."""
        for id_ in list(self._boxes) if boxes is None else boxes:
            box = self._boxes.get(id_)
            if box is not None:
                box.need = max(box.need, Need.LOOK)
                box.asked_again = box.reading

    def doubt(self, boxes: Iterable[int] | None = None) -> None:
        """Have these boxes (None: all) read, since something may be missing. One that could not be
        read before is left alone for its pause all the same."""
        for id_ in list(self._boxes) if boxes is None else boxes:
            box = self._boxes.get(id_)
            if box is not None:
                box.need = Need.DOUBT
                box.asked_again = box.reading
                box.waiting.clear()
                box.give_up_at = None

    def is_lively(self, box: int) -> bool:
        """Tell whether somebody may be waiting for what is said there."""
        return box == COMMON or box in self._in_use or self._boxes[box].has_gap

    def wanted(self, now: float) -> list[int]:
        """Return the boxes to be read now, the most urgent first: the common one, which names
        others; those in which somebody talks; the one that was read longest ago."""
        for id_, box in self._boxes.items():
            if box.give_up_at is not None and box.give_up_at <= now:
                self.doubt([id_])
                box.has_gap = True
            elif id_ in self._in_use and not box.reading and box.read_at + self._silence <= now:
                self.look([id_])
        ready = [
            id_
            for id_, box in self._boxes.items()
            if box.need and not box.reading and box.pause.not_before <= now
        ]
        return sorted(ready, key=self._urgency)

    def _urgency(self, box: int) -> tuple[bool, bool, float]:
        return box != COMMON, not self.is_lively(box), self._boxes[box].read_at

    def due(self) -> Iterator[tuple[int, float]]:
        """Return which box is to be read by itself, and from when on."""
        for id_, box in self._boxes.items():
            if box.reading:
                pass
            elif box.need:
                yield id_, box.pause.not_before
            elif id_ in self._in_use:
                yield id_, box.read_at + self._silence
            if box.give_up_at is not None:
                yield id_, box.give_up_at

    def begin(self, box: int) -> Box:
        """Note that its difference is asked for now."""
        held = self._boxes[box]
        held.reading, held.asked_again = True, False
        return held

    def answered(self, box: int) -> None:
        """Note that its difference came, or did not."""
        self._boxes[box].reading = False

    def moved(self, box: int, requested: Mark, brought: Mark) -> Mark:
        """Return where a difference asked for at `requested` brings the box: what was pushed
        meanwhile may have brought it further."""
        mark = self._boxes[box].mark
        is_further = mark.pts > requested.pts and mark.pts > brought.pts
        return replace(mark, qts=max(mark.qts, brought.qts)) if is_further else brought

    def move(self, box: int, mark: Mark) -> None:
        """Note that a difference brought the box here."""
        held = self._boxes[box]
        held.mark, held.unread = mark, False

    def sure(self, box: int, now: float) -> list[Event]:
        """Note that a box is read to its end. Returns what was pushed behind that, and may be
        applied now."""
        held = self._boxes[box]
        if not held.asked_again:
            held.need, held.has_gap = Need.NONE, False
        held.read_at = now
        held.pause.end()
        kept, held.waiting = held.waiting, []
        held.give_up_at = None
        if held.need is Need.DOUBT:
            return []
        kept.sort(key=lambda each: each.pts)
        return [ready for event in kept for ready in self.take(event, now)]

    def put_off(self, box: int, now: float) -> int:
        """Leave a box that could not be read for later, ever later. Returns how often in a row."""
        held = self._boxes[box]
        held.need = max(held.need, Need.LOOK)
        if held.need is Need.DOUBT:
            held.waiting.clear()
        held.pause.fail(now)
        return held.pause.failures


def _after(mark: Mark, event: Event) -> Mark:
    newest = max(mark.qts, event.newest) if event.box != COMMON else mark.qts
    return replace(mark, pts=event.pts, qts=newest)
