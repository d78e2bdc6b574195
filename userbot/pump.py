"""Brings all updates of the account into the inbox in order: one queue, one worker; the boxes move
in the same transaction.

What cannot be stored, or does not fit into the queue, is not remembered but doubted: the boxes stay
where the database has them, and the difference brings it again.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pyrogram import raw
from pyrogram.raw.core import TLObject

from core.delivery.trouble import always, doubling
from core.ports import Clock, Database
from userbot.boxes import FIRST_DELAY, PATIENCE, SILENCE, Boxes, Mark
from userbot.catch_up import CatchUp, Piece, marked
from userbot.failures import NotConnected
from userbot.followed import Followed
from userbot.inbox_writer import InboxWriter
from userbot.notices import TELEGRAM
from userbot.pauses import LONGEST
from userbot.payload import Row
from userbot.read_schedule import ReadSchedule
from userbot.readings import Readings
from userbot.unreadable import Unreadable
from userbot.updates import COMMON, Event, Received, answered, box_of, is_reading, take_apart
from userbot.waiters import Waiter, Waiters

log = logging.getLogger(__name__)

BOUND = 10_000
"""How many changes are held in memory. More are left to the difference, so the bound costs time,
never a message."""

BATCH = 500
LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds. `expect`: between two looks whether the desk knows the place of a room just made;
    `gap`: how long a change waits for those before it; `again`: until what could not be read or
    stored is tried again, doubling; `silence`: after which a room in use is read although nothing
    came; `closed`: until a room that Telegram has closed to us is tried again, doubling.
    """

    expect: float = 0.2
    gap: float = PATIENCE
    again: float = FIRST_DELAY
    silence: float = SILENCE
    closed: float = 600.0


class Pump:
    """Takes updates, asks for what was missed, and stores both in the inbox.

    Args:
        account: its name in the table of states; `source` is its name in the inbox.
        catch_up: asks for differences.
        now: seconds of a monotonic clock; `clock` is UTC.
        pauses: what it waits by itself.
    """

    def __init__(
        self,
        account: str,
        source: str,
        database: Database,
        catch_up: CatchUp,
        clock: Clock,
        now: Callable[[], float],
        pauses: Pauses = Pauses(),
    ) -> None:
        self._now, self._pauses = now, pauses
        self._writer = InboxWriter(account, source, database, clock)
        self._queue: asyncio.Queue[Received | Waiter] = asyncio.Queue(BOUND)
        self._wake = asyncio.Event()
        self._must_load = self._look_again = self._doubt_all = False
        self._boxes = Boxes({}, gap=pauses.gap, again=pauses.again, silence=pauses.silence)
        self._schedule = ReadSchedule(self._boxes, pauses.again)
        self._followed = Followed(account, database, self._boxes, pauses.expect, pauses.closed)
        self._unreadable = Unreadable(account, database, clock)
        self._readings = Readings(catch_up, now, self._wake.set)
        self._waiters = Waiters(self._boxes)
        self._strangers: set[int] = set()
        self._doubts: set[int] = set()
        self._gone: set[int] = set()
        self.created: dict[int, raw.types.Channel] = {}

    # what others tell it -------------------------------------------------------------------------
    def received(self, updates: TLObject[Any]) -> None:
        """Take what was pushed."""
        taken = take_apart(updates)
        if taken is not None:
            self._put(taken)

    def answered(self, query: TLObject[Any], answer: Any) -> None:
        """Take the answer to a call of ours."""
        for each in answered(query, answer):
            self._put(each)

    def unanswered(self, query: TLObject[Any]) -> None:
        """Doubt what a call of ours changed: it may have been done, and its part of the updates
        came with the answer that was lost. A call that only reads changes nothing.
        """
        if is_reading(query):
            return
        self._doubts.add(box_of(query))
        self._wake.set()

    def look_again(self) -> None:
        """Have every box checked, since a connection or a session of the server is new, or much
        time has passed: the common one and those in use at once, all others by and by."""
        self._look_again = True
        self._wake.set()

    def expect(self, chat_id: int) -> None:
        """Follow a room that this account made as soon as the desk knows its place."""
        self._followed.expect(chat_id, self._now())
        self._wake.set()

    def gone(self, chat_id: int) -> None:
        """Forget a room that is no more: Telegram would refuse whatever is asked of it."""
        self.created = {k: each for k, each in self.created.items() if marked(each) != chat_id}
        self._gone.add(chat_id)
        self._wake.set()

    async def settled(self, *boxes: int) -> None:
        """Wait until every update so far is in the inbox, and these boxes were read to their
        end."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        await self._queue.put(Waiter(done, boxes))
        self._wake.set()
        await done

    def compare(self, state: raw.types.updates.State) -> None:
        """Compare the common box with the server's view of it, asked for in passing."""
        if COMMON in self._boxes and state.pts > self._boxes[COMMON].mark.pts:
            self._doubts.add(COMMON)
            self._wake.set()

    def close(self) -> None:
        """Tell those who wait for what will not come any more."""
        while not self._queue.empty():
            left = self._queue.get_nowait()
            if isinstance(left, Waiter):
                self._waiters.add([left])
        self._waiters.refuse(NotConnected("the account is stopping"))

    def _put(self, received: Received) -> None:
        for channel in received.created:
            self.created.setdefault(channel.id, channel)
        try:
            self._queue.put_nowait(received)
        except asyncio.QueueFull:
            self._doubt_all = True
        self._wake.set()

    # the worker ----------------------------------------------------------------------------------
    async def load(self, state: raw.types.updates.State | None) -> bool:
        """Read from the database how far the boxes were read. False when the account was never
        followed and `state`, where the common box stands now, is needed to begin.
        """
        begin = None
        if state is not None:
            begin = COMMON, Mark(state.pts, state.qts, state.date, state.seq)
        marks = await self._writer.load(begin)
        self._boxes.reset(marks)
        self._boxes.follow(TELEGRAM)
        await self._unreadable.load()
        return COMMON in marks

    async def run(self) -> None:
        """Work until cancelled."""
        try:
            pauses = doubling(self._pauses.again, LONGEST_PAUSE)
            await always(self._turn_or_doubt, "updates could not be stored", pauses=pauses)
        finally:
            await self._readings.cancel()

    async def _turn_or_doubt(self) -> None:
        try:
            await self._turn()
        except Exception as error:
            # Nothing moved that was not stored: all is read again from where the database has it.
            self._must_load = True
            self._waiters.refuse(error)
            raise

    async def _turn(self) -> None:
        if self._must_load:
            await self._readings.cancel()
            await self.load(None)
            self._must_load, self._doubt_all = False, True
        await self._sleep()
        self._wake.clear()
        batch: list[Received | Waiter] = []
        with suppress(asyncio.QueueEmpty):
            while len(batch) < BATCH:
                batch.append(self._queue.get_nowait())
        waiters = [each for each in batch if isinstance(each, Waiter)]
        self._waiters.add(waiters)
        await self._work([each for each in batch if isinstance(each, Received)], waiters)
        nothing_is_read = self._schedule.wait(self._now()) > 0
        in_turn = self._readings.in_turn()
        self._waiters.answer(in_turn, self._now(), nothing_is_read=nothing_is_read)

    async def _sleep(self) -> None:
        if not self._queue.empty():
            return
        due = self._readings.next_at() or self._schedule.next_at(self._now())
        until = self._followed.look_at if due is None else min(self._followed.look_at, due)
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, until - self._now())):
                await self._wake.wait()

    async def _work(self, batch: list[Received], waiters: list[Waiter]) -> None:
        await self._leave()
        for box, asked_at, piece in self._readings.finished():
            await self._take_in(box, asked_at, piece)
        self._take_doubts()
        events = [event for received in batch for event in self._in_order(received)]
        new = self._sees_new_channel(events)
        requested = {box for waiter in waiters for box in waiter.boxes}
        if new or not requested <= self._boxes.channels or self._followed.look_at <= self._now():
            await self._look_for_rooms()
        await self._apply(events, [row for received in batch for row in received.notices])
        for received in batch:
            self._boxes.doubt(self._behind(received))
        self._boxes.doubt(requested)
        self._read()
        for waiter in waiters:
            waiter.behind.update(self._readings.in_turn())

    async def _leave(self) -> None:
        """Stop following rooms, before the desk itself knows that they are deleted."""
        while self._gone:
            chat_id = self._gone.pop()
            self._followed.closed(chat_id, self._now())
            await self._forget(chat_id)

    def _take_doubts(self) -> None:
        """Take in what others reported since the last turn."""
        if self._look_again or self._doubt_all:
            self._followed.look_at = 0.0
            self._schedule.back()
            self._boxes.look()
        if self._doubt_all:
            self._boxes.doubt()
        self._look_again = self._doubt_all = False
        self._boxes.doubt(self._doubts)
        self._doubts.clear()

    def _behind(self, received: Received) -> list[int]:
        """Return the boxes of which Telegram says that we are behind, unless we were there
        already."""
        return [
            box
            for box, pts in received.too_long.items()
            if box in self._boxes and (not pts or pts > self._boxes[box].mark.pts)
        ]

    def _read(self) -> None:
        """Ask for the next box: one that somebody waits for, else one that is due."""
        if self._readings.in_turn():
            return
        requested = self._waiters.requested()
        wanted = [] if self._schedule.wait(self._now()) else self._boxes.wanted(self._now())
        awaited = [box for box in wanted if box in requested]
        for box in (awaited or self._schedule.next(self._now()))[:1]:
            self._schedule.count(box, self._now())
            held = self._boxes.begin(box)
            self._readings.begin(box, held.mark, unread=held.unread)

    def _in_order(self, received: Received) -> tuple[Event, ...]:
        """Return the events of a container, whose own number tells whether one before it is
        missing."""
        if COMMON in self._boxes and received.seq_start:
            if received.seq_start > self._boxes[COMMON].mark.seq + 1 > 1:
                self._boxes.doubt([COMMON])
            else:
                self._boxes.touch(seq=max(received.seq, self._boxes[COMMON].mark.seq))
        return received.events

    async def _apply(self, events: list[Event], notices: Sequence[Row] = ()) -> None:
        """Apply what may be applied, and store it with the boxes' new places in one transaction.

        What Telegram tells the account itself is taken in any case: some of it is in no box.
        """
        taken = [ready for event in events for ready in self._boxes.take(event, self._now())]
        await self._store(taken, notices)

    async def _store(self, taken: list[Event], notices: Sequence[Row] = ()) -> None:
        rows: list[tuple[int, Row]] = [(COMMON, row) for row in notices]
        for ready in taken:
            if ready.box in self._followed:
                rows.extend((ready.box, row) for row in ready.rows())
        moved = {ready.box for ready in taken}
        await self._writer.store(rows, {box: self._boxes[box].mark for box in moved})

    # rooms ---------------------------------------------------------------------------------------
    def _sees_new_channel(self, events: list[Event]) -> bool:
        seen = {
            event.box for event in events if event.box != COMMON and event.box not in self._boxes
        }
        new = seen - self._strangers
        self._strangers |= new
        return bool(new)

    async def _look_for_rooms(self) -> None:
        """Follow the rooms that the desk has, and no other channel of the account's owner."""
        gone = await self._followed.look(self._now())
        for chat_id in gone:
            await self._forget(chat_id)
        for chat_id in self._unreadable.boxes - self._followed.rooms:
            if chat_id < 0:
                await self._unreadable.forget(chat_id)

    async def _forget(self, chat_id: int) -> None:
        self._boxes.forget(chat_id)
        await self._writer.forget(chat_id)

    async def _take_in(self, box: int, asked_at: Mark, piece: Piece) -> None:
        """Take in what a read brought; a slice that is not the last is followed by the next
        read."""
        if box not in self._boxes:
            return  # forgotten meanwhile
        self._boxes.answered(box)
        if piece.lost or piece.failed or piece.away:
            await self._not_read(box, piece)
            return
        self._schedule.read()
        if box == COMMON:
            self._boxes.doubt(self._behind(piece.received))
        rows = [*piece.rows, *((COMMON, row) for row in piece.received.notices)]
        for event in piece.received.events:
            if event.box == box:
                rows.extend((box, row) for row in event.rows())
        mark = self._boxes.moved(box, asked_at, piece.mark)
        await self._writer.store(rows, {box: mark})
        self._boxes.move(box, mark)
        if box == COMMON:
            await self._apply([event for event in piece.received.events if event.box != COMMON])
        if piece.final:
            await self._store(self._boxes.sure(box, self._now()))
            self._followed.opened(box)
            await self._unreadable.read(box)

    async def _not_read(self, box: int, piece: Piece) -> None:
        """Leave the box alone for a while, or all of them."""
        if piece.away:
            self._schedule.away(self._now())
            return
        if piece.lost:
            self._followed.closed(box, self._now())
            await self._forget(box)
            await self._unreadable.note(box, piece.lost)
            return
        if piece.flood is not None:
            log.warning("nothing is read for %.0f s: Telegram asks for it", piece.flood)
            self._schedule.flood(self._now(), piece.flood)
            if piece.flood > LONGEST:
                await self._unreadable.note(box, piece.failed)
            return
        times = self._boxes.put_off(box, self._now())
        self._schedule.failed(box, self._now())
        await self._unreadable.failed(box, piece.failed, times)
