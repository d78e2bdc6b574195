"""Implements core.ports.Steps outside the database: in Redis."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from core.ports import DatabaseBusyError

PREFIX = "switchboard:step:"
KEPT_FOR = timedelta(days=7)
"""A talk that nobody went on with for so long begins anew."""
ANSWERS_WITHIN = 5.0
"""Seconds; a transaction is open meanwhile."""

_log = structlog.get_logger(__name__)


class RedisSteps:
    """Keeps steps in Redis, for several bots that share one. Keys live for `kept_for`.

    Args:
        url: as `redis://host:port/number`.
        prefix: begins every key.
        kept_for: after the last change.

    Raises:
        ValueError: no connection can be made by such an address. Its text may hold a password.
    """

    def __init__(self, url: str, *, prefix: str = PREFIX, kept_for: timedelta = KEPT_FOR) -> None:
        self._redis: Redis = Redis.from_url(
            url, decode_responses=True, socket_timeout=ANSWERS_WITHIN
        )
        try:
            self._redis.connection_pool.make_connection()  # type: ignore[no-untyped-call] # theirs
        except TypeError as error:  # a parameter that it does not know
            raise ValueError(str(error)) from error
        self.refused = asyncio.Event()
        """Set whenever Redis did not answer; whoever watches over that clears it."""
        self._prefix = prefix
        self._seconds = int(kept_for.total_seconds())

    def within_transaction(self) -> "BufferedSteps":
        """Return steps whose changes are carried out with the transaction's commit."""
        return BufferedSteps(self)

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()

    async def get(self, person_id: int) -> str | None:
        """Return the step; None for somebody who is at none.

        Raises:
            DatabaseBusyError: Redis does not answer.
        """
        try:
            step = await self._redis.get(self._key(person_id))
        except RedisError as error:
            self.refused.set()
            raise DatabaseBusyError(f"Redis: {error}") from error
        return step.decode() if isinstance(step, bytes) else step

    async def keep(self, steps: Mapping[int, str]) -> None:
        """Set these people's steps.

        Raises:
            DatabaseBusyError: Redis does not answer.
        """
        try:
            async with self._redis.pipeline(transaction=True) as pipeline:
                for person_id, step in steps.items():
                    pipeline.set(self._key(person_id), step, ex=self._seconds)
                await pipeline.execute()
        except RedisError as error:
            self.refused.set()
            raise DatabaseBusyError(f"Redis: {error}") from error

    async def forget(self, people: Sequence[int]) -> None:
        """Remove these people's steps. A refusal is only logged: what they did is committed."""
        try:
            await self._redis.delete(*map(self._key, people))
        except RedisError as error:
            self.refused.set()
            _log.warning("steps not cleared", people=len(people), reason=str(error))

    def _key(self, person_id: int) -> str:
        return f"{self._prefix}{person_id}"


class BufferedSteps:
    """Steps as one transaction sees them: its own changes first.

    A process may be killed between Redis and the commit, and the updates come again then. So steps
    are there before the commit, since nobody would repeat a question that is committed as asked;
    and are cleared after it, since a repeated answer must find the question.
    """

    def __init__(self, steps: RedisSteps) -> None:
        self._steps = steps
        self._changes: dict[int, str | None] = {}

    async def get(self, person_id: int) -> str | None:
        """Return the step, with this transaction's changes."""
        if person_id in self._changes:
            return self._changes[person_id]
        return await self._steps.get(person_id)

    async def set(self, person_id: int, step: str) -> None:
        """Set the step right before the commit."""
        self._changes[person_id] = step

    async def clear(self, person_id: int) -> None:
        """Remove the step right after the commit."""
        self._changes[person_id] = None

    async def before_commit(self) -> None:
        """Set the steps that people are at from now on.

        Raises:
            DatabaseBusyError: Redis does not answer, so nothing may be committed.
        """
        steps = {person: step for person, step in self._changes.items() if step is not None}
        if steps:
            await self._steps.keep(steps)

    async def committed(self) -> None:
        """Remove the steps that are done."""
        done = [person for person, step in self._changes.items() if step is None]
        if done:
            await self._steps.forget(done)
