"""What stands in the desk's way, looked at from the settings inwards."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.accounts import credentials, session_files
from app.container import check_direct_database, steps_of, utc_now
from app.doctor_groups import GroupFinding, check_groups
from app.errors import SettingsError
from app.health import PARTS, pulse
from app.roles import ALL_ROLES, NO_ACCOUNT, require
from app.run import FILES
from app.settings import Settings, load_settings
from bot.setup import Finding as BotFinding
from bot.setup import check_bot, make_bot
from core.model.accounts import (
    TOO_POORLY,
    WELL,
    AccountBudget,
    Rest,
    Trouble,
    health_at,
    is_filling_up,
)
from core.model.effects import Gateway
from core.model.places import StaffGroup
from core.model.rules import Budget
from core.ports import DatabaseBusyError, UnreadBox
from db.database import SqlDatabase
from db.errors import DatabaseUnavailableError
from db.heartbeat import Heartbeat, heartbeats
from db.migrations import is_current
from db.reads import Reads
from userbot.failures import NotLoggedIn, SessionInUse
from userbot.login import AT_WORK, check_account
from userbot.server import ServerError
from userbot.storage import SessionStorage

STALE_SECONDS = 120.0
"""Work that waits for so long is waited for in vain."""
ACCOUNT = "account:"
"""What the names of user accounts' leases begin with."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `text` says how it stands, or what to do about it."""

    name: str
    ok: bool
    text: str


async def examine() -> list[Finding]:
    """Look at everything that the desk needs. Raises nothing expected.

    Whether one part works is asked by `app.health`, which is what a health check does.
    """
    try:
        settings = load_settings()
    except SettingsError as error:
        return [Finding("settings", False, line) for line in error.lines]
    findings = [*_settings(settings), *await _database(settings)]
    beats: dict[str, Heartbeat] = {}
    if any(finding.name == "database" and finding.ok for finding in findings):
        beats = await _beats(settings)
        findings += parts_of(beats)
        findings += await _looked_after(settings)
    findings += await _redis(settings)
    findings.append(_transcripts(settings.logs_dir))
    if not findings[0].ok:
        return findings
    found, username = await _bot(settings)
    findings += found
    if settings.has_no_account:
        findings.append(Finding("user account", True, NO_ACCOUNT))
    else:
        findings += await _userbot(settings, username, beats)
    return findings


def _settings(settings: Settings) -> Iterable[Finding]:
    try:
        require(settings, ALL_ROLES)
    except SettingsError as error:
        for line in error.lines:
            yield Finding("settings", False, line)
    else:
        yield Finding("settings", True, "nothing is missing")


def _transcripts(folder: Path) -> Finding:
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return Finding("transcripts", False, f"LOGS_DIR: nothing can be written in {folder}")
    return Finding("transcripts", True, f"they go to {folder}")


async def _database(settings: Settings) -> list[Finding]:
    try:
        check_direct_database(settings)
        if not await is_current(settings.database):
            return [Finding("database", False, "is not up to date: run `switchboard db upgrade`")]
        database = await SqlDatabase.connect(settings.database)
    except DatabaseUnavailableError as error:
        return [Finding("database", False, str(error))]
    except SettingsError as error:
        return [Finding("database", False, line) for line in error.lines]
    try:
        overview = await Reads(database).overview()
    finally:
        await database.close()
    kind = "PostgreSQL" if database.is_postgresql else "SQLite"
    findings = [Finding("database", True, f"{kind}, up to date")]
    for name, backlog in {**overview.updates, **overview.effects}.items():
        age = (utc_now() - backlog.oldest).total_seconds()
        text = waiting(name, backlog.count, age, is_update=name in overview.updates)
        if age > STALE_SECONDS:
            text += ": is that part running?"
        findings.append(Finding("work", age <= STALE_SECONDS, text))
    return findings


def waiting(name: str, count: int, age: float, *, is_update: bool) -> str:
    """What waits for a part. `name`: an inbox's source, or who carries effects out."""
    kind, _, account = name.partition(":")
    who = "files part" if kind == Gateway.ARCHIVE else kind
    if kind == Gateway.USERBOT and account:
        who = f"user account {account}"
    what = "update" if is_update else "task"
    waits = f"1 {what} waits" if count == 1 else f"{count} {what}s wait"
    return f"{waits} for the {who}, the oldest for {age:.0f} s"


async def _beats(settings: Settings) -> dict[str, Heartbeat]:
    try:
        return await heartbeats(settings.database)
    except DatabaseUnavailableError:
        return {}  # said above


def parts_of(beats: Mapping[str, Heartbeat]) -> Iterable[Finding]:
    """Whether each part is at work. That one does not run is no fault; that one runs and does not
    work is, or that one ended without giving its lease back."""
    accounts = [part for part in beats if part.startswith(ACCOUNT) and beats[part].beats]
    for part in (*PARTS, FILES, *accounts):
        beat = beats.get(part)
        found = pulse(part.replace(ACCOUNT, "user account "), beat)
        yield Finding("part", found.ok or beat is None, found.text)


async def _looked_after(settings: Settings) -> list[Finding]:
    """What only a person can mend."""
    try:
        database = await SqlDatabase.connect(settings.database)
    except DatabaseUnavailableError:
        return []  # said above
    try:
        if not await is_current(settings.database):
            return []
        failed = await Reads(database).failed_updates()
        accounts = await Reads(database).account_budgets(utc_now())
        unread = await Reads(database).unread_boxes()
    finally:
        await database.close()
    budget = settings.rules().budget
    findings = [budget_of(account, budget, utc_now()) for account in accounts]
    findings += [unread_of(box) for box in unread]
    if failed:
        were = "1 was" if len(failed) == 1 else f"{len(failed)} were"
        text = f"{were} set aside: see `switchboard updates list`"
        findings.append(Finding("updates", False, text))
    return findings


WHAT_RESTS = {
    Rest.MAKING: "no new rooms",
    Rest.INVITING: "nobody is added to rooms, links are sent instead",
    Rest.ALL: "Telegram lets it read only",
}


def budget_of(account: AccountBudget, budget: Budget, now: datetime) -> Finding:
    """What a user account may still do; well unless a person should look at it."""
    if account.trouble is Trouble.AWAY:
        text = "its login ended, or it is not in the settings any more: `switchboard login`"
        return Finding(f"account {account.name}", False, text)
    health = health_at(account, now)
    lines = [
        f"{account.made} of {budget.rooms_a_day} new rooms today",
        f"in {account.chats} of {budget.chats} chats",
        f"health {health} of {WELL}",
    ]
    rests = account.resting(now)
    if rests and account.trouble is not None:
        lines.append(
            f"rests until {account.rests_until:%Y-%m-%d %H:%M:%S} UTC ({account.trouble.value}): "
            + WHAT_RESTS.get(rests, "no new rooms, nobody is added to rooms")
        )
    if account.flood_until is not None and account.flood_until > now:
        lines.append(f"no new rooms until {account.flood_until:%Y-%m-%d %H:%M:%S} UTC")
    elif account.trouble is not None and health < WELL and not rests:
        lines.append(f"last trouble {account.trouble.value}")
    well = not is_filling_up(account, budget) and health >= TOO_POORLY and not rests
    return Finding(f"account {account.name}", well, ", ".join(lines))


def unread_of(unread: UnreadBox) -> Finding:
    """A room that a user account cannot read: what is said there is not in the transcripts."""
    what = "its own updates" if unread.box >= 0 else f"room {unread.box}"
    since = f"{unread.since:%Y-%m-%d %H:%M:%S}"
    text = f"{what} cannot be read since {since} UTC: {unread.reason}"
    return Finding(f"account {unread.account}", False, text)


async def _redis(settings: Settings) -> list[Finding]:
    try:
        steps = steps_of(settings)
    except SettingsError as error:
        return [Finding("redis", False, line) for line in error.lines]
    if steps is None:
        return []
    try:
        await steps.get(0)
    except DatabaseBusyError as error:
        return [Finding("redis", False, str(error))]
    finally:
        await steps.close()
    return [Finding("redis", True, "answers")]


async def _bot(settings: Settings) -> tuple[list[Finding], str | None]:
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    bot = make_bot(token, settings.bot_api_url)
    found: list[BotFinding | GroupFinding] = []
    try:
        found += await check_bot(bot, polling=settings.webhook_url is None)
        username = (await bot.me()).username if found[0].ok else None
        if found[0].ok:
            found += await check_groups(bot, settings, *await _known_groups(settings))
    finally:
        await bot.session.close()
    return [Finding(each.name, each.ok, each.text) for each in found], username


async def _known_groups(settings: Settings) -> tuple[list[StaffGroup], list[int]]:
    """The staff's groups and our user accounts, as far as the database can tell."""
    try:
        if not await is_current(settings.database):
            return [], []
        database = await SqlDatabase.connect(settings.database)
    except DatabaseUnavailableError:
        return [], []  # said above
    try:
        async with database.unit_of_work() as uow:
            groups = await uow.groups.all()
        accounts = await Reads(database).account_budgets(utc_now())
    finally:
        await database.close()
    return groups, [account.user_id for account in accounts]


async def _userbot(
    settings: Settings, bot_username: str | None, beats: Mapping[str, Heartbeat]
) -> list[Finding]:
    findings: list[Finding] = []
    files = session_files(settings)
    for file in files:
        name = "user account" if len(files) == 1 else f"user account {file.name}"
        if await _is_in_use(file, beats):
            findings.append(Finding(f"{name}, login", True, AT_WORK))
            continue
        try:
            account = credentials(settings, file)
            found = await check_account(account, bot_username, settings.bot_id)
        except ServerError as error:
            return [Finding("server", False, str(error))]
        findings += [Finding(f"{name}, {each.what}", each.ok, each.text) for each in found]
    return findings


async def _is_in_use(file: Path, beats: Mapping[str, Heartbeat]) -> bool:
    """Whether the account is at work, here or with a copy of the file elsewhere: its key on a
    second connection endangers the login."""
    try:
        owner = await SessionStorage(file).owner()
    except SessionInUse:
        return True
    except NotLoggedIn:
        return False  # which is said by whoever looks at it
    beat = beats.get(f"{ACCOUNT}{owner}")
    return beat is not None and beat.beats
