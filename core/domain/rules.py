"""The owner's choices that use cases and the domain need, as plain values (made from the
settings)."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Topic:
    """What a ticket is about; `skill` restricts who may get it, a higher `priority` is served
    first."""

    key: str
    title: str
    skill: str | None = None
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """Limits and names. Durations are positive."""

    topics: tuple[Topic, ...] = (Topic("general", "General"),)
    capacity: int = 6  # of a new operator
    offer_lasts: timedelta = timedelta(minutes=15)  # for the customer to come into the room
    room_title: str = "Support"
    bot_id: int = 0
    userbot_id: int = 0
    phone_to_operators: bool = False

    def topic(self, key: str) -> Topic:
        """The topic of that key; the first one for a key that is not configured any more."""
        return next((topic for topic in self.topics if topic.key == key), self.topics[0])
