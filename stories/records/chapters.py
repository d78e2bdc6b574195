"""The chapters of the story `records`, in the order in which they are told."""

from app.roles import Role
from stories.chapters import Chapter
from stories.records import kept, office, whole

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "Whole, also after nobody read for a while", whole.tell, roles=(Role.BOT, Role.SCHEDULER)
    ),
    Chapter("Found, and handed over", kept.tell, prepare=office.prepare),
    Chapter("Proved, and erased", kept.tell_next_day, prepare=office.the_next_day),
)
