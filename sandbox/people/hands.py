"""What a person can do and look at, in few operations: done here, or in another process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sandbox.people.views import (
    Account,
    Answer,
    ChatView,
    Parcel,
    Seen,
    Sightings,
    TopicView,
    Visit,
)


class Hands(Protocol):
    """The operations under `People` and `Person`. `me` is who acts; refusals raise `Refused`."""

    async def add_person(
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
    ) -> Account:
        """Make an account."""

    async def add_bot(
        self, name: str, username: str, token: str | None = None, *, sees_all: bool = False
    ) -> Account:
        """Make a bot."""

    async def account(self, who: int | str) -> Account:
        """Somebody by id, @name or phone number. PEER_ID_INVALID."""

    async def resolve(self, name: str) -> int:
        """The id behind a name, of a person, a bot or a group. USERNAME_NOT_OCCUPIED."""

    async def send(self, me: int, chat: int, parcels: Sequence[Parcel]) -> list[Seen]:
        """Write one message after another; two and more with files are an album."""

    async def edit(self, me: int, chat: int, message_id: int, parcel: Parcel) -> Seen:
        """Replace what one's own message says."""

    async def delete(self, me: int, chat: int, message_ids: Sequence[int], revoke: bool) -> int:
        """Delete; how many went."""

    async def forward(
        self,
        me: int,
        chat: int,
        message_ids: Sequence[int],
        to: int,
        topic: int | None,
        as_copy: bool,
    ) -> list[Seen]:
        """Send on, with or (`as_copy`) without saying from where."""

    async def react(self, me: int, chat: int, message_id: int, emoji: str | None) -> None:
        """React."""

    async def pin(self, me: int, chat: int, message_id: int) -> None:
        """Pin."""

    async def unpin(self, me: int, chat: int, message_id: int | None) -> None:
        """Unpin one message, or all."""

    async def press(self, me: int, chat: int, message_id: int, data: str) -> str:
        """Press an inline button; the id under which it is answered."""

    async def answer(self, me: int, query_id: str, timeout: float) -> Answer | None:
        """Wait for the answer; None when it did not come in time."""

    async def look_at_link(self, me: int, url: str) -> Visit:
        """Where a link leads, without following it; `joined` tells whether one is there."""

    async def open_link(self, me: int, url: str) -> Visit:
        """Follow a link."""

    async def leave(self, me: int, chat: int) -> None:
        """Leave a group."""

    async def change_account(
        self,
        me: int,
        *,
        first_name: str | None = None,
        last_name: str | None = None,
        username: str | None = None,
        phone: str | None = None,
        language_code: str | None = None,
    ) -> Account:
        """Change what is given of oneself; an empty text takes away."""

    async def delete_account(self, me: int) -> None:
        """Delete one's account."""

    async def block(self, me: int, user_id: int, blocked: bool) -> None:
        """Block or unblock."""

    async def create_group(
        self, me: int, title: str, members: Sequence[int], supergroup: bool, forum: bool
    ) -> int:
        """Make a group; its id."""

    async def invite(self, me: int, chat: int, user_ids: Sequence[int]) -> list[int]:
        """Add to a group; whom privacy forbids."""

    async def promote(
        self,
        me: int,
        chat: int,
        user_id: int,
        rights: Sequence[str],
        anonymous: bool,
        title: str | None,
    ) -> int:
        """Make an administrator; all rights if none is named. The group's id, new if it migrated.

        A basic group's administrators have all rights: for anything finer it becomes a supergroup.
        """

    async def demote(self, me: int, chat: int, user_id: int) -> None:
        """Make an administrator a member again."""

    async def remove(self, me: int, chat: int, user_id: int, ban: bool) -> None:
        """Put out of a group, for good if `ban`."""

    async def decide(self, me: int, chat: int, user_id: int, approve: bool) -> None:
        """Let in who knocked, or not."""

    async def migrate(self, me: int, chat: int) -> int:
        """Turn a basic group into a supergroup; its new id."""

    async def members(self, me: int, chat: int) -> list[Account]:
        """Who is in a group."""

    async def chats(self, me: int) -> list[ChatView]:
        """The chats in one's list, latest first."""

    async def is_in(self, me: int, chat: int) -> bool:
        """Whether one is in a group."""

    async def delete_group(self, me: int, chat: int) -> None:
        """Delete a group for everybody; its creator may."""

    async def set_title(self, me: int, chat: int, title: str) -> None:
        """Rename a group."""

    async def create_channel(
        self, me: int, title: str, username: str | None, discussion: int | None
    ) -> int:
        """Make a channel; its id."""

    async def set_forum(self, me: int, chat: int, is_forum: bool) -> None:
        """Give a supergroup topics or take them away."""

    async def create_topic(self, me: int, chat: int, title: str, icon: str | None) -> TopicView:
        """Open a topic."""

    async def edit_topic(
        self, me: int, chat: int, topic: int, title: str | None, icon: str | None
    ) -> None:
        """Another title or icon; None keeps it."""

    async def set_topic_closed(self, me: int, chat: int, topic: int, closed: bool) -> None:
        """Close a topic or open it again."""

    async def delete_topic(self, me: int, chat: int, topic: int) -> None:
        """Delete a topic with its messages."""

    async def topics(self, me: int, chat: int) -> list[TopicView]:
        """A forum's topics, General first."""

    async def pass_time(self, seconds: float) -> None:
        """Move Telegram's clock ahead."""

    async def messages(self, me: int, chat: int, limit: int, topic: int | None) -> list[Seen]:
        """The latest messages of a chat, or of a forum's topic, oldest first."""

    async def message(self, me: int, chat: int, message_id: int) -> Seen | None:
        """One message as it is now."""

    async def file(self, me: int, chat: int, message_id: int) -> bytes:
        """The bytes of a message's file. MESSAGE_ID_INVALID without one."""

    async def watch(self, me: int, chat: int | None, since: int, timeout: float) -> Sightings:
        """What came or was edited after a moment; waits for the first (nothing: not in time).

        A timeout of 0 does not wait.
        """

    async def bells(self, me: int, chat: int | None, since: int) -> list[Seen]:
        """The new messages that rang after a moment, those deleted since among them."""

    async def stir(self, me: int, since: int, timeout: float) -> int:
        """Wait until anything happened to the person after this count; the count now."""
