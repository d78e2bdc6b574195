"""sendMessage with what the desk gives and takes, and no more."""

from typing import Any

from aiogram.enums import ParseMode
from aiogram.methods import TelegramMethod
from pydantic import BaseModel, Field

from bot.keyboards import Markup


class SentMessage(BaseModel):
    """Of the message that Telegram answers with, what the desk keeps."""

    message_id: int


class SendMessage(TelegramMethod[SentMessage]):
    """aiogram's own writes twenty fields and reads a hundred, which costs as much as the network.

    https://core.telegram.org/bots/api#sendmessage
    """

    __returning__ = SentMessage
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    parse_mode: str | None = ParseMode.HTML
    link_preview_options: dict[str, Any] = Field(default_factory=lambda: {"is_disabled": True})
    reply_markup: Markup | None = None
    reply_parameters: dict[str, Any] | None = None
    message_thread_id: int | None = None


def reply_to(message_id: int | None) -> dict[str, Any] | None:
    """An answer is sent also when what it answers was deleted meanwhile."""
    if message_id is None:
        return None
    return {"message_id": message_id, "allow_sending_without_reply": True}
