"""Takes apart what Telegram pushes or answers: single changes, each with its place in a numbered
box.

https://core.telegram.org/api/updates: a person has one common box, every channel has its own; `pts`
is the box's number after a change and `pts_count` how much the change counts for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyrogram import raw, utils
from pyrogram.raw.core import TLObject

from userbot import payload
from userbot.notices import notice_in, notice_of
from userbot.payload import Name, Names, Row

COMMON = 0
"""The box of private chats and basic groups; every other box is a channel's marked id."""

UPDATES = (
    raw.types.Updates,
    raw.types.UpdatesCombined,
    raw.types.UpdateShort,
    raw.types.UpdateShortMessage,
    raw.types.UpdateShortChatMessage,
    raw.types.UpdateShortSentMessage,
    raw.types.UpdatesTooLong,
)
AFFECTED = (
    raw.types.messages.AffectedHistory,
    raw.types.messages.AffectedMessages,
    raw.types.messages.AffectedFoundMessages,
)


@dataclass(frozen=True, slots=True)
class Event:
    """One change. `pts` 0: it stands outside of the box's numbers."""

    box: int
    pts: int
    count: int
    update: TLObject[Any] | None = None
    names: Names = field(default_factory=dict)

    def rows(self) -> list[Row]:
        """What the inbox keeps of it when the box is a room's."""
        update = self.update
        if isinstance(update, raw.types.UpdateNewChannelMessage):
            message = update.message
            if isinstance(message, raw.types.MessageEmpty):
                return []
            return payload.new(self.box, message, self.names)
        if isinstance(update, raw.types.UpdateEditChannelMessage):
            message = update.message
            if isinstance(message, raw.types.MessageEmpty):
                return []
            return [payload.edit(self.box, message, self.names, self.pts)]
        if isinstance(update, raw.types.UpdateDeleteChannelMessages):
            return [payload.delete(self.box, update.messages, self.pts)]
        return []

    @property
    def newest(self) -> int:
        """The id of the message that it brought; 0 for other changes."""
        update = self.update
        return update.message.id if isinstance(update, raw.types.UpdateNewChannelMessage) else 0


@dataclass(frozen=True, slots=True)
class Received:
    """What one push, answer or difference held."""

    events: tuple[Event, ...] = ()
    too_long: Mapping[int, int] = field(default_factory=dict)
    """Boxes of which Telegram says that we are behind, and their pts now (0: it does not say)."""
    created: tuple[raw.types.Channel, ...] = ()  # channels of this account's own making
    seq_start: int = 0
    seq: int = 0
    date: int = 0
    notices: tuple[Row, ...] = ()  # what Telegram tells the account itself, in whatever box


def take_apart(updates: TLObject[Any]) -> Received | None:
    """What a pushed or answered object holds; None for what is no update."""
    if isinstance(updates, raw.types.Updates | raw.types.UpdatesCombined):
        start = getattr(updates, "seq_start", updates.seq)
        names = payload.names_of(updates.users, updates.chats)
        return Received(
            *_sorted_out(updates.updates, names),
            created=_own(updates.chats),
            seq_start=start,
            seq=updates.seq,
            date=updates.date,
            notices=_notices(updates.updates),
        )
    if isinstance(updates, raw.types.UpdateShort):
        notices = _notices([updates.update])
        return Received(*_sorted_out([updates.update], {}), date=updates.date, notices=notices)
    if isinstance(updates, raw.types.UpdatesTooLong):
        return Received(too_long={COMMON: 0})
    if isinstance(
        updates,
        raw.types.UpdateShortMessage
        | raw.types.UpdateShortChatMessage
        | raw.types.UpdateShortSentMessage,
    ):
        event = Event(COMMON, updates.pts, updates.pts_count)
        return Received((event,), date=updates.date, notices=_notices([updates]))
    return None


def answered(query: TLObject[Any], result: Any) -> list[Received]:
    """What the answer to a call of our own tells of the boxes: our own actions count in them like
    everybody's.
    """
    received = [
        take_apart(each)
        for each in (result, getattr(result, "updates", None))
        if isinstance(each, UPDATES)
    ]
    if isinstance(result, AFFECTED):
        received.append(Received((Event(box_of(query), result.pts, result.pts_count),)))
    return [each for each in received if each is not None]


def of_difference(
    messages: Iterable[Any], others: Iterable[Any], users: Any, chats: Any
) -> Received:
    """Take a difference apart. Its new messages carry no numbers: the difference as a whole moves
    the box.
    """
    names = payload.names_of(users, chats)
    events: list[Event] = []
    notices: list[Row] = []
    for message in messages:
        notices += notice_in(message)
        peer = getattr(message, "peer_id", None)
        if isinstance(peer, raw.types.PeerChannel):
            update = raw.types.UpdateNewChannelMessage(message=message, pts=0, pts_count=0)
            events.append(Event(utils.get_channel_id(peer.channel_id), 0, 0, update, names))
    sorted_out, too_long = _sorted_out(others, names)
    notices += _notices(others)
    return Received((*events, *sorted_out), too_long, created=_own(chats), notices=tuple(notices))


def box_of(query: TLObject[Any]) -> int:
    """The box that a call of ours changes."""
    peer = getattr(query, "channel", None) or getattr(query, "peer", None)
    channel_id = getattr(peer, "channel_id", None)
    return utils.get_channel_id(channel_id) if channel_id else COMMON


def is_reading(query: TLObject[Any]) -> bool:
    """Whether a call of ours only asks: it changes no box, whatever became of it."""
    method = query.QUALNAME.rpartition(".")[2]
    return method.startswith(("Get", "Resolve", "Search", "Check"))


def _notices(updates: Iterable[Any]) -> tuple[Row, ...]:
    return tuple(row for update in updates for row in notice_of(update))


def _sorted_out(
    updates: Iterable[Any], names: dict[int, Name]
) -> tuple[tuple[Event, ...], dict[int, int]]:
    events: list[Event] = []
    too_long: dict[int, int] = {}
    for update in updates:
        if isinstance(update, raw.types.UpdateChannelTooLong):
            too_long[utils.get_channel_id(update.channel_id)] = update.pts or 0
        elif isinstance(update, raw.types.UpdatePtsChanged):
            too_long[COMMON] = 0
        elif getattr(update, "pts_count", None) is not None:
            events.append(Event(_box(update), update.pts, update.pts_count, update, names))
    return tuple(events), too_long


def _box(update: Any) -> int:
    channel_id = getattr(update, "channel_id", None)
    if channel_id is None:
        peer = getattr(getattr(update, "message", None), "peer_id", None)
        if isinstance(
            update, raw.types.UpdateNewChannelMessage | raw.types.UpdateEditChannelMessage
        ):
            channel_id = getattr(peer, "channel_id", None)
    return utils.get_channel_id(channel_id) if channel_id else COMMON


def _own(chats: Iterable[Any]) -> tuple[raw.types.Channel, ...]:
    return tuple(
        chat
        for chat in chats
        if isinstance(chat, raw.types.Channel) and chat.creator and chat.megagroup and not chat.left
    )
