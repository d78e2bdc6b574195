"""A bot that is a process of its own, and a sandbox in this one: everything can be awaited."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from app.container import Container, open_container
from app.settings import Settings
from core.model.people import Person as Customer
from core.ports import DatabaseBusyError
from sandbox.bot_api.queue import UpdateQueue
from sandbox.people import Person, Seen
from sandbox.server import Sandbox
from stories.apart import settings_environment
from stories.sandbox_settings import environment
from stories.stage import story_settings
from tests.e2e.reliability.child import Child, running
from tests.support.waiting import eventually

PATIENCE = 60.0
"""Seconds that anything may take on a machine that is busy with other tests."""
_PLENTY = 10_000  # messages of one chat


@dataclass(frozen=True, slots=True)
class Asked:
    """What one customer wrote: ids of messages, oldest first."""

    customer: Person
    messages: tuple[int, ...]

    def and_then(self, later: "Asked") -> "Asked":
        """Both, of the same customer."""
        return Asked(self.customer, self.messages + later.messages)


class BotRig:
    """Sandbox, customers who are registered, and the bot's process when it is started."""

    def __init__(self, sandbox: Sandbox, bot_id: int, container: Container, home: Path) -> None:
        self.sandbox, self.bot_id, self.container, self.home = sandbox, bot_id, container, home
        self.customers: list[Person] = []

    @property
    def settings(self) -> Settings:
        return self.container.settings

    @property
    def queue(self) -> UpdateQueue:
        """What the Bot API has for the bot and was not confirmed."""
        return self.sandbox.bot_api.api.session(self.sandbox.world.user(self.bot_id)).queue

    def bot(self) -> AbstractAsyncContextManager[Child]:
        """The bot's process, for the length of a `with`."""
        return running(
            "bot", self.home, settings_environment(self.settings), "run", "--only", "bot"
        )

    async def register(self, count: int) -> None:
        """Customers who have shared their contact some time ago."""
        async with self.container.work() as work:
            for number in range(count):
                person = await self.sandbox.people.add(f"Customer {number}")
                known = Customer(person.id, person.name, None, "en")
                await work.uow.customers.seen(known, work.now)
                await work.uow.customers.register(person.id, f"+7999{number:07}", work.now)
                self.customers.append(person)

    async def write(self, each: int) -> list[Asked]:
        """All customers write in turn, nothing else happening meanwhile."""
        written: list[list[int]] = [[] for _ in self.customers]
        for number in range(each):
            for person, ids in zip(self.customers, written, strict=True):
                ids.append((await person.say(self.bot_id, f"message {number}")).message_id)
        return [
            Asked(person, tuple(ids)) for person, ids in zip(self.customers, written, strict=True)
        ]

    # What is under way at the Bot API ---------------------------------------------------------

    def under_way(self, method: str) -> int:
        """Calls that the Bot API has taken and not answered."""
        calls = self.sandbox.bot_api._under_way.values()
        return sum(request.path.endswith(f"/{method}") for _, request in calls)

    async def polls(self) -> None:
        """Wait until the bot waits for updates."""
        await eventually(lambda: self.queue.waiting, within=PATIENCE, describe="no poll")

    async def is_gone(self, bot: Child, method: str = "sendMessage") -> None:
        """Wait until a killed bot is gone, and what it had sent is carried out."""
        await bot.ended()
        runner = self.sandbox.bot_api._runner
        assert runner is not None
        server = runner.server
        assert server is not None

        def silent() -> bool:
            # A connection whose call goes on is kept, but without a transport.
            lines = [each for each in server.connections if each.transport is not None]
            return not lines and not self.under_way(method)

        await eventually(silent, within=PATIENCE, describe="calls of a dead bot go on")

    async def kill(self, bot: Child) -> int:
        """SIGKILL. Returns how many answers had reached Telegram that the desk knows nothing of:
        its next life has to send those again.
        """
        bot.kill()
        await self.is_gone(bot)
        known = await self.rows("SELECT id FROM outbox WHERE state = 'sent'")
        return len(await self.all_answers()) - len(known)

    # What came of it --------------------------------------------------------------------------

    async def rows(self, query: str, **values: Any) -> Sequence[Any]:
        """What the database answers. A connection that somebody ended is noticed by whoever uses
        it next, and that may be who asks here."""
        found: list[Sequence[Any]] = []

        async def answered() -> bool:
            with suppress(DatabaseBusyError):
                async with self.container.database.reading() as transaction:
                    found.append((await transaction.connection.execute(text(query), values)).all())
            return bool(found)

        await eventually(answered, within=PATIENCE, every=0.05)
        return found[0]

    async def answers(self, person: Person) -> list[int]:
        """To which messages a customer was answered, in the order of the answers."""
        seen = await person.messages(self.bot_id, _PLENTY)
        return [_answered(each) for each in seen if not each.own]

    async def all_answers(self) -> list[int]:
        return [answer for person in self.customers for answer in await self.answers(person)]

    async def all_answered(self, asked: Sequence[Asked]) -> None:
        """Wait until there is an answer to every message."""

        async def complete() -> bool:
            for one in asked:
                if not set(one.messages) <= set(await self.answers(one.customer)):
                    return False
            return True

        await eventually(complete, within=PATIENCE, every=0.05, describe="an answer is lost")

    async def verdict(self, asked: Sequence[Asked]) -> int:
        """Fail for what was lost or reordered; returns how many answers were doubled."""
        doubled = 0
        for one in asked:
            answers = await self.answers(one.customer)
            assert set(answers) == set(one.messages), "lost, or invented"
            assert answers == sorted(answers), "reordered"
            doubled += len(answers) - len(one.messages)
        return doubled

    async def is_quiet(self) -> None:
        """Wait until every update is handled and every effect of the bot's settled."""

        left: list[object] = []

        async def quiet() -> bool:
            left[:] = await self.rows(
                "SELECT source AS what FROM inbox WHERE handled_at IS NULL"
                " UNION ALL SELECT kind FROM outbox WHERE settled_at IS NULL AND gateway = 'bot'"
                " AND destination <> 'audience:on_shift:later'"
            )
            return not left

        await eventually(quiet, within=PATIENCE, every=0.05, describe=lambda: f"busy with {left}")


def _answered(seen: Seen) -> int:
    assert seen.reply_to is not None, f"answers no message: {seen.text}"
    return seen.reply_to


Preparing = Callable[[Sandbox], Awaitable[Mapping[str, Any]]]
"""What is there before the bot; settings that follow from it."""


@asynccontextmanager
async def bot_rig(
    home: Path, database_url: str, prepare: Preparing | None = None, **choices: Any
) -> AsyncIterator[BotRig]:
    """Bring it up, the bot itself not yet."""
    async with Sandbox() as sandbox:
        bot = await sandbox.people.add_bot("Switchboard", "switchboard_bot")
        sandbox.people.bot = bot.id
        lines = environment(sandbox.addresses(), home, bot.token or "")
        follows = {} if prepare is None else await prepare(sandbox)
        settings = story_settings(home, lines, database_url, **choices, **follows)
        async with open_container(settings) as container:
            yield BotRig(sandbox, bot.id, container, home)
