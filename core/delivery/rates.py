"""Limits how fast a gateway may send. Schedules only say how long to wait. Pure; times are
given."""

from collections import deque
from datetime import datetime
from typing import Protocol

from core.model.desk_effects import CreateTopic
from core.model.effects import BotMessage, Effect

_FORGET_AFTER = 1_000
"""How many chats are remembered before those that were silent for long are forgotten."""


class Rates(Protocol):
    """Tells when an effect may be carried out."""

    def wait(self, effect: Effect, now: datetime) -> float:
        """Return the seconds until it may; 0 when it may now."""

    def take(self, effect: Effect, now: datetime) -> None:
        """Count it, since it is carried out now."""


class Unlimited:
    """No limit, as for a disk, or a server of one's own."""

    def wait(self, effect: Effect, now: datetime) -> float:  # noqa: ARG002
        """Return 0."""
        return 0.0

    def take(self, effect: Effect, now: datetime) -> None:
        """Count nothing."""


class Window:
    """Allows at most `count` in any `seconds`. A clock that jumps back makes nobody wait longer
    than `seconds`."""

    __slots__ = ("_seconds", "_times")

    def __init__(self, count: int, seconds: float) -> None:
        if count < 1 or seconds <= 0:
            raise ValueError(f"not a rate: {count} in {seconds} s")
        self._times: deque[float] = deque(maxlen=count)
        self._seconds = seconds

    def wait(self, now: float) -> float:
        """Return the seconds until one more fits."""
        if len(self._times) < (self._times.maxlen or 0):
            return 0.0
        return min(self._seconds, max(0.0, self._times[0] + self._seconds - now))

    def take(self, now: float) -> None:
        """Count one."""
        self._times.append(now)

    def is_idle(self, now: float) -> bool:
        """Tell whether nothing that was counted matters any more."""
        return not self._times or self._times[-1] + self._seconds <= now


class SteadyRates:
    """Allows at most `count` effects in any `seconds`, wherever they go: a user account's rates."""

    def __init__(self, count: int, seconds: float) -> None:
        self._window = Window(count, seconds)

    def wait(self, effect: Effect, now: datetime) -> float:  # noqa: ARG002
        """Return the seconds until one more fits."""
        return self._window.wait(now.timestamp())

    def take(self, effect: Effect, now: datetime) -> None:  # noqa: ARG002
        """Count one."""
        self._window.take(now.timestamp())


class BotRates:
    """The Bot API's: about 30 messages a second overall, one a second to a person, 20 a minute to
    a group (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).

    Args:
        overall: messages in a second, to all chats together.
        burst: messages to one person that may go at once; over `burst` seconds it is one a second
            all the same ("we may allow short bursts").
        group: messages to one group in a minute.
        topics: made in one forum in a minute.
    """

    def __init__(
        self, overall: int = 30, burst: int = 3, group: int = 20, topics: int = 20
    ) -> None:
        self._overall = Window(overall, 1.0)
        self._burst = burst
        self._group = group
        self._topics = topics
        self._chats: dict[int, Window] = {}
        self._forums: dict[int, Window] = {}

    def wait(self, effect: Effect, now: datetime) -> float:
        """Return the seconds until the message or the topic may go; other effects never wait."""
        at = now.timestamp()
        if isinstance(effect, CreateTopic):
            return self._forum(effect).wait(at)
        if not isinstance(effect, BotMessage):
            return 0.0
        chat = self._chats.get(effect.chat_id)
        return max(self._overall.wait(at), chat.wait(at) if chat else 0.0)

    def take(self, effect: Effect, now: datetime) -> None:
        """Count a message, or a topic."""
        at = now.timestamp()
        if isinstance(effect, CreateTopic):
            self._forum(effect).take(at)
        if not isinstance(effect, BotMessage):
            return
        self._overall.take(at)
        if effect.chat_id not in self._chats:
            self._forget_silent(at)
            self._chats[effect.chat_id] = self._new(effect.chat_id)
        self._chats[effect.chat_id].take(at)

    def _new(self, chat_id: int) -> Window:
        # Groups and channels have ids below zero (Bot API, Chat).
        return Window(self._group, 60.0) if chat_id < 0 else Window(self._burst, self._burst * 1.0)

    def _forum(self, effect: CreateTopic) -> Window:
        return self._forums.setdefault(effect.chat_id, Window(self._topics, 60.0))

    def _forget_silent(self, at: float) -> None:
        if len(self._chats) % _FORGET_AFTER == 0:
            self._chats = {key: chat for key, chat in self._chats.items() if not chat.is_idle(at)}
