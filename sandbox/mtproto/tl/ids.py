"""Marked ids (as the state and the Bot API use them) and the bare ones of Telegram's schema.

https://core.telegram.org/api/bots/ids
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeAlias

from pyrogram.raw import types

from sandbox.mtproto.errors import RpcError
from sandbox.state.world import World

# A TL object. kurigram types every field as the union of all its constructors, which says less than
# the schema and more than mypy can follow.
TL: TypeAlias = Any
CHANNEL_BASE = -(10**12)


def is_channel(peer_id: int) -> bool:
    """Whether a marked id is a supergroup's."""
    return peer_id < CHANNEL_BASE


def bare(peer_id: int) -> int:
    """The id that Telegram's schema has for a marked one."""
    if peer_id > 0:
        return peer_id
    return CHANNEL_BASE - peer_id if is_channel(peer_id) else -peer_id


def channel(bare_id: int) -> int:
    """The marked id of a supergroup."""
    return CHANNEL_BASE - bare_id


def peer(peer_id: int) -> TL:
    """A marked id as a Peer."""
    if peer_id > 0:
        return types.PeerUser(user_id=peer_id)
    if is_channel(peer_id):
        return types.PeerChannel(channel_id=bare(peer_id))
    return types.PeerChat(chat_id=-peer_id)


def stamp(moment: datetime | None) -> int | None:
    """A moment as unix seconds."""
    return None if moment is None else int(moment.timestamp())


def moment(stamp_: int | None) -> datetime | None:
    """Unix seconds as a moment; None and 0 are none."""
    return datetime.fromtimestamp(stamp_, UTC) if stamp_ else None


def user_id(world: World, me: int, given: TL) -> int:
    """Whom an InputUser (or an InputPeer of a person) means. Raises RpcError USER_ID_INVALID."""
    if isinstance(given, types.InputUserSelf | types.InputPeerSelf):
        return me
    if isinstance(given, types.InputUser | types.InputPeerUser):
        known = world.users.get(given.user_id)
        if known is not None and _opens(world, me, known.access_hash, given.access_hash):
            return known.id
    if isinstance(given, types.InputUserFromMessage | types.InputPeerUserFromMessage):
        source = world.message(me, peer_id(world, me, given.peer), given.msg_id)
        if source is not None and given.user_id in world.users:
            return given.user_id
    raise RpcError(400, "USER_ID_INVALID")


def channel_id(world: World, me: int, given: TL) -> int:
    """Which supergroup an InputChannel means. Raises RpcError CHANNEL_INVALID."""
    if isinstance(given, types.InputChannel | types.InputPeerChannel):
        known = world.chats.get(channel(given.channel_id))
        if known is not None and _opens(world, me, known.access_hash, given.access_hash):
            return known.id
    raise RpcError(400, "CHANNEL_INVALID")


def peer_id(world: World, me: int, given: TL) -> int:
    """Which chat or person an InputPeer means, as a marked id. Raises RpcError PEER_ID_INVALID."""
    if isinstance(given, types.InputPeerChat):
        return -given.chat_id
    if isinstance(given, types.InputPeerChannel | types.InputChannel):
        return channel_id(world, me, given)
    try:
        return user_id(world, me, given)
    except RpcError as error:
        raise RpcError(400, "PEER_ID_INVALID") from error


def _opens(world: World, me: int, wanted: int, given: int) -> bool:
    # Bots need no access hash (https://core.telegram.org/api/peers#access-hash).
    return given == wanted or (given == 0 and world.user(me).is_bot)
