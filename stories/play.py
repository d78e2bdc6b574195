"""Brings up a Telegram, a desk on it and a page to play its people with (`switchboard play`)."""

import asyncio
import shutil
import signal
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console

from app.container import open_container
from app.errors import CommandError
from app.roles import ALL_ROLES, Role
from app.settings import Settings
from core.model.people import Person as StaffPerson
from core.model.people import Role as StaffRole
from core.model.places import PlaceKind
from core.staff.members import add_operator
from sandbox.clock import MovedClock
from sandbox.page import PageEnvironment, PageServer, Part
from sandbox.people import Person
from sandbox.server import Sandbox
from stories.apart import settings_environment
from stories.processes import Process, start
from stories.sandbox_settings import environment
from stories.stage import log_in_to, story_settings
from stories.steps import Untrue

CODE = "12345"
CLOCK_FILE = "clock"
TOPICS = {
    PlaceKind.ROOM: ("order", "My order (in a room)"),
    PlaceKind.DESK: ("broken", "It is broken (at a desk)"),
    PlaceKind.THREAD: ("advice", "Advice (in a thread)"),
}


@dataclass(frozen=True, slots=True)
class PlayChoices:
    """What the command was given; see `switchboard play --help`."""

    home: Path
    port: int
    places: tuple[PlaceKind, ...]
    is_kept: bool
    database_url: str | None = None


class DeskProcesses:
    """The desk's parts, each a process of its own, so that one can be killed.

    Args:
        home: where they run and log to `<part>.log`.
        environment: the settings.
    """

    def __init__(self, home: Path, environment: Mapping[str, str]) -> None:
        self._home, self._environment = home, environment
        self._running: dict[str, Process] = {}
        self._starting: set[str] = set()

    def parts(self) -> Sequence[Part]:
        """Return all of them, as the page shows them."""
        return [self._part(role.value) for role in ALL_ROLES]

    def _part(self, name: str) -> Part:
        process = self._running.get(name)
        if name in self._starting:
            return Part(name, False, "starting")
        if process is None or process.has_ended:
            return Part(name, False, "ended")
        return Part(name, True, "running")

    async def begin(self, roles: Collection[Role] = ALL_ROLES) -> None:
        """Start them side by side. Raises Untrue when one does not come up."""
        await asyncio.gather(*(self.restart(role.value) for role in roles))

    async def kill(self, name: str) -> None:
        """End one as a power cut does."""
        process = self._running.get(name)
        if process is not None and not process.has_ended:
            process.kill()
            await process.gone()

    async def restart(self, name: str) -> None:
        """Begin one anew; one that runs is asked to end first. Raises Untrue when it does not come
        up."""
        if name in self._starting:
            return
        self._starting.add(name)
        try:
            if (before := self._running.pop(name, None)) is not None:
                await before.stop()
            process = await start(name, self._home, self._environment, "run", "--only", name)
            self._running[name] = process
            await process.is_ready()
        finally:
            self._starting.discard(name)

    async def stop(self) -> None:
        """Ask all of them to end, and see that they do."""
        await asyncio.gather(*(process.stop() for process in self._running.values()))


class PlayedClock:
    """The clock of sandbox and desk, as the page moves it."""

    def __init__(self, clock: MovedClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        """Return UTC now."""
        return self._clock.now()

    async def advance(self, by: timedelta) -> None:
        """Let time pass at once."""
        self._clock.advance(by)

    async def set(self, at: datetime) -> None:
        """Move on to a time that is to come; a past one changes nothing."""
        self._clock.advance(max(timedelta(), at - self._clock.now()))


async def play(choices: PlayChoices, console: Console) -> None:
    """Run until SIGINT or SIGTERM, or until the terminal is closed. Raises CommandError for what
    the caller has to mend."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    console.print("Bringing up a Telegram, a desk and a page with phones: some seconds")
    try:
        async with played_desk(choices) as address:
            kept = "kept" if choices.is_kept else "removed at the end; --home FOLDER keeps it"
            there = (
                "transcripts and logs" if choices.database_url else "database, transcripts, logs"
            )
            console.print(f"The desk's {there}: {choices.home} ({kept})")
            console.print(f"Play it in a browser: {address}")
            console.print("ready")
            await stop.wait()
            console.print("stopping")
    except Untrue as error:
        raise CommandError(f"The desk does not come up: {error}") from error
    except OSError as error:
        raise CommandError(f"It cannot listen: {error.strerror or error}.") from error
    finally:
        if not choices.is_kept:
            shutil.rmtree(choices.home, ignore_errors=True)


@asynccontextmanager
async def played_desk(choices: PlayChoices) -> AsyncIterator[str]:
    """Run sandbox and page in this process, the desk in others; yields the page's address."""
    clock = MovedClock(choices.home / CLOCK_FILE)
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox(clock=clock.now, login_code=CODE))
        cast = await _cast(sandbox)
        settings = await _settings(sandbox, cast, choices)
        await _open(settings, cast)
        desk = DeskProcesses(choices.home, settings_environment(settings))
        page = PageServer(
            PageEnvironment(
                sandbox.world,
                sandbox.people,
                sandbox.faults,
                parts=desk,
                clock=PlayedClock(clock),
                hidden=frozenset({cast.desk.id}),
            ),
            choices.port,
        )
        await page.start()  # first: a port that is taken is said at once
        stack.push_async_callback(page.stop)
        stack.push_async_callback(desk.stop)
        await desk.begin()
        for person in (cast.operator, cast.supervisor):
            await person.start()
        yield page.url


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who is there at first."""

    desk: Person  # the user account, which nobody plays
    bot_token: str
    customer: Person
    operator: Person
    supervisor: Person


async def _cast(sandbox: Sandbox) -> _Cast:
    people = sandbox.people
    bot = await people.add_bot("Switchboard", "switchboard_bot")
    people.bot = bot.id
    await people.set_inline(bot.id)
    return _Cast(
        await people.add("Switchboard desk", username="switchboard_desk"),
        bot.token or "",
        customer=await people.add("Ann", username="ann", language_code="en"),
        operator=await people.add("Olena", username="olena", language_code="en"),
        supervisor=await people.add("Sam", username="sam", language_code="en"),
    )


async def _settings(sandbox: Sandbox, cast: _Cast, choices: PlayChoices) -> Settings:
    lines = environment(sandbox.addresses(), choices.home, cast.bot_token)
    bot = sandbox.people.bot or 0
    (choices.home / "topics.toml").write_text(_topics(choices.places), encoding="utf-8")
    values: dict[str, Any] = {
        "supervisors": [cast.supervisor.id],
        "sandbox_clock": choices.home / CLOCK_FILE,
        # Somebody looks on, and has moved the clock perhaps: what is due is due soon.
        "sweep_seconds": 2.0,
        "room_pool_seconds": 5.0,
        "flood_messages": Settings.model_fields["flood_messages"].default,  # played by people
    }
    staff = (bot, cast.operator.id)
    if PlaceKind.DESK in choices.places:
        desk = await cast.supervisor.create_group("Front desk", staff)
        await cast.supervisor.promote(desk, bot)
        values["desk_chat_ids"] = [desk]
    if PlaceKind.THREAD in choices.places:
        forum = await cast.supervisor.create_group("Staff forum", staff, forum=True)
        await cast.supervisor.promote(forum, bot)
        values["forum_chat_id"] = forum
    return story_settings(choices.home, lines, choices.database_url, **values)


def _topics(places: Collection[PlaceKind]) -> str:
    """Return one topic for each place, whose title says where it is talked about."""
    return "\n".join(
        f'[[topics]]\nkey = "{key}"\ntitle = "{title}"\nplace = "{place.value}"\n'
        for place, (key, title) in TOPICS.items()
        if place in places
    )


async def _open(settings: Settings, cast: _Cast) -> None:
    """Make the database, put the operator on staff and log the user account in. Raises CommandError
    for a database in which people of another Telegram are."""
    async with open_container(settings) as container, container.work() as work:
        if await work.uow.operators.all():
            raise CommandError(
                "--database-url: there is a desk in that database already. Name an empty one."
            )
        for person, role in (
            (cast.operator, StaffRole.OPERATOR),
            (cast.supervisor, StaffRole.SUPERVISOR),
        ):
            account = person.account
            named = StaffPerson(account.id, account.name, account.username, "en")
            await add_operator(work, named, role=role)
    await log_in_to(settings, cast.desk.account.phone or "", CODE)
