"""What the page works on: the world, its people and faults, and perhaps processes and a clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sandbox.faults import Faults
from sandbox.people import People
from sandbox.state.model import User
from sandbox.state.store import SERVICE_ACCOUNT
from sandbox.state.world import World


@dataclass(frozen=True, slots=True)
class Part:
    """A process of the desk. `state` is what it does, in a word or two, as in "running"."""

    name: str
    is_running: bool
    state: str


class Parts(Protocol):
    """The processes of the desk that is played with."""

    def parts(self) -> Sequence[Part]:
        """All of them, in the order in which they are shown."""

    async def kill(self, name: str) -> None:
        """End one at once, as a power cut does."""

    async def restart(self, name: str) -> None:
        """Begin one anew."""


class Clock(Protocol):
    """The clock that sandbox and desk go by."""

    def now(self) -> datetime:
        """UTC now."""

    async def advance(self, by: timedelta) -> None:
        """Let time pass."""

    async def set(self, at: datetime) -> None:
        """Go on to a time that is to come."""


@dataclass(frozen=True, slots=True)
class PageEnvironment:
    """All that the page works on.

    `parts` and `clock` are shown only where they are given. `hidden` are accounts that nobody
    plays, as that of the desk itself. `drafts` and `seen_until` outlive a reload: what stands
    unsent in somebody's chat, and up to which moment somebody looked at their bell.
    """

    world: World
    people: People
    faults: Faults
    parts: Parts | None = None
    clock: Clock | None = None
    hidden: frozenset[int] = frozenset()
    drafts: dict[tuple[int, int, int | None], str] = field(default_factory=dict)
    seen_until: dict[int, int] = field(default_factory=dict)

    def persons(self) -> list[User]:
        """Who may be played, in the order of their coming."""
        return [
            user
            for user in self.world.users.values()
            if not user.is_bot
            and not user.deleted
            and user.id != SERVICE_ACCOUNT
            and user.id not in self.hidden
        ]

    def bots(self) -> list[User]:
        """The bots, in the order of their coming."""
        return [user for user in self.world.users.values() if user.is_bot]
