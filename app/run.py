"""Runs the parts that were asked for in this process until told to stop."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from functools import partial

import structlog

from app.collector import tune_collector
from app.container import Container
from app.errors import CommandError
from app.restarts import Part, RestartedPart
from app.roles import FILES, Role
from app.scheduler import SchedulerRole
from core.configuration.files import note_files
from core.delivery.trouble import patiently
from core.model.people import Person
from core.model.people import Role as StaffRole
from core.ports import Right
from core.staff.members import add_operator
from db.leases import Leases, TakenError, Terms
from db.reads import keep_topics

log = structlog.get_logger(__name__)

TERMS = Terms()


Maker = Callable[[Right], Part]


def _maker(container: Container, leases: Leases, role: Role, *, listens: bool) -> Maker:
    """Return what makes a role. A process loads the libraries of its own roles only, and before it
    has leases to renew: loading takes seconds, in which nothing else goes on."""
    match role:
        case Role.BOT:
            from app.bot_role import BotRole

            return partial(BotRole, container, listens=listens)
        case Role.USERBOT if container.settings.has_no_account:
            from app.without_account import WithoutAccount

            return partial(WithoutAccount, container)
        case Role.USERBOT:
            from app.userbot_role import UserbotRole

            return lambda right: UserbotRole(container, right=right, leases=leases)
        case Role.SCHEDULER:
            return partial(SchedulerRole, container)
        case Role.WEB:
            from app.web_role import WebRole

            return partial(WebRole, container)


def _files_maker(container: Container) -> Maker:
    from app.files_folder import KnownFolder
    from app.files_role import FilesRole

    return lambda right: KnownFolder(container, FilesRole(container, right))


async def serve(
    container: Container,
    roles: Collection[Role],
    stop: asyncio.Event,
    ready: Callable[[Role], None] = lambda _role: None,
    terms: Terms = TERMS,
    *,
    stand_by: bool = False,
) -> None:
    """Run these roles until `stop` is set. With `stand_by` one that another process has is waited
    for, however long that takes, to be taken over.

    Raises CommandError for what the owner has to mend.
    """
    await patiently(partial(_add_supervisors, container))
    await patiently(partial(container.live.look, container.database))
    topics = container.live.rules(container.settings.rules()).topics
    await patiently(partial(keep_topics, container.database, topics))
    await patiently(partial(_note_files, container))
    settings = container.settings
    if stand_by and Role.USERBOT in roles and not settings.has_no_account:
        from app.logins import check_logins

        await check_logins(container)
    try:
        async with (
            Leases(
                settings.direct_database, terms, host=settings.host, holder=container.holder
            ) as leases,
            _listening(container, takes_calls=stand_by and Role.BOT in roles),
            asyncio.TaskGroup() as group,
        ):
            group.create_task(container.live.keep(container.database, stop), name="live")
            for role in roles:
                _begin(
                    group,
                    container,
                    leases,
                    role,
                    stop,
                    partial(ready, role),
                    alone=len(roles) == 1,
                    stand_by=stand_by,
                )
    except* (CommandError, TakenError) as errors:
        raise CommandError(str(_first(errors))) from errors


@asynccontextmanager
async def _listening(container: Container, *, takes_calls: bool) -> AsyncIterator[None]:
    """Take Telegram's calls for as long as this process lives, whoever has the bot's lease: what
    is stored wakes that one."""
    if not takes_calls or container.settings.webhook_url is None:
        yield
        return
    from app.webhook import listening

    async with listening(container):
        yield


def _begin(
    group: asyncio.TaskGroup,
    container: Container,
    leases: Leases,
    role: Role,
    stop: asyncio.Event,
    ready: Callable[[], None],
    *,
    alone: bool,
    stand_by: bool,
) -> None:
    make = _maker(container, leases, role, listens=not stand_by)
    # Several schedulers may run in any case, of which one leads.
    waits = stand_by or role is Role.SCHEDULER
    part = RestartedPart(container, leases, role.value, make, alone=alone, standby=waits)
    group.create_task(part.run(stop, ready), name=role.value)
    if role is not Role.USERBOT:
        return
    files = RestartedPart(
        container,
        leases,
        FILES,
        _files_maker(container),
        alone=alone,
        standby=stand_by,
        # Else transcripts might be written on one machine, and media kept on another.
        follows=part if stand_by else None,
    )
    group.create_task(files.run(stop, lambda: None), name=FILES)


def _first(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


async def _note_files(container: Container) -> None:
    async with container.work() as work:
        changed = await note_files(work, container.live.ground)
    if changed:
        log.info("the files say something else than at the last start", entries=changed)


async def _add_supervisors(container: Container) -> None:
    """Add the supervisors of the settings. Who is on staff already stays as they are, and who was
    taken off staff stays away while there is another supervisor."""
    async with container.work() as work:
        operators = work.uow.operators
        lacking = not await operators.supervisors()
        for supervisor_id in container.settings.supervisors:
            if await operators.get(supervisor_id) is not None:
                continue
            if lacking or not await operators.was_removed(supervisor_id):
                names = await work.uow.oversight.names([supervisor_id])
                name = names.get(supervisor_id) or f"Supervisor {supervisor_id}"
                person = Person(supervisor_id, name)
                await add_operator(work, person, role=StaffRole.SUPERVISOR)


async def run_until_told(
    container: Container, roles: Collection[Role], *, stand_by: bool = False
) -> None:
    """Serve until SIGINT or SIGTERM; what is begun then is finished."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)

    def ready(role: Role) -> None:
        tune_collector()
        # On standard output, so that whoever started us can wait for it.
        print(f"ready: {role.value}", flush=True)  # noqa: T201

    await serve(container, roles, stop, ready, stand_by=stand_by)
    log.info("stopped")
