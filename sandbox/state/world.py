"""The one state behind both faces: every operation that Telegram's rules allow, and their refusals.

The first argument of an operation is who does it. Everything is synchronous and single-threaded:
the faces call it from one event loop. Listeners are called when an operation is done, in the order
in which things happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from sandbox.state import attention, messages, reactions
from sandbox.state.model import Content, Entity, Message
from sandbox.state.posting import Draft
from sandbox.state.store import SERVICE_ACCOUNT, Listener
from sandbox.state.world_topics import Topics

__all__ = ["Listener", "World"]


class World(Topics):
    """One Telegram in memory.

    `clock` gives UTC now; `seed` makes ids, hashes and tokens repeatable. `login_code` is the
    sign-in code of every account.
    """

    def __init__(self, clock: Callable[[], datetime], seed: int = 1) -> None:
        super().__init__(clock, seed)
        self.login_code = "12345"

    def tell_login_code(self, user_id: int) -> str:
        """Send the sign-in code from Telegram's own account; returns it."""
        text = f"Login code: {self.login_code}. Do not give this code to anyone."
        self.send(
            SERVICE_ACCOUNT, user_id, Content(text, [Entity("bold", 12, len(self.login_code))])
        )
        return self.login_code

    def send(
        self,
        actor: int,
        chat_id: int,
        content: Content,
        *,
        random_id: int | None = None,
        forward: dict[str, object] | None = None,
        as_chat: int | None = None,
        cause: object | None = None,
    ) -> Message:
        """Write to a person (positive id) or a group; returns the actor's own copy.

        `as_chat`: in the name of the group, or of a channel of one's own. SEND_AS_PEER_INVALID.
        The same `random_id` again gives the first message back. See `messages.send` for refusals.
        """
        draft = Draft(actor, chat_id, content, as_chat, random_id, forward, cause)
        return messages.send(self._s, draft)

    def new_album(self) -> str:
        """An id for messages that are sent as one album."""
        return str(self._s.long())

    def edit(
        self,
        actor: int,
        chat_id: int,
        message_id: int,
        content: Content,
        *,
        keep_file: bool = True,
        cause: object | None = None,
    ) -> Message:
        """Replace what one's message says; without markup its keyboard goes.

        MESSAGE_ID_INVALID, MESSAGE_AUTHOR_REQUIRED, MESSAGE_NOT_MODIFIED,
        MESSAGE_EDIT_TIME_EXPIRED (people, 48 hours).
        """
        return messages.edit(self._s, actor, chat_id, message_id, content, keep_file, cause)

    def delete(
        self,
        actor: int,
        chat_id: int,
        message_ids: Iterable[int],
        *,
        revoke: bool = True,
        cause: object | None = None,
    ) -> list[int]:
        """Delete messages, for everybody if `revoke`; returns what was there and is gone.

        MESSAGE_DELETE_FORBIDDEN: others' messages without the right; for bots also after 48 hours.
        """
        return messages.delete(self._s, actor, chat_id, message_ids, revoke, cause)

    def wipe(
        self, actor: int, chat_id: int, max_id: int = 0, *, cause: object | None = None
    ) -> None:
        """channels.deleteHistory for everyone: nothing up to `max_id` (0: all) can be read again.

        Not numbered in pts: everybody is told by CHAT_CHANGED. CHANNEL_TOO_BIG past 1,000 members.
        """
        messages.wipe(self._s, actor, chat_id, max_id, cause)

    def pin(self, actor: int, chat_id: int, message_id: int, *, silent: bool = False) -> None:
        """Pin a message. CHAT_NOT_MODIFIED when it is."""
        messages.pin(self._s, actor, chat_id, message_id, silent)

    def unpin(
        self, actor: int, chat_id: int, message_id: int | None = None, *, topic: int | None = None
    ) -> None:
        """Unpin one message, or (None) all, or all of a forum's topic."""
        messages.unpin(self._s, actor, chat_id, message_id, topic)

    def message(self, actor: int, chat_id: int, message_id: int) -> Message | None:
        """One message of a chat that the actor may look into."""
        return messages.find(self._s, actor, chat_id, message_id)

    def history(
        self,
        actor: int,
        chat_id: int,
        *,
        offset_id: int = 0,
        limit: int = 100,
        min_id: int = 0,
        topic: int | None = None,
    ) -> list[Message]:
        """Newest first, below `offset_id` and above `min_id`; only members read private groups.

        `topic` leaves the other topics of a forum out.
        """
        return messages.history(self._s, actor, chat_id, offset_id, limit, min_id, topic)

    def dialogs(self, user_id: int) -> list[int]:
        """The chats in somebody's list: those with messages, groups they are in; latest first."""
        box = self.boxes.get(user_id)
        latest = {} if box is None else {c: ids[-1] for c, ids in box.by_chat.items() if ids}
        shown = {c: box.messages[i].at for c, i in latest.items() if box and i in box.messages}
        for chat in self.chats_of(user_id):
            last = self.boxes.get(chat.id)
            ids = [] if last is None else last.by_chat.get(chat.id, [])
            newest = last.messages.get(ids[-1]) if last is not None and ids else None
            shown.setdefault(chat.id, chat.created_at if newest is None else newest.at)
        return sorted(shown, key=lambda c: shown[c], reverse=True)

    def read(self, actor: int, chat_id: int) -> None:
        """Have read everything that is in a chat now."""
        attention.read(self._s, actor, chat_id)

    def unread(self, actor: int, chat_id: int) -> int:
        """How many messages of others came into a chat since it was read."""
        return attention.unread(self._s, actor, chat_id)

    def mute(self, actor: int, chat_id: int, muted: bool) -> None:
        """Let a chat ring no more, or let it ring again."""
        attention.mute(self._s, actor, chat_id, muted)

    def origin_of(self, message: Message) -> dict[str, object]:
        """What a forwarded message tells of where it is from."""
        return messages.origin_of(self._s, message)

    def forward(
        self,
        actor: int,
        from_chat: int,
        message_ids: Iterable[int],
        to_chat: int,
        *,
        as_copy: bool = False,
        random_ids: Iterable[int] = (),
        topic: int | None = None,
        cause: object | None = None,
    ) -> list[Message]:
        """Send messages on, without markup. MESSAGE_ID_INVALID when nothing of them is left."""
        return messages.forward(
            self._s, actor, from_chat, message_ids, to_chat, as_copy, random_ids, topic, cause
        )

    def react(self, actor: int, chat_id: int, message_id: int, emoji: str | None) -> None:
        """Set or (None) take back one's reaction. REACTION_INVALID: not an emoji that all have."""
        reactions.react(self._s, actor, chat_id, message_id, emoji)
