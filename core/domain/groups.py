"""Staff groups: where the staff answers customers who stay in the bot's private chat."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class GroupUse(StrEnum):
    """What a staff group is for."""

    DESK = "desk"  # one ticket at a time
    OVERFLOW = "overflow"  # any number of tickets side by side
    FORUM = "forum"  # a topic for each customer, or each ticket


@dataclass(frozen=True, slots=True)
class StaffGroup:
    """A group of the staff, by its present chat id. `added_by` None: it stands in the settings.
    `gone_at`: since then it cannot be used, for `trouble`."""

    chat_id: int
    use: GroupUse
    title: str
    added_at: datetime
    added_by: int | None = None
    gone_at: datetime | None = None
    trouble: str | None = None

    @property
    def is_usable(self) -> bool:
        return self.gone_at is None
