"""Deleting, wiping and pinning."""

from __future__ import annotations

from collections import defaultdict

from pyrogram.raw import functions, types

from sandbox.mtproto.dispatch import not_found
from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.rpc.base import Call, Methods, Result, lacking
from sandbox.mtproto.tl import ids
from sandbox.mtproto.updates import Collected
from sandbox.state.model import Kind

methods = Methods()
EVERYTHING = 1 << 31


def _affected(call: Call, collected: Collected, box: int) -> dict[str, int]:
    """pts and pts_count of the deletions in a box."""
    changes = [
        h.change
        for h in collected.happenings
        if h.kind is Kind.DELETE_MESSAGES and h.box == box and h.change is not None
    ]
    return {
        "pts": changes[-1].pts if changes else call.world.box(box).pts,
        "pts_count": sum(change.pts_count for change in changes),
    }


@methods.on(functions.channels.DeleteMessages)
def delete_channel_messages(call: Call, query: functions.channels.DeleteMessages) -> Result:
    """Delete a supergroup's messages."""
    chat_id = call.channel(query.channel)
    with call.collecting() as collected:
        call.world.delete(call.me, chat_id, query.id)
    return types.messages.AffectedMessages(**_affected(call, collected, chat_id))


@methods.on(functions.messages.DeleteMessages)
def delete_messages(call: Call, query: functions.messages.DeleteMessages) -> Result:
    """Delete messages of one's common box, with `revoke` for everybody."""
    box = call.world.box(call.me)
    by_chat: dict[int, list[int]] = defaultdict(list)
    for message_id in query.id:
        message = box.messages.get(message_id)
        if message is not None:
            by_chat[message.chat_id].append(message_id)
    with call.collecting() as collected:
        for chat_id, wanted in by_chat.items():
            call.world.delete(call.me, chat_id, wanted, revoke=bool(query.revoke))
    return types.messages.AffectedMessages(**_affected(call, collected, call.me))


@methods.on(functions.messages.DeleteHistory, people_only=True)
def delete_history(call: Call, query: functions.messages.DeleteHistory) -> Result:
    """Empty a private chat or basic group, with `revoke` for everybody."""
    lacking(query, "min_date", "max_date")
    chat_id = call.peer(query.peer)
    if ids.is_channel(chat_id):
        raise RpcError(400, "PEER_ID_INVALID")
    wanted = [
        message.id
        for message in call.world.history(call.me, chat_id, limit=EVERYTHING)
        if not query.max_id or message.id <= query.max_id
    ]
    with call.collecting() as collected:
        call.world.delete(call.me, chat_id, wanted, revoke=bool(query.revoke))
    return types.messages.AffectedHistory(**_affected(call, collected, call.me), offset=0)


@methods.on(functions.channels.DeleteHistory, people_only=True)
def delete_channel_history(call: Call, query: functions.channels.DeleteHistory) -> Result:
    """Wipe a supergroup for everybody."""
    if not query.for_everyone:
        raise not_found("channels.deleteHistory without for_everyone")
    chat_id = call.channel(query.channel)
    with call.collecting() as collected:
        call.world.wipe(call.me, chat_id, query.max_id)
    return call.answer(collected, about=chat_id)


@methods.on(functions.messages.UpdatePinnedMessage)
def update_pinned_message(call: Call, query: functions.messages.UpdatePinnedMessage) -> Result:
    """Pin or unpin a message, in private chats for both sides."""
    chat_id = call.peer(query.peer)
    if chat_id > 0:
        lacking(query, "pm_oneside")
    with call.collecting() as collected:
        if query.unpin:
            call.world.unpin(call.me, chat_id, query.id)
        else:
            call.world.pin(call.me, chat_id, query.id, silent=bool(query.silent))
    return call.answer(collected)


@methods.on(functions.messages.UnpinAllMessages)
def unpin_all_messages(call: Call, query: functions.messages.UnpinAllMessages) -> Result:
    """Unpin all messages of a chat."""
    lacking(query, "top_msg_id", "saved_peer_id")
    chat_id = call.peer(query.peer)
    with call.collecting():
        call.world.unpin(call.me, chat_id)
    box = chat_id if ids.is_channel(chat_id) else call.me
    return types.messages.AffectedHistory(pts=call.world.box(box).pts, pts_count=0, offset=0)
