"""updates.*: what a client has missed (https://core.telegram.org/api/updates#recovering-gaps)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pyrogram.raw import functions, types

from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.rpc.base import Call, Methods, Result
from sandbox.mtproto.rpc.dialogs import dialog
from sandbox.mtproto.tl import messages
from sandbox.mtproto.tl.ids import TL
from sandbox.mtproto.tl.view import View
from sandbox.mtproto.updates import numbered
from sandbox.state.model import Box, Change, Happening, Kind
from sandbox.state.rights import hidden_up_to

methods = Methods()
POLL_AGAIN = 30  # seconds after which a client may ask for a channel's difference by itself
OF_PEOPLE = 100
"""Changes of a channel in one answer to a person, whatever they ask for (TDLib:
`MessagesManager::MAX_CHANNEL_DIFFERENCE`; bots may ask for 100,000).
"""

TOO_LONG = 10  # times the size of a slice: a client that is further behind starts anew


def _state(call: Call) -> types.updates.State:
    return types.updates.State(
        pts=call.world.box(call.me).pts,
        qts=call.services.feed.qts(call.me),
        date=call.now,
        seq=0,
        unread_count=0,
    )


@methods.on(functions.updates.GetState)
def get_state(call: Call, _query: functions.updates.GetState) -> Result:
    """Where one's common box is now."""
    return _state(call)


def missed(box: Box, pts: int) -> Sequence[Change]:
    """The changes after this pts. Raises RpcError for a pts that the box never had."""
    if not 0 <= pts <= box.pts:
        raise RpcError(400, "PERSISTENT_TIMESTAMP_INVALID")
    return box.changes[bisect_right(box.changes, pts, key=lambda change: change.pts) :]


def split_changes(view: View, box: Box, changes: Sequence[Change]) -> tuple[list[TL], list[TL]]:
    """New messages, and the other changes as updates. Messages deleted since are left out, and
    those from before a newcomer's time where they are hidden.
    """
    hidden = hidden_up_to(view.world.chats[box.owner], view.viewer) if box.owner < 0 else 0
    new, others = [], []
    for change in changes:
        message = None if change.message_id is None else box.messages.get(change.message_id)
        if change.kind is Kind.DELETE_MESSAGES:
            happening = Happening(view.viewer, change.kind, change.at, box.owner, change)
            others.append(numbered(view, happening))
        elif message is None or message.id <= hidden:
            continue
        elif change.kind is Kind.NEW_MESSAGE:
            new.append(messages.written(view, message))
        else:
            happening = Happening(view.viewer, change.kind, change.at, box.owner, change, message)
            others.append(numbered(view, happening))
    return new, others


@methods.on(functions.updates.GetDifference)
def get_difference(call: Call, query: functions.updates.GetDifference) -> Result:
    """What is new in one's common box, in slices; too long a way is refused to be told."""
    box = call.world.box(call.me)
    changes = missed(box, query.pts)
    state = _state(call)
    if not changes:
        return types.updates.DifferenceEmpty(date=state.date, seq=state.seq)
    size = min(query.pts_limit or call.services.difference_limit, call.services.difference_limit)
    limit = query.pts_total_limit or call.services.difference_limit * TOO_LONG
    if len(changes) > limit:
        return types.updates.DifferenceTooLong(pts=box.pts)
    view = call.view()
    new, others = split_changes(view, box, changes[:size])
    common = {
        "new_messages": new,
        "new_encrypted_messages": [],
        "other_updates": others,
        "chats": view.chats,
        "users": view.users,
    }
    if len(changes) <= size:
        return types.updates.Difference(**common, state=state)
    state.pts = changes[size - 1].pts
    return types.updates.DifferenceSlice(**common, intermediate_state=state)


@methods.on(functions.updates.GetChannelDifference)
def get_channel_difference(call: Call, query: functions.updates.GetChannelDifference) -> Result:
    """What is new in a supergroup; too long a way (more than `limit`) is refused to be told.

    CHANNEL_PRIVATE for who is not in it.
    https://core.telegram.org/method/updates.getChannelDifference
    """
    chat = call.world.chat(call.me, call.channel(query.channel))
    box = call.world.box(chat.id)
    changes = missed(box, query.pts)
    if not changes:
        return types.updates.ChannelDifferenceEmpty(pts=box.pts, final=True, timeout=POLL_AGAIN)
    most = query.limit if call.world.user(call.me).is_bot else min(query.limit, OF_PEOPLE)
    size = max(1, min(most, call.services.difference_limit))
    view = call.view()
    if box.pts - query.pts > min(most, call.services.difference_limit * TOO_LONG):
        latest = call.world.history(call.me, chat.id, limit=size)
        top = [messages.written(view, message) for message in latest]
        return types.updates.ChannelDifferenceTooLong(
            dialog=dialog(view, chat.id, latest[0].id if latest else 0),
            messages=top,
            chats=view.chats,
            users=view.users,
            final=True,
            timeout=POLL_AGAIN,
        )
    new, others = split_changes(view, box, changes[:size])
    view.mention(chat.id)
    return types.updates.ChannelDifference(
        pts=changes[:size][-1].pts,
        new_messages=new,
        other_updates=others,
        chats=view.chats,
        users=view.users,
        final=len(changes) <= size or None,
        timeout=POLL_AGAIN,
    )
