"""The story `day`: subjects in the order in which they are told, all on one desk."""

from collections.abc import Awaitable, Callable

from stories.chapters import Chapter
from stories.day import (
    calm,
    customers,
    fields,
    programs,
    reminders,
    scene,
    supervision,
    tickets,
    words,
)
from stories.stage import Stage
from stories.steps import Steps

SUBJECTS: tuple[Callable[[scene.Day, Steps], Awaitable[None]], ...] = (
    words.tell,
    customers.tell,
    fields.tell,
    calm.tell,
    tickets.tell,
    reminders.tell,
    programs.tell,
    supervision.watching,
    supervision.audit,
)
"""Each begins and ends with a desk that is free."""


async def tell(stage: Stage, steps: Steps) -> None:
    """Play all of them. Raises StoryError."""
    day = await scene.begin(stage)
    for subject in SUBJECTS:
        await subject(day, steps)


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("What a team reaches for every day", tell, topics=scene.TOPICS, prepare=scene.prepare),
)
