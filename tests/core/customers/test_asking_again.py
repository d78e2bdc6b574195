"""The bot is killed at each step of a customer's question, and goes on: with the steps in the
database, and in Redis."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Concatenate, ParamSpec, TypeVar

import pytest
import pytest_asyncio

from core.conversations.incoming import receive_from_customer
from core.customers.profile import register_contact
from core.customers.request import open_ticket
from core.customers.start import greet, point_to_buttons, take_back
from core.feedback.ratings import resolve_ticket
from core.groups.lifecycle import add_group
from core.model.desk_effects import CopyMessage
from core.model.effects import ShowCard
from core.model.messages import MessageKind, Said
from core.model.places import GroupUse, PlaceKind
from core.model.relay_text_keys import RelayKey
from core.model.rules import Topic
from core.model.text_keys import TextKey
from core.model.tickets import CloseReason, TicketStatus
from core.ports import Work
from core.tickets.end import finish
from db.database import SqlDatabase
from db.steps import RedisSteps
from db.wakeup import LocalWakeup
from tests.core.desk import Desk, empty, person
from tests.support.databases import Backend

P = ParamSpec("P")
R = TypeVar("R")

DESK = -1_002_000_000_001
ANNA = 100
TOPICS = (
    Topic("signed", "Contracts", place=PlaceKind.DESK, asks_contact=True),
    Topic("bugs", "Bugs", place=PlaceKind.DESK, asks_contact=False),
)


class Killed(Exception):
    """SIGKILL, in the middle of a transaction."""


class Bot:
    """A bot whose process dies during every update, gets it again from Telegram, and dies again as
    soon as it is done with it."""

    def __init__(self, connect: Callable[[], Awaitable[SqlDatabase]]) -> None:
        self._connect = connect
        self._died: list[SqlDatabase] = []
        self.desk: Desk | None = None

    async def starts(self) -> Desk:
        """A new process, which knows what was kept and nothing else."""
        before, self.desk = self.desk, Desk(await self._connect())
        self.desk.rules = replace(self.desk.rules, topics=TOPICS)
        self.desk.account_came = True
        if before is not None:
            self._died.append(before.database)
            self.desk.now = before.now
            self.desk.later(minutes=1)
        return self.desk

    async def do(
        self,
        usecase: Callable[Concatenate[Work, P], Awaitable[R]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        desk = await self.starts()
        with suppress(Killed):
            async with desk.work() as work:
                await usecase(work, *args, **kwargs)
                raise Killed
        return await (await self.starts()).do(usecase, *args, **kwargs)

    async def says(self, number: int, text: str) -> bool:
        """Anna writes to the bot; False when she is guided."""
        now = (await self.starts()).now
        said = Said(ANNA, number, ANNA, "Anna", now, MessageKind.TEXT, text)
        if await self.do(receive_from_customer, person(ANNA), said):
            return True
        await self.do(point_to_buttons, person(ANNA), number, text)
        return False

    async def settles(self) -> Desk:
        """The relay carries out what waits."""
        desk = await self.starts()
        await desk.settle_all()
        return desk

    async def is_buried(self) -> None:
        for database in self._died:
            await database.close()
        if self.desk is not None:
            await self.desk.database.close()


@pytest_asyncio.fixture(params=["database", "redis"], loop_scope="session")
async def bot(
    request: pytest.FixtureRequest,
    database_backend: Backend,
    upgraded: Callable[[Backend], str],
    redis_url: str,
) -> AsyncIterator[Bot]:
    url = upgraded(database_backend)

    async def connect() -> SqlDatabase:
        steps = RedisSteps(redis_url) if request.param == "redis" else None
        return await SqlDatabase.connect(url, wakeup=LocalWakeup(), steps=steps)

    first = await connect()
    await empty(first)
    await first.close()
    mortal = Bot(connect)
    await mortal.do(add_group, DESK, GroupUse.DESK, "Desk 1", None)
    yield mortal
    await mortal.is_buried()


async def test_killed_at_every_step_from_the_greeting_to_the_answer(bot: Bot) -> None:
    await bot.do(greet, person(ANNA))
    assert not await bot.says(1, "It fails")
    told = await (await bot.starts()).told(ANNA)
    assert told == [RelayKey.CHOOSE_TOPIC, RelayKey.CHOOSE_TOPIC_BY_BUTTON]
    await bot.settles()
    await bot.do(open_ticket, person(ANNA), "signed")
    assert not await bot.says(2, "It fails")  # the contact is asked for first
    await bot.settles()
    assert await bot.do(register_contact, person(ANNA), ANNA, "+380501", False)
    told = await (await bot.starts()).told(ANNA)
    assert told == [TextKey.CONTACT_SAVED, RelayKey.ASK_QUESTION]
    assert await bot.says(3, "Where do I sign?")
    desk = await bot.settles()
    async with desk.work() as work:
        ticket = await work.uow.tickets.open_of(ANNA)
    assert ticket is not None  # its number is not 1 where a killed transaction used that up
    assert (ticket.topic, ticket.status) == ("signed", TicketStatus.ACTIVE)
    assert await bot.says(4, "And when?")
    carried = await (await bot.starts()).waiting(CopyMessage)
    assert [effect.message_id for effect in carried] == [4]
    await bot.do(finish, ticket.id, 500, CloseReason.SOLVED)
    await bot.do(resolve_ticket, ANNA, ticket.id, solved=True)
    shown = await (await bot.starts()).waiting(ShowCard)
    assert shown[-1].text.key is RelayKey.RESOLVED_YES
    assert not await bot.says(5, "Thank you!")
    assert len(await desk.rows_of("SELECT id FROM tickets")) == 1
    kept = await desk.rows_of("SELECT message_id FROM messages ORDER BY message_id")
    assert [row["message_id"] for row in kept] == [3, 4]


async def test_killed_while_cancelling_at_the_question(bot: Bot) -> None:
    await bot.do(open_ticket, person(ANNA), "bugs")
    await bot.do(take_back, person(ANNA), 1)
    assert not await bot.says(2, "It fails")
    assert not await (await bot.starts()).rows_of("SELECT id FROM tickets")
