"""Open pages: shown anew when something changed, in whichever process, and closed with their
session."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog

from core.ports import Clock, DatabaseBusyError
from core.ports.access import Sessions
from core.ports.board import Changes

log = structlog.get_logger(__name__)

WRITES_FOR = timedelta(seconds=6)
"""Whoever has typed nothing for so long writes no more."""
LOOK_EVERY = 0.5
"""Seconds after which sessions are looked at though nothing changed: they run out by themselves."""


class Writers:
    """Who writes an answer to which ticket at this moment; known to this process alone, which
    serves everybody's pages."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._typed: defaultdict[int, dict[int, tuple[str, datetime]]] = defaultdict(dict)

    def typed(self, ticket_id: int, person_id: int, name: str) -> None:
        """Somebody typed something."""
        self._typed[ticket_id][person_id] = name, self._clock()

    def stopped(self, ticket_id: int, person_id: int) -> None:
        """Somebody sent what they wrote, emptied the box, or closed the page."""
        self._typed[ticket_id].pop(person_id, None)
        if not self._typed[ticket_id]:
            del self._typed[ticket_id]

    def others(self, ticket_id: int, person_id: int) -> tuple[str, ...]:
        """The names of all others who write to that ticket."""
        if ticket_id not in self._typed:
            return ()
        since = self._clock() - WRITES_FOR
        found = self._typed[ticket_id].items()
        return tuple(name for who, (name, at) in found if who != person_id and at > since)


class Live:
    """Asks whether the database changed while anybody looks, and costs nothing while nobody does.

    What is open is known by its session: pages that want to hear of changes, and connections,
    which are told when their session is over.
    """

    def __init__(self, changes: Changes, sessions: Sessions, clock: Clock) -> None:
        self._changes, self._sessions, self._clock = changes, sessions, clock
        self._pages: set[asyncio.Event] = set()
        self._connections: defaultdict[int, set[asyncio.Event]] = defaultdict(set)
        self._wanted = asyncio.Event()
        self.writers = Writers(clock)

    @contextmanager
    def hearing(self) -> Iterator[asyncio.Event]:
        """An event that is set after each change; whoever heard it clears it."""
        changed = asyncio.Event()
        self._pages.add(changed)
        self._wanted.set()
        try:
            yield changed
        finally:
            self._pages.discard(changed)
            self._rest()

    @contextmanager
    def connected(self, session_id: int) -> Iterator[asyncio.Event]:
        """An event that is set when that session is over."""
        over = asyncio.Event()
        self._connections[session_id].add(over)
        self._wanted.set()
        try:
            yield over
        finally:
            self._connections[session_id].discard(over)
            if not self._connections[session_id]:
                del self._connections[session_id]
            self._rest()

    async def run(self) -> None:
        """Look until cancelled."""
        try:
            while True:
                if not self._wanted.is_set():
                    await self._changes.close()
                    await self._wanted.wait()
                    await self._changes.wait(0)  # from here on changes are seen
                    self._tell()
                if await self._changes.wait(LOOK_EVERY):
                    self._tell()
                await self._end_sessions()
        finally:
            await self._changes.close()

    def _rest(self) -> None:
        if not self._pages and not self._connections:
            self._wanted.clear()

    def _tell(self) -> None:
        for changed in self._pages:
            changed.set()

    async def _end_sessions(self) -> None:
        known = set(self._connections)
        if not known:
            return
        try:
            holding = await self._sessions.holding(known, self._clock())
        except DatabaseBusyError as error:
            log.warning("sessions cannot be looked at", reason=str(error))
            return
        for session_id in known - holding:
            for over in self._connections.get(session_id, ()):
                over.set()
