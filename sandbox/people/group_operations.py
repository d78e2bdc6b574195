"""Operations on groups as such: administrators, titles, channels, forums and their topics."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sandbox.people.views import TopicView
from sandbox.state.members import ADMIN_RIGHTS
from sandbox.state.model import ChatKind, Topic
from sandbox.state.world import World


class GroupOperations:
    """The part of `Operations` that is about groups."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def promote(
        self,
        me: int,
        chat: int,
        user_id: int,
        rights: Sequence[str],
        anonymous: bool = False,
        title: str | None = None,
    ) -> int:
        """Make an administrator; all rights if none is named. The group's id, new if it migrated.

        A basic group's administrators have all rights: for anything finer it becomes a supergroup.
        """
        found = self.world.chats.get(chat)
        finer = bool(rights) or anonymous or title is not None
        if finer and found is not None and found.kind is ChatKind.BASIC:
            chat = self.world.migrate(me, chat).id
        granted = rights or ADMIN_RIGHTS
        self.world.promote(me, chat, user_id, granted, title=title, anonymous=anonymous)
        return chat

    async def demote(self, me: int, chat: int, user_id: int) -> None:
        """Make an administrator a member again."""
        self.world.promote(me, chat, user_id, ())

    async def make_link(self, me: int, chat: int, by_request: bool) -> str:
        """Make a link into a group, by which one joins or (`by_request`) asks to."""
        return self.world.create_link(me, chat, creates_join_request=by_request).url

    async def delete_group(self, me: int, chat: int) -> None:
        """Delete a group for everybody; its creator may."""
        self.world.delete_chat(me, chat)

    async def set_title(self, me: int, chat: int, title: str) -> None:
        """Rename a group."""
        self.world.set_title(me, chat, title)

    async def create_channel(
        self, me: int, title: str, username: str | None, discussion: int | None
    ) -> int:
        """Make a channel; its id."""
        return self.world.create_channel(me, title, username, discussion=discussion).id

    async def set_forum(self, me: int, chat: int, is_forum: bool) -> None:
        """Give a supergroup topics or take them away."""
        self.world.set_forum(me, chat, is_forum)

    async def create_topic(self, me: int, chat: int, title: str, icon: str | None) -> TopicView:
        """Open a topic."""
        return _topic(self.world.create_topic(me, chat, title, icon_emoji_id=icon))

    async def edit_topic(
        self, me: int, chat: int, topic: int, title: str | None, icon: str | None
    ) -> None:
        """Another title or icon; None keeps it."""
        self.world.edit_topic(me, chat, topic, title=title, icon_emoji_id=icon)

    async def set_topic_closed(self, me: int, chat: int, topic: int, closed: bool) -> None:
        """Close a topic or open it again."""
        if closed:
            self.world.close_topic(me, chat, topic)
        else:
            self.world.reopen_topic(me, chat, topic)

    async def delete_topic(self, me: int, chat: int, topic: int) -> None:
        """Delete a topic with its messages."""
        self.world.delete_topic(me, chat, topic)

    async def topics(self, me: int, chat: int) -> list[TopicView]:
        """A forum's topics, General first."""
        return [_topic(topic) for topic in self.world.topics(me, chat)]

    async def pass_time(self, seconds: float) -> None:
        """Move Telegram's clock ahead."""
        self.world.pass_time(timedelta(seconds=seconds))


def _topic(topic: Topic) -> TopicView:
    return TopicView(
        topic.id, topic.title, topic.closed, topic.hidden, topic.icon_emoji_id, topic.creator_id
    )
