"""How the worker, the relay, the scheduler and the commands open a unit of work for use cases."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from core.domain.rules import Rules
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
        """A transaction for use cases, committed when left in peace.

        Raises:
            DatabaseBusyError: nothing was kept; from entering, from within or from leaving it.
        """
        async with self.database.unit_of_work() as uow:
            yield Work(uow, self.clock(), self.rules, self.new_marker)
