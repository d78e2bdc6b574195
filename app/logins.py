"""Keeps which machine each login of a user account belongs to: Telegram ends one whose key comes
from two places (AUTH_KEY_DUPLICATED), so a session file is never copied."""

from pathlib import Path

import structlog

from app.accounts import session_files
from app.container import Container
from app.errors import CommandError
from core.delivery.trouble import patiently
from userbot.failures import KnownElsewhere, NotLoggedIn, SessionInUse
from userbot.storage import SessionStorage, StoredLogin

log = structlog.get_logger(__name__)


async def login_in(container: Container, storage: SessionStorage) -> StoredLogin:
    """Return the login in that session file, which is this machine's from now on.

    On SQLite all processes are on one machine, and the desk may move to another with all its files.

    Raises:
        KnownElsewhere: it is another machine's; NotLoggedIn: there is none.
        SessionInUse: another process works with the file.
    """
    login = await storage.login()
    if login is None:
        raise NotLoggedIn(f"no login in {storage.file}: run `switchboard login`")
    here = container.settings.host

    async def keep() -> str:
        async with container.work() as work:
            account = str(login.user_id)
            return await work.uow.budgets.keep_key(login.key_id, account, here, work.now)

    if container.database.is_postgresql:
        host = await patiently(keep)
        if host != here:
            raise KnownElsewhere(_elsewhere(storage.file, host, here))
    return login


async def move_here(container: Container, storage: SessionStorage) -> None:
    """Keep the login in that session file, if there is one, as this machine's, whosever it was."""
    login = await storage.login()
    if login is not None:
        async with container.work() as work:
            account, host = str(login.user_id), container.settings.host
            await work.uow.budgets.move_key(login.key_id, account, host, work.now)


async def check_logins(container: Container) -> None:
    """Check what a process needs that may have to work at any moment: a login of this machine's.
    One without it is left out while there are others. Connects to nobody.

    Raises CommandError when there is none.
    """
    failures: list[NotLoggedIn] = []
    files = session_files(container.settings)
    for file in files:
        try:
            await login_in(container, SessionStorage(file))
        except SessionInUse:
            continue  # it is at work on this machine
        except NotLoggedIn as failure:
            failures.append(failure)
    if len(failures) == len(files):
        raise CommandError(str(failures[0]))
    for each in failures:
        log.error("an account is left out", reason=str(each))


def _elsewhere(file: Path, host: str, here: str) -> str:
    return (
        f"The login in {file} belongs to the machine {host}, and this is {here}: a session file is"
        " never copied. Remove it and run `switchboard login` here; or, if the desk has moved here"
        " from there, run `switchboard login --moved`."
    )
