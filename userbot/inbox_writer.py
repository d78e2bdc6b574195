"""Stores updates, and how far the boxes were read, in one transaction."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from core.model.places import PlaceState
from core.ports import Clock, Database, DatabaseBusyError, UnitOfWork
from userbot.boxes import Mark
from userbot.payload import Row, Type

OURS_ALONE = frozenset({PlaceState.WIPING, PlaceState.CLEAN, PlaceState.DELETING})
"""States of a room in which nobody but our own accounts is: what is deleted there then is deleted
by the desk, not by its authors."""

BUSY_DELAYS = (0.02, 0.1, 0.5)


class InboxWriter:
    """Writes for one account. `account` is its name in the table of states, `source` in the
    inbox.
    """

    def __init__(self, account: str, source: str, database: Database, clock: Clock) -> None:
        self._account, self._source = account, source
        self._database, self._clock = database, clock

    async def store(self, rows: Sequence[tuple[int, Row]], marks: Mapping[int, Mark]) -> None:
        """Store rows, each with its chat, and the boxes' new places, tried again while the
        database is only busy.
        """
        if not rows and not marks:
            return
        for delay in BUSY_DELAYS:
            try:
                await self._once(rows, marks)
            except DatabaseBusyError:
                await asyncio.sleep(delay)
            else:
                return
        await self._once(rows, marks)

    async def _once(self, rows: Sequence[tuple[int, Row]], marks: Mapping[int, Mark]) -> None:
        async with self._database.unit_of_work() as uow:
            kept = [each for each in rows if await _is_kept(uow, *each)]
            if kept:
                lanes = [str(chat_id) for chat_id, _ in kept]
                found = [row for _, row in kept]
                await uow.inbox.store(self._source, found, self._clock(), lanes)
            await self._save(uow.accounts.save, marks)

    async def load(self, begin: tuple[int, Mark] | None) -> dict[int, Mark]:
        """Read how far the boxes were read; `begin` is where one begins that never was."""
        async with self._database.unit_of_work() as uow:
            known = await uow.accounts.load(self._account)
            marks = {box: Mark(*mark) for box, mark in known.items()}
            if begin is not None and begin[0] not in marks:
                marks[begin[0]] = begin[1]
                await self._save(uow.accounts.save, {begin[0]: begin[1]})
        return marks

    async def forget(self, box: int) -> None:
        """Forget a box that is followed no longer."""
        async with self._database.unit_of_work() as uow:
            await uow.accounts.forget(self._account, box)

    async def _save(self, save: Any, marks: Mapping[int, Mark]) -> None:
        for box, mark in marks.items():
            await save(self._account, box, mark.pts, mark.qts, mark.date, mark.seq)


async def _is_kept(uow: UnitOfWork, chat_id: int, row: Row) -> bool:
    """Tell whether a row is stored. Deletions in a room in which nobody else is are our own wiping,
    and are not."""
    if row[1]["type"] != Type.DELETE:
        return True
    place = await uow.places.by_chat(chat_id)
    return place is not None and place.state not in OURS_ALONE
