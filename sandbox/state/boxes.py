"""Numbers changes: how a message gets into a box, changes there and leaves it.

A new message and an edit count one in the box's pts, a deletion as many as it deletes
(https://core.telegram.org/api/updates#update-handling).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from sandbox.state.model import Box, Change, Content, Kind, Message
from sandbox.state.store import Store


def note(
    s: Store, box: Box, kind: Kind, *, one: int | None = None, several: tuple[int, ...] = ()
) -> Change:
    """Number a change of one message, or the deletion of several."""
    count = len(several) or 1
    box.pts += count
    change = Change(kind, box.pts, count, s.clock(), one, several)
    box.changes.append(change)
    return change


def put(s: Store, owner: int, message: Message) -> Change:
    """Give the message the box's next id and put it there."""
    box = s.box(owner)
    box.last_message_id += 1
    message.id = box.last_message_id
    message.box = owner
    box.messages[message.id] = message
    box.by_chat.setdefault(message.chat_id, []).append(message.id)
    return note(s, box, Kind.NEW_MESSAGE, one=message.id)


def change(s: Store, message: Message) -> Change:
    """Number the edit of a message that was edited in place."""
    return note(s, s.box(message.box), Kind.EDIT_MESSAGE, one=message.id)


def take_out(s: Store, owner: int, messages: list[Message]) -> Change | None:
    """Delete messages that lie in one box; None when there were none."""
    box = s.box(owner)
    gone = []
    for message in messages:
        if box.messages.pop(message.id, None) is None:
            continue
        message.deleted = True
        gone.append(message.id)
        twins = s.copies.get(message.uid)
        if twins is not None:
            twins.pop(owner, None)
    if not gone:
        return None
    for message in messages:
        ids = box.by_chat.get(message.chat_id, [])
        place = bisect_left(ids, message.id)
        if place < len(ids) and ids[place] == message.id:
            del ids[place]
    return note(s, box, Kind.DELETE_MESSAGES, several=tuple(gone))


def in_box(s: Store, owner: int, message_id: int) -> Message | None:
    """A message by its id in a box."""
    box = s.boxes.get(owner)
    return None if box is None else box.messages.get(message_id)


def twin(s: Store, message: Message, owner: int) -> Message | None:
    """The same message in another box."""
    return message if message.box == owner else s.copies.get(message.uid, {}).get(owner)


def everywhere(s: Store, message: Message) -> list[Message]:
    """All copies of a message, this one first."""
    others = s.copies.get(message.uid, {})
    return [message, *(m for owner, m in others.items() if owner != message.box)]


def for_box(s: Store, content: Content, source: Message | None, owner: int) -> Content:
    """The content as it lies in another box: a reply names the copy there of what it replies to."""
    if content.reply_to is None or source is None:
        return content
    there = twin(s, source, owner)
    return replace(content, reply_to=there.id if there else None)


def newest_first(box: Box, chat_id: int, *, below: int, above: int, limit: int) -> list[Message]:
    """A chat's messages with ids between the two bounds (0: none), newest first."""
    ids = box.by_chat.get(chat_id, [])
    end = bisect_left(ids, below) if below > 0 else len(ids)
    start = max(bisect_right(ids, above), end - limit)
    return [box.messages[message_id] for message_id in reversed(ids[start:end])]
