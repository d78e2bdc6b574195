"""The chapters of the story `rooms`, in the order in which they are told."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.stories.rooms import (
    accounts,
    customers,
    deadlines,
    operators,
    privacy,
    statistics,
    supervisors,
)
from app.stories.stage import Premises, Stage
from app.stories.steps import Steps
from core.domain.people import Role
from core.domain.tickets import CloseReason
from core.usecases.cancel_ticket import abandon
from core.usecases.close_ticket import close_ticket
from core.usecases.manage_operators import remove_operator


@dataclass(frozen=True, slots=True)
class Chapter:
    """A day at the desk: `choices` are settings, `topics` what stands in topics.toml."""

    title: str
    tell: Callable[[Stage, Steps], Awaitable[None]]
    choices: Mapping[str, Any] = field(default_factory=dict)
    topics: str | None = None
    accounts: int = 1  # user accounts at work
    prepare: Callable[[Premises], Awaitable[Mapping[str, Any]]] | None = None
    """Done before the desk opens; settings that follow from it."""


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("What a customer meets", customers.tell, {"bot_burst": 30}, customers.TOPICS),
    Chapter(
        "A desk that takes nothing while it is closed",
        customers.tell_closed,
        {"queue_when_closed": False},
        customers.TOPICS,
    ),
    Chapter("An operator's day", operators.tell),
    Chapter("The supervisors", supervisors.tell, supervisors.CHOICES),
    Chapter("The accounts behind the rooms", accounts.tell, accounts.CHOICES, accounts=2),
    Chapter("Time: who does not come, answer, speak or stay", deadlines.tell, deadlines.CHOICES),
    Chapter("The day in figures", statistics.tell, statistics.CHOICES),
    Chapter(
        "Stars, own data, being forgotten, and the archive",
        privacy.tell,
        prepare=privacy.archive_chat,
    ),
)


async def everybody_goes_home(stage: Stage) -> None:
    """End what is open, so that the next chapter begins with an empty desk."""
    async with stage.container.work() as work:
        for ticket in await work.uow.tickets.queue(1000):
            await abandon(work, ticket.id, CloseReason.CANCELLED)
        for operator in await work.uow.operators.all():
            for ticket in await work.uow.tickets.held_by(operator.id):
                await close_ticket(work, operator.id, ticket.id)
        staff = await work.uow.operators.all()
        for operator in sorted(staff, key=lambda each: each.role is Role.SUPERVISOR):
            await remove_operator(work, operator.id)
    await stage.is_quiet()
