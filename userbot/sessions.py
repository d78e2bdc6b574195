"""Asks kurigram's sessions who is logged in and what ended them, and stops one that may hang."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from pyrogram import raw
from pyrogram.raw.core import TLObject
from pyrogram.session import Session

log = logging.getLogger(__name__)


async def whoami(
    call: Callable[[TLObject[Any]], Awaitable[Any]],
) -> raw.types.User | None:
    """Return the person that a session belongs to."""
    answer = await call(raw.functions.users.GetFullUser(id=raw.types.InputUserSelf()))
    people = (each for each in answer.users if isinstance(each, raw.types.User))
    return next((each for each in people if each.id == answer.full_user.id), None)


def failure_of(session: Session) -> BaseException | None:
    """Return what a session's reading ended with."""
    task = session.recv_task
    return task.exception() if task is not None and task.done() and not task.cancelled() else None


async def cancelled(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel tasks until they have ended: before Python 3.12 `asyncio.wait_for`, which kurigram
    stands on, may swallow a cancellation that comes together with what it waits for.
    """
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.5)


def cut(session: Session) -> None:
    """Cut a session's transport at once, whatever is under way on it."""
    writer = getattr(getattr(session.connection, "protocol", None), "writer", None)
    if writer is not None and writer.transport is not None:
        writer.transport.abort()


async def put_down(session: Session) -> None:
    """Stop a session that may hang: its transport is cut first, so that nothing waits for the other
    side.
    """
    cut(session)
    try:
        async with asyncio.timeout(5):
            await session.stop()  # type: ignore[no-untyped-call]
    except (TimeoutError, OSError, ValueError) as error:
        log.debug("a session did not stop cleanly: %r", error)
    except Exception:
        # kurigram awaits its own tasks here, and what ended one of them comes out; the session is
        # being thrown away, and nobody else would hear of it.
        log.info("a session had failed before it was stopped", exc_info=True)
