"""A desk's repositories as its tests use them."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from core.model.audience_effects import ForMany
from core.model.effects import Effect
from core.ports import Work
from core.ports.delivery import Outbox

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]


class Noticing:
    """A transaction's outbox that notices what is for an audience."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self.has_noticed = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._outbox, name)

    async def add(self, effect: Effect, **options: Any) -> None:
        self.has_noticed |= isinstance(effect, ForMany)
        await self._outbox.add(effect, **options)


class Kept:
    """A desk's repositories; each call is a transaction of its own."""

    def __init__(self, open_work: OpenWork, repository: str = "") -> None:
        self._open_work, self._repository = open_work, repository

    def __getattr__(self, name: str) -> Any:
        if not self._repository:
            return Kept(self._open_work, name)

        async def call(*args: Any, **kwargs: Any) -> Any:
            async with self._open_work() as work:
                return await getattr(getattr(work.uow, self._repository), name)(*args, **kwargs)

        return call
