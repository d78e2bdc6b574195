"""The story `rooms`: everything that the desk does with rooms, in chapters.

Each chapter is a day of its own on the same premises, with settings that let minutes pass in
seconds; it brings its own people, and the next one finds nobody on shift and no ticket open.
"""

from app.stories.rooms.chapters import CHAPTERS, Chapter, everybody_goes_home
from app.stories.stage import Premises
from app.stories.steps import Steps

__all__ = ["CHAPTERS", "Chapter", "tell_rooms"]


async def tell_rooms(premises: Premises, steps: Steps) -> None:
    """Play all chapters. Raises StoryError."""
    for chapter in CHAPTERS:
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
    async with premises.desk(accounts=chapter.accounts, **choices) as stage:
        await chapter.tell(stage, steps)
        await everybody_goes_home(stage)
