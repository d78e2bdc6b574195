"""The desk step by step: what came is stored and worked through, its effects are carried out.

The durable way itself has tests of its own; here every step is taken on demand, so that a test
knows when all is said.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from itertools import zip_longest
from typing import Any

from aiogram import Bot
from sqlalchemy import select

from app.card_lookup import CardsInDatabase
from app.copy_lookup import CopyLookupInDatabase
from bot.handler import BotHandler
from bot.intake import GetRawUpdates, Intake
from bot.setup import ALLOWED_UPDATES
from bot.texts import Texts
from core.consequences.reactions import OpenWork
from core.consequences.settlements import prepare_settlements, settle_effect
from core.delivery.marks import Answer, Marker
from core.delivery.worker import InboxWorker
from core.model.effects import Effect, Gateway
from core.model.outcomes import Outcome, RetryAt, Sent, Unreachable
from core.model.people import Person as DeskPerson
from core.model.people import Role
from core.model.room_effects import CreateRoom, InviteOperator, RemoveFromRoom
from core.model.rules import Rules, Topic
from core.model.search_effects import ReadSearch
from core.ports import OutboxEffect, Work
from core.rooms.accounts import AtWork, accounts_at_work
from core.staff.members import add_operator
from core.supervision.search import search_shown
from db.board import SqlBoard
from db.database import SqlDatabase
from db.models import inbox
from sandbox.people import Person
from sandbox.state.members import ADMIN_RIGHTS
from sandbox.state.model import User
from sandbox.state.world import World
from tests.bot.relaying import gateway_of
from tests.bot.telling import utc_now

SOURCE = "bot:4242"
HANDLED = "handled"


def _rounds(rows: Sequence[OutboxEffect]) -> Iterator[list[OutboxEffect]]:
    """What goes side by side: of each destination one at a time."""
    lanes: dict[str, list[OutboxEffect]] = {}
    for row in rows:
        lanes.setdefault(row.effect.destination, []).append(row)
    for together in zip_longest(*lanes.values()):
        yield [row for row in together if row is not None]


class Desk:
    """Everything between Telegram and the database, driven by hand."""

    def __init__(
        self,
        bot: Bot,
        texts: Texts,
        database: SqlDatabase,
        world: World,
        userbot: User,
        topics: tuple[Topic, ...] = Rules().topics,
        web_address: str | None = None,
    ) -> None:
        self.database = database
        self.carried: list[tuple[Effect, Outcome]] = []
        self.doing = ""
        """What just happens, for whoever watches: an update is handled, an effect is carried out,
        or settled."""
        self._bot = bot
        self._world = world
        self.userbot = userbot
        self._intake = Intake(database, SOURCE, utc_now)
        self._poll = GetRawUpdates(timeout=0, allowed_updates=list(ALLOWED_UPDATES))
        self._gateway = gateway_of(
            bot,
            texts,
            CardsInDatabase(database),
            CopyLookupInDatabase(database),
            clock=utc_now,
            searches=self,
        )
        self._rules = Rules(
            topics,
            bot_id=bot.id,
            userbot_id=userbot.id,
            album_wait=timedelta(0),
            web_address=web_address,
        )
        self._markers = 0
        self._account_came = False
        handler = BotHandler(bot, texts)
        opening = OpenWork(database, self._rules, utc_now, self._new_marker)
        self._marker = Marker(opening, self._settle, prepare_settlements)
        self._worker = InboxWorker(
            opening,
            database.wakeup,
            SOURCE,
            handler,
            prepare=handler.prepare,
        )

    async def opens(self) -> None:
        """The user account comes to work, without whom no room is made."""
        async with self.work() as work:
            await accounts_at_work(work, [AtWork("keeper", self.userbot.id, 0)])

    async def staff(self, person: Person, role: Role = Role.OPERATOR, capacity: int = 6) -> None:
        """Make somebody an operator."""
        account = person.account
        async with self.work() as work:
            member = DeskPerson(account.id, account.name, account.username)
            await add_operator(work, member, role=role, capacity=capacity)

    async def settle(self) -> None:
        """Go on until nothing waits: neither at Telegram nor in the inbox nor in the outbox."""
        if not self._account_came:
            self._account_came = True
            at_work = AtWork(str(self.userbot.id), self.userbot.id, 0)
            async with self.work() as work:
                await accounts_at_work(work, [at_work])
        while await self._take_in() + await self._handle() + await self._carry_out():
            pass

    async def receive(self, *updates: Mapping[str, Any]) -> None:
        """Updates of any shape, as Telegram might send them."""
        await self._intake.store(updates)

    async def work_through(self) -> None:
        """What was received; what follows from it waits."""
        while await self._worker.work_through():
            pass

    async def set_aside(self) -> list[str]:
        """Why updates were set aside."""
        failed = select(inbox.c.error).where(inbox.c.failed_at.is_not(None))
        async with self.database.reading() as look:
            return list((await look.connection.execute(failed)).scalars())

    async def presses_set_aside(self) -> list[tuple[str, str]]:
        """What they carried, and who pressed where."""
        failed = select(inbox.c.payload).where(inbox.c.failed_at.is_not(None))
        async with self.database.reading() as look:
            payloads = (await look.connection.execute(failed)).scalars().all()
        presses = [each["callback_query"] for each in payloads if "callback_query" in each]
        return [(each["data"], each["message"]["chat"]["type"]) for each in presses]

    async def shown(self, effect: ReadSearch) -> tuple[Effect, ...]:
        """What is found of what was said."""
        async with SqlBoard(self.database).looking() as look:
            work = Work(look.uow, utc_now(), self._rules, self._new_marker)
            return await search_shown(work, look.rows, effect)

    def work(self) -> AbstractAsyncContextManager[Work]:
        return OpenWork(self.database, self._rules, utc_now, self._new_marker)()

    def _new_marker(self) -> str:
        self._markers += 1
        return f"marker-{self._markers}"

    async def _take_in(self) -> int:
        updates = await self._bot(self._poll)
        if updates:
            await self._intake.store(updates)
            self._poll.offset = updates[-1]["update_id"] + 1
        return len(updates)

    async def _handle(self) -> int:
        self.doing = HANDLED
        return await self._worker.work_through()

    async def _carry_out(self) -> int:
        count = 0
        for gateway in (Gateway.BOT, Gateway.USERBOT):
            async with self.database.unit_of_work() as uow:
                rows = await uow.outbox.waiting(gateway, 100)
            for side_by_side in _rounds(rows):
                outcomes = await asyncio.gather(*map(self._answer, side_by_side))
                await self._marker.mark(list(map(Answer, side_by_side, outcomes)))
            count += len(rows)
        return count

    async def _answer(self, row: OutboxEffect) -> Outcome:
        self.doing = f"carried out {type(row.effect).__name__}"
        outcome = await self._outcome(row.effect)
        assert not isinstance(outcome, RetryAt), outcome
        if row.effect.calls_telegram:
            self.carried.append((row.effect, outcome))
        return outcome

    async def _settle(self, work: Work, row: OutboxEffect, outcome: Outcome) -> None:
        self.doing = f"settled {type(row.effect).__name__}"
        await settle_effect(work, row, outcome)

    async def _outcome(self, effect: Effect) -> Outcome:
        if not effect.calls_telegram:
            return Sent()
        if effect.gateway is Gateway.BOT:
            return await self._gateway.carry_out(effect)
        return self._by_userbot(effect)

    def _by_userbot(self, effect: Effect) -> Outcome:
        """The user account's part, done on the sandbox's Telegram directly."""
        me, world = self.userbot.id, self._world
        match effect:
            case CreateRoom():
                room = world.create_supergroup(me, effect.title, effect.marker)
                world.promote(me, room.id, self._bot.id, ADMIN_RIGHTS)
                return Sent({"chat_id": room.id})
            case InviteOperator():
                missed = world.invite(me, effect.chat_id, [effect.operator_id])
                return Unreachable("privacy") if missed else Sent()
            case RemoveFromRoom():
                world.ban(me, effect.chat_id, effect.user_id)
                return Sent()
            case _:
                return Sent()
