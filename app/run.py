"""Runs the parts that were asked for in this process until told to stop."""

import asyncio
import signal
from collections.abc import Callable, Collection
from functools import partial

import structlog

from app.collector import tune_collector
from app.container import Container
from app.errors import CommandError
from app.restarts import Part, RestartedPart
from app.roles import FILES, Role
from app.scheduler import SchedulerRole
from core.delivery.trouble import patiently
from core.model.people import Person
from core.model.people import Role as StaffRole
from core.ports import Right
from core.staff.members import add_operator
from db.leases import Leases, TakenError, Terms
from db.reads import keep_topics

log = structlog.get_logger(__name__)

TERMS = Terms()


def _bot(container: Container, right: Right) -> Part:
    # Imported late, as below: a process loads the libraries of its own parts only.
    from app.bot_role import BotRole

    return BotRole(container, right)


def _userbot(container: Container, leases: Leases, right: Right) -> Part:
    if container.settings.has_no_account:
        from app.without_account import WithoutAccount

        return WithoutAccount(container, right)
    from app.userbot_role import UserbotRole

    return UserbotRole(container, right=right, leases=leases)


def _web(container: Container, right: Right) -> Part:
    from app.web_role import WebRole

    return WebRole(container, right)


def _files(container: Container, right: Right) -> Part:
    from app.files_role import FilesRole

    return FilesRole(container, right)


async def serve(
    container: Container,
    roles: Collection[Role],
    stop: asyncio.Event,
    ready: Callable[[Role], None] = lambda _role: None,
    terms: Terms = TERMS,
) -> None:
    """Run these roles until `stop` is set. Raises CommandError for what the owner has to mend."""
    await patiently(partial(_add_supervisors, container))
    await patiently(partial(container.live.look, container.database))
    topics = container.live.rules(container.settings.rules()).topics
    await patiently(partial(keep_topics, container.database, topics))
    try:
        async with (
            Leases(container.settings.direct_database, terms) as leases,
            asyncio.TaskGroup() as group,
        ):
            group.create_task(container.live.keep(container.database, stop), name="live")
            for role in roles:
                _begin(group, container, leases, role, stop, partial(ready, role), len(roles) == 1)
    except* (CommandError, TakenError) as errors:
        raise CommandError(str(_first(errors))) from errors


def _begin(
    group: asyncio.TaskGroup,
    container: Container,
    leases: Leases,
    role: Role,
    stop: asyncio.Event,
    ready: Callable[[], None],
    alone: bool,
) -> None:
    def keep(
        name: str,
        make: Callable[[Right], Part],
        ready: Callable[[], None] = lambda: None,
        *,
        standby: bool = False,
    ) -> None:
        part = RestartedPart(container, leases, name, make, alone=alone, standby=standby)
        group.create_task(part.run(stop, ready), name=name)

    match role:
        case Role.BOT:
            keep(role.value, partial(_bot, container), ready)
        case Role.USERBOT:
            keep(role.value, partial(_userbot, container, leases), ready)
            keep(FILES, partial(_files, container))
        case Role.SCHEDULER:
            # Several may run, of which one leads.
            keep(role.value, partial(SchedulerRole, container), ready, standby=True)
        case Role.WEB:
            keep(role.value, partial(_web, container), ready)


def _first(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


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


async def run_until_told(container: Container, roles: Collection[Role]) -> None:
    """Serve until SIGINT or SIGTERM; what is begun then is finished."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)

    def ready(role: Role) -> None:
        tune_collector()
        # On standard output, so that whoever started us can wait for it.
        print(f"ready: {role.value}", flush=True)  # noqa: T201

    await serve(container, roles, stop, ready)
    log.info("stopped")
