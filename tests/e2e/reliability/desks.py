"""Staff groups, and a bot that is a process of its own: what stands in the groups is counted."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.container import Container
from core.cards.send import QUESTION
from core.model.people import Person as Customer
from core.model.people import Role
from core.staff.members import add_operator
from core.staff.shifts import start_shift
from sandbox.faults import Face
from sandbox.people import Person, Seen
from sandbox.server import Sandbox
from tests.e2e.reliability.child import Child
from tests.e2e.reliability.rig import PATIENCE, BotRig, bot_rig
from tests.support.waiting import eventually

TOPIC = "bugs"
THREADS = """[[topics]]
key = "plans"
title = "Plans"
place = "thread"
contact = false
"""
_PLENTY = 10_000


@dataclass(slots=True)
class Groups:
    """The staff's groups, as their owner made them."""

    owner: Person
    desks: list[int] = field(default_factory=list)
    overflow: int | None = None
    forum: int | None = None

    @property
    def all(self) -> list[int]:
        return [*self.desks, *(each for each in (self.overflow, self.forum) if each is not None)]

    def settings(self) -> Mapping[str, Any]:
        """What the owner writes into .env."""
        return {
            "desk_chat_ids": self.desks,
            "overflow_chat_id": self.overflow,
            "forum_chat_id": self.forum,
        }


class Desks:
    """The rig of a bot with staff groups."""

    def __init__(self, rig: BotRig, groups: Groups) -> None:
        self.rig, self.groups = rig, groups

    @property
    def dana(self) -> Person:
        """Who made the groups, and answers in them."""
        return self.groups.owner

    @property
    def container(self) -> Container:
        return self.rig.container

    # The bot ----------------------------------------------------------------------------------

    @asynccontextmanager
    async def dies_at(self, bot: Child, *methods: str, done: bool = False) -> AsyncIterator[None]:
        """What happens within makes the bot call these, and it is killed with all of them under
        way and nothing else: they are never answered, and carried out only when `done`."""
        faults = self.rig.sandbox.faults
        stuck = []
        for method in methods:
            if done:
                faults.lose_answer(Face.BOT_API, method)
            stuck.append(faults.swallow(Face.BOT_API, method, times=None))
        yield
        for rule in stuck:
            await rule.struck(1, PATIENCE)

        async def nothing_else() -> bool:
            (busy,) = await self.rig.rows(
                "SELECT (SELECT count(*) FROM inbox WHERE handled_at IS NULL) AS updates,"
                " (SELECT count(DISTINCT destination) FROM outbox"
                "  WHERE settled_at IS NULL AND gateway = 'bot'"
                " AND destination <> 'audience:on_shift:later') AS chats"
            )
            return not busy.updates and busy.chats <= sum(rule.hits for rule in stuck)

        await eventually(nothing_else, within=PATIENCE, every=0.02, describe="something else waits")
        await self.kill(bot)
        faults.clear()

    async def kill(self, bot: Child) -> None:
        """SIGKILL."""
        bot.kill()
        await self.rig.is_gone(bot, "getMe")

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """A life of the bot at the end of which all is done."""
        async with self.rig.bot() as bot:
            yield
            await self.rig.is_quiet()
            await self.rig.polls()
            assert bot.exit_code is None

    # People -----------------------------------------------------------------------------------

    async def anna(self) -> Person:
        """A customer nobody knows yet."""
        return await self.rig.sandbox.people.add("Анна", language_code="ru")

    async def on_shift(self) -> Person:
        """The groups' owner, who holds tickets."""
        who = Customer(self.dana.id, self.dana.name, "dana_desk", "en")
        async with self.container.work() as work:
            await add_operator(work, who, role=Role.OPERATOR)
            await start_shift(work, who.id)
        return self.dana

    async def customers(self, count: int) -> list[Person]:
        """Who have chosen their topic some time ago."""
        people = [await self.rig.sandbox.people.add(f"Customer {n}") for n in range(count)]
        async with self.container.work() as work:
            for person in people:
                known = Customer(person.id, person.name, None, "en")
                await work.uow.customers.seen(known, work.now)
                await work.uow.steps.set(person.id, f"{QUESTION}:{TOPIC}")
        return people

    # What came of it --------------------------------------------------------------------------

    async def from_bot(self, person: Person, chat: int | None = None) -> list[Seen]:
        """What the bot wrote there, without service messages: a group, or their own chat."""
        bot = self.rig.bot_id
        seen = await person.messages(bot if chat is None else chat, _PLENTY)
        return [each for each in seen if each.sender_id == bot and each.kind != "service"]

    async def told(self, person: Person) -> list[str]:
        """What stands in a customer's chat by the bot, first lines."""
        seen = await self.from_bot(person)
        return [each.text.partition("\n")[0] for each in seen if each.album is None]

    async def albums(self, person: Person, chat: int | None = None) -> list[list[str]]:
        """The captions of each album by the bot there."""
        found: dict[str, list[str]] = {}
        for each in await self.from_bot(person, chat):
            if each.album is not None:
                found.setdefault(each.album, []).append(each.text)
        return list(found.values())

    async def copies(self, chat: int, texts: set[str]) -> list[str]:
        """Which of these the bot said again there, in the order of its saying."""
        return [each.text for each in await self.from_bot(self.dana, chat) if each.text in texts]

    async def all_copies(self, texts: set[str]) -> dict[int, list[str]]:
        """The same of every group."""
        return {chat: await self.copies(chat, texts) for chat in self.groups.all}

    async def everything_is_carried(self, texts: set[str]) -> None:
        """Wait until each of these stands in a group."""

        async def complete() -> bool:
            there = await self.all_copies(texts)
            return texts <= {text for found in there.values() for text in found}

        await eventually(complete, within=PATIENCE, every=0.05, describe="a message is lost")

    async def lost_track_of(self, texts: set[str]) -> int:
        """How many copies stand in groups of which the desk does not know."""
        there = Counter(text for found in (await self.all_copies(texts)).values() for text in found)
        known = await self.rig.rows(
            "SELECT m.text FROM copies c JOIN messages m"
            " ON m.chat_id = c.from_chat_id AND m.message_id = c.from_message_id"
            " WHERE c.to_chat_id < 0"
        )
        return (there - Counter(row[0] for row in known)).total()

    async def kept(self) -> list[str]:
        """All that people said, as it was heard: the transcripts are made of it."""
        rows = await self.rig.rows("SELECT text FROM messages WHERE kind <> 'service' ORDER BY id")
        return [row.text for row in rows]

    async def places(self) -> Sequence[Any]:
        """(state, ticket, chat, whether shared) of every desk and share that is not over."""
        return await self.rig.rows(
            "SELECT state, ticket_id, chat_id, is_shared FROM places"
            " WHERE kind = 'desk' AND state <> 'deleted' ORDER BY id"
        )

    async def no_ticket_is_at_two_desks(self) -> None:
        """Fail for one that is, and for one that is open and stands nowhere."""
        held = Counter(row.ticket_id for row in await self.places() if row.ticket_id is not None)
        assert all(count == 1 for count in held.values()), held
        open_ones = await self.rig.rows("SELECT id FROM tickets WHERE status = 'active'")
        assert {row.id for row in open_ones} <= held.keys()


@asynccontextmanager
async def desks_rig(
    home: Path,
    database_url: str,
    *,
    desks: int = 1,
    overflow: bool = False,
    forum: bool = False,
    basic: bool = False,
    **choices: Any,
) -> AsyncIterator[Desks]:
    """Bring groups and sandbox up, the bot itself not yet. `basic`: desks are no supergroups."""
    made: list[Groups] = []

    async def prepare(sandbox: Sandbox) -> Mapping[str, Any]:
        owner = await sandbox.people.add("Dana", username="dana_desk")
        groups = Groups(owner)
        for number in range(desks):
            groups.desks.append(
                await _group(owner, sandbox, f"Desk {number + 1}", supergroup=not basic)
            )
        if overflow:
            groups.overflow = await _group(owner, sandbox, "Overflow")
        if forum:
            (home / "topics.toml").write_text(THREADS, encoding="utf-8")
            groups.forum = await _group(owner, sandbox, "Forum", forum=True)
        made.append(groups)
        return groups.settings()

    async with bot_rig(home, database_url, prepare, **choices) as rig:
        yield Desks(rig, made[0])


async def _group(owner: Person, sandbox: Sandbox, title: str, **kind: bool) -> int:
    bot = sandbox.people.bot
    assert bot is not None
    group = await owner.create_group(title, [bot], **kind)
    await owner.promote(group, bot)
    return group
