"""Reading messages: by id, as a chat's history, by search."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from pyrogram.raw import functions, types

from sandbox.mtproto.dispatch import not_found
from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.rpc.base import Call, Methods, Result, lacking
from sandbox.mtproto.tl import ids, messages
from sandbox.mtproto.tl.ids import TL
from sandbox.state.model import Message

methods = Methods()
MAX_MESSAGES = 100
EVERYTHING = 1 << 31


def _listed(call: Call, chat_id: int, shown: Sequence[Message], count: int) -> Result:
    view = call.view()
    view.mention(chat_id)
    written = [messages.written(view, message) for message in shown]
    common: dict[str, Any] = {
        "messages": written,
        "topics": [],
        "chats": view.chats,
        "users": view.users,
    }
    if ids.is_channel(chat_id):
        pts = call.world.box(chat_id).pts
        return types.messages.ChannelMessages(pts=pts, count=count, **common)
    if count <= len(shown):
        return types.messages.Messages(**common)
    return types.messages.MessagesSlice(count=count, **common)


def _page(query: TL, found: Sequence[Message]) -> Sequence[Message]:
    """The page of these messages (newest first) that a request's offsets ask for.

    https://core.telegram.org/api/offsets
    """
    start = 0
    if query.offset_id:
        start = bisect_left(found, -query.offset_id + 1, key=lambda m: -m.id)
    offset_date = getattr(query, "offset_date", 0)
    if offset_date:
        start = max(start, sum(m.at.timestamp() >= offset_date for m in found))
    first = max(0, start + query.add_offset)
    last = max(0, start + query.add_offset + max(0, min(query.limit, MAX_MESSAGES)))
    return [
        message
        for message in found[first:last]
        if message.id > query.min_id and (not query.max_id or message.id < query.max_id)
    ]


@methods.on(functions.messages.GetHistory, people_only=True)
def get_history(call: Call, query: functions.messages.GetHistory) -> Result:
    """A chat's messages, newest first."""
    chat_id = call.peer(query.peer)
    found = call.world.history(call.me, chat_id, limit=EVERYTHING)
    return _listed(call, chat_id, call.services.pages.shown(_page(query, found)), len(found))


@methods.on(functions.messages.Search, people_only=True)
def search(call: Call, query: functions.messages.Search) -> Result:
    """A chat's messages with these words, of this kind, by this person."""
    lacking(query, "saved_peer_id", "top_msg_id")
    chat_id = call.peer(query.peer)
    author = None if query.from_id is None else call.peer(query.from_id)
    wanted = _FILTERS.get(type(query.filter))
    if wanted is None:
        raise not_found(f"messages.search with {type(query.filter).__name__}")
    words = query.q.lower()
    found = [
        message
        for message in call.world.history(call.me, chat_id, limit=EVERYTHING)
        if words in message.content.text.lower()
        and author in (None, message.sender_id)
        and wanted(message)
        and (not query.min_date or message.at.timestamp() > query.min_date)
        and (not query.max_date or message.at.timestamp() < query.max_date)
    ]
    return _listed(call, chat_id, call.services.pages.shown(_page(query, found)), len(found))


def _carries(*kinds: str) -> Callable[[Message], bool]:
    return lambda m: m.content.file is not None and m.content.file.kind in kinds


_FILTERS: dict[type, Callable[[Message], bool]] = {
    types.InputMessagesFilterEmpty: lambda _: True,
    types.InputMessagesFilterPinned: lambda m: m.pinned,
    types.InputMessagesFilterPhotos: _carries("photo"),
    types.InputMessagesFilterVideo: _carries("video"),
    types.InputMessagesFilterPhotoVideo: _carries("photo", "video"),
    types.InputMessagesFilterDocument: _carries("document"),
    types.InputMessagesFilterGif: _carries("animation"),
    types.InputMessagesFilterVoice: _carries("voice"),
    types.InputMessagesFilterMusic: _carries("audio"),
    types.InputMessagesFilterRoundVideo: _carries("video_note"),
    types.InputMessagesFilterRoundVoice: _carries("voice", "video_note"),
    types.InputMessagesFilterContacts: lambda m: m.content.contact is not None,
    types.InputMessagesFilterGeo: lambda m: m.content.location is not None,
    types.InputMessagesFilterUrl: lambda m: any(e.kind == "url" for e in m.content.entities),
}


@methods.on(functions.channels.GetMessages)
def channel_messages(call: Call, query: functions.channels.GetMessages) -> Result:
    """A supergroup's messages by id; an empty one for each that is not there."""
    chat = call.world.chat(call.me, call.channel(query.channel))
    view = call.view()
    view.mention(chat.id)

    def find(message_id: int) -> Message | None:
        return call.world.message(call.me, chat.id, message_id)

    written = []
    for given in query.id:
        message_id = _meant(given, find, chat.pinned)
        message = find(message_id)
        written.append(
            messages.empty(view, chat.id, message_id)
            if message is None
            else messages.written(view, message)
        )
    return types.messages.ChannelMessages(
        pts=call.world.box(chat.id).pts,
        count=len(written),
        messages=written,
        topics=[],
        chats=view.chats,
        users=view.users,
    )


def _meant(given: TL, find: Callable[[int], Message | None], pinned: Sequence[int]) -> int:
    """Which message an InputMessage means; 0: none."""
    if isinstance(given, types.InputMessageID):
        return given.id
    if isinstance(given, types.InputMessageReplyTo):
        source = find(given.id)
        return 0 if source is None else source.content.reply_to or 0
    if isinstance(given, types.InputMessagePinned):
        return pinned[-1] if pinned else 0
    raise RpcError(400, "MESSAGE_IDS_EMPTY")


@methods.on(functions.messages.GetMessages)
def own_messages(call: Call, query: functions.messages.GetMessages) -> Result:
    """Messages of one's common box by id."""
    box = call.world.box(call.me)
    view = call.view()
    written = []
    for given in query.id:
        message_id = _meant(given, box.messages.get, ())
        message = box.messages.get(message_id)
        written.append(
            types.MessageEmpty(id=message_id)
            if message is None
            else messages.written(view, message)
        )
    return types.messages.Messages(messages=written, topics=[], chats=view.chats, users=view.users)


@methods.on(functions.messages.ReadHistory, people_only=True)
def read_history(call: Call, query: functions.messages.ReadHistory) -> Result:
    """Reading is allowed to members; it leaves no trace in the state."""
    call.world.history(call.me, call.peer(query.peer), limit=1)
    return types.messages.AffectedMessages(pts=call.world.box(call.me).pts, pts_count=0)


@methods.on(functions.channels.ReadHistory, people_only=True)
def read_channel_history(call: Call, query: functions.channels.ReadHistory) -> Result:
    """The same in a supergroup."""
    call.world.chat(call.me, call.channel(query.channel))
    return True
