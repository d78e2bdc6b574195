"""Delivers a message to those who see it: its copies, its ids and who is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sandbox.state import boxes, rights
from sandbox.state.model import Change, Chat, ChatKind, Content, Kind, Message
from sandbox.state.store import Store

_COMMAND = re.compile(r"/\w+(?:@(\w+))?")


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that is to be written, before it has ids. `told_too`: an outsider who still
    receives it."""

    actor: int
    chat_id: int
    content: Content
    as_chat: int | None = None  # the group itself or a channel, in whose name it is written
    random_id: int | None = None
    forward: Mapping[str, Any] | None = None
    cause: object | None = None
    told_too: int | None = None


def post(s: Store, draft: Draft) -> Message:
    """Put a message into the boxes of those who see it and tell them. Returns the actor's copy.

    Checks nothing.
    """
    if draft.chat_id > 0:
        return _post_private(s, draft)
    chat = s.chats[draft.chat_id]
    if chat.kind is ChatKind.BASIC:
        return _post_basic(s, draft, chat)
    return _post_supergroup(s, draft, chat)


def service(
    s: Store,
    actor: int,
    chat_id: int,
    event: Mapping[str, object],
    *,
    cause: object | None = None,
    told_too: int | None = None,
    thread_id: int | None = None,
) -> Message:
    """Post a service message; `event` as `Content.service` says."""
    content = Content(service=event, thread_id=thread_id)
    as_chat = rights.hidden_behind(s.chats[chat_id], actor)
    draft = Draft(actor, chat_id, content, as_chat, cause=cause, told_too=told_too)
    return post(s, draft)


def _blank(s: Store, draft: Draft, uid: int, chat_id: int, content: Content) -> Message:
    return Message(
        uid=uid,
        box=0,
        id=0,
        chat_id=chat_id,
        sender_id=draft.actor,
        at=s.clock(),
        content=content,
        sender_chat_id=draft.as_chat,
        forward=draft.forward,
        via_random_id=draft.random_id,
    )


def _source(s: Store, draft: Draft, owner: int) -> Message | None:
    reply_to = draft.content.reply_to
    return None if reply_to is None else boxes.in_box(s, owner, reply_to)


def thread_of(s: Store, chat: Chat, content: Content) -> int | None:
    """The thread that a supergroup's message belongs to; None also for a forum's General."""
    if content.thread_id is not None or content.reply_to is None:
        return content.thread_id
    source = boxes.in_box(s, chat.id, content.reply_to)
    if source is None:
        return None
    if chat.is_forum:
        return source.content.thread_id
    # A reply makes or continues a thread (https://core.telegram.org/api/threads).
    return source.content.thread_id or source.id


def _post_private(s: Store, draft: Draft) -> Message:
    actor, peer = draft.actor, draft.chat_id
    source = _source(s, draft, actor)
    uid = s.next_uid()
    mine = _blank(s, draft, uid, peer, draft.content)
    first = boxes.put(s, actor, mine)
    copies = s.copies[uid] = {actor: mine}
    changes = [(mine, first)]
    if peer != actor:
        theirs = _blank(s, draft, uid, actor, boxes.for_box(s, draft.content, source, peer))
        changes.append((theirs, boxes.put(s, peer, theirs)))
        copies[peer] = theirs
    for copy, change in changes:
        _tell_one(s, copy.box, Kind.NEW_MESSAGE, copy, change, draft.cause)
    return mine


def _post_basic(s: Store, draft: Draft, chat: Chat) -> Message:
    source = _source(s, draft, draft.actor)
    uid = s.next_uid()
    copies = s.copies[uid] = {}
    told = []
    owners = [draft.actor, *(u for u in rights.audience(s, chat) if u != draft.actor)]
    if draft.told_too is not None and draft.told_too not in owners:
        owners.append(draft.told_too)
    for owner in owners:
        if not _is_delivered_to(s, chat, owner, draft.actor, draft.content, source):
            continue
        content = boxes.for_box(s, draft.content, source, owner)
        copy = _blank(s, draft, uid, chat.id, content)
        told.append((copy, boxes.put(s, owner, copy)))
        copies[owner] = copy
    for copy, change in told:
        _tell_one(s, copy.box, Kind.NEW_MESSAGE, copy, change, draft.cause)
    return copies[draft.actor]


def _post_supergroup(s: Store, draft: Draft, chat: Chat) -> Message:
    content = replace(draft.content, thread_id=thread_of(s, chat, draft.content))
    message = _blank(s, draft, s.next_uid(), chat.id, content)
    change = boxes.put(s, chat.id, message)
    _tell_members(s, chat, Kind.NEW_MESSAGE, message, change, draft.cause)
    if draft.told_too is not None and rights.inside(s, chat, draft.told_too) is None:
        _tell_one(s, draft.told_too, Kind.NEW_MESSAGE, message, change, draft.cause)
    return message


def tell_edited(s: Store, message: Message, change: Change, cause: object | None) -> None:
    """Tell those who see this copy that it was edited."""
    if message.box > 0:
        _tell_one(s, message.box, Kind.EDIT_MESSAGE, message, change, cause)
    else:
        chat = s.chats[message.box]
        _tell_members(s, chat, Kind.EDIT_MESSAGE, message, change, cause)


def tell_deleted(s: Store, owner: int, chat_id: int, change: Change, cause: object | None) -> None:
    """Tell the owner of a box, or the members of a supergroup, what was deleted."""
    recipients: Iterable[int] = (owner,)
    if owner < 0:
        recipients = rights.audience(s, s.chats[owner])
    for recipient in recipients:
        s.tell(
            recipient, Kind.DELETE_MESSAGES, box=owner, change=change, chat_id=chat_id, cause=cause
        )


def _tell_members(
    s: Store, chat: Chat, kind: Kind, message: Message, change: Change, cause: object | None
) -> None:
    reply_to = message.content.reply_to
    source = None if reply_to is None else boxes.in_box(s, chat.id, reply_to)
    for recipient in rights.audience(s, chat):
        if _is_delivered_to(s, chat, recipient, message.sender_id, message.content, source):
            _tell_one(s, recipient, kind, message, change, cause)


def _tell_one(
    s: Store, recipient: int, kind: Kind, message: Message, change: Change, cause: object | None
) -> None:
    s.tell(
        recipient,
        kind,
        box=message.box,
        change=change,
        message=message,
        chat_id=message.chat_id,
        cause=cause,
    )


def _is_delivered_to(
    s: Store, chat: Chat, user_id: int, sender: int, content: Content, source: Message | None
) -> bool:
    """Tell whether Telegram delivers a group's message to this member.

    A bot in privacy mode gets commands, replies to itself, its own inline results and service
    messages, an administrator gets all, and no bot ever gets a message of another one
    (https://core.telegram.org/bots/features#privacy-mode).
    """
    user = s.users[user_id]
    if not user.is_bot or sender == user_id or content.service is not None:
        return True
    if s.users[sender].is_bot:
        return False
    member = chat.members.get(user_id)
    if user.sees_all_group_messages or (member is not None and rights.is_admin(member)):
        return True
    if content.via_bot == user_id:
        return True
    if source is not None and source.sender_id == user_id:
        return True
    command = _COMMAND.match(content.text)
    if command is None:
        return False
    addressee = command[1]
    return addressee is None or addressee.lower() == (user.username or "").lower()
