"""Keeps what somebody has read, and which chats may not ring: each person's own, told to nobody."""

from __future__ import annotations

from bisect import bisect_right

from sandbox.state import rights
from sandbox.state.model import ChatKind, Message, User
from sandbox.state.store import Store


def read(s: Store, actor: int, chat_id: int) -> None:
    """Mark everything in a chat as read."""
    box = s.box(_owner(s, actor, chat_id))
    ids = box.by_chat.get(chat_id)
    if ids:
        s.user(actor).read_up_to[chat_id] = ids[-1]


def unread(s: Store, actor: int, chat_id: int) -> int:
    """How many messages of others came since; whoever writes has read what stands above.

    A newcomer to a group owes it no reading.
    """
    box = s.box(_owner(s, actor, chat_id))
    ids = box.by_chat.get(chat_id, [])
    up_to = s.user(actor).read_up_to.get(chat_id, 0)
    if chat_id < 0:
        member = s.chats[chat_id].members.get(actor)
        up_to = max(up_to, 0 if member is None else member.first_visible_id - 1)
    later = ids[bisect_right(ids, up_to) :]
    count = 0
    for each in reversed(later):
        if box.messages[each].sender_id == actor:
            break
        count += 1
    return count


def mute(s: Store, actor: int, chat_id: int, muted: bool) -> None:
    """Let a chat ring no more, or let it ring again."""
    chats = s.user(actor).muted
    if muted:
        chats.add(chat_id)
    else:
        chats.discard(chat_id)


def rings(user: User, message: Message) -> bool:
    """Whether a new message rings somebody's phone: one's own does not, nor one that was sent
    without sound, nor one of a muted chat."""
    is_own = message.sender_id == user.id
    return not (is_own or message.content.silent or message.chat_id in user.muted)


def _owner(s: Store, actor: int, chat_id: int) -> int:
    """Return whose box the chat is in for this person. CHANNEL_PRIVATE, CHAT_ID_INVALID."""
    if chat_id > 0:
        return actor
    chat = rights.visible(s, actor, chat_id)
    return actor if chat.kind is ChatKind.BASIC else chat_id
