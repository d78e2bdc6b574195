"""The chapters of the story `threads`, in the order in which they are told."""

from stories.chapters import Chapter
from stories.threads import customers, deleted, ladder, shifts, tickets
from stories.threads.forum import TOPICS

CHAPTERS: tuple[Chapter, ...] = (
    Chapter("A topic for each customer", customers.tell, {}, TOPICS, prepare=customers.prepare),
    Chapter("A topic for each ticket", tickets.tell, {}, TOPICS, prepare=tickets.prepare),
    Chapter("Topics deleted by hand", deleted.tell, {}, TOPICS, prepare=deleted.prepare),
    Chapter("Load, take, transfer, shifts", shifts.tell, {}, TOPICS, prepare=shifts.prepare),
    Chapter(
        "No room left: a topic", ladder.tell, ladder.CHOICES, ladder.TOPICS, prepare=ladder.prepare
    ),
    Chapter(
        "No room left, and no forum: desks",
        ladder.tell_desks,
        ladder.CHOICES,
        ladder.TOPICS,
        prepare=ladder.prepare_desks,
    ),
)
