"""The sandbox as a process of its own: `switchboard sandbox`."""

import asyncio
import os
import shlex
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console

from app.errors import CommandError
from sandbox.bot_api.kind import KINDS, ServerKind
from sandbox.mtproto.limits import TELEGRAMS, UNLIMITED
from sandbox.people import Account
from sandbox.server import Sandbox
from sandbox.state.model import Refused
from stories.sandbox_settings import environment

ENV_FILE = "sandbox.env"


@dataclass(frozen=True, slots=True)
class SandboxChoices:
    """What the command was given; see `switchboard sandbox --help`."""

    home: Path
    bot_api_port: int
    mtproto_port: int
    control_port: int
    bot_token: str
    phone: str
    password: str | None
    code: str
    server: str
    version: str
    has_limits: bool = True
    page_port: int | None = None


async def keep_sandbox(choices: SandboxChoices, console: Console) -> None:
    """Run until SIGINT or SIGTERM. Raises CommandError when a port is taken."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    sandbox = Sandbox(
        bot_api_port=choices.bot_api_port,
        mtproto_port=choices.mtproto_port,
        control_port=choices.control_port,
        login_code=choices.code,
        limits=TELEGRAMS if choices.has_limits else UNLIMITED,
        server=_kind(choices),
    )
    try:
        async with sandbox:
            desk = await _prepare(sandbox, choices, console)
            async with _page(sandbox, desk, choices.page_port) as address:
                if address is not None:
                    console.print(f"# Play people in a browser: {address}")
                console.print("ready")
                await stop.wait()
    except Refused as error:
        raise CommandError(f"The sandbox refuses its own people: {error.tag}.") from error
    except OSError as error:
        raise CommandError(f"The sandbox cannot listen: {error.strerror or error}.") from error


def _kind(choices: SandboxChoices) -> ServerKind:
    kind = KINDS[choices.server]
    if not choices.version:
        return kind
    try:
        major, minor = (int(part) for part in choices.version.split("."))
    except ValueError:
        raise CommandError("A version of the Bot API is two numbers, as in 9.0.") from None
    return replace(kind, version=(major, minor))


@asynccontextmanager
async def _page(sandbox: Sandbox, desk: Account, port: int | None) -> AsyncIterator[str | None]:
    """Serve the page on which people are played, and return its address; without a port there is
    none."""
    if port is None:
        yield None
        return
    from sandbox.page import PageEnvironment, PageServer

    page_environment = PageEnvironment(
        sandbox.world, sandbox.people, sandbox.faults, hidden=frozenset({desk.id})
    )
    page = PageServer(page_environment, port)
    await page.start()
    try:
        yield page.url
    finally:
        await page.stop()


async def _prepare(sandbox: Sandbox, choices: SandboxChoices, console: Console) -> Account:
    """Make bot and user account, and print what leads to them; returns the user account."""
    people = sandbox.people
    bot = await people.add_bot("Switchboard", "switchboard_bot", choices.bot_token)
    people.bot = bot.id
    desk = await people.add(
        "Switchboard desk",
        username="switchboard_desk",
        phone=choices.phone,
        password=choices.password,
    )
    lines = environment(sandbox.addresses(), choices.home, choices.bot_token)
    text = "".join(f"{name}={shlex.quote(value)}\n" for name, value in lines.items())
    file = choices.home / ENV_FILE
    _write_private(file, text)
    control = sandbox.control.url if sandbox.control else ""
    console.print(
        f"# A Telegram on this machine. These settings lead to it; they are in {file}, too:\n"
        f"{text}"
        f"# Log the user account in:  switchboard login --phone {choices.phone}"
        f" --code {choices.code}\n"
        f"# Play conversations:       switchboard replay FILE --sandbox {control}"
    )
    return desk.account


def _write_private(file: Path, text: str) -> None:
    with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as opened:
        opened.write(text)
