"""A desk whose parts run in this process, or as processes, one by one: each can be taken away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.bot_role import BotRole
from app.container import open_container
from app.files_role import FilesRole
from app.restarts import Part
from app.userbot_role import UserbotRole
from core.model.actions import Verb
from sandbox.people import Person, Seen
from sandbox.server import Sandbox
from sandbox.state.model import ChatKind
from stories import acts
from stories.apart import settings_environment
from stories.sandbox_settings import environment
from stories.stage import Stage, log_in_to, story_settings
from stories.transcripts import messages_in
from tests.e2e.reliability.child import Child, running
from tests.e2e.reliability.rig import PATIENCE
from tests.support.waiting import eventually
from userbot.account import Timings
from userbot.pump import Pauses

QUICK = Timings(
    look=0.2,
    proof=0.6,
    again=0.5,
    patience=2.0,
    reconnect=0.05,
    retry=0.2,
    pauses=Pauses(expect=0.02, gap=0.1, again=0.05),
)
"""The account notices in moments what it notices in half a minute otherwise."""

Row = dict[str, Any]


class Hall:
    """Sandbox, database and bot at work; the user account comes when it is asked for."""

    def __init__(self, sandbox: Sandbox, stage: Stage, home: Path) -> None:
        self.sandbox, self.stage, self.home = sandbox, stage, home

    @asynccontextmanager
    async def userbot(self) -> AsyncIterator[None]:
        """The user account's part in this process, and the files with it."""
        container = self.stage.container
        async with at_work(FilesRole(container)), at_work(UserbotRole(container, QUICK)):
            yield

    def userbot_process(self) -> AbstractAsyncContextManager[Child]:
        """The same as a process of its own."""
        lines = settings_environment(self.stage.settings)
        return running("userbot", self.home, lines, "run", "--only", "userbot")

    async def operator(self) -> Person:
        """On shift."""
        operator = await self.stage.people.add("Olga", username="olga_desk")
        await self.stage.add_operator(operator)
        await acts.start_shift(operator, patience=PATIENCE)
        return operator

    async def asks(self) -> tuple[Person, int]:
        """A new customer who has asked for an operator, and the moment before; their ticket is
        there."""
        customer = await self.stage.people.add("Ann")
        menu = await acts.register(customer, patience=PATIENCE)
        before = await acts.ask_for_operator(customer, menu)
        await customer.sees(acts.carries(Verb.CANCEL), since=before, timeout=PATIENCE)
        return customer, before

    async def talk(self) -> "Talk":
        """A customer and an operator in their room."""
        operator = await self.operator()
        customer, before = await self.asks()
        return await self.meet(customer, before, operator)

    async def meet(self, customer: Person, before: int, operator: Person) -> "Talk":
        """Go into the room as soon as there is a link."""
        room = await acts.enter_room(customer, before, patience=PATIENCE)
        await acts.operator_in_room(customer, room, [operator], patience=PATIENCE)
        return Talk(self, customer, operator, room)

    def rooms(self) -> int:
        """How many supergroups there are."""
        chats = self.sandbox.world.chats.values()
        return sum(chat.kind is ChatKind.SUPERGROUP for chat in chats)

    def recorded(self, customer: Person) -> list[Row]:
        """What the customer's transcript has of what people said."""
        file = self.stage.settings.logs_dir / str(customer.id) / "transcript.jsonl"
        return [
            row
            for row in messages_in(file)
            if row["role"] in ("customer", "operator") and row["kind"] == "text"
        ]


@dataclass(slots=True)
class Talk:
    """Two people in a room, and what they said there."""

    hall: Hall
    customer: Person
    operator: Person
    room: int
    said: list[Seen] = field(default_factory=list)
    wanted: list[tuple[str, bool]] = field(default_factory=list)
    """What the transcript has to have: the text as it is now, and whether it was deleted."""

    async def say(self, count: int) -> None:
        """Each in turn, as fast as it goes."""
        for _ in range(count):
            speaker = (self.customer, self.operator)[len(self.said) % 2]
            text = f"{speaker.name} says {len(self.said)}"
            self.said.append(await speaker.say(self.room, text))
            self.wanted.append((text, False))

    async def edit(self, number: int) -> None:
        """Say it better."""
        text = f"{self.wanted[number][0]}, that is"
        await self._speaker(number).edit(self.said[number], text)
        self.wanted[number] = (text, False)

    async def delete(self, number: int) -> None:
        """Take back what the account has heard: the transcript keeps it. (What is written and taken
        back while it is away, Telegram itself has no more.)
        """
        await self._speaker(number).delete(self.said[number])
        self.wanted[number] = (self.wanted[number][0], True)

    def _speaker(self, number: int) -> Person:
        return (self.customer, self.operator)[number % 2]

    async def is_recorded(self) -> None:
        """Wait until the transcript has all of it, once and in order, and nothing else."""
        await eventually(self._all_there, within=PATIENCE, every=0.05, describe=self._found)

    def _all_there(self) -> bool:
        return self._found() == self.wanted

    def _found(self) -> list[tuple[str, bool]]:
        rows = self.hall.recorded(self.customer)
        return [(row["text"], row["deleted_at"] is not None) for row in rows]


@asynccontextmanager
async def at_work(part: Part) -> AsyncIterator[None]:
    """A part of the desk in this process, for the length of a `with`."""
    stop, up = asyncio.Event(), asyncio.Event()
    working = asyncio.create_task(part.run(stop, up.set))
    try:
        await eventually(lambda: up.is_set() or working.done(), within=PATIENCE)
        if working.done():
            await working  # it failed: say why at once
        yield
    finally:
        stop.set()
        await working


@asynccontextmanager
async def hall(home: Path, database_url: str, **choices: Any) -> AsyncIterator[Hall]:
    """Bring it up, without the user account's part."""
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox())
        people = sandbox.people
        bot = await people.add_bot("Switchboard", "switchboard_bot")
        people.bot = bot.id
        owner = await people.add("Switchboard desk", username="switchboard_desk")
        lines = environment(sandbox.addresses(), home, bot.token or "")
        settings = story_settings(home, lines, database_url, **choices)
        await log_in_to(settings, owner.account.phone or "", sandbox.login_code)
        container = await stack.enter_async_context(open_container(settings))
        await stack.enter_async_context(at_work(BotRole(container)))
        yield Hall(sandbox, Stage(people, owner, container), home)
