"""One queue, one worker: everything the account hears goes into the inbox in order, and the boxes
move in the same transaction.

What cannot be stored, or does not fit into the queue, is not remembered but doubted: the boxes stay
where the database has them, and the difference brings it again.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pyrogram import raw
from pyrogram.raw.core import TLObject

from core.domain.places import PlaceKind, PlaceState
from core.ports import Clock, Database, DatabaseBusyError, UnitOfWork
from userbot.boxes import FIRST_DELAY, PATIENCE, Boxes, Mark
from userbot.catch_up import CatchUp, Room
from userbot.failures import NotConnected
from userbot.payload import Row, Type
from userbot.updates import COMMON, Event, Heard, answered, box_of, take_apart

log = logging.getLogger(__name__)

BOUND = 10_000
"""Most changes held in memory. What comes above that is left to the difference, so the bound costs
time, never a message.
"""

BATCH = 500
LONGEST_PAUSE = 30.0
LOOK_EVERY = 30.0
OURS_ALONE = frozenset({PlaceState.WIPING, PlaceState.CLEAN, PlaceState.DELETING})
"""Nobody but our own accounts is in the room: what is deleted there now is deleted by the desk, not
by those who said it.
"""

BUSY_DELAYS = (0.02, 0.1, 0.5)
CLOSED_FOR = 600.0
"""Seconds after which a room that Telegram has closed to us is tried again."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds. `expect`: between two looks whether the desk knows the place of a room just made;
    `gap`: how long a change waits for those before it; `again`: until what could not be read or
    stored is tried again, doubling.
    """

    expect: float = 0.2
    gap: float = PATIENCE
    again: float = FIRST_DELAY


@dataclass(frozen=True, slots=True)
class _Settled:
    """Answered when all before it is in the inbox, and these boxes were read to their end."""

    done: asyncio.Future[None]
    boxes: tuple[int, ...]


class Pump:
    """The way from what is heard to the inbox.

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
        self._account, self._source = account, source
        self._database, self._catch_up = database, catch_up
        self._clock, self._now, self._pauses = clock, now, pauses
        self._queue: asyncio.Queue[Heard | _Settled] = asyncio.Queue(BOUND)
        self._wake = asyncio.Event()
        self._must_load = self._look_again = False
        self._boxes = Boxes({})
        self._rooms: dict[int, Room] = {}
        self._expected: set[int] = set()
        self._strangers: set[int] = set()
        self._doubts: set[int] = set()
        self._closed: dict[int, float] = {}
        self._next_look = 0.0
        self.created: dict[int, raw.types.Channel] = {}

    # what others tell it -------------------------------------------------------------------------
    def heard(self, updates: TLObject[Any]) -> None:
        """Something was pushed."""
        taken = take_apart(updates)
        if taken is not None:
            self._put(taken)

    def told(self, query: TLObject[Any], answer: Any) -> None:
        """A call of ours was answered."""
        for each in answered(query, answer):
            self._put(each)

    def unanswered(self, query: TLObject[Any]) -> None:
        """A call of ours may have been done, and its part of the updates came with the answer that
        was lost.
        """
        self._doubts.add(box_of(query))
        self._wake.set()

    def look_again(self) -> None:
        """A connection is new, or much time has passed: look how every box stands."""
        self._look_again = True
        self._wake.set()

    def expect(self, chat_id: int) -> None:
        """This account made a room: follow it as soon as the desk knows its place."""
        self._expected.add(chat_id)
        self._next_look = 0.0
        self._wake.set()

    async def settled(self, *boxes: int) -> None:
        """Wait until everything heard so far is in the inbox, and these boxes were read to their
        end.
        """
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        await self._queue.put(_Settled(done, boxes))
        self._wake.set()
        await done

    def compare(self, state: raw.types.updates.State) -> None:
        """The server's view of the common box, asked for in passing."""
        if COMMON in self._boxes and state.pts > self._boxes[COMMON].mark.pts:
            self._doubts.add(COMMON)
            self._wake.set()

    def close(self) -> None:
        """Tell those who wait for what will not come any more."""
        while not self._queue.empty():
            left = self._queue.get_nowait()
            if isinstance(left, _Settled) and not left.done.done():
                left.done.set_exception(NotConnected("the account is stopping"))

    def _put(self, heard: Heard) -> None:
        for channel in heard.created:
            self.created.setdefault(channel.id, channel)
        try:
            self._queue.put_nowait(heard)
        except asyncio.QueueFull:
            self._look_again = True
        self._wake.set()

    # the worker ----------------------------------------------------------------------------------
    async def load(self, state: raw.types.updates.State | None) -> bool:
        """Read from the database how far the boxes were read. False when the account was never
        followed and `state`, where the common box stands now, is needed to begin.
        """
        async with self._database.unit_of_work() as uow:
            marks = {
                box: Mark(*mark) for box, mark in (await uow.accounts.load(self._account)).items()
            }
            if COMMON not in marks and state is not None:
                marks[COMMON] = Mark(state.pts, state.qts, state.date, state.seq)
                await self._save(uow.accounts.save, {COMMON: marks[COMMON]})
        self._boxes = Boxes(marks, gap=self._pauses.gap, again=self._pauses.again)
        return COMMON in marks

    async def run(self) -> None:
        """Work until cancelled."""
        delay = 0.0
        while True:
            try:
                await self._turn()
                delay = 0.0
            except Exception:
                # The outermost guard: whatever failed (the database is away), nothing moved that
                # was not stored.
                # Everything is doubted and read again from where the database has it.
                delay = min(LONGEST_PAUSE, delay * 2 or self._pauses.again)
                log.exception("updates could not be stored; next try in %.1f s", delay)
                self._must_load = True
                await asyncio.sleep(delay)

    async def _turn(self) -> None:
        if self._must_load:
            await self.load(None)
            self._must_load, self._look_again = False, True
        await self._sleep()
        self._wake.clear()
        batch: list[Heard | _Settled] = []
        with suppress(asyncio.QueueEmpty):
            while len(batch) < BATCH:
                batch.append(self._queue.get_nowait())
        waiters = [each for each in batch if isinstance(each, _Settled)]
        try:
            await self._work([each for each in batch if isinstance(each, Heard)], waiters)
        except BaseException as error:
            for waiter in waiters:
                if not waiter.done.done():
                    waiter.done.set_exception(_as_exception(error))
            raise
        for waiter in waiters:
            if not waiter.done.done():
                waiter.done.set_result(None)

    async def _sleep(self) -> None:
        if not self._queue.empty():
            return
        due = self._boxes.next_look()
        until = self._next_look if due is None else min(self._next_look, due)
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, until - self._now())):
                await self._wake.wait()

    async def _work(self, batch: list[Heard], waiters: list[_Settled]) -> None:
        if self._look_again:
            self._look_again = False
            self._next_look = 0.0
            self._boxes.doubt()
        self._boxes.doubt(self._doubts)
        self._doubts.clear()
        events = [event for heard in batch for event in self._in_order(heard)]
        new = self._sees_new_channel(events)
        asked = any(box not in self._boxes for waiter in waiters for box in waiter.boxes)
        if new or asked or self._next_look <= self._now():
            await self._look_for_rooms()
        await self._apply(events)
        for heard in batch:
            self._boxes.doubt(heard.too_long)
        for waiter in waiters:
            self._boxes.doubt(waiter.boxes)
        for box in self._boxes.doubtful(self._now()):
            if not await self._read_on(box):
                break
        for waiter in waiters:
            behind = any(box in self._boxes and self._boxes[box].doubtful for box in waiter.boxes)
            if behind and not waiter.done.done():
                waiter.done.set_exception(NotConnected("the room could not be read to its end"))

    def _in_order(self, heard: Heard) -> tuple[Event, ...]:
        """The events of a container, whose own number tells whether one before it is missing."""
        if COMMON in self._boxes and heard.seq_start:
            if heard.seq_start > self._boxes[COMMON].mark.seq + 1 > 1:
                self._boxes.doubt([COMMON])
            else:
                self._boxes.touch(seq=max(heard.seq, self._boxes[COMMON].mark.seq))
        return heard.events

    async def _apply(self, events: list[Event]) -> None:
        """Take what may be taken, and store it with the boxes' new places in one transaction."""
        rows: list[tuple[int, Row]] = []
        moved: set[int] = set()
        for event in events:
            for ready in self._boxes.take(event, self._now()):
                moved.add(ready.box)
                if ready.box in self._rooms:
                    rows.extend((ready.box, row) for row in ready.rows())
        await self._store(rows, {box: self._boxes[box].mark for box in moved})

    async def _store(self, rows: list[tuple[int, Row]], marks: Mapping[int, Mark]) -> None:
        """Rows and the boxes' new places in one transaction, tried again while the database is
        only busy.
        """
        if not rows and not marks:
            return
        for delay in BUSY_DELAYS:
            try:
                await self._store_once(rows, marks)
            except DatabaseBusyError:
                await asyncio.sleep(delay)
            else:
                return
        await self._store_once(rows, marks)

    async def _store_once(self, rows: list[tuple[int, Row]], marks: Mapping[int, Mark]) -> None:
        async with self._database.unit_of_work() as uow:
            kept = [row for chat_id, row in rows if await self._is_kept(uow, chat_id, row)]
            if kept:
                await uow.inbox.store(self._source, kept, self._clock())
            await self._save(uow.accounts.save, marks)

    @staticmethod
    async def _is_kept(uow: UnitOfWork, chat_id: int, row: Row) -> bool:
        """Deletions in a room in which nobody else is are our own wiping."""
        if row[1]["type"] != Type.DELETE:
            return True
        place = await uow.places.by_chat(chat_id)
        return place is not None and place.state not in OURS_ALONE

    async def _save(self, save: Any, marks: Mapping[int, Mark]) -> None:
        for box, mark in marks.items():
            await save(self._account, box, mark.pts, mark.qts, mark.date, mark.seq)

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
        async with self._database.unit_of_work() as uow:
            places = await uow.places.all_live()
        self._rooms = {
            place.chat_id: Room(place.id, place.chat_id)
            for place in places
            if place.kind is PlaceKind.ROOM
            and place.chat_id is not None
            and place.account in (None, self._account)
        }
        for chat_id in self._rooms:
            if self._closed.get(chat_id, 0.0) <= self._now():
                self._boxes.follow(chat_id)
        gone = self._boxes.channels - self._rooms.keys()
        for chat_id in gone:
            await self._forget(chat_id)
        self._expected -= self._rooms.keys()
        self._next_look = self._now() + (self._pauses.expect if self._expected else LOOK_EVERY)

    async def _forget(self, chat_id: int) -> None:
        self._boxes.forget(chat_id)
        async with self._database.unit_of_work() as uow:
            await uow.accounts.forget(self._account, chat_id)

    async def _read_on(self, box: int) -> bool:
        """Bring one box up to date, slice by slice. False when the connection is gone and the
        others need not be tried.
        """
        while True:
            held = self._boxes[box]
            piece = await self._catch_up.next(box, held.mark, unread=held.unread)
            if piece.lost:
                log.warning("room %d is not open to this account any more", box)
                self._closed[box] = self._now() + CLOSED_FOR
                await self._forget(box)
                return True
            if piece.put_off is not None or piece.unanswered or piece.disconnected:
                self._boxes.put_off(box, self._now(), piece.put_off)
                return not piece.disconnected
            if box == COMMON:
                self._boxes.doubt(piece.heard.too_long - {COMMON})
            rows = list(piece.rows)
            for event in piece.heard.events:
                if event.box == box:
                    rows.extend((box, row) for row in event.rows())
            await self._store(rows if box != COMMON else [], {box: piece.mark})
            self._boxes.move(box, piece.mark)
            held.unread = False
            if box == COMMON:
                await self._apply([event for event in piece.heard.events if event.box != COMMON])
            if piece.final:
                self._boxes.sure(box)
                return True


def _as_exception(error: BaseException) -> Exception:
    return error if isinstance(error, Exception) else NotConnected("the account is stopping")
