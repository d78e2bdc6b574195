"""What a person does with groups, channels and forums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sandbox.people.views import Seen, TopicView
from sandbox.people.writing import Ref, Writer


class GroupGoer(Writer):
    """The part of a `Person` that is about groups."""

    async def leave(self, chat: Ref) -> None:
        """Leave a group."""
        await self._operations.leave(self.id, await self._id(chat))

    async def create_group(
        self,
        title: str,
        members: Iterable[Ref] = (),
        *,
        supergroup: bool = True,
        forum: bool = False,
    ) -> int:
        """Make a group, with a forum's topics if wanted; returns its id."""
        ids = [await self._id(member) for member in members]
        return await self._operations.create_group(self.id, title, ids, supergroup, forum)

    async def invite(self, chat: int, *people: Ref) -> list[int]:
        """Add people or bots to a group; returns the ids of those whom privacy forbids."""
        ids = [await self._id(person) for person in people]
        return await self._operations.invite(self.id, chat, ids)

    async def promote(
        self,
        chat: int,
        whom: Ref,
        rights: Sequence[str] = (),
        *,
        anonymous: bool = False,
        title: str | None = None,
    ) -> int:
        """Make somebody an administrator, with all rights unless some are named.

        `anonymous`: whatever they write there is the group's. Returns the group's id: a basic group
        becomes a supergroup for rights that are named, a title, or an anonymous administrator.
        """
        user_id = await self._id(whom)
        return await self._operations.promote(self.id, chat, user_id, rights, anonymous, title)

    async def demote(self, chat: int, whom: Ref) -> None:
        """Make an administrator a member again."""
        await self._operations.demote(self.id, chat, await self._id(whom))

    async def remove(self, chat: int, whom: Ref, *, ban: bool = False) -> None:
        """Remove somebody from a group."""
        await self._operations.remove(self.id, chat, await self._id(whom), ban)

    async def decide(self, chat: int, whom: Ref, *, approve: bool) -> None:
        """Decide somebody's request to join."""
        await self._operations.decide(self.id, chat, await self._id(whom), approve)

    async def make_link(self, chat: int, *, by_request: bool = False) -> str:
        """Make a link into a group that one administers: whoever opens it joins, or asks to."""
        return await self._operations.make_link(self.id, chat, by_request)

    async def migrate(self, chat: int) -> int:
        """Turn a basic group into a supergroup; returns its new id."""
        return await self._operations.migrate(self.id, chat)

    async def delete_group(self, chat: int) -> None:
        """Delete one's group for everybody."""
        await self._operations.delete_group(self.id, chat)

    async def rename(self, chat: int, title: str) -> None:
        """Give a group another title. CHAT_NOT_MODIFIED."""
        await self._operations.set_title(self.id, chat, title)

    async def create_channel(
        self, title: str, username: str | None = None, *, discussion: int | None = None
    ) -> int:
        """Make a channel; returns its id. One writes as it (`as_chat`) in public groups, and in
        its `discussion` group.
        """
        return await self._operations.create_channel(self.id, title, username, discussion)

    # Forums ---------------------------------------------------------------------------------------

    async def make_forum(self, chat: int, *, on: bool = True) -> None:
        """Give one's supergroup topics, or take them away. CHAT_NOT_MODIFIED."""
        await self._operations.set_forum(self.id, chat, on)

    async def create_topic(self, chat: int, title: str, *, icon: str | None = None) -> TopicView:
        """Open a topic; `icon` is a custom emoji's id."""
        return await self._operations.create_topic(self.id, chat, title, icon)

    async def edit_topic(
        self, chat: int, topic: int, *, title: str | None = None, icon: str | None = None
    ) -> None:
        """Another title or icon; None keeps it, an empty icon takes it away."""
        await self._operations.edit_topic(self.id, chat, topic, title, icon)

    async def close_topic(self, chat: int, topic: int) -> None:
        """Close a topic: only who made it and who manages topics may write there."""
        await self._operations.set_topic_closed(self.id, chat, topic, True)

    async def reopen_topic(self, chat: int, topic: int) -> None:
        """Open a closed topic again."""
        await self._operations.set_topic_closed(self.id, chat, topic, False)

    async def delete_topic(self, chat: int, topic: int) -> None:
        """Delete a topic with everything in it; bots are not told."""
        await self._operations.delete_topic(self.id, chat, topic)

    async def topics(self, chat: int) -> list[TopicView]:
        """A forum's topics, General first."""
        return await self._operations.topics(self.id, chat)

    async def topic_of(self, message: Seen) -> TopicView:
        """The topic that a message is in. Raises LookupError for one in no forum."""
        found = [t for t in await self.topics(message.chat_id) if t.id == message.topic]
        if not found:
            raise LookupError(f"{message.text!r} is in no topic")
        return found[0]
