"""A gateway that notes what it is given, and a desk's delivery around it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from core.consequences.reactions import OpenWork
from core.delivery.marks import COMPANY
from core.delivery.rates import Rates, Unlimited
from core.delivery.relay import Relay
from core.model.effects import Effect, Gateway, Priority, SendText, ShowCard
from core.model.outcomes import Outcome, Sent
from core.model.rules import Rules
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.ports import EffectGateway, OutboxEffect, Work
from db.database import SqlDatabase
from tests.support.waiting import eventually

RULES = Rules()


def now() -> datetime:
    """The system's time, as outside of tests."""
    return datetime.now(UTC)


class Jumping:
    """A clock that is as far ahead of the system's as it is told."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        """The time there."""
        return now() + self.ahead


def marker() -> str:
    """Nothing is made here that needs one."""
    return "marker"


def opening(database: SqlDatabase, clock: Callable[[], datetime] = now) -> OpenWork:
    """What a worker and a relay open their transactions with."""
    return OpenWork(database, RULES, clock, marker)


def message(chat_id: int, number: int) -> SendText:
    """A message that can be told from others."""
    return SendText(chat_id, Text(TextKey.THANKS, "en", {"ticket": number}))


def number_of(effect: Effect) -> int:
    """Which of `message`'s it is, or what position a card tells."""
    assert isinstance(effect, SendText | ShowCard)
    name = "ticket" if isinstance(effect, SendText) else "position"
    return int(str(effect.text.values[name]))


class Crash(BaseException):
    """The process dies here."""


class Noting:
    """A gateway that notes effects in the order of carrying them out.

    `answers` are outcomes, or exceptions to raise, for effects by number: the first for the first
    try, and so on; what has none left is sent. `gate` holds everything back until it is set.
    """

    def __init__(self, answers: dict[int, list[Outcome | Exception]] | None = None) -> None:
        self.sent: list[Effect] = []
        self.answers = answers or {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.in_flight = 0
        self.most_in_flight = 0

    async def carry_out(self, effect: Effect) -> Outcome:
        """Note it, and answer."""
        self.sent.append(effect)
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await self.gate.wait()
        finally:
            self.in_flight -= 1
        left = self.answers.get(number_of(effect)) if isinstance(effect, SendText) else None
        answer = left.pop(0) if left else Sent({"message_id": len(self.sent)})
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def numbers(self) -> list[int]:
        """Of the messages, in order."""
        return [number_of(effect) for effect in self.sent if isinstance(effect, SendText)]


class Followed:
    """Notes what is to be followed up."""

    def __init__(self, fails: Iterable[int] = ()) -> None:
        self.outcomes: list[tuple[int, Outcome]] = []
        self.fails = set(fails)

    async def __call__(self, work: Work, row: OutboxEffect, outcome: Outcome) -> None:
        """Note it."""
        if number_of(row.effect) in self.fails:
            raise KeyError(number_of(row.effect))
        self.outcomes.append((number_of(row.effect), outcome))


def relay_of(
    database: SqlDatabase,
    gateway: EffectGateway,
    *,
    settle: Any = None,
    rates: Rates | None = None,
    slots: int = 16,
    company: float = COMPANY,
    trace: Callable[[str], None] | None = None,
    clock: Callable[[], datetime] = now,
    look_every: float = 0.05,
) -> Relay:
    """A relay of the bot's effects."""
    more: dict[str, Any] = {} if trace is None else {"trace": trace}
    return Relay(
        opening(database, clock),
        database.wakeup,
        Gateway.BOT,
        gateway,
        rates or Unlimited(),
        settle or Followed(),
        slots=slots,
        company=company,
        look_every=look_every,
        **more,
    )


@asynccontextmanager
async def running(part: Any) -> AsyncIterator[None]:
    """A worker or relay that runs within the block."""
    stop = asyncio.Event()
    task = asyncio.create_task(part.run(stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(task, 10)


async def add(
    database: SqlDatabase,
    *effects: Effect,
    priority: Priority = Priority.REPLY,
    expires_at: datetime | None = None,
    not_before: datetime | None = None,
    ticket_id: int | None = None,
) -> None:
    """Ask for effects, in one transaction."""
    async with database.unit_of_work() as uow:
        for effect in effects:
            await uow.outbox.add(
                effect,
                now=now(),
                priority=priority,
                ticket_id=ticket_id,
                expires_at=expires_at,
                not_before=not_before,
            )


async def waiting(database: SqlDatabase) -> list[OutboxEffect]:
    """What is not settled."""
    async with database.unit_of_work() as uow:
        return await uow.outbox.waiting(Gateway.BOT, 100_000)


async def until_left(database: SqlDatabase, numbers: list[int], within: float = 10) -> None:
    """Wait until no other messages than these wait."""

    async def left() -> bool:
        return [number_of(row.effect) for row in await waiting(database)] == numbers

    await eventually(left, within=within, every=0.02)


async def until_settled(database: SqlDatabase, within: float = 10) -> None:
    """Wait until nothing waits."""

    async def none_waits() -> bool:
        return not await waiting(database)

    await eventually(none_waits, within=within, every=0.02)
