"""Asks Telegram what a box has missed: differences in slices, and the history where Telegram
keeps no difference any more.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from pyrogram import raw, utils
from pyrogram.errors import (
    ChannelInvalid,
    ChannelPrivate,
    ChannelPublicGroupNa,
    PeerIdInvalid,
    PersistentTimestampEmpty,
    PersistentTimestampInvalid,
    RPCError,
)
from pyrogram.raw.core import TLObject

from userbot import payload
from userbot.boxes import Mark
from userbot.failures import NoAnswer, UserbotError, flood_seconds, reason
from userbot.notices import TELEGRAM, notice_in
from userbot.payload import Row
from userbot.updates import COMMON, Received, of_difference

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

MOST = 100
"""Changes asked for at once, the most that a person may ask for: beyond that Telegram answers that
it is too long (TDLib: `MessagesManager::MAX_CHANNEL_DIFFERENCE`).
"""

PAGE = 100
"""Most messages in one answer (https://core.telegram.org/api/offsets)."""

FIRST = 1
"""The number of the message that tells of a channel's making."""

EMPTY = 2
"""How many empty pages in a row are a history's end."""


class Calls(Protocol):
    """Makes calls: raises RPCError or UserbotError, never waits for a flood."""

    async def call(self, query: TLObject[Answer]) -> Answer: ...

    async def channel(self, chat_id: int) -> raw.types.InputChannel: ...

    async def telegram(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of catching up: what came, where the box stands then, whether that was all.

    `failed`: why it could not be read; again later, ever later. `flood`: seconds in which nothing
    at all is to be asked. `away`: there is no connection, nothing was sent. `lost`: why the channel
    is closed to us.
    """

    mark: Mark = field(default_factory=Mark)
    received: Received = field(default_factory=Received)
    rows: tuple[tuple[int, Row], ...] = ()
    final: bool = True
    failed: str = ""
    flood: float | None = None
    away: bool = False
    lost: str = ""


class CatchUp:
    """Asks for what was missed."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._said: set[tuple[int, str]] = set()

    async def next(self, box: int, mark: Mark, *, unread: bool) -> Piece:
        """Take the next step for a box that was read up to `mark`; `unread`: never read at all."""
        try:
            if box == COMMON:
                return await self._common(mark)
            if box == TELEGRAM:
                return await self._service(mark)
            return await self._unread(box, mark) if unread else await self._channel(box, mark)
        except (ChannelPrivate, ChannelInvalid, ChannelPublicGroupNa, PeerIdInvalid) as error:
            return Piece(lost=reason(error))
        except NoAnswer as error:
            return Piece(failed=reason(error))
        except UserbotError:
            return Piece(away=True)
        except RPCError as error:
            seconds = flood_seconds(error)
            if seconds is not None:
                why = f"Telegram asks for a pause of {seconds} s"
                return Piece(failed=why, flood=float(seconds))
            return Piece(failed=reason(error))
        except Exception as error:
            # Nothing that one box's answer holds may keep the others from being read. It is said
            # once for each box and kind, and kept for doctor as every box that cannot be read.
            kind = type(error).__name__
            level = logging.DEBUG if (box, kind) in self._said else logging.ERROR
            self._said.add((box, kind))
            log.log(level, "box %d could not be read", box, exc_info=error)
            return Piece(failed=kind)

    async def _common(self, mark: Mark) -> Piece:
        try:
            diff: Any = await self._calls.call(
                raw.functions.updates.GetDifference(pts=mark.pts, date=mark.date, qts=mark.qts)
            )
        except (PersistentTimestampInvalid, PersistentTimestampEmpty):
            # Nothing of the desk's lies in the common box itself: begin anew from where it stands.
            state = await self._calls.call(raw.functions.updates.GetState())
            return Piece(Mark(state.pts, state.qts, state.date, state.seq))
        if isinstance(diff, raw.types.updates.DifferenceEmpty):
            return Piece(replace(mark, date=diff.date, seq=diff.seq))
        if isinstance(diff, raw.types.updates.DifferenceTooLong):
            return Piece(replace(mark, pts=diff.pts), final=diff.pts == mark.pts)
        sliced = isinstance(diff, raw.types.updates.DifferenceSlice)
        state = diff.intermediate_state if sliced else diff.state
        after = Mark(state.pts, state.qts, state.date, state.seq)
        received = of_difference(diff.new_messages, diff.other_updates, diff.users, diff.chats)
        return Piece(after, received, final=not sliced or after == mark)

    async def _service(self, mark: Mark) -> Piece:
        """Read what Telegram itself wrote to the account since the message `mark.pts`: the common
        box does not bring it any more once that is too far behind. At the first reading nothing
        counts as new."""
        peer = await self._calls.telegram()
        if peer is None:
            return Piece(Mark(pts=max(mark.pts, FIRST)))
        if not mark.pts:
            page = await page_of(self._calls.call, peer, 0, 0)
            newest = max((message.id for message in page.messages), default=FIRST)
            return Piece(Mark(pts=newest))
        written, _ = await _messages(self._calls.call, peer, mark.pts)
        newest = max((message.id for message in written), default=mark.pts)
        rows = tuple((COMMON, row) for message in written for row in notice_in(message))
        return Piece(Mark(pts=newest), rows=rows)

    async def _channel(self, box: int, mark: Mark) -> Piece:
        try:
            diff: Any = await self._calls.call(
                raw.functions.updates.GetChannelDifference(
                    channel=await self._calls.channel(box),
                    filter=raw.types.ChannelMessagesFilterEmpty(),
                    pts=max(1, mark.pts),
                    limit=MOST,
                )
            )
        except (PersistentTimestampInvalid, PersistentTimestampEmpty):
            return await self._unread(box, mark)
        if isinstance(diff, raw.types.updates.ChannelDifferenceEmpty):
            return Piece(replace(mark, pts=diff.pts))
        if isinstance(diff, raw.types.updates.ChannelDifferenceTooLong):
            return await self._unread(box, mark)
        received = of_difference(diff.new_messages, diff.other_updates, diff.users, diff.chats)
        newest = max((event.newest for event in received.events), default=0)
        after = replace(mark, pts=diff.pts, qts=max(mark.qts, newest))
        return Piece(after, received, final=bool(diff.final) or diff.pts == mark.pts)

    async def _unread(self, box: int, mark: Mark) -> Piece:
        """Read the whole history, since no difference tells what happened.

        A room's history begins with its present use (it is wiped in between), so it is short. Where
        the numbers stand is asked first: what happens meanwhile is pushed, and comes twice at
        worst.
        """
        channel = await self._calls.channel(box)
        full: Any = await self._calls.call(raw.functions.channels.GetFullChannel(channel=channel))
        messages, names = await history(self._calls.call, channel)
        rows: list[Row] = []
        for message in messages:
            rows.extend(payload.new(box, message, names))
            if getattr(message, "edit_date", None):
                rows.append(payload.seen(box, message, names, "edit"))
        pts = int(full.full_chat.pts)
        newest = max((message.id for message in messages), default=0)
        # What came and went while nobody read is told as deleted, too. A room that was never read
        # begins with what stands there.
        gone = _missing(messages, max(mark.qts, newest)) if mark.qts else []
        if gone:
            rows.append(payload.delete(box, gone, pts))
        after = replace(mark, pts=pts, qts=max(mark.qts, newest))
        return Piece(after, rows=tuple((box, row) for row in rows))


async def history(
    call: Callable[[TLObject[Any]], Awaitable[Any]], channel: raw.types.InputChannel
) -> tuple[list[payload.AnyMessage], payload.Names]:
    """Read all messages of a channel, oldest first, and the names in them."""
    return await _messages(call, peer_of(channel), 0)


async def _messages(
    call: Callable[[TLObject[Any]], Awaitable[Any]], peer: Any, since: int
) -> tuple[list[payload.AnyMessage], payload.Names]:
    """Read all messages behind `since`, oldest first, and the names in them.

    A page may hold fewer than were asked for, whatever comes after it, and an empty one may come
    while messages are being deleted (TDLib: `MessagesManager::on_get_history`). The end is a
    channel's first message, which is never deleted, or two empty pages.
    """
    found: dict[int, payload.AnyMessage] = {}
    names: dict[int, payload.Name] = {}
    offset = empty = 0
    while empty < EMPTY:
        page = await page_of(call, peer, offset, since)
        names.update(payload.names_of(page.users, page.chats))
        fresh = [each for each in page.messages if not offset or each.id < offset]
        found.update(
            (each.id, each) for each in fresh if not isinstance(each, raw.types.MessageEmpty)
        )
        if not fresh:
            empty += 1
            continue
        empty, offset = 0, min(each.id for each in fresh)
        if offset <= max(FIRST, since + 1):
            break
    return [found[id_] for id_ in sorted(found)], names


async def page_of(
    call: Callable[[TLObject[Any]], Awaitable[Any]], peer: Any, offset: int, since: int
) -> Any:
    """Read messages with ids below `offset` (0: the newest) and above `since`, newest first."""
    return await call(
        raw.functions.messages.GetHistory(
            peer=peer,
            offset_id=offset,
            offset_date=0,
            add_offset=0,
            limit=PAGE,
            max_id=0,
            min_id=since,
            hash=0,
        )
    )


def channel_of(peer: Any) -> raw.types.InputChannel:
    """Return a channel's address for calls of `channels`, from its address as a peer."""
    if not isinstance(peer, raw.types.InputPeerChannel):
        raise PeerIdInvalid
    return raw.types.InputChannel(channel_id=peer.channel_id, access_hash=peer.access_hash)


def peer_of(channel: raw.types.InputChannel) -> raw.types.InputPeerChannel:
    """Return a channel's address as a peer."""
    return raw.types.InputPeerChannel(
        channel_id=channel.channel_id, access_hash=channel.access_hash
    )


def marked(channel: raw.types.InputChannel | raw.types.Channel) -> int:
    """Return the id under which the desk knows a channel."""
    bare = channel.id if isinstance(channel, raw.types.Channel) else channel.channel_id
    return utils.get_channel_id(bare)


def _missing(messages: list[payload.AnyMessage], newest: int) -> list[int]:
    """Return the ids between the oldest message that is there and the newest that ever was, as far
    as we know, of messages that are not there."""
    if not messages:
        return []
    present = {message.id for message in messages}
    return [id_ for id_ in range(messages[0].id, newest + 1) if id_ not in present]
