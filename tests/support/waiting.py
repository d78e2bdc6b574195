"""Waiting for a condition, with a deadline, instead of sleeping and hoping."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, overload

Result = TypeVar("Result")


@overload
async def eventually(
    condition: Callable[[], Awaitable[Result]],
    *,
    within: float = ...,
    every: float = ...,
    describe: Callable[[], object] | str = ...,
) -> Result: ...


@overload
async def eventually(
    condition: Callable[[], Result],
    *,
    within: float = ...,
    every: float = ...,
    describe: Callable[[], object] | str = ...,
) -> Result: ...


async def eventually(
    condition: Callable[[], Any],
    *,
    within: float = 5.0,
    every: float = 0.01,
    describe: Callable[[], object] | str = "",
) -> Any:
    """Wait until the condition gives something true, and return that.

    Args:
        condition: a plain or a coroutine function; asked again and again, so it only looks.
        within: seconds until it is given up.
        every: seconds between two looks.
        describe: what to say on failure; a function is asked at that moment.

    Raises:
        AssertionError: the condition was false to the end.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + within
    while True:
        given = condition()
        result = await given if inspect.isawaitable(given) else given
        if result:
            return result
        if loop.time() >= deadline:
            words = describe if isinstance(describe, str) else str(describe())
            raise AssertionError(f"not within {within} s: {words or condition}")
        await asyncio.sleep(every)
