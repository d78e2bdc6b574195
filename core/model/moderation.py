"""What is held back of what people say, and why. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Held(StrEnum):
    """Why a message was recorded and not passed on."""

    FLOOD = "flood"  # the customer writes faster than anybody can read


HELD_WORDS = {Held.FLOOD: "too many messages at once"}
"""Why, in a transcript."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Messages in a row: which one of them the last was, and when the first came; once there are
    too many: when the last one came."""

    number: int = 0
    since: datetime | None = None

    def next(self, at: datetime, most: int, within: timedelta) -> "Burst":
        """Count a message. After `most` of them within that time the row ends only when nothing
        comes for as long."""
        if self.since is None or at - self.since > within:
            return Burst(1, at)
        return Burst(self.number + 1, max(at, self.since) if self.number >= most else self.since)
