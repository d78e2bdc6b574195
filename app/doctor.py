"""Finds what is wrong with the desk (`switchboard doctor`), from the settings inwards."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.clock import clock_of
from app.container import check_direct_database, steps_of
from app.doctor_page import page_and_file
from app.doctor_webhooks import webhooks_of
from app.errors import SettingsError
from app.files_folder import mark_of
from app.health import PARTS, State, state_of
from app.records_key import load_key
from app.roles import ACCOUNT, FILES, Role, require, roles_of
from app.settings import Settings, load_settings
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
from core.model.findings import Finding, Found, Said, ill, said, well
from core.model.places import StaffGroup
from core.model.rules import Budget
from core.ports import DatabaseBusyError, FilesFolder, UnreadBox
from core.webhooks.manage import webhooks_seen
from db.database import SqlDatabase
from db.errors import DatabaseUnavailableError
from db.heartbeat import Heartbeat, heartbeats, standing_by
from db.migrations import is_current
from db.reads import Overview, Reads

STALE_SECONDS = 120.0
"""Work that waits for so long shows that its part is not at work."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the database tells; nothing where it cannot be used."""

    findings: Sequence[Finding]
    beats: Mapping[str, Heartbeat] = field(default_factory=dict)
    groups: Sequence[StaffGroup] = ()
    accounts: Sequence[AccountBudget] = ()
    logins: Mapping[str, str] = field(default_factory=dict)
    folders: Sequence[FilesFolder] = ()


async def examine() -> list[Finding]:
    """Check everything that the desk needs. Raises nothing expected.

    Whether one part works is asked by `app.health`, which is what a health check does.
    """
    try:
        settings = load_settings()
    except SettingsError as error:
        return [ill(Found.CHECKED_SETTINGS, _line(line)) for line in error.lines]
    known = await _database(settings)
    findings = [*_settings(settings), *known.findings]
    findings += await _redis(settings)
    findings.append(_transcripts(settings.logs_dir, known.folders))
    findings.append(_record(settings.records_key_file))
    if not findings[0].ok:
        return findings
    found, username = await _bot(settings, known)
    findings += found
    if settings.has_no_account:
        findings.append(well(Found.CHECKED_USER_ACCOUNT, Found.NO_ACCOUNT))
    else:
        from app.doctor_accounts import check_accounts

        findings += await check_accounts(settings, username, known.beats, known.logins)
    return findings


def _settings(settings: Settings) -> Iterable[Finding]:
    try:
        require(settings, roles_of(settings))
    except SettingsError as error:
        for line in error.lines:
            yield ill(Found.CHECKED_SETTINGS, _line(line))
    else:
        yield well(Found.CHECKED_SETTINGS, Found.NOTHING_MISSING)


def _transcripts(folder: Path, known: Sequence[FilesFolder]) -> Finding:
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return ill(Found.CHECKED_TRANSCRIPTS, said(Found.NOT_WRITABLE, folder=str(folder)))
    what, goes = Found.CHECKED_TRANSCRIPTS, said(Found.TRANSCRIPTS_GO, folder=str(folder))
    if not known:
        return well(what, goes)
    now, *before = known
    since = f"{now.since:%Y-%m-%d %H:%M:%S}"
    if mark_of(folder) != now.folder:
        return well(what, said(Found.TRANSCRIPTS_ELSEWHERE, host=now.host, since=since))
    if before:
        hosts = ", ".join(dict.fromkeys(each.host for each in before))
        return ill(what, said(Found.TRANSCRIPTS_LEFT, host=hosts, since=since))
    return well(what, goes)


def _record(file: Path | None) -> Finding:
    try:
        key = load_key(file)
    except SettingsError as error:
        reason = said(Found.RECORD_KEY_REFUSED, reason=error.lines[0])
        return ill(Found.CHECKED_RECORD, reason)
    if key is None:
        return well(Found.CHECKED_RECORD, Found.RECORD_UNSIGNED)
    return well(Found.CHECKED_RECORD, said(Found.RECORD_SIGNED, file=str(file)))


async def _database(settings: Settings) -> Known:
    try:
        check_direct_database(settings)
        if not await is_current(settings.database):
            return Known([ill(Found.CHECKED_DATABASE, Found.NOT_UP_TO_DATE)])
        database = await SqlDatabase.connect(settings.database)
        try:
            return await _read_database(database, settings)
        finally:
            await database.close()
    except DatabaseUnavailableError as error:
        return Known([ill(Found.CHECKED_DATABASE, _line(str(error)))])
    except SettingsError as error:
        return Known([ill(Found.CHECKED_DATABASE, _line(line)) for line in error.lines])


async def _read_database(database: SqlDatabase, settings: Settings) -> Known:
    reads, now = Reads(database), clock_of(settings)()
    async with database.unit_of_work() as uow:
        groups = await uow.groups.all()
        entries = await uow.configuration.entries()
        hooks = await webhooks_seen(uow.webhooks)
    accounts = await reads.account_budgets(now)
    beats = await heartbeats(settings.database)
    kind = "PostgreSQL" if database.is_postgresql else "SQLite"
    budget = settings.rules().budget
    findings = [
        well(Found.CHECKED_DATABASE, said(Found.UP_TO_DATE, kind=kind)),
        *_backlogs(await reads.overview(), now),
        *parts_of(beats),
        *(budget_of(account, budget, now) for account in accounts),
        *(unread_of(box) for box in await reads.unread_boxes()),
        *_failed(len(await reads.failed_updates())),
        *page_and_file(settings.ground, entries),
        *webhooks_of(hooks, settings.webhooks_key_file),
    ]
    logins, folders = await reads.machines_of_logins(), await reads.files_folders()
    return Known(findings, beats, groups, accounts, logins, folders)


def _backlogs(overview: Overview, now: datetime) -> Iterable[Finding]:
    for name, backlog in {**overview.updates, **overview.effects}.items():
        age = (now - backlog.oldest).total_seconds()
        words = waiting(name, backlog.count, age, is_update=name in overview.updates)
        if age > STALE_SECONDS:
            yield ill(Found.CHECKED_WORK, words, Found.IS_IT_RUNNING)
        else:
            yield well(Found.CHECKED_WORK, words)


def _failed(count: int) -> Iterable[Finding]:
    if count:
        yield ill(Found.CHECKED_UPDATES, said(Found.SET_ASIDE, count=count))


def waiting(name: str, count: int, age: float, *, is_update: bool) -> Said:
    """Report what waits for a part. `name`: an inbox's source, or who carries effects out."""
    kind, _, account = name.partition(":")
    who = said(Found.BY_FILES) if kind == Gateway.ARCHIVE else _part(kind)
    if kind == Gateway.USERBOT and account:
        who = said(Found.BY_ACCOUNT, account=account)
    key = Found.WAITS_UPDATE if is_update else Found.WAITS_TASK
    return said(key, count=count, who=who, age=round(age))


_PARTS = {
    Role.BOT.value: Found.BY_BOT,
    Role.USERBOT.value: Found.BY_USERBOT,
    Role.SCHEDULER.value: Found.BY_SCHEDULER,
    Role.WEB.value: Found.BY_WEB,
    FILES: Found.BY_FILES,
}


def _part(name: str) -> Said:
    if name.startswith(ACCOUNT):
        return said(Found.BY_ACCOUNT, account=name.removeprefix(ACCOUNT))
    return said(_PARTS[name]) if name in _PARTS else _line(name)


def _line(line: str) -> Said:
    return said(Found.LINE, line=line)


def parts_of(beats: Mapping[str, Heartbeat]) -> Iterable[Finding]:
    """Report whether each part is at work. A part that is not running is no fault; one that runs
    and does not work is, or one that ended without giving its lease back."""
    accounts = [part for part in beats if part.startswith(ACCOUNT) and beats[part].beats]
    # A desk without a page for staff has no such part to miss.
    asked = [part for part in PARTS if part != Role.WEB or part in beats]
    for part in (*asked, FILES, *accounts):
        waiting = standing_by(beats, part)
        yield _pulse(_part(part), beats.get(part), has_standby=bool(waiting))
        for beat in waiting:
            who = said(Found.BY_STAND_BY, part=_part(part), host=beat.host or "")
            yield _pulse(who, beat, waits=True)


def _pulse(
    part: Said, beat: Heartbeat | None, *, waits: bool = False, has_standby: bool = False
) -> Finding:
    """What `app.health.pulse` says of it, but that a part which does not run is no fault."""
    what = Found.CHECKED_PART
    match state_of(beat, waits=waits):
        case State.ABSENT:
            return well(what, said(Found.PART_ABSENT, part=part))
        case State.HANGS:
            age = 0 if beat is None else round(beat.overdue)
            return ill(what, said(Found.PART_HANGS, part=part, age=age))
        case State.TROUBLED:
            trouble = "" if beat is None else beat.trouble or ""
            return ill(what, said(Found.PART_TROUBLE, part=part, trouble=trouble))
        case State.WORKS if has_standby and beat is not None and beat.host:
            return well(what, said(Found.PART_WORKS_ON, part=part, host=beat.host))
        case State.WORKS:
            return well(what, said(Found.PART_WORKS, part=part))
        case State.WAITS:
            return well(what, said(Found.PART_WAITS, part=part))


WHAT_RESTS = {
    Rest.MAKING: Found.RESTS_MAKING,
    Rest.INVITING: Found.RESTS_INVITING,
    Rest.ALL: Found.RESTS_ALL,
}


def budget_of(account: AccountBudget, budget: Budget, now: datetime) -> Finding:
    """Report what a user account may still do; well unless a person should look at it."""
    what = said(Found.CHECKED_ACCOUNT, account=account.name)
    if account.trouble is Trouble.AWAY:
        return ill(what, Found.ACCOUNT_AWAY)
    health = health_at(account, now)
    lines = [
        said(Found.ROOMS_TODAY, made=account.made, most=budget.rooms_a_day),
        said(Found.IN_CHATS, chats=account.chats, most=budget.chats),
        said(Found.HEALTH, health=health, most=WELL),
    ]
    rests = account.resting(now)
    if rests and account.trouble is not None:
        lines.append(
            said(
                Found.RESTS,
                until=f"{account.rests_until:%Y-%m-%d %H:%M:%S}",
                trouble=_trouble(account.trouble),
                what=said(WHAT_RESTS.get(rests, Found.RESTS_GROWING)),
            )
        )
    if account.flood_until is not None and account.flood_until > now:
        until = f"{account.flood_until:%Y-%m-%d %H:%M:%S}"
        lines.append(said(Found.NO_ROOMS_UNTIL, until=until))
    elif account.trouble is not None and health < WELL and not rests:
        lines.append(said(Found.LAST_TROUBLE, trouble=_trouble(account.trouble)))
    is_well = not is_filling_up(account, budget) and health >= LOWEST_HEALTH and not rests
    return well(what, *lines) if is_well else ill(what, *lines)


def _trouble(trouble: Trouble) -> Said:
    return said(Found(f"account-trouble-{trouble.value}"))


def unread_of(unread: UnreadBox) -> Finding:
    """Report a room that a user account cannot read: what is said there is not in the
    transcripts."""
    room = said(Found.ROOM, room=str(unread.box))
    what = said(Found.OWN_UPDATES) if unread.box >= 0 else room
    since = f"{unread.since:%Y-%m-%d %H:%M:%S}"
    account = said(Found.CHECKED_ACCOUNT, account=str(unread.account))
    return ill(account, said(Found.UNREAD, what=what, since=since, reason=unread.reason))


async def _redis(settings: Settings) -> list[Finding]:
    try:
        steps = steps_of(settings)
    except SettingsError as error:
        return [ill(Found.CHECKED_REDIS, _line(line)) for line in error.lines]
    if steps is None:
        return []
    try:
        await steps.get(0)
    except DatabaseBusyError as error:
        return [ill(Found.CHECKED_REDIS, _line(str(error)))]
    finally:
        await steps.close()
    return [well(Found.CHECKED_REDIS, Found.ANSWERS)]


async def _bot(settings: Settings, known: Known) -> tuple[list[Finding], str | None]:
    # Imported late, as what asks for the user accounts is: wrong settings are told at once.
    from app.doctor_groups import check_groups
    from bot.setup import check_bot, make_bot

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
