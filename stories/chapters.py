"""Plays chapters, the parts of a longer story. Each is a day of its own on the same premises, with
settings that let minutes pass in seconds; it brings its own people, and the next one finds nobody
on shift and no ticket open."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.roles import ALL_ROLES, Role
from core.model.people import Role as StaffRole
from core.model.tickets import CloseReason
from core.staff.members import remove_operator
from core.tickets.end import abandon, close_ticket, finish
from stories.stage import Premises, Stage
from stories.steps import Steps


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
    roles: tuple[Role, ...] = ALL_ROLES
    """What runs beside the story; all else the chapter starts itself."""


async def tell_chapters(premises: Premises, steps: Steps, chapters: Sequence[Chapter]) -> None:
    """Play all of them. Raises StoryError."""
    for chapter in chapters:
        await tell_chapter(premises, steps, chapter)


async def tell_chapter(premises: Premises, steps: Steps, chapter: Chapter) -> None:
    """Open the desk with the chapter's settings, play it, and close. Raises StoryError."""
    steps.say(chapter.title)
    if chapter.topics is not None:
        (premises.home / "topics.toml").write_text(chapter.topics, encoding="utf-8")
    else:
        (premises.home / "topics.toml").unlink(missing_ok=True)
    follows = {} if chapter.prepare is None else await chapter.prepare(premises)
    choices = {"room_pool": 0, **chapter.choices, **follows}
    async with premises.desk(accounts=chapter.accounts, roles=chapter.roles, **choices) as stage:
        await chapter.tell(stage, steps)
        await everybody_goes_home(stage)


async def everybody_goes_home(stage: Stage) -> None:
    """End what is open, so that the next chapter begins with an empty desk."""
    held_by_nobody = "SELECT id FROM tickets WHERE status = 'active' AND operator_id IS NULL"
    at_desks = await stage.rows(held_by_nobody)
    async with stage.container.work() as work:
        for ticket in await work.uow.tickets.queue(1000):
            await abandon(work, ticket.id, CloseReason.CANCELLED)
        for operator in await work.uow.operators.all():
            for ticket in await work.uow.tickets.held_by(operator.id):
                await close_ticket(work, operator.id, ticket.id)
        for row in at_desks:
            await finish(work, int(row["id"]), None, CloseReason.SOLVED)
        staff = await work.uow.operators.all()
        for operator in sorted(staff, key=lambda each: each.role is StaffRole.SUPERVISOR):
            await remove_operator(work, operator.id)
    await stage.is_quiet()
