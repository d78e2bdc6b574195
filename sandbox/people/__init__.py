"""People of the sandbox's Telegram: a test, a demo or a replay lets them act and see.

The same `People` and `Person` work on a `World` in this process and, by `sandbox.remote`, on the
sandbox of another one.
"""

from __future__ import annotations

from typing import Unpack

from sandbox.people.message_filter import MessageFilter
from sandbox.people.operations import Operations
from sandbox.people.person import TIMEOUT, NotSeenError, Person, Predicate
from sandbox.people.views import (
    Account,
    Answer,
    Attachment,
    Button,
    ChatView,
    Offered,
    Parcel,
    Seen,
    Sightings,
    TopicView,
    Traits,
    Visit,
)
from sandbox.people.writing import Ref
from sandbox.state.world import World

__all__ = [
    "TIMEOUT",
    "Account",
    "Answer",
    "Attachment",
    "Button",
    "ChatView",
    "MessageFilter",
    "NotSeenError",
    "Offered",
    "Operations",
    "Parcel",
    "People",
    "Person",
    "Predicate",
    "Ref",
    "Seen",
    "Sightings",
    "TopicView",
    "Visit",
]


class People:
    """Makes persons. `bot` (id or @name) is the bot that they address when they name none."""

    def __init__(self, world: World | Operations, bot: Ref | None = None) -> None:
        self.operations: Operations = Operations(world) if isinstance(world, World) else world
        self.bot = bot

    async def add(self, first_name: str, **traits: Unpack[Traits]) -> Person:
        """A new person. Ids, and numbers that are not given, are the same in every run."""
        return Person(
            self.operations, await self.operations.add_person(first_name, **traits), self.bot
        )

    async def add_bot(
        self, name: str, username: str, token: str | None = None, *, sees_all: bool = False
    ) -> Account:
        """A new bot; its token is in the account. `sees_all`: privacy mode is off."""
        return await self.operations.add_bot(name, username, token, sees_all=sees_all)

    async def set_inline(self, bot: int, *, on: bool = True, feedback: bool = True) -> None:
        """Turn a bot's inline mode on or off, as its owner does at @BotFather; `feedback`: whether
        it hears of what was chosen."""
        await self.operations.set_inline(bot, on, feedback)

    async def pass_time(self, seconds: float) -> None:
        """Move Telegram's clock ahead: messages grow older, waiting updates too (24 hours)."""
        await self.operations.pass_time(seconds)

    async def person(self, who: Ref) -> Person:
        """Somebody who is there already, by id, @name or +number. PEER_ID_INVALID."""
        return Person(self.operations, await self.operations.account(who), self.bot)
