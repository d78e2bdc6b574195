"""The chapters of the story `rooms`, in the order in which they are told."""

from stories.chapters import Chapter
from stories.rooms import (
    accounts,
    customers,
    deadlines,
    operators,
    privacy,
    statistics,
    supervisors,
)

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
