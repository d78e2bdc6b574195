"""The chapters of the story `desks`, in the order in which they are told."""

from app.roles import Role
from stories.chapters import Chapter
from stories.desks import answers, asking, desk_life, groups, killed, records

CHAPTERS: tuple[Chapter, ...] = (
    Chapter("The life of a desk", desk_life.tell, desk_life.CHOICES, prepare=desk_life.prepare),
    Chapter(
        "What a customer of a desk meets",
        asking.tell,
        topics=asking.TOPICS,
        prepare=asking.prepare,
    ),
    Chapter(
        "What staff says, and what of it reaches whom",
        answers.tell,
        answers.CHOICES,
        answers.TOPICS,
        prepare=answers.prepare,
    ),
    Chapter(
        "What is kept of a desk's ticket",
        records.tell,
        topics=records.TOPICS,
        prepare=records.prepare,
    ),
    Chapter(
        "A bot that is killed at each step",
        killed.tell,
        topics=killed.TOPICS,
        prepare=killed.prepare,
        roles=(Role.USERBOT, Role.SCHEDULER),
    ),
    Chapter(
        "The staff's groups themselves",
        groups.tell,
        topics=groups.TOPICS,
        prepare=groups.prepare,
    ),
)
