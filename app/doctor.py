"""What stands in the desk's way, looked at from the settings inwards."""

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.accounts import credentials, session_files
from app.container import utc_now
from app.doctor_groups import GroupFinding, check_groups
from app.roles import ALL_ROLES, NO_ACCOUNT, Role, require
from app.settings import Settings, SettingsError, load_settings
from bot.setup import Finding as BotFinding
from bot.setup import check_bot, make_bot
from core.domain.budget import (
    TOO_POORLY,
    WELL,
    AccountBudget,
    Rest,
    Trouble,
    health_at,
    is_filling_up,
)
from core.domain.groups import StaffGroup
from core.domain.rules import Budget
from core.ports import DatabaseBusyError, UnreadBox
from db.database import SqlDatabase
from db.errors import DatabaseUnavailableError
from db.leader import OnlyOne, make_leader
from db.migrations import is_current
from db.reads import Reads
from db.sole import is_held
from db.steps import RedisSteps
from userbot.login import check_account
from userbot.server import ServerError

STALE_SECONDS = 120.0
"""Work that waits for so long is waited for in vain."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `text` says how it stands, or what to do about it."""

    name: str
    ok: bool
    text: str


async def examine(only: Role | None) -> list[Finding]:
    """Look at everything that the desk, or one part of it, needs. Raises nothing expected."""
    roles = ALL_ROLES if only is None else (only,)
    try:
        settings = load_settings()
    except SettingsError as error:
        return [Finding("settings", False, line) for line in error.lines]
    findings = [*_settings(settings, roles), *await _database(settings)]
    if any(finding.name == "database" and finding.ok for finding in findings):
        findings += await _parts(settings, only)
        # A health check asks whether a part works; this asks for a person.
        findings += await _looked_after(settings) if only is None else []
    if settings.redis_url is not None:
        findings.append(await _redis(settings.redis_url.get_secret_value()))
    if Role.USERBOT in roles:
        findings.append(_transcripts(settings.logs_dir))
    if not findings[0].ok:
        return findings
    username = None
    if Role.BOT in roles or Role.USERBOT in roles:
        found, username = await _bot(settings, with_groups=Role.BOT in roles)
        findings += found if Role.BOT in roles else []
    if Role.USERBOT in roles and settings.has_no_account:
        findings.append(Finding("user account", True, NO_ACCOUNT))
    elif Role.USERBOT in roles:
        findings += await _userbot(settings, username)
    return findings


def _settings(settings: Settings, roles: Collection[Role]) -> Iterable[Finding]:
    try:
        require(settings, roles)
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
        if not await is_current(settings.database):
            return [Finding("database", False, "is not up to date: run `switchboard db upgrade`")]
        database = await SqlDatabase.connect(settings.database)
    except DatabaseUnavailableError as error:
        return [Finding("database", False, str(error))]
    try:
        overview = await Reads(database).overview()
    finally:
        await database.close()
    kind = "PostgreSQL" if database.is_postgresql else "SQLite"
    findings = [Finding("database", True, f"{kind}, up to date")]
    for name, backlog in {**overview.updates, **overview.effects}.items():
        age = (utc_now() - backlog.oldest).total_seconds()
        text = f"{backlog.count} wait for {name}, the oldest for {age:.0f} s"
        if age > STALE_SECONDS:
            text += ": is that part running?"
        findings.append(Finding("work", age <= STALE_SECONDS, text))
    return findings


async def _parts(settings: Settings, only: Role | None) -> list[Finding]:
    """Whether each part is at work. Asked for one part, as a health check does, it must be."""
    findings = []
    for role in ALL_ROLES if only is None else (only,):
        at_work = await _is_at_work(settings.database, role)
        if at_work is not None:
            text = f"the {role.value} is at work" if at_work else f"the {role.value} does not run"
            findings.append(Finding("part", at_work or only is None, text))
    return findings


async def _is_at_work(url: str, role: Role) -> bool | None:
    """None where it cannot be seen: a scheduler on SQLite holds nothing."""
    if role is not Role.SCHEDULER:
        return await is_held(url, role.value)
    leader = make_leader(url)
    if isinstance(leader, OnlyOne):
        return None
    try:
        return not await leader.leads()
    finally:
        await leader.close()


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
        text = f"{len(failed)} were set aside: see `switchboard updates list`"
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
    what = f"room {unread.box}" if unread.box else "its own updates"
    since = f"{unread.since:%Y-%m-%d %H:%M:%S}"
    text = f"{what} cannot be read since {since} UTC: {unread.reason}"
    return Finding(f"account {unread.account}", False, text)


async def _redis(url: str) -> Finding:
    steps = RedisSteps(url)
    try:
        await steps.get(0)
    except DatabaseBusyError as error:
        return Finding("redis", False, str(error))
    finally:
        await steps.close()
    return Finding("redis", True, "answers")


async def _bot(settings: Settings, *, with_groups: bool) -> tuple[list[Finding], str | None]:
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    bot = make_bot(token, settings.bot_api_url)
    found: list[BotFinding | GroupFinding] = []
    try:
        found += await check_bot(bot, polling=settings.webhook_url is None)
        username = (await bot.me()).username if found[0].ok else None
        if found[0].ok and with_groups:
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


async def _userbot(settings: Settings, bot_username: str | None) -> list[Finding]:
    findings: list[Finding] = []
    files = session_files(settings)
    for file in files:
        try:
            found = await check_account(credentials(settings, file), bot_username)
        except ServerError as error:
            return [Finding("server", False, str(error))]
        name = "user account" if len(files) == 1 else f"user account {file.name}"
        findings += [Finding(f"{name}, {each.what}", each.ok, each.text) for each in found]
    return findings
