"""messages.getDialogs and what goes with it: the list of chats."""

from __future__ import annotations

from collections.abc import Sequence

from pyrogram.raw import functions, types

from sandbox.mtproto.errors import RpcError
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
        pinned=chat_id in view.world.user(view.viewer).pinned_chats or None,
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
    """One's chats, latest first, from below the place that date, message and peer of the offset
    name: a chat in which something was said meanwhile has moved up and is not met again.

    Pinned ones stand before all others on the first page, and at their own place once more unless
    they are excluded.
    """
    everything = {} if query.folder_id else _by_date(call)
    pinned = [each for each in call.world.user(call.me).pinned_chats if each in everything]
    listed = [each for each in everything if not (query.exclude_pinned and each in pinned)]
    if query.offset_date:
        peer = query.offset_peer
        after = 0 if isinstance(peer, types.InputPeerEmpty) else call.peer(peer)
        offset = (query.offset_date, query.offset_id, after)
        listed = [each for each in listed if everything[each] < offset]
    elif not query.exclude_pinned:
        listed = pinned + listed
    limit = max(1, min(query.limit, MAX_DIALOGS))
    shown = call.services.pages.shown(listed[:limit])
    view = call.view()
    dialogs, top = _listed(call, view, shown)
    common = {"dialogs": dialogs, "messages": top, "chats": view.chats, "users": view.users}
    if len(shown) == len(everything):
        return types.messages.Dialogs(**common)
    return types.messages.DialogsSlice(count=len(everything), **common)


def _by_date(call: Call) -> dict[int, tuple[int, int, int]]:
    """One's chats, latest first, each with what it is sorted by: date and id of its newest message,
    and the peer (TDLib: `DialogDate`).
    """
    order: dict[int, tuple[int, int, int]] = {}
    for chat_id in call.world.dialogs(call.me):
        newest = next(iter(call.world.history(call.me, chat_id, limit=1)), None)
        date, number = (int(newest.at.timestamp()), newest.id) if newest else (0, 0)
        order[chat_id] = (date, number, chat_id)
    return dict(sorted(order.items(), key=lambda each: each[1], reverse=True))


@methods.on(functions.messages.ToggleDialogPin, people_only=True)
def toggle_dialog_pin(call: Call, query: functions.messages.ToggleDialogPin) -> Result:
    """Keep a chat at the top of one's list, or no longer."""
    if not isinstance(query.peer, types.InputDialogPeer):
        raise RpcError(400, "PEER_ID_INVALID")
    chat_id = call.peer(query.peer.peer)
    pinned = call.world.user(call.me).pinned_chats
    if chat_id in pinned:
        pinned.remove(chat_id)
    if query.pinned:
        pinned.insert(0, chat_id)
    return True


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
