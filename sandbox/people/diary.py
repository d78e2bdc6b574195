"""Keeps what one person received, in order, and waits for more of it."""

from __future__ import annotations

import asyncio
import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from sandbox.people.views import Button, Seen
from sandbox.state.attention import rings
from sandbox.state.model import CARRIED, Happening, Kind, Message
from sandbox.state.topics import topic_of
from sandbox.state.world import World

Entry = tuple[int, Message]


class Diary:
    """The messages that a person received since the account was made, by moment."""

    def __init__(self, world: World, user_id: int) -> None:
        self._user = world.user(user_id)
        self.moment = 0
        self.count = 0  # of everything that happened to the person
        self._all: list[Entry] = []
        self._by_chat: dict[int, list[Entry]] = {}
        self._latest: dict[int, int] = {}  # uid → moment
        self._rang: list[Entry] = []
        self._waiting: list[asyncio.Future[None]] = []
        for message in _before(world, user_id):
            self._note(message)
            self._ring(message)
        self.close = world.subscribe(self._on_happening, user_id)

    def moment_of(self, message: Message) -> int:
        """Return when the message came, or was edited last; 0 if this person never received it."""
        return self._latest.get(message.uid, 0)

    def since(self, moment: int, chat_id: int | None) -> list[Message]:
        """Return what came or was edited after the moment and is still there, each message once."""
        entries = self._all if chat_id is None else self._by_chat.get(chat_id, [])
        start = bisect_right(entries, moment, key=lambda entry: entry[0])
        return [
            message
            for when, message in entries[start:]
            if not message.deleted and self._latest[message.uid] == when
        ]

    async def next(self, count: int, timeout: float) -> bool:
        """Wait until more than `count` happened; False when not in time."""
        if self.count > count:
            return True
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            async with asyncio.timeout(timeout):
                await future
        except TimeoutError:
            return False
        finally:
            if future in self._waiting:
                self._waiting.remove(future)
        return True

    def _on_happening(self, happening: Happening) -> None:
        self.count += 1
        if happening.message is not None and happening.kind in (
            Kind.NEW_MESSAGE,
            Kind.EDIT_MESSAGE,
        ):
            self._note(happening.message)
            if happening.kind is Kind.NEW_MESSAGE:
                self._ring(happening.message)
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    def bells(self, moment: int, chat_id: int | None) -> list[Entry]:
        """Return what rang after the moment, deleted since or not, and when each came."""
        start = bisect_right(self._rang, moment, key=lambda entry: entry[0])
        return [
            entry for entry in self._rang[start:] if chat_id is None or entry[1].chat_id == chat_id
        ]

    def _ring(self, message: Message) -> None:
        """A new message may ring a phone, an edited one does not."""
        if rings(self._user, message):
            self._rang.append((self.moment, message))

    def _note(self, message: Message) -> None:
        self.moment += 1
        entry = (self.moment, message)
        self._all.append(entry)
        self._by_chat.setdefault(message.chat_id, []).append(entry)
        self._latest[message.uid] = self.moment


def _before(world: World, user_id: int) -> list[Message]:
    owners = [user_id, *(chat.id for chat in world.chats_of(user_id))]
    boxes = [world.boxes[owner] for owner in owners if owner in world.boxes]
    return sorted((m for box in boxes for m in box.messages.values()), key=lambda m: m.uid)


class Viewer:
    """Shows the world's messages as a story sees them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._digests: dict[int, str] = {}

    def seen(self, me: int, message: Message, moment: int) -> Seen:
        """Return one message as this person sees it."""
        content = message.content
        file = content.file
        return Seen(
            chat_id=message.chat_id,
            message_id=message.id,
            sender_id=message.sender_chat_id or message.sender_id,
            sender_name=self._name(message),
            text=content.text,
            kind=_kind(message),
            at=message.at,
            moment=moment,
            own=message.sender_id == me,
            edited=message.edited_at is not None,
            reply_to=content.reply_to,
            quote=None if content.quote is None else content.quote["text"],
            album=content.album,
            forwarded=message.forward is not None,
            buttons=tuple(_buttons(content.markup)) if content.markup else (),
            entities=tuple(content.entities),
            service=content.service,
            contact=content.contact,
            card=next((part for name in CARRIED if (part := getattr(content, name))), None),
            topic=self._topic(message),
            reactions=tuple(message.reactions.values()),
            pinned=message.pinned,
            file_name=None if file is None else file.name,
            file_size=0 if file is None else len(file.data),
            file_sha256=None if file is None else self._digest(file.id, file.data),
            spoiler=content.spoiler,
            caption_above=content.caption_above,
        )

    def _name(self, message: Message) -> str:
        if message.sender_chat_id is not None:
            return self._world.chats[message.sender_chat_id].title
        sender = self._world.users[message.sender_id]
        return f"{sender.first_name} {sender.last_name}" if sender.last_name else sender.first_name

    def _topic(self, message: Message) -> int | None:
        chat = self._world.chats.get(message.chat_id)
        return topic_of(chat, message) if chat is not None and chat.is_forum else None

    def _digest(self, file_id: int, data: bytes) -> str:
        digest = self._digests.get(file_id)
        if digest is None:
            digest = self._digests[file_id] = hashlib.sha256(data).hexdigest()
        return digest


def _kind(message: Message) -> str:
    content = message.content
    if content.service is not None:
        return "service"
    if content.file is not None:
        return content.file.kind
    for kind in CARRIED:
        if getattr(content, kind) is not None:
            return kind
    return "text"


def _buttons(markup: Mapping[str, Any]) -> list[Button]:
    found = []
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            data, url = button.get("callback_data"), button.get("url")
            found.append(Button(str(button["text"]), True, data, url))
    for row in markup.get("keyboard", ()):
        for button in row:
            plain = {"text": button} if isinstance(button, str) else button
            asks = bool(plain.get("request_contact"))
            found.append(Button(str(plain["text"]), False, asks_contact=asks))
    return found
