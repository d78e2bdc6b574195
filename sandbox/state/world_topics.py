"""The operations on a forum's topics."""

from __future__ import annotations

from sandbox.state import topics
from sandbox.state.model import File, Topic
from sandbox.state.world_groups import Groups


class Topics(Groups):
    """The part of the world that is about forums."""

    def create_topic(
        self,
        actor: int,
        chat_id: int,
        title: str,
        *,
        icon_color: int = 0x6FB9F0,
        icon_emoji_id: str | None = None,
    ) -> Topic:
        """Open a topic. CHANNEL_FORUM_MISSING, TOPIC_TITLE_EMPTY, CHAT_ADMIN_REQUIRED,
        DOCUMENT_INVALID (an icon that bots may not take).
        """
        return topics.create(self._s, actor, chat_id, title, icon_color, icon_emoji_id)

    def edit_topic(
        self,
        actor: int,
        chat_id: int,
        topic_id: int,
        *,
        title: str | None = None,
        icon_emoji_id: str | None = None,
    ) -> None:
        """Another title or icon; None keeps it, "" takes the icon away.

        Whoever made the topic may, and who manages topics; TOPIC_ID_INVALID, TOPIC_NOT_MODIFIED,
        CHAT_ADMIN_REQUIRED, as for closing.
        """
        topics.edit(self._s, actor, chat_id, topic_id, title, icon_emoji_id)

    def close_topic(self, actor: int, chat_id: int, topic_id: int) -> None:
        """Only who made it and who manages topics may write in it now."""
        topics.set_closed(self._s, actor, chat_id, topic_id, closed=True)

    def reopen_topic(self, actor: int, chat_id: int, topic_id: int) -> None:
        """The other way round."""
        topics.set_closed(self._s, actor, chat_id, topic_id, closed=False)

    def hide_general(self, actor: int, chat_id: int, hidden: bool) -> None:
        """Hide the General topic, which closes it too, or show it."""
        topics.set_hidden(self._s, actor, chat_id, hidden)

    def delete_topic(self, actor: int, chat_id: int, topic_id: int) -> None:
        """Delete a topic with all its messages; takes the right to delete messages."""
        topics.delete(self._s, actor, chat_id, topic_id)

    def topics(self, actor: int, chat_id: int) -> list[Topic]:
        """A forum's topics, General first. CHANNEL_FORUM_MISSING."""
        return topics.listed(self._s, actor, chat_id)

    def topic_icons(self) -> dict[str, File]:
        """The custom emoji that every topic may have: by id, made when first asked for."""
        if not self._s.topic_icons:
            for emoji_id, emoji in topics.ICONS.items():
                self._s.topic_icons[emoji_id] = self.add_file(
                    "sticker",
                    f"topic icon {emoji_id}".encode(),
                    mime_type="application/x-tgsticker",
                    width=100,
                    height=100,
                    emoji=emoji,
                )
        return dict(self._s.topic_icons)
