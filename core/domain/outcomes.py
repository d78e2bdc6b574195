"""What came of an effect: the gateways' only answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

GONE = "gone"
"""So begins the reason of a `Rejected` when a forum's topic is no more: it can be made anew."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram did it. `value` holds what it gave back (message_id, chat_id, url …), plain JSON
    values only."""

    value: Mapping[str, str | int | bool] = field(default_factory=dict)
    copies: tuple[tuple[int, int], ...] = ()  # (message there, message here) of what was carried


@dataclass(frozen=True, slots=True)
class RetryAt:
    """Not now: a flood wait, a lost connection, a server's error. Try again at `at` (UTC)."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """This person or chat cannot be told: blocked the bot, deleted account, privacy, kicked."""

    reason: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group became a supergroup; the same effect goes to the new id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram will never do this; `reason` is its own error text."""

    reason: str

    @property
    def topic_is_gone(self) -> bool:
        """There is no such topic of a forum any more."""
        return self.reason.startswith(GONE)


Outcome = Sent | RetryAt | Unreachable | Migrated | Rejected
