"""messages.getDialogs and what goes with it: the list of chats."""

from __future__ import annotations

from collections.abc import Sequence

from pyrogram.raw import functions, types

from sandbox.mtproto.rpc.base import Call, Methods, Result
from sandbox.mtproto.tl import ids, messages
from sandbox.mtproto.tl.ids import TL
from sandbox.mtproto.tl.view import View

methods = Methods()
MAX_DIALOGS = 100


def dialog(view: View, chat_id: int, top_message: int) -> types.Dialog:
    """One chat in the list. Nothing is ever unread here: reading leaves no trace in the state."""
    channel = ids.is_channel(chat_id)
    return types.Dialog(
        peer=view.peer(chat_id),
        top_message=top_message,
        read_inbox_max_id=top_message,
        read_outbox_max_id=top_message,
        unread_count=0,
        unread_mentions_count=0,
        unread_reactions_count=0,
        unread_poll_votes_count=0,
        notify_settings=types.PeerNotifySettings(),
        pts=view.world.box(chat_id).pts if channel else None,
    )


def _listed(call: Call, view: View, chat_ids: Sequence[int]) -> tuple[list[TL], list[TL]]:
    dialogs, top = [], []
    for chat_id in chat_ids:
        latest = call.world.history(call.me, chat_id, limit=1)
        dialogs.append(dialog(view, chat_id, latest[0].id if latest else 0))
        top += [messages.written(view, message) for message in latest]
    return dialogs, top


@methods.on(functions.messages.GetDialogs, people_only=True)
def get_dialogs(call: Call, query: functions.messages.GetDialogs) -> Result:
    """One's chats, latest first, after the one given as the offset."""
    everything = [] if query.folder_id else call.world.dialogs(call.me)
    start = 0
    if not isinstance(query.offset_peer, types.InputPeerEmpty):
        after = call.peer(query.offset_peer)
        start = everything.index(after) + 1 if after in everything else len(everything)
    limit = max(1, min(query.limit, MAX_DIALOGS))
    shown = everything[start : start + limit]
    view = call.view()
    dialogs, top = _listed(call, view, shown)
    common = {"dialogs": dialogs, "messages": top, "chats": view.chats, "users": view.users}
    if len(shown) == len(everything):
        return types.messages.Dialogs(**common)
    return types.messages.DialogsSlice(count=len(everything), **common)


@methods.on(functions.messages.GetPeerDialogs, people_only=True)
def get_peer_dialogs(call: Call, query: functions.messages.GetPeerDialogs) -> Result:
    """These chats."""
    view = call.view()
    wanted = [call.peer(given.peer) for given in query.peers if hasattr(given, "peer")]
    dialogs, top = _listed(call, view, wanted)
    return types.messages.PeerDialogs(
        dialogs=dialogs,
        messages=top,
        chats=view.chats,
        users=view.users,
        state=types.updates.State(
            pts=call.world.box(call.me).pts,
            qts=call.services.feed.qts(call.me),
            date=call.now,
            seq=0,
            unread_count=0,
        ),
    )
