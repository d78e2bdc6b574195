"""Tells of boxes that cannot be read: once in the log, and where `doctor` finds them."""

import logging

from core.ports import Clock, Database
from userbot.notices import TELEGRAM
from userbot.updates import COMMON

log = logging.getLogger(__name__)

TELL_AFTER = 3
"""Failures in a row after which a box counts as one that cannot be read: one or two are a bad
moment.
"""


class Unreadable:
    """Knows which boxes of an account cannot be read, and why."""

    def __init__(self, account: str, database: Database, clock: Clock) -> None:
        self._account, self._database, self._clock = account, database, clock
        self._why: dict[int, str] = {}

    async def load(self) -> None:
        """Read what an earlier process left."""
        async with self._database.unit_of_work() as uow:
            known = await uow.accounts.unreadable(self._account)
        self._why = {each.box: each.reason for each in known}

    async def failed(self, box: int, reason: str, times: int) -> None:
        """Count that it could not be read, so many times in a row."""
        if times >= TELL_AFTER:
            await self.note(box, reason)

    async def note(self, box: int, reason: str) -> None:
        """Note that it cannot be read for some time: the account is not let in, or told to wait for
        long."""
        if self._why.get(box) == reason:
            return
        if box not in self._why:
            log.warning("%s cannot be read: %s", _name(box), reason)
        async with self._database.unit_of_work() as uow:
            await uow.accounts.cannot_read(self._account, box, reason, self._clock())
        self._why[box] = reason

    async def read(self, box: int) -> None:
        """Note that it was read to its end."""
        if box in self._why:
            log.info("%s is read again", _name(box))
            await self.forget(box)

    async def forget(self, box: int) -> None:
        """Forget a box that is not to be read any more."""
        if box in self._why:
            async with self._database.unit_of_work() as uow:
                await uow.accounts.can_read(self._account, box)
            del self._why[box]

    @property
    def boxes(self) -> set[int]:
        """Tell which cannot be read now."""
        return set(self._why)


def _name(box: int) -> str:
    if box == TELEGRAM:
        return "what Telegram writes to the account"
    return "the account's own box" if box == COMMON else f"room {box}"
