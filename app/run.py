"""The desk at work: the parts that were asked for, in this process, until told to stop."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from functools import partial
from typing import Protocol

import structlog

from app.collector import tune_collector
from app.container import Container
from app.errors import CommandError
from app.roles import ALL_ROLES, Role
from app.scheduler import SchedulerRole
from core.domain.people import Person
from core.domain.people import Role as StaffRole
from core.usecases.manage_operators import add_operator
from db.leader import make_leader
from db.reads import keep_topics
from db.sole import Sole, TakenError

log = structlog.get_logger(__name__)


class Part(Protocol):
    """One role at work."""

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set; call `ready` once when everything is up."""


def _part(role: Role, container: Container) -> Part:
    # Imported late: a process loads the libraries of its own parts only.
    match role:
        case Role.BOT:
            from app.bot_role import BotRole

            return BotRole(container)
        case Role.USERBOT if container.settings.has_no_account:
            from app.without_account import WithoutAccount

            return WithoutAccount(container)
        case Role.USERBOT:
            from app.userbot_role import UserbotRole

            return UserbotRole(container)
        case Role.SCHEDULER:
            return SchedulerRole(container, make_leader(container.settings.database))


async def serve(
    container: Container,
    roles: Collection[Role],
    stop: asyncio.Event,
    ready: Callable[[Role], None] = lambda _role: None,
) -> None:
    """Run these roles until `stop` is set. Raises CommandError for what the owner has to mend."""
    await _add_supervisors(container)
    await keep_topics(container.database, container.settings.rules().topics)
    try:
        async with asyncio.TaskGroup() as group:
            for role in roles:
                group.create_task(_serve_alone(container, role, stop, partial(ready, role)))
    except* (CommandError, TakenError) as errors:
        raise CommandError(str(_first(errors))) from errors


async def _serve_alone(
    container: Container, role: Role, stop: asyncio.Event, ready: Callable[[], None]
) -> None:
    """Run a role as its desk's only one; schedulers may be several, of whom one leads."""
    part = _part(role, container)
    if role is Role.SCHEDULER:
        await part.run(stop, ready)
        return
    async with Sole(container.settings.database, role.value) as sole, asyncio.TaskGroup() as group:
        keeping = group.create_task(sole.keep())
        await part.run(stop, ready)
        keeping.cancel()


def _first(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


async def _add_supervisors(container: Container) -> None:
    """The settings name the first supervisors. Who is on staff already stays as they are, and who
    was taken off staff stays away while there is another supervisor."""
    async with container.work() as work:
        operators = work.uow.operators
        lacking = not await operators.supervisors()
        for supervisor_id in container.settings.supervisors:
            if await operators.get(supervisor_id) is not None:
                continue
            if lacking or not await operators.was_removed(supervisor_id):
                person = Person(supervisor_id, f"Supervisor {supervisor_id}")
                await add_operator(work, person, role=StaffRole.SUPERVISOR)


@asynccontextmanager
async def running(container: Container, roles: Collection[Role] = ALL_ROLES) -> AsyncIterator[None]:
    """The desk at work for the length of a `with`; what ends it early is raised there."""
    stop = asyncio.Event()
    waiting = set(roles)
    up = asyncio.Event()

    def ready(role: Role) -> None:
        waiting.discard(role)
        if not waiting:
            up.set()

    serving = asyncio.create_task(serve(container, roles, stop, ready))
    is_up = asyncio.create_task(up.wait())
    await asyncio.wait({serving, is_up}, return_when=asyncio.FIRST_COMPLETED)
    is_up.cancel()
    if serving.done():
        await serving
    try:
        yield
    finally:
        stop.set()
        await serving


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
