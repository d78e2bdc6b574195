"""What clients hear, and rooms to hear it in."""

from __future__ import annotations

from typing import Any

from pyrogram import types
from pyrogram.handlers import (
    ChatJoinRequestHandler,
    DeletedMessagesHandler,
    EditedMessageHandler,
    MessageHandler,
)

from tests.sandbox.mtproto.conftest import Town
from tests.support.waiting import eventually


class Ear:
    """What a client was told."""

    def __init__(self, client: Any) -> None:
        self.new: list[Any] = []
        self.edited: list[types.Message] = []
        self.deleted: list[int] = []
        self.knocks: list[types.ChatJoinRequest] = []

        async def hear(_: Any, message: types.Message) -> None:
            self.new.append(message)

        async def hear_edit(_: Any, message: types.Message) -> None:
            self.edited.append(message)

        async def hear_deletion(_: Any, messages: list[types.Message]) -> None:
            self.deleted += [message.id for message in messages]

        async def hear_knock(_: Any, request: types.ChatJoinRequest) -> None:
            self.knocks.append(request)

        client.add_handler(MessageHandler(hear))
        client.add_handler(EditedMessageHandler(hear_edit))
        client.add_handler(DeletedMessagesHandler(hear_deletion))
        client.add_handler(ChatJoinRequestHandler(hear_knock))

    def texts(self) -> list[str | None]:
        return [m.text or m.caption for m in self.new if not m.service]


async def room(town: Town, client: Any, *others: Any) -> int:
    chat = await client.create_supergroup("Ticket 1", "about it")
    if others:
        await client.add_chat_members(chat.id, [other.username for other in others])
    return int(chat.id)


async def heard_of(client: Any, chat_id: int) -> None:
    """Wait until the client was told of a group: a stranger to it has no access hash."""

    async def known() -> bool:
        try:
            await client.storage.get_peer_by_id(chat_id)
        except KeyError:
            return False
        return True

    await eventually(known)
