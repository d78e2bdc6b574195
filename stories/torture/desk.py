"""The desk that is tortured: its parts as processes, with a sandbox of their own."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.container import open_container
from app.roles import Role
from app.settings import Settings
from core.ports import DatabaseBusyError
from sandbox.people import Person
from sandbox.remote import RemoteSandbox, connect
from stories.apart import CODE, PHONE, TOKEN, free_port, settings_environment
from stories.processes import started
from stories.replay_ways import write_topics
from stories.sandbox_settings import environment
from stories.stage import Stage, log_in_to, story_settings
from stories.steps import Untrue
from stories.torture.disk import Disk, disk_at
from stories.torture.faults import ON_ARCHIVE
from stories.torture.parts import Parts
from stories.torture.schedule import planned
from stories.torture.settings import TortureOptions, choices
from userbot.login import LoginError

AGAIN = 0.5  # seconds
LOGS_IN_WITHIN = 60.0
_A_DAY_LATER = (
    """UPDATE accounts SET flood_until = NULL, trouble = NULL, health = 100, rests = 0,
    rests_until = NULL""",
    "UPDATE outbox SET not_before = NULL WHERE state = 'waiting' AND gateway = 'userbot'",
)


class PatientStage(Stage):
    """A stage whose database may be away for a while."""

    async def rows(self, query: str, **values: Any) -> list[dict[str, Any]]:
        """Return what the database answers, as soon as it does."""
        while True:
            try:
                return await super().rows(query, **values)
            except DatabaseBusyError:
                await asyncio.sleep(AGAIN)


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a torture works on."""

    stage: Stage
    sandbox: RemoteSandbox
    parts: Parts
    accounts: Sequence[Person]
    files: Sequence[Path]
    disk: Disk

    async def _log_in(self, settings: Settings, phone: str, file: Path) -> None:
        """Log in as soon as Telegram allows it: another fault may be about the same account."""
        deadline = asyncio.get_running_loop().time() + LOGS_IN_WITHIN
        while True:
            try:
                return await log_in_to(settings, phone, CODE, session_file=file)
            except LoginError as error:
                if asyncio.get_running_loop().time() > deadline:
                    raise Untrue(f"nobody can log in: {error}") from error
                await asyncio.sleep(AGAIN)

    async def mend(self, logged_out: Collection[int]) -> None:
        """Do what only a person, or a day that passes, can do for user accounts: those are logged
        in again, and what Telegram had against any is over."""
        settings = self.stage.settings
        async with self.parts.stopped(Role.USERBOT):
            for person, file in zip(self.accounts, self.files, strict=True):
                if person.id in logged_out:
                    await self._log_in(settings, person.account.phone or PHONE, file)
            while True:
                with suppress(SQLAlchemyError, OSError):
                    async with self.stage.container.database.engine.begin() as connection:
                        for statement in _A_DAY_LATER:
                            await connection.execute(text(statement))
                    return
                await asyncio.sleep(AGAIN)


@asynccontextmanager
async def desk_at_work(options: TortureOptions) -> AsyncIterator[Desk]:
    """Run sandbox, bot, userbot and scheduler, each a process, with two user accounts."""
    home = options.home
    write_topics(home, options.place)
    async with AsyncExitStack() as stack:
        ports = {name: free_port() for name in ("bot-api", "mtproto", "control")}
        command = ["sandbox", "--home", str(home), "--bot-token", TOKEN]
        command += ["--phone", PHONE, "--code", CODE, "--no-limits"]
        for name, port in ports.items():
            command += [f"--{name}-port", str(port)]
        await stack.enter_async_context(started("sandbox", home, {}, *command))
        control = f"http://127.0.0.1:{ports['control']}"
        bot = int(TOKEN.partition(":")[0])
        sandbox = await stack.enter_async_context(connect(control, bot=bot))
        lines = environment(sandbox.addresses, home, TOKEN)
        files = [home / "userbot.session", home / "userbot2.session"]
        settings = story_settings(
            home,
            lines,
            options.database_url,
            more_session_files=files[1:],
            **choices(options.place),
        )
        first = await sandbox.people.person("@switchboard_desk")
        second = await sandbox.people.add("Switchboard desk 2", username="switchboard_desk2")
        accounts = (first, second)
        for person, file in zip(accounts, files, strict=True):
            await log_in_to(settings, person.account.phone or PHONE, CODE, session_file=file)
        shared = await stack.enter_async_context(open_container(settings))
        stage = PatientStage(sandbox.people, first, shared)
        disk = Disk(settings.logs_dir, is_own=False)
        if any(strike.kind.strike in ON_ARCHIVE for strike in planned(options)):
            disk = stack.enter_context(disk_at(settings.logs_dir))
        parts = await stack.enter_async_context(Parts(home, settings_environment(settings)))
        await parts.are_up()
        yield Desk(stage, sandbox, parts, accounts, files, disk)
