"""The worker, the relay, the scheduler and the commands open units of work by this."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from core.consequences.reactions import react
from core.model.rules import Rules
from core.ports import Clock, Database, Work


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What is the same in each `Work` of a part."""

    database: Database
    rules: Rules
    clock: Clock
    new_marker: Callable[[], str]

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Work]:
        """A transaction for use cases. Left in peace, what follows from what they did is done, and
        it is committed; who runs several updates in it calls `react` after each.

        Raises:
            DatabaseBusyError: nothing was kept; from entering, from within or from leaving it.
        """
        async with self.database.unit_of_work() as uow:
            work = Work(uow, self.clock(), self.rules, self.new_marker)
            yield work
            await react(work)
