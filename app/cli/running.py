"""Runs the desk (`switchboard run`), and logs its user account in (`switchboard login`)."""

import asyncio
import errno
import os
from collections.abc import Awaitable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer
from rich.console import Console
from rich.markup import escape

from app.cli.prompts import ask
from app.errors import CommandError
from app.roles import NO_ACCOUNT, Role, require, roles_of
from core.files import private_folder
from db.dsn import DatabaseUnavailableError, parse

if TYPE_CHECKING:
    from app.settings import Settings

NEEDS_POSTGRESQL = "--stand-by needs PostgreSQL (DATABASE_URL), where several machines can meet"
DATABASE_PATIENCE = 30.0
"""Seconds for which `run` waits for a database that is being started, as after a power cut."""


def run(
    only: Annotated[
        Role | None, typer.Option(help="One part in this process; all of them unless given.")
    ] = None,
    stand_by: Annotated[
        bool,
        typer.Option(
            "--stand-by", help="Wait for what another process does, and take it over at its end."
        ),
    ] = False,
) -> None:
    """Run the desk until it is told to stop."""
    from app.settings import load_settings

    settings = load_settings()
    roles = roles_of(settings) if only is None else (only,)
    require(settings, roles)
    if stand_by and parse(settings.database).on_sqlite:
        raise CommandError(NEEDS_POSTGRESQL)
    # Imported late: the libraries behind them would make every command and `--help` slow.
    from app.container import new_holder, open_container
    from app.heap import share_heap
    from app.logs import configure_logs
    from app.run import TERMS, run_until_told
    from app.turns import take_short_turns
    from db.engine import Sessions

    share_heap()
    take_short_turns()
    if Role.USERBOT in roles and settings.has_no_account:
        # On standard output, as what says that parts are ready.
        Console(highlight=False, soft_wrap=True).print(NO_ACCOUNT)
    elif Role.USERBOT in roles:
        from app.accounts import credentials

        credentials(settings)

    if Role.BOT in roles or Role.USERBOT in roles:
        _check_writable(settings.logs_dir)
    configure_logs(settings.log_level, as_json=settings.log_json)

    async def body() -> None:
        sessions = Sessions(new_holder(), TERMS.abandoned)
        async with open_container(settings, DATABASE_PATIENCE, sessions) as container:
            await run_until_told(container, roles, stand_by=stand_by)

    asyncio.run(body())


def log_in(
    phone: Annotated[str | None, typer.Option(help="Phone number; asked for unless given.")] = None,
    code: Annotated[str | None, typer.Option(help="The code; asked for unless given.")] = None,
    password: Annotated[
        str | None, typer.Option(help="Two-step password; better asked for than given here.")
    ] = None,
    session: Annotated[
        Path | None,
        typer.Option(help="Session of a further account, one of MORE_SESSION_FILES."),
    ] = None,
    moved: Annotated[
        bool,
        typer.Option(
            "--moved", help="The desk has moved to this machine, and its session file with it."
        ),
    ] = False,
) -> None:
    """Log a user account in: phone, code, and password if it has one."""
    from app.accounts import credentials, session_files
    from app.logs import configure_logs
    from app.settings import load_settings
    from userbot.login import Asking, LoginError, login

    settings = load_settings()
    configure_logs("CRITICAL")  # what goes wrong is said in one line at the end
    given_code = _once(code, "The code is wrong.")
    given_password = _once(password, "The password is wrong.")
    asking = Asking(
        phone=lambda: _once(phone, "")("Phone number of the user account"),
        code=lambda where: given_code(f"Code (sent by {where})"),
        password=lambda hint: given_password(f"Password ({hint or 'no hint'})", hidden=True),
    )
    account = credentials(settings, session)
    try:
        asyncio.run(_belongs_here(settings, account.session_file, moved=moved))
        me = asyncio.run(login(account, asking))
        with suppress(DatabaseUnavailableError):  # `run` does it then
            asyncio.run(_belongs_here(settings, account.session_file))
    except LoginError as error:
        raise CommandError(str(error), code=1) from error
    tag = f"@{me.username}" if me.username else me.id
    Console(highlight=False, soft_wrap=True).print(
        escape(f"Logged in as {me.name} ({tag}). The session is in {account.session_file}.")
    )
    if session is not None and session not in session_files(settings):
        note = f"Add it to MORE_SESSION_FILES: {session}"
        Console(highlight=False, soft_wrap=True).print(escape(note))


async def _belongs_here(settings: "Settings", file: Path, *, moved: bool = False) -> None:
    """Check that the login in a session file is this machine's, if there is one: before anybody
    connects with it, and when it was made. Raises CommandError when it is not, or nobody can
    tell."""
    from app.container import open_container
    from app.logins import login_in, move_here
    from userbot.failures import KnownElsewhere, UserbotError
    from userbot.storage import SessionStorage

    storage = SessionStorage(file)
    try:
        if parse(settings.database).on_sqlite or await storage.login() is None:
            return
        async with open_container(settings, DATABASE_PATIENCE) as container:
            if moved:
                await move_here(container, storage)
            await login_in(container, storage)
    except KnownElsewhere as error:
        raise CommandError(str(error), code=1) from error
    except UserbotError:
        return  # which is told by whoever opens it next


class _Answer(Protocol):
    def __call__(self, question: str, *, hidden: bool = False) -> Awaitable[str]: ...


def _once(given: str | None, wrong: str) -> _Answer:
    """Return what was given at the command line, or ask. Asked a second time, what was given was
    `wrong`: trying it again would only use up Telegram's patience."""
    used = False

    async def answer(question: str, *, hidden: bool = False) -> str:
        nonlocal used
        if given is None:
            return await ask(question, hidden=hidden)
        if used:
            raise CommandError(wrong, code=1)
        used = True
        return given

    return answer


def _check_writable(logs: Path) -> None:
    """Check that transcripts can be written there. Raises CommandError when not, unless a disk is
    full or read-only just now, which is waited for."""
    from core.disk_errors import is_refused_by_disk

    try:
        private_folder(logs)
        if not os.access(logs, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        read_only = logs.is_dir() and os.statvfs(logs).f_flag & os.ST_RDONLY
        if not is_refused_by_disk(error) and not read_only:
            line = f"LOGS_DIR: nothing can be written in {logs}: {error.strerror}"
            raise CommandError(line) from error
