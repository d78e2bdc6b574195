"""Saying once more what is kept of a message that cannot be copied any more, because the group
where it was said has become a supergroup: in its new id it has other messages."""

from typing import Any

from aiogram import Bot
from aiogram.methods import (
    SendAnimation,
    SendAudio,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendSticker,
    SendVideo,
    SendVideoNote,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import Message

from bot.sending import reply_to
from core.domain.messages import MessageKind, Said

UPLOAD_TIMEOUT = 60  # seconds

_FILES: dict[MessageKind, type[TelegramMethod[Message]]] = {
    MessageKind.PHOTO: SendPhoto,
    MessageKind.VIDEO: SendVideo,
    MessageKind.ANIMATION: SendAnimation,
    MessageKind.AUDIO: SendAudio,
    MessageKind.DOCUMENT: SendDocument,
    MessageKind.VOICE: SendVoice,
    MessageKind.VIDEO_NOTE: SendVideoNote,
    MessageKind.STICKER: SendSticker,
}
_BARE = frozenset({MessageKind.VIDEO_NOTE, MessageKind.STICKER})  # they have no caption


async def say_again(
    bot: Bot, said: Said, chat_id: int, thread_id: int, answered: int | None
) -> int | None:
    """Its words or its file; returns the message's id, None for what cannot be said so.

    Raises aiogram's errors.
    """
    method = _again(said)
    if method is None:
        return None
    kind, values = method
    message = await bot(
        kind(
            chat_id=chat_id,
            message_thread_id=thread_id or None,
            reply_parameters=reply_to(answered),
            **values,
        ),
        request_timeout=UPLOAD_TIMEOUT,
    )
    return message.message_id


def _again(said: Said) -> tuple[type[TelegramMethod[Message]], dict[str, Any]] | None:
    entities = [dict(entity) for entity in said.entities]
    if said.kind is MessageKind.TEXT:
        return SendMessage, {"text": said.text, "entities": entities, "parse_mode": None}
    file_id = None if said.media is None else said.media.file_id
    method = _FILES.get(said.kind)
    if method is None or file_id is None:
        return None
    values: dict[str, Any] = {str(said.kind): file_id}
    if said.kind not in _BARE:
        values |= {"caption": said.text, "caption_entities": entities, "parse_mode": None}
    return method, values
