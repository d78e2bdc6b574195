"""Runs a desk whose parts are processes of their own, as an owner runs them, by the same
settings."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from app.container import open_container
from app.roles import ALL_ROLES
from app.settings import Settings
from sandbox.remote import connect
from stories.processes import started
from stories.sandbox_settings import environment
from stories.stage import Stage, log_in_to, story_settings

PHONE, CODE = "+99966100000", "12345"
TOKEN = "4000000001:a-token-for-the-bot-of-a-story-00000"  # noqa: S105 - no bot of Telegram's


@asynccontextmanager
async def running_desk(settings: Settings, control: str) -> AsyncIterator[Stage]:
    """Open a desk that runs with these settings, played through its sandbox's control API. At the
    end its record is proved."""
    async with connect(control, bot=settings.bot_id) as sandbox, open_container(settings) as shared:
        userbot = await sandbox.people.person("@switchboard_desk")
        stage = Stage(sandbox.people, userbot, shared)
        yield stage
        await stage.is_proved()


@asynccontextmanager
async def desk_apart(home: Path, database_url: str | None = None) -> AsyncIterator[Stage]:
    """Run sandbox, bot, userbot and scheduler, each a process; logs of each in `home`."""
    async with AsyncExitStack() as stack:
        ports = {name: free_port() for name in ("bot-api", "mtproto", "control")}
        command = ["sandbox", "--home", str(home), "--bot-token", TOKEN]
        command += ["--phone", PHONE, "--code", CODE]
        for name, port in ports.items():
            command += [f"--{name}-port", str(port)]
        await stack.enter_async_context(started("sandbox", home, {}, *command))
        control = f"http://127.0.0.1:{ports['control']}"
        async with connect(control) as sandbox:
            lines = environment(sandbox.addresses, home, TOKEN)
        settings = story_settings(home, lines, database_url)
        await log_in_to(settings, PHONE, CODE)
        stage = await stack.enter_async_context(running_desk(settings, control))
        await start_roles(stack, home, settings_environment(settings))
        yield stage


async def start_roles(stack: AsyncExitStack, home: Path, lines: dict[str, str]) -> None:
    """Start every part of the desk; they end with the stack."""
    parts = (started(role.value, home, lines, "run", "--only", role.value) for role in ALL_ROLES)
    await asyncio.gather(*(stack.enter_async_context(part) for part in parts))


def settings_environment(settings: Settings) -> dict[str, str]:
    """Return the settings that are not their defaults, as an environment."""
    given = settings.model_dump(exclude_defaults=True)
    return {name.upper(): _plain(value) for name, value in given.items()}


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ",".join(map(_plain, value))
    reveal = getattr(value, "get_secret_value", None)
    return str(reveal() if reveal else value)


def free_port() -> int:
    """Return a port of this machine that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
