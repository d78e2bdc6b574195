"""Writing, editing and forwarding messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pyrogram.raw import functions, types

from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.rpc import incoming_media
from sandbox.mtproto.rpc.base import Call, Methods, Result, lacking
from sandbox.mtproto.tl import entities, markup, media
from sandbox.mtproto.tl.ids import TL
from sandbox.mtproto.updates import Collected
from sandbox.state.model import Content, Happening, Kind, Message

methods = Methods()
LATER = ("schedule_date", "quick_reply_shortcut")  # what this server cannot put off


def _reply(given: TL | None) -> dict[str, Any]:
    if given is None:
        return {}
    if not isinstance(given, types.InputReplyToMessage):
        raise RpcError(400, "REPLY_TO_INVALID")
    lacking(given, "reply_to_peer_id", "todo_item_id")
    return {"reply_to": given.reply_to_msg_id or None, "thread_id": given.top_msg_id}


def _as_chat(call: Call, send_as: TL | None) -> int | None:
    """The chat in whose name a message is to be written; None: one's own."""
    peer = None if send_as is None else call.peer(send_as)
    return None if peer == call.me else peer


def _sent(call: Call, collected: Collected, sent: Sequence[tuple[int, Message]]) -> types.Updates:
    """The answer to a sending: the messages' ids by random_id, then the messages.

    A message that was sent before under the same random_id is told again as it was.
    """
    fresh = {h.message.uid for h in collected.happenings if h.message is not None}
    for _, message in sent:
        if message.uid not in fresh:
            happening = _again(call, message)
            if happening is not None:
                collected.happenings.append(happening)
    ids = [types.UpdateMessageID(id=message.id, random_id=number) for number, message in sent]
    return call.answer(collected, first=ids)


def _again(call: Call, message: Message) -> Happening | None:
    for change in reversed(call.world.box(message.box).changes):
        if change.kind is Kind.NEW_MESSAGE and change.message_id == message.id:
            return Happening(call.me, change.kind, change.at, message.box, change, message)
    return None


@methods.on(functions.messages.SendMessage)
def send_message(call: Call, query: functions.messages.SendMessage) -> Result:
    """Send a text."""
    lacking(query, *LATER, "suggested_post", "rich_message")
    content = Content(
        text=query.message,
        entities=entities.read(call.world, call.me, query.entities),
        **_common(query),
    )
    return _send(call, query, content)


def _common(query: Any) -> dict[str, Any]:
    return {
        "markup": markup.read(query.reply_markup),
        "silent": bool(query.silent),
        **_reply(query.reply_to),
    }


def _send(call: Call, query: Any, content: Content) -> Result:
    chat_id = call.peer(query.peer)
    as_chat = _as_chat(call, query.send_as)
    with call.collecting() as collected:
        message = call.world.send(
            call.me, chat_id, content, random_id=query.random_id, as_chat=as_chat
        )
    return _sent(call, collected, [(query.random_id, message)])


@methods.on(functions.messages.SendMedia)
def send_media(call: Call, query: functions.messages.SendMedia) -> Result:
    """Send a file, contact or place with a caption."""
    lacking(query, *LATER, "suggested_post")
    content = Content(
        text=query.message,
        entities=entities.read(call.world, call.me, query.entities),
        caption_above=bool(query.invert_media),
        **_common(query),
        **incoming_media.read(call, query.media),
    )
    return _send(call, query, content)


@methods.on(functions.messages.SendMultiMedia)
def send_multi_media(call: Call, query: functions.messages.SendMultiMedia) -> Result:
    """Send an album: 2 to 10 files, each a message of its own with the same grouped_id."""
    lacking(query, *LATER)
    if not 2 <= len(query.multi_media) <= 10:
        raise RpcError(400, "MULTI_MEDIA_TOO_LONG")
    chat_id = call.peer(query.peer)
    as_chat = _as_chat(call, query.send_as)
    album = call.world.new_album()
    contents = [
        Content(
            text=single.message,
            entities=entities.read(call.world, call.me, single.entities),
            album=album,
            silent=bool(query.silent),
            caption_above=bool(query.invert_media),
            **incoming_media.read(call, single.media),
            **_reply(query.reply_to),
        )
        for single in query.multi_media
    ]
    numbers = [single.random_id for single in query.multi_media]
    with call.collecting() as collected:
        sent = [
            call.world.send(call.me, chat_id, content, random_id=number, as_chat=as_chat)
            for number, content in zip(numbers, contents, strict=True)
        ]
    return _sent(call, collected, list(zip(numbers, sent, strict=True)))


@methods.on(functions.messages.UploadMedia)
def upload_media(call: Call, query: functions.messages.UploadMedia) -> Result:
    """Keep a file for a message that is to come."""
    content = Content(**incoming_media.read(call, query.media))
    return media.of_content(content, call.world.clock(), call.me)


@methods.on(functions.messages.EditMessage)
def edit_message(call: Call, query: functions.messages.EditMessage) -> Result:
    """Change a message's text, file or keyboard."""
    lacking(query, "schedule_date", "quick_reply_shortcut_id", "rich_message")
    chat_id = call.peer(query.peer)
    old = call.world.message(call.me, chat_id, query.id)
    if old is None:
        raise RpcError(400, "MESSAGE_ID_INVALID")
    text, marked = old.content.text, old.content.entities
    if query.message is not None:
        text = query.message
        marked = entities.read(call.world, call.me, query.entities)
    carried = {} if query.media is None else incoming_media.read(call, query.media)
    content = Content(
        text=text,
        entities=marked,
        markup=markup.read(query.reply_markup),
        caption_above=bool(query.invert_media) and (old.content.file is not None or bool(carried)),
        **carried,
    )
    with call.collecting() as collected:
        call.world.edit(call.me, chat_id, query.id, content)
    return call.answer(collected)


@methods.on(functions.messages.ForwardMessages)
def forward_messages(call: Call, query: functions.messages.ForwardMessages) -> Result:
    """Send messages on, with where they are from, or (`drop_author`) as one's own."""
    lacking(query, *LATER, "reply_to", "top_msg_id", "send_as", "drop_media_captions")
    if len(query.id) != len(query.random_id):
        raise RpcError(400, "RANDOM_ID_INVALID")
    source, target = call.peer(query.from_peer), call.peer(query.to_peer)
    with call.collecting() as collected:
        sent = call.world.forward(
            call.me,
            source,
            query.id,
            target,
            as_copy=bool(query.drop_author),
            random_ids=query.random_id,
        )
    numbers = [message.via_random_id or 0 for message in sent]
    return _sent(call, collected, list(zip(numbers, sent, strict=True)))
