"""What time it is at Telegram, by its messages' ids."""

from userbot.server_time import SECOND, ServerTime

HERE, THERE = 1_000.0, 5_000.0


class Clock:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def at(seconds: float) -> int:
    return int(seconds * SECOND)


def test_until_the_server_has_spoken_the_machines_clock_is_believed() -> None:
    clock = Clock()
    time = ServerTime(clock, lambda: HERE)
    clock.seconds = 5
    assert time.now() == HERE + 5


def test_then_the_server_is_whether_it_is_behind_or_ahead() -> None:
    for there in (THERE, 10.0):
        time = ServerTime(Clock(), lambda: HERE)
        time.learn(at(there))
        assert time.now() == there


def test_a_message_that_was_long_on_its_way_sets_nothing_back() -> None:
    clock = Clock()
    time = ServerTime(clock, lambda: HERE)
    time.learn(at(THERE))
    clock.seconds = 10
    time.learn(at(THERE + 3))
    assert time.now() == THERE + 10


def test_a_machine_that_slept_learns_from_the_next_message() -> None:
    time = ServerTime(Clock(), lambda: HERE)
    time.learn(at(THERE))
    time.learn(at(THERE + 3600))
    assert time.now() == THERE + 3600


def test_a_server_that_calls_us_ahead_is_believed() -> None:
    time = ServerTime(Clock(), lambda: HERE)
    time.learn(at(THERE))
    time.reset(at(HERE))
    assert time.now() == HERE
