"""Writes and reads inbox rows: the TL object's own bytes and the names that came with it.

Nothing is translated before it is stored, so a kind of message that the translation does not know
yet is not lost by it.
"""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from typing import Any

from pyrogram import raw, utils
from pyrogram.raw.core import TLObject

SOURCE = "userbot:"
"""The prefix of an account's name in the name of its updates in the inbox."""

Row = tuple[str, Mapping[str, Any]]
"""A key, unique within the account's updates, and the payload."""

AnyMessage = raw.types.Message | raw.types.MessageService


class Type(StrEnum):
    """What a stored update is about."""

    NEW = "new"
    EDIT = "edit"
    DELETE = "delete"
    JOINED = "joined"
    LEFT = "left"
    SWEPT = "swept"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Name:
    """How Telegram shows a person or chat."""

    name: str
    username: str | None = None


Names = Mapping[int, Name]


def names_of(users: Iterable[Any], chats: Iterable[Any]) -> dict[int, Name]:
    """Return the names in an answer, by marked id."""
    names: dict[int, Name] = {}
    for user in users:
        if isinstance(user, raw.types.User):
            full = " ".join(part for part in (user.first_name, user.last_name) if part)
            names[user.id] = Name(full or ("Deleted Account" if user.deleted else ""), _alias(user))
    for chat in chats:
        if isinstance(chat, raw.types.Channel):
            names[utils.get_channel_id(chat.id)] = Name(chat.title, _alias(chat))
        elif isinstance(chat, raw.types.Chat):
            names[-chat.id] = Name(chat.title)
    return names


def _alias(peer: raw.types.User | raw.types.Channel) -> str | None:
    if peer.username:
        return peer.username
    return next((str(each.username) for each in peer.usernames or () if each.active), None)


def new(chat_id: int, message: AnyMessage, names: Names) -> list[Row]:
    """Write a message that was not there before; somebody's coming into the room, or leaving it, is
    a row of its own as well.
    """
    rows: list[Row] = [(f"new:{chat_id}:{message.id}", _said(Type.NEW, chat_id, message, names))]
    for person in joined(message):
        known = names.get(person) or Name("")
        payload = {
            "type": Type.JOINED,
            "chat_id": chat_id,
            "person": {"id": person, "name": known.name, "username": known.username},
            "date": message.date,
        }
        rows.append((f"joined:{chat_id}:{message.id}:{person}", payload))
    gone = left(message)
    if gone is not None:
        payload = {"type": Type.LEFT, "chat_id": chat_id, "person": gone, "date": message.date}
        rows.append((f"left:{chat_id}:{message.id}", payload))
    return rows


def edit(chat_id: int, message: AnyMessage, names: Names, pts: int) -> Row:
    """Write an edit that came with its own number in the channel's box: two in one second stay
    two."""
    return f"edit:{chat_id}:{message.id}:{pts}", _said(Type.EDIT, chat_id, message, names)


def seen(chat_id: int, message: AnyMessage, names: Names, prefix: str) -> Row:
    """Write a message as a reading of the history shows it. Read again unchanged it is the same
    row."""
    edited = getattr(message, "edit_date", None) or 0
    digest = sha256(_content(message)).hexdigest()[:16]
    key = f"{prefix}:{chat_id}:{message.id}:{edited}:{digest}"
    return key, _said(Type.NEW, chat_id, message, names)


def delete(chat_id: int, message_ids: Iterable[int], pts: int) -> Row:
    """Write that messages are gone."""
    payload = {"type": Type.DELETE, "chat_id": chat_id, "message_ids": list(message_ids)}
    return f"delete:{chat_id}:{pts}", payload


def swept(place_id: int, chat_id: int, newest: int) -> Row:
    """Write that everything said in a room up to the message `newest` is in the inbox before this
    row."""
    return f"swept:{chat_id}:{newest}", {"type": Type.SWEPT, "place_id": place_id}


def message_in(payload: Mapping[str, Any]) -> AnyMessage:
    """Read the message of a stored update."""
    message = TLObject.read(BytesIO(base64.b64decode(payload["tl"])))
    if not isinstance(message, raw.types.Message | raw.types.MessageService):
        raise TypeError(f"{message.QUALNAME} is no message")
    return message


def names_in(payload: Mapping[str, Any]) -> dict[int, Name]:
    """Read the names of a stored update."""
    return {
        int(id_): Name(str(known["name"]), known.get("username"))
        for id_, known in payload["names"].items()
    }


def joined(message: AnyMessage) -> list[int]:
    """Return who came into the room by what this service message tells."""
    if not isinstance(message, raw.types.MessageService):
        return []
    action = message.action
    if isinstance(action, raw.types.MessageActionChatAddUser):
        return list(action.users)
    by_themselves = (
        raw.types.MessageActionChatJoinedByLink,
        raw.types.MessageActionChatJoinedByRequest,
    )
    if isinstance(action, by_themselves) and isinstance(message.from_id, raw.types.PeerUser):
        return [message.from_id.user_id]
    return []


def left(message: AnyMessage) -> int | None:
    """Return who is no longer in the room by what this service message tells."""
    if not isinstance(message, raw.types.MessageService):
        return None
    action = message.action
    return action.user_id if isinstance(action, raw.types.MessageActionChatDeleteUser) else None


def _said(type_: Type, chat_id: int, message: AnyMessage, names: Names) -> dict[str, Any]:
    return {
        "type": type_,
        "chat_id": chat_id,
        "tl": base64.b64encode(message.write()).decode("ascii"),
        "names": {
            str(id_): {"name": names[id_].name, "username": names[id_].username}
            for id_ in _mentioned(message)
            if id_ in names
        },
    }


def _mentioned(message: AnyMessage) -> set[int]:
    peers = [message.from_id, message.peer_id]
    ids: set[int] = set()
    if isinstance(message, raw.types.MessageService):
        action = message.action
        ids.update(getattr(action, "users", None) or ())
        ids.update(id_ for id_ in (getattr(action, "user_id", None),) if id_)
        ids.update(id_ for id_ in (getattr(action, "inviter_id", None),) if id_)
    else:
        if isinstance(message.fwd_from, raw.types.MessageFwdHeader):
            peers.append(message.fwd_from.from_id)
        ids.update(id_ for id_ in (message.via_bot_id,) if id_)
    return ids | {utils.get_peer_id(peer) for peer in peers if peer is not None}


def _content(message: AnyMessage) -> bytes:
    """Return what a reader would call the message, without counters and reactions."""
    if isinstance(message, raw.types.MessageService):
        return message.action.write()
    parts = [message.message.encode("utf-8", "surrogatepass")]
    parts.extend(entity.write() for entity in message.entities or ())
    document = getattr(message.media, "document", None) or getattr(message.media, "photo", None)
    if document is not None:
        parts.append(str(document.id).encode())  # its file reference changes with every reading
    elif message.media is not None:
        parts.append(message.media.QUALNAME.encode())
    return b"\0".join(parts)
