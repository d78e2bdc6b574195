"""A desk on several machines, each with its processes, its login, its folder and its line to the
database; the people are in this process."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from app.container import open_container
from core.model.people import Person as Customer
from sandbox.server import Sandbox
from stories.apart import settings_environment
from stories.sandbox_settings import environment
from stories.stage import Stage, log_in_to, story_settings
from tests.e2e.reliability.child import Child, running
from tests.e2e.reliability.hall import Hall
from tests.e2e.reliability.rig import PATIENCE, BotRig
from tests.support.lines import Line, line_to
from tests.support.waiting import eventually

PARTS = ("bot", "userbot", "scheduler")
LEASED = ("bot", "files", "scheduler", "userbot")


@dataclass(slots=True)
class Machine:
    """One machine: three processes that stand by for each other's."""

    name: str
    home: Path
    lines: dict[str, str]
    line: Line
    _stack: AsyncExitStack
    parts: dict[str, Child] = field(default_factory=dict)

    async def begin(self) -> None:
        """Start all parts; they are at work, or stand by."""
        for part in PARTS:
            command = ("run", "--only", part, "--stand-by")
            made = running(part, self.home, self.lines, *command)
            self.parts[part] = await self._stack.enter_async_context(made)
        for child in self.parts.values():
            await child.is_ready()

    async def dies(self) -> None:
        """As by a power cut."""
        for child in self.parts.values():
            child.kill()
        for child in self.parts.values():
            await child.ended()

    async def stops(self) -> None:
        """As at an upgrade: one part after the other ends in good order."""
        for child in self.parts.values():
            await child.stop()
            assert child.exit_code == 0, child.last_words()


class Machines:
    """The desk's machines and its people. `rig`: customers who write to the bot and are answered;
    `hall`: those who talk in rooms."""

    def __init__(self, sandbox: Sandbox, rig: BotRig, hall: Hall) -> None:
        self.sandbox, self.rig, self.hall = sandbox, rig, hall
        self.all: dict[str, Machine] = {}

    async def leases(self) -> dict[str, tuple[str, datetime, datetime]]:
        """Of each part the machine that has its lease, since when, and until when."""
        rows = await self.rig.rows(
            "SELECT part, host, taken_at, until FROM leases"
            " WHERE part = ANY(:parts) AND until > clock_timestamp()",
            parts=list(LEASED),
        )
        return {part: (host, taken, until) for part, host, taken, until in rows}

    async def leads(self, machine: Machine) -> None:
        """Wait until all parts are that machine's."""

        held: dict[str, tuple[str, datetime, datetime]] = {}

        async def all_of_them() -> bool:
            held.clear()
            held.update(await self.leases())
            return [held[part][0] for part in LEASED if part in held] == [machine.name] * 4

        def what_is() -> str:
            return f"{machine.name} does not lead: {held}"

        await eventually(all_of_them, within=PATIENCE, describe=what_is)

    async def stand_by(self, machine: Machine) -> None:
        """Wait until that machine is ready to take over."""

        async def shown() -> bool:
            rows = await self.rig.rows(
                "SELECT part FROM leases WHERE host = :host AND starts_with(part, 'standby:')"
                " AND until > clock_timestamp()",
                host=machine.name,
            )
            return len(rows) == len(PARTS)

        await eventually(shown, within=PATIENCE, describe=f"{machine.name} does not stand by")

    async def is_ticked(self) -> None:
        """Wait until a ticket that nobody pulled is found by the sweep."""
        person = await self.sandbox.people.add("Somebody")
        async with self.rig.container.work() as work:
            known = Customer(person.id, person.name, None, "en")
            await work.uow.customers.seen(known, work.now)
            await work.uow.customers.register(person.id, "+7999", work.now)
            ticket = await work.uow.tickets.open(person.id, "general", 0, work.now)
        assert ticket is not None

        async def found() -> bool:
            # It goes back to the queue: this customer never started the bot.
            query = "SELECT id FROM ticket_events WHERE ticket_id = :id AND kind = 'offered'"
            return bool(await self.rig.rows(query, id=ticket.id))

        await eventually(found, within=PATIENCE, every=0.05, describe="nobody sweeps")

    def connections(self) -> int:
        """How many connections the user account has that hear what is said."""
        return len(self.sandbox.mtproto.server.sessions_of(self.hall.stage.userbot.id))


@asynccontextmanager
async def machines(
    home: Path, database_url: str, names: Sequence[str] = ("first", "second"), **choices: Any
) -> AsyncIterator[Machines]:
    """Bring up sandbox, database and logins; each machine begins when it is told to."""
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox())
        bot = await sandbox.people.add_bot("Switchboard", "switchboard_bot")
        sandbox.people.bot = bot.id
        owner = await sandbox.people.add("Switchboard desk", username="switchboard_desk")
        lines = environment(sandbox.addresses(), home, bot.token or "")
        # Transcripts are in a folder that all of them have.
        common = {"logs_dir": home / "logs", "sweep_seconds": 0.5, **choices}
        shared = story_settings(home, lines, database_url, **common)
        container = await stack.enter_async_context(open_container(shared))
        rig = BotRig(sandbox, bot.id, container, home)
        desk = Machines(sandbox, rig, Hall(sandbox, Stage(sandbox.people, owner, container), home))
        for name in names:
            folder = home / name
            folder.mkdir()
            line = await stack.enter_async_context(line_to(database_url))
            settings = story_settings(folder, lines, line.url, **{**common, "host_name": name})
            await log_in_to(settings, owner.account.phone or "", sandbox.login_code)
            # A killed process is found dead at once by others of its machine, not of another one.
            given = {**settings_environment(settings), "TMPDIR": str(folder)}
            desk.all[name] = Machine(name, folder, given, line, stack)
        yield desk
