"""Random steps of customers, operators, the clock and Telegram's answers never break what must
always hold."""

import asyncio
import os
from collections.abc import Callable, Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.database import SqlDatabase
from db.wakeup import LocalWakeup
from tests.core.machine import SMALL, DeskMachine
from tests.support.databases import Backend
from tests.support.either import both

__all__ = ["both"]  # a fixture

WALK = 80
STEPS: dict[Backend, int] = {"sqlite": 200, "postgresql": 100}
"""Steps on each kind of database; TEST_STEPS asks for more."""


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    """A loop of the machine's own: hypothesis calls from outside any."""
    with asyncio.Runner() as made:
        yield made


@pytest.fixture(scope="module")
def connect(
    runner: asyncio.Runner, upgraded: Callable[[Backend], str]
) -> Iterator[Callable[[Backend], SqlDatabase]]:
    """Databases opened in that loop."""
    opened: list[SqlDatabase] = []

    def of(backend: Backend) -> SqlDatabase:
        opened.append(runner.run(SqlDatabase.connect(upgraded(backend), wakeup=LocalWakeup())))
        return opened[-1]

    yield of
    for database in opened:
        runner.run(database.close())


def test_random_steps_break_nothing(
    runner: asyncio.Runner,
    database_backend: Backend,
    connect: Callable[[Backend], SqlDatabase],
) -> None:
    database = connect(database_backend)
    taken = 0
    wanted = int(os.environ.get("TEST_STEPS", STEPS[database_backend]))

    # The seed and not the steps are drawn: hypothesis likes lists of what is alike, and a desk
    # gets interesting only when much has happened. A failure is shrunk to the shortest walk.
    @settings(max_examples=max(1, wanted // WALK), deadline=None)
    @given(st.integers(0, 2**32), st.integers(WALK // 4, WALK))
    def play(seed: int, length: int) -> None:
        nonlocal taken
        taken += length
        random = Random(seed)
        machine = DeskMachine(runner, database, groups=random.random() < 0.5)
        for _ in range(length):
            step = random.choice(machine.steps)
            step(machine, *(random.randrange(SMALL) for _ in range(3)))
            machine.check()
        machine.come_to_rest()

    while taken < wanted:
        play()
