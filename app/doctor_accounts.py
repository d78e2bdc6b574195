"""Checks the logins of the user accounts on this machine, for `switchboard doctor`."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.accounts import credentials, session_files
from app.errors import CommandError
from app.roles import ACCOUNT
from app.settings import Settings
from core.model.findings import Finding, Found, Said, ill, said, well
from db.heartbeat import Heartbeat
from userbot.failures import NotLoggedIn, SessionInUse
from userbot.login import check_account
from userbot.storage import SessionStorage


async def check_accounts(
    settings: Settings,
    bot_username: str | None,
    beats: Mapping[str, Heartbeat],
    machines: Mapping[str, str],
) -> list[Finding]:
    """Check each login, by asking Telegram unless that would endanger it. `machines`: of the logins
    that are known, which machine's each is."""
    findings: list[Finding] = []
    files = session_files(settings)
    for file in files:
        account = said(Found.CHECKED_USER_ACCOUNT)
        if len(files) > 1:
            account = said(Found.CHECKED_USER_ACCOUNT_OF, file=file.name)
        untouched = await _without_asking(file, beats, machines, settings.host)
        if untouched is not None:
            findings.append(replace(untouched, what=_of(account, untouched.what)))
            continue
        try:
            given = credentials(settings, file)
            found = await check_account(given, bot_username, settings.bot_id)
        except CommandError as error:
            return [ill(Found.CHECKED_SERVER, said(Found.LINE, line=str(error)))]
        findings += [replace(each, what=_of(account, each.what)) for each in found]
    return findings


def _of(account: Said, part: Said) -> Said:
    return said(Found.CHECKED_ACCOUNT_PART, account=account, part=part)


async def _without_asking(
    file: Path, beats: Mapping[str, Heartbeat], machines: Mapping[str, str], here: str
) -> Finding | None:
    """Report a login that is at work, or another machine's: a second connection with its key
    endangers it. None for one that may be asked about, as this machine's own while the account is
    at work on another one, with another key."""
    try:
        login = await SessionStorage(file).login()
    except SessionInUse:
        return well(Found.CHECKED_LOGIN, Found.IN_USE)
    except NotLoggedIn:
        return None  # which is said by whoever looks at it
    if login is None:
        return None
    machine = machines.get(login.key_id)
    if machine not in (None, here):
        return ill(Found.CHECKED_LOGIN, said(Found.LOGIN_ELSEWHERE, host=machine))
    beat = beats.get(f"{ACCOUNT}{login.user_id}")
    if beat is None or not beat.beats:
        return None
    is_another = machine == here and beat.host not in (None, here)
    return None if is_another else well(Found.CHECKED_LOGIN, Found.IN_USE)
