"""A Telegram of its own for each test, with time that stands still unless moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.state.model import Chat, Content, Happening, Kind, Message, Refused, User
from sandbox.state.world import World

ADMIN = (
    "can_change_info",
    "can_delete_messages",
    "can_invite_users",
    "can_pin_messages",
    "can_promote_members",
    "can_restrict_members",
)


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **parts: float) -> None:
        self.now += timedelta(**parts)


@dataclass(slots=True)
class Town:
    """A world, a bot, an account that owns rooms, and people."""

    clock: Clock
    world: World
    bot: User
    owner: User
    ann: User
    bob: User
    told: list[Happening] = field(default_factory=list)

    def say(self, who: User, chat: int | User, text: str = "hello") -> Message:
        chat_id = chat if isinstance(chat, int) else chat.id
        return self.world.send(who.id, chat_id, Content(text))

    def room(self, *people: User, bot: bool = True) -> Chat:
        room = self.world.create_supergroup(self.owner.id, "Room")
        if bot:
            self.world.promote(self.owner.id, room.id, self.bot.id, ADMIN)
        if people:
            self.world.invite(self.owner.id, room.id, [p.id for p in people])
        self.told.clear()
        return room

    def heard(self, who: User, kind: Kind | None = None) -> list[Happening]:
        return [h for h in self.told if h.recipient == who.id and kind in (None, h.kind)]

    def texts(self, who: User, chat: int | User) -> list[str]:
        chat_id = chat if isinstance(chat, int) else chat.id
        found = self.world.history(who.id, chat_id)
        return [m.content.text for m in reversed(found) if m.content.service is None]


@pytest.fixture
def town() -> Town:
    clock = Clock()
    world = World(clock)
    made = Town(
        clock,
        world,
        world.add_bot("Desk", "desk_bot"),
        world.add_person("Owner"),
        world.add_person("Ann", username="ann"),
        world.add_person("Bob"),
    )
    world.subscribe(made.told.append)
    return made


def refusal(operation: Callable[..., object], *args: object, **kwargs: object) -> Refused:
    """What Telegram says to this."""
    with pytest.raises(Refused) as caught:
        operation(*args, **kwargs)
    return caught.value
