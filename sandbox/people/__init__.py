"""People of the sandbox's Telegram: a test, a demo or a replay lets them act and see.

The same `People` and `Person` work on a `World` in this process and, by `sandbox.remote`, on the
sandbox of another one.
"""

from __future__ import annotations

from sandbox.people.hands import Hands
from sandbox.people.local import LocalHands
from sandbox.people.person import TIMEOUT, NotSeenError, Person, Predicate
from sandbox.people.sight import Sight
from sandbox.people.views import (
    Account,
    Answer,
    Attachment,
    Button,
    ChatView,
    Parcel,
    Seen,
    Sightings,
    TopicView,
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
    "Hands",
    "LocalHands",
    "NotSeenError",
    "Parcel",
    "People",
    "Person",
    "Predicate",
    "Ref",
    "Seen",
    "Sight",
    "Sightings",
    "TopicView",
    "Visit",
]


class People:
    """Makes persons. `bot` (id or @name) is the bot that they address when they name none."""

    def __init__(self, world: World | Hands, bot: Ref | None = None) -> None:
        self.hands: Hands = LocalHands(world) if isinstance(world, World) else world
        self.bot = bot

    async def add(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        phone: str | None = None,
        language_code: str | None = "en",
        password: str | None = None,
        invite_privacy: str = "everybody",
        hides_forwards: bool = False,
        user_id: int | None = None,
        dc: int = 2,
    ) -> Person:
        """A new person. Ids, and numbers that are not given, are the same in every run.

        `invite_privacy` (everybody, contacts, nobody): who may add the person to groups.
        `dc` is the data centre where the account and its files live.
        `hides_forwards`: messages of theirs that are forwarded say a name and no account.
        """
        account = await self.hands.add_person(
            first_name,
            last_name=last_name,
            username=username,
            phone=phone,
            language_code=language_code,
            password=password,
            invite_privacy=invite_privacy,
            hides_forwards=hides_forwards,
            user_id=user_id,
            dc=dc,
        )
        return Person(self.hands, account, self.bot)

    async def add_bot(
        self, name: str, username: str, token: str | None = None, *, sees_all: bool = False
    ) -> Account:
        """A new bot; its token is in the account. `sees_all`: privacy mode is off."""
        return await self.hands.add_bot(name, username, token, sees_all=sees_all)

    async def pass_time(self, seconds: float) -> None:
        """Move Telegram's clock ahead: messages grow older, waiting updates too (24 hours)."""
        await self.hands.pass_time(seconds)

    async def person(self, who: Ref) -> Person:
        """Somebody who is there already, by id, @name or +number. PEER_ID_INVALID."""
        return Person(self.hands, await self.hands.account(who), self.bot)
