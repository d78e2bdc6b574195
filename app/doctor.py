"""Finds what is wrong with the desk (`switchboard doctor`), from the settings inwards."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.accounts import credentials, session_files
from app.clock import clock_of
from app.container import check_direct_database, steps_of
from app.doctor_groups import check_groups
from app.doctor_page import page_and_file
from app.errors import CommandError, SettingsError
from app.health import PARTS, pulse
from app.roles import FILES, NO_ACCOUNT, Role, require, roles_of
from app.settings import Settings, load_settings
from bot.setup import Finding, check_bot, make_bot
from core.model.accounts import (
    LOWEST_HEALTH,
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
from db.reads import Overview, Reads
from userbot.failures import NotLoggedIn, SessionInUse
from userbot.login import AT_WORK, check_account
from userbot.storage import SessionStorage

STALE_SECONDS = 120.0
"""Work that waits for so long shows that its part is not at work."""
ACCOUNT = "account:"
"""What the names of user accounts' leases begin with."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the database tells; nothing where it cannot be used."""

    findings: Sequence[Finding]
    beats: Mapping[str, Heartbeat] = field(default_factory=dict)
    groups: Sequence[StaffGroup] = ()
    accounts: Sequence[AccountBudget] = ()


async def examine() -> list[Finding]:
    """Check everything that the desk needs. Raises nothing expected.

    Whether one part works is asked by `app.health`, which is what a health check does.
    """
    try:
        settings = load_settings()
    except SettingsError as error:
        return [Finding("settings", False, line) for line in error.lines]
    known = await _database(settings)
    findings = [*_settings(settings), *known.findings]
    findings += await _redis(settings)
    findings.append(_transcripts(settings.logs_dir))
    if not findings[0].ok:
        return findings
    found, username = await _bot(settings, known)
    findings += found
    if settings.has_no_account:
        findings.append(Finding("user account", True, NO_ACCOUNT))
    else:
        findings += await _userbot(settings, username, known.beats)
    return findings


def _settings(settings: Settings) -> Iterable[Finding]:
    try:
        require(settings, roles_of(settings))
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


async def _database(settings: Settings) -> Known:
    try:
        check_direct_database(settings)
        if not await is_current(settings.database):
            text = "is not up to date: run `switchboard db upgrade`"
            return Known([Finding("database", False, text)])
        database = await SqlDatabase.connect(settings.database)
        try:
            return await _read_database(database, settings)
        finally:
            await database.close()
    except DatabaseUnavailableError as error:
        return Known([Finding("database", False, str(error))])
    except SettingsError as error:
        return Known([Finding("database", False, line) for line in error.lines])


async def _read_database(database: SqlDatabase, settings: Settings) -> Known:
    reads, now = Reads(database), clock_of(settings)()
    async with database.unit_of_work() as uow:
        groups = await uow.groups.all()
        entries = await uow.configuration.entries()
    accounts = await reads.account_budgets(now)
    beats = await heartbeats(settings.database)
    kind = "PostgreSQL" if database.is_postgresql else "SQLite"
    budget = settings.rules().budget
    findings = [
        Finding("database", True, f"{kind}, up to date"),
        *_backlogs(await reads.overview(), now),
        *parts_of(beats),
        *(budget_of(account, budget, now) for account in accounts),
        *(unread_of(box) for box in await reads.unread_boxes()),
        *_failed(len(await reads.failed_updates())),
        *page_and_file(settings.ground, entries),
    ]
    return Known(findings, beats, groups, accounts)


def _backlogs(overview: Overview, now: datetime) -> Iterable[Finding]:
    for name, backlog in {**overview.updates, **overview.effects}.items():
        age = (now - backlog.oldest).total_seconds()
        text = waiting(name, backlog.count, age, is_update=name in overview.updates)
        if age > STALE_SECONDS:
            text += ": is that part running?"
        yield Finding("work", age <= STALE_SECONDS, text)


def _failed(count: int) -> Iterable[Finding]:
    if count:
        were = "1 was" if count == 1 else f"{count} were"
        yield Finding("updates", False, f"{were} set aside: see `switchboard updates list`")


def waiting(name: str, count: int, age: float, *, is_update: bool) -> str:
    """Report what waits for a part. `name`: an inbox's source, or who carries effects out."""
    kind, _, account = name.partition(":")
    who = "files part" if kind == Gateway.ARCHIVE else kind
    if kind == Gateway.USERBOT and account:
        who = f"user account {account}"
    what = "update" if is_update else "task"
    waits = f"1 {what} waits" if count == 1 else f"{count} {what}s wait"
    return f"{waits} for the {who}, the oldest for {age:.0f} s"


def parts_of(beats: Mapping[str, Heartbeat]) -> Iterable[Finding]:
    """Report whether each part is at work. A part that is not running is no fault; one that runs
    and does not work is, or one that ended without giving its lease back."""
    accounts = [part for part in beats if part.startswith(ACCOUNT) and beats[part].beats]
    # A desk without a page for staff has no such part to miss.
    asked = [part for part in PARTS if part != Role.WEB or part in beats]
    for part in (*asked, FILES, *accounts):
        beat = beats.get(part)
        found = pulse(part.replace(ACCOUNT, "user account "), beat)
        yield Finding("part", found.ok or beat is None, found.text)


WHAT_RESTS = {
    Rest.MAKING: "no new rooms",
    Rest.INVITING: "nobody is added to rooms, links are sent instead",
    Rest.ALL: "Telegram lets it read only",
}


def budget_of(account: AccountBudget, budget: Budget, now: datetime) -> Finding:
    """Report what a user account may still do; well unless a person should look at it."""
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
    well = not is_filling_up(account, budget) and health >= LOWEST_HEALTH and not rests
    return Finding(f"account {account.name}", well, ", ".join(lines))


def unread_of(unread: UnreadBox) -> Finding:
    """Report a room that a user account cannot read: what is said there is not in the
    transcripts."""
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


async def _bot(settings: Settings, known: Known) -> tuple[list[Finding], str | None]:
    bot = make_bot(settings.plain_token, settings.bot_api_url)
    username = None
    try:
        found = await check_bot(bot, polling=settings.webhook_url is None)
        if found[0].ok:
            username = (await bot.me()).username
            accounts = [account.user_id for account in known.accounts]
            found += await check_groups(bot, settings, known.groups, accounts)
    finally:
        await bot.session.close()
    return found, username


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
        except CommandError as error:
            return [Finding("server", False, str(error))]
        findings += [Finding(f"{name}, {each.what}", each.ok, each.text) for each in found]
    return findings


async def _is_in_use(file: Path, beats: Mapping[str, Heartbeat]) -> bool:
    """Tell whether the account is at work, here or with a copy of the file elsewhere: its key on a
    second connection endangers the login."""
    try:
        owner = await SessionStorage(file).owner()
    except SessionInUse:
        return True
    except NotLoggedIn:
        return False  # which is said by whoever looks at it
    beat = beats.get(f"{ACCOUNT}{owner}")
    return beat is not None and beat.beats
