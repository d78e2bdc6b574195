"""What fails for a while is waited for in one way, by all parts."""

import asyncio
from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from core.delivery.trouble import always, doubling, patiently, steps
from core.ports import DatabaseBusyError


class Failing:
    """Fails in these ways, one after the other, and succeeds then."""

    def __init__(self, *ways: Exception) -> None:
        self._ways: Iterator[Exception] = iter(ways)
        self.succeeded = asyncio.Event()

    async def __call__(self) -> str:
        """Try once."""
        for way in self._ways:
            raise way
        self.succeeded.set()
        await asyncio.sleep(0)
        return "done"


def at_once(_failures: int) -> float:
    return 0.0


async def test_a_trouble_has_a_line_when_it_begins_and_one_when_it_is_over() -> None:
    busy = [DatabaseBusyError("deadlock")] * 50
    with capture_logs() as logs:
        assert await patiently(Failing(*busy), pauses=at_once, source="bot") == "done"
    begun = {"event": "database busy", "reason": "deadlock", "source": "bot"}
    over = {"event": "database busy: over", "tries": 50, "source": "bot"}
    assert logs == [{**begun, "log_level": "warning"}, {**over, "log_level": "warning"}]


async def test_what_does_not_pass_is_raised_at_once() -> None:
    with pytest.raises(KeyError):
        await patiently(Failing(DatabaseBusyError(), KeyError(1)), pauses=at_once)


async def test_a_bug_within_a_trouble_is_told_with_its_traceback_and_ends_nothing() -> None:
    stop, turn = asyncio.Event(), Failing(DatabaseBusyError("away"), KeyError(1), KeyError(1))
    with capture_logs() as logs:
        task = asyncio.create_task(always(turn, "not worked through", stop, at_once))
        await turn.succeeded.wait()
        stop.set()
        await task
    events = ["database busy", "not worked through", "database busy: over"]
    assert [line["event"] for line in logs] == events
    assert isinstance(logs[1]["exc_info"], KeyError)


async def test_whoever_waits_out_a_trouble_stops_at_once_when_asked() -> None:
    stop, failed = asyncio.Event(), asyncio.Event()

    async def turn() -> None:
        failed.set()
        raise DatabaseBusyError

    task = asyncio.create_task(always(turn, "not worked through", stop, lambda _: 3600.0))
    await failed.wait()
    stop.set()
    await asyncio.wait_for(task, 1)


def test_pauses_grow_and_the_longest_is_kept() -> None:
    assert [steps(1, 5)(failures) for failures in (1, 2, 3)] == [1, 5, 5]
    assert [doubling(1, 5)(failures) for failures in (1, 2, 3, 4, 2_000)] == [1, 2, 4, 5, 5]
