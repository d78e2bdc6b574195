"""Brings up a desk for a story, with people to play it: in this process, or in several."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import text

from app.accounts import credentials
from app.container import Container, open_container
from app.proof import fault_words, prove
from app.proof_files import prove_files
from app.roles import ALL_ROLES, Role
from app.run import serve
from app.settings import Settings
from app.topics import delivered_topics
from core.model.people import Person as StaffPerson
from core.model.people import Role as StaffRole
from core.staff.members import add_operator
from db.reads import Reads
from sandbox.bot_api.kind import TELEGRAM, ServerKind
from sandbox.people import People, Person, Seen
from sandbox.server import Sandbox
from stories.sandbox_settings import environment
from stories.steps import Untrue
from userbot.login import Asking, login

UNWRITTEN: Mapping[str, str] = {
    "transcripts": "SELECT count(*) AS count FROM transcripts WHERE written < position",
    "pages": "SELECT count(*) AS count FROM transcripts WHERE shown = 0 AND position > 0",
}
"""What the archive has to do yet: beside updates and effects."""


class GivenSettings(Settings):
    """Settings of a story: what is given and the defaults, nothing of the owner's environment."""

    @classmethod
    def settings_customise_sources(cls, *_sources: Any, **sources: Any) -> tuple[Any, ...]:
        """Only what the constructor is given."""
        return (sources["init_settings"],)


@dataclass(slots=True)
class Stage:
    """A running desk: its people, the account behind its rooms, its settings, its database."""

    people: People
    userbot: Person
    container: Container
    sandbox: Sandbox | None = None  # when it is in this process
    further: tuple[Person, ...] = ()  # more user accounts of the desk
    has_one_zone: bool = True  # files are compared with the record by TIME_ZONE

    @property
    def settings(self) -> Settings:
        """This desk's settings."""
        return self.container.settings

    async def add_operator(self, person: Person, capacity: int | None = None) -> None:
        """Put somebody on staff, as `switchboard operators add` does."""
        account = person.account
        async with self.container.work() as work:
            await add_operator(
                work,
                StaffPerson(account.id, account.name, account.username, "en"),
                role=StaffRole.OPERATOR,
                capacity=capacity,
            )

    async def rows(self, query: str, **values: Any) -> list[dict[str, Any]]:
        """Return what the database answers to somebody who asks it in SQL."""
        async with self.container.database.reading() as transaction:
            found = await transaction.connection.execute(text(query), values)
            return [dict(row) for row in found.mappings()]

    async def is_quiet(self, within: float = 20.0) -> None:
        """Wait until every update is worked through and every effect carried out.

        Raises Untrue when the desk is still busy after `within` seconds.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while left := await self._unfinished():
            if loop.time() > deadline:
                raise Untrue(f"the desk is still busy after {within:.0f} s: {left}")
            await asyncio.sleep(0.05)

    async def is_proved(self) -> None:
        """Prove that the record is what was sealed. Raises Untrue."""
        if faults := await self.faults():
            raise Untrue(f"the record is not what was sealed: {'; '.join(faults)}")

    async def faults(self) -> list[str]:
        """What is wrong with the record, as `switchboard transcripts verify` says it."""
        proof = await prove(self.container.database)
        if self.has_one_zone:
            await prove_files(self.container.database, self.settings, proof)
        return [fault_words(fault) for fault in proof.faults]

    async def has_row(self, query: str, within: float = 20.0, **values: Any) -> None:
        """Wait for a row that nobody is notified of. Raises Untrue when there is none in time."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while not await self.rows(query, **values):
            if loop.time() > deadline:
                raise Untrue(f"no row after {within:.0f} s: {query}")
            await asyncio.sleep(0.05)

    async def has_heard(self, text: str, within: float = 20.0) -> None:
        """Wait until a message is recorded: a story's people edit faster than anybody could, and
        Telegram tells nobody what stood there before.

        Raises Untrue when it is not after `within` seconds.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while not await self.rows("SELECT id FROM messages WHERE text = :text", text=text):
            if loop.time() > deadline:
                raise Untrue(f"{text!r} is not recorded after {within:.0f} s")
            await asyncio.sleep(0.05)

    async def has_recorded(self, message: Seen, within: float = 20.0) -> None:
        """Wait until a message is in the database. Raises Untrue when it is not in time.

        A word edited before the user account has heard it was never heard as it stood first.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        where = {"chat": message.chat_id, "message": message.message_id}
        while not await self.rows(
            "SELECT 1 FROM messages WHERE chat_id = :chat AND message_id = :message", **where
        ):
            if loop.time() > deadline:
                raise Untrue(f"{message.text!r} was not recorded within {within:.0f} s")
            await asyncio.sleep(0.02)

    async def _unfinished(self) -> str:
        overview = await Reads(self.container.database).overview()
        waiting = {**overview.updates, **overview.effects}
        left = [f"{name} {backlog.count}" for name, backlog in waiting.items()]
        for name, query in UNWRITTEN.items():
            left += [f"{name} {row['count']}" for row in await self.rows(query) if row["count"]]
        return ", ".join(left)


@dataclass(slots=True)
class Premises:
    """What exists before a desk opens and after it closed: the sandbox, the bot's account, the
    logged-in user account, the folder and the database."""

    sandbox: Sandbox
    userbot: Person
    home: Path
    database_url: str | None
    lines: Mapping[str, str]

    further: list[Person] = field(default_factory=list)  # user accounts beside the first
    zones: set[str] = field(default_factory=set)  # of all desks that were open here

    @asynccontextmanager
    async def desk(
        self, *, accounts: int = 1, roles: Collection[Role] = ALL_ROLES, **choices: Any
    ) -> AsyncIterator[Stage]:
        """Run bot, userbot and scheduler in this process, with so many user accounts; `choices` are
        settings. At the end its record is proved."""
        while len(self.further) < accounts - 1:
            number = len(self.further) + 2
            username = f"switchboard_desk{number}"
            more = await self.sandbox.people.add(f"Switchboard desk {number}", username=username)
            self.further.append(more)
        further = tuple(self.further[: accounts - 1])
        files = [self.home / f"userbot{number}.session" for number in range(2, accounts + 1)]
        choices = {"more_session_files": files, **choices}
        settings = story_settings(self.home, self.lines, self.database_url, **choices)
        everybody = zip((self.userbot, *further), (settings.session_file, *files), strict=True)
        for person, file in everybody:
            if not file.exists() and not settings.has_no_account:
                phone = person.account.phone or ""
                await log_in_to(settings, phone, self.sandbox.login_code, session_file=file)
        async with open_container(settings) as container:
            self.zones.add(settings.time_zone)
            stage = Stage(self.sandbox.people, self.userbot, container, self.sandbox, further)
            stage.has_one_zone = len(self.zones) == 1
            async with running(container, roles):
                yield stage
            await stage.is_proved()


@asynccontextmanager
async def running(container: Container, roles: Collection[Role] = ALL_ROLES) -> AsyncIterator[None]:
    """Keep the desk at work for the length of a `with`; what ends it early is raised there."""
    stop = asyncio.Event()
    waiting = set(roles)
    up = asyncio.Event()

    def ready(role: Role) -> None:
        waiting.discard(role)
        if not waiting:
            up.set()

    serving = asyncio.create_task(serve(container, roles, stop, ready))
    is_up = asyncio.create_task(up.wait())
    await asyncio.wait({serving, is_up}, return_when=asyncio.FIRST_COMPLETED)
    is_up.cancel()
    if serving.done():
        await serving
    try:
        yield
    finally:
        stop.set()
        await serving


@asynccontextmanager
async def premises(
    home: Path, database_url: str | None = None, server: ServerKind = TELEGRAM
) -> AsyncIterator[Premises]:
    """Run a sandbox on free ports with the desk's two accounts, all files in `home`."""
    async with Sandbox(server=server) as sandbox:
        people = sandbox.people
        bot = await people.add_bot("Switchboard", "switchboard_bot")
        people.bot = bot.id
        owner = await people.add("Switchboard desk", username="switchboard_desk")
        lines = environment(sandbox.addresses(), home, bot.token or "")
        yield Premises(sandbox, owner, home, database_url, lines)


@asynccontextmanager
async def whole_desk(
    home: Path, database_url: str | None = None, server: ServerKind = TELEGRAM, **choices: Any
) -> AsyncIterator[Stage]:
    """Run sandbox, bot, userbot and scheduler in this process, on free ports, all files in
    `home`."""
    async with premises(home, database_url, server) as found, found.desk(**choices) as stage:
        yield stage


def story_settings(
    home: Path, lines: Mapping[str, str], database_url: str | None, **choices: Any
) -> Settings:
    """Return a story's settings: the sandbox's addresses, and files in `home`."""
    given: dict[str, Any] = {name.lower(): value for name, value in lines.items()}
    given |= {
        "session_file": home / "userbot.session",
        "logs_dir": home / "logs",
        "topics_file": _topics(home, desks=bool(choices.get("desk_chat_ids"))),
        "database_url": database_url or f"sqlite:///{home / 'switchboard.db'}",
        "flood_messages": 0,  # a story's customers write as fast as a machine does
    }
    return GivenSettings(**(given | choices))


def _topics(home: Path, *, desks: bool) -> Path:
    """Return the story's own topics, or those that a desk without any is delivered with: whatever
    is in the folder that the story was started in is somebody else's."""
    own = home / "topics.toml"
    return own if own.exists() else delivered_topics(desks=desks)


async def log_in_to(
    settings: Settings,
    phone: str,
    code: str,
    password: str = "",
    session_file: Path | None = None,
) -> None:
    """Log a user account in, as `switchboard login` does. Raises LoginError."""

    async def say(answer: str) -> str:
        return answer

    await login(
        credentials(settings, session_file),
        Asking(lambda: say(phone), lambda _where: say(code), lambda _hint: say(password)),
    )
