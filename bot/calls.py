"""Defines the Bot API's calls that carry messages, with what the desk gives and takes alone.

aiogram's own write twenty fields and read a hundred, which costs as much as the network. Of an
answer the desk needs only the id, and one that cannot be read would leave a copy that nobody knows
of. A call that is plain carries no file and none of aiogram's defaults: it is JSON as it stands.
"""

from typing import Any, ClassVar

from aiogram.enums import ParseMode
from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardMarkup
from pydantic import BaseModel, Field

from bot.keyboards import Markup

JsonList = list[dict[str, Any]]


class SentMessage(BaseModel):
    """What the desk keeps of the message that Telegram answers with."""

    message_id: int


class SendMessage(TelegramMethod[SentMessage]):
    """https://core.telegram.org/bots/api#sendmessage"""

    is_plain: ClassVar[bool] = True
    __returning__ = SentMessage
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    parse_mode: str | None = ParseMode.HTML
    link_preview_options: dict[str, Any] = Field(default_factory=lambda: {"is_disabled": True})
    reply_markup: Markup | None = None
    reply_parameters: dict[str, Any] | None = None
    message_thread_id: int | None = None


class AnswerCallback(TelegramMethod[bool]):
    """https://core.telegram.org/bots/api#answercallbackquery"""

    is_plain: ClassVar[bool] = True
    __returning__ = bool
    __api_method__ = "answerCallbackQuery"

    callback_query_id: str
    text: str | None = None
    show_alert: bool | None = None


class OfferInline(TelegramMethod[bool]):
    """https://core.telegram.org/bots/api#answerinlinequery"""

    is_plain: ClassVar[bool] = True
    __returning__ = bool
    __api_method__ = "answerInlineQuery"

    inline_query_id: str
    results: JsonList
    cache_time: int = 0
    is_personal: bool = True


class ForwardOne(TelegramMethod[SentMessage]):
    """https://core.telegram.org/bots/api#forwardmessage"""

    is_plain: ClassVar[bool] = True
    __returning__ = SentMessage
    __api_method__ = "forwardMessage"

    chat_id: int
    from_chat_id: int
    message_id: int
    message_thread_id: int | None = None


class CopyOne(ForwardOne):
    """https://core.telegram.org/bots/api#copymessage"""

    __api_method__ = "copyMessage"

    reply_parameters: dict[str, Any] | None = None
    reply_markup: InlineKeyboardMarkup | None = None


class CopyCaptioned(ForwardOne):
    """https://core.telegram.org/bots/api#copymessage, with words of ours below it."""

    __api_method__ = "copyMessage"

    caption: str
    parse_mode: str


class ForwardSeveral(TelegramMethod[list[SentMessage]]):
    """https://core.telegram.org/bots/api#forwardmessages"""

    __returning__ = list[SentMessage]
    __api_method__ = "forwardMessages"

    chat_id: int
    from_chat_id: int
    message_ids: list[int]  # strictly increasing
    message_thread_id: int | None = None


class CopySeveral(ForwardSeveral):
    """https://core.telegram.org/bots/api#copymessages"""

    __api_method__ = "copyMessages"


class SendAlbum(TelegramMethod[list[SentMessage]]):
    """https://core.telegram.org/bots/api#sendmediagroup"""

    __returning__ = list[SentMessage]
    __api_method__ = "sendMediaGroup"

    chat_id: int
    media: JsonList
    message_thread_id: int | None = None
    reply_parameters: dict[str, Any] | None = None


class PostText(TelegramMethod[dict[str, Any]]):
    """`SendMessage` of what is recorded. Of the answer all is kept."""

    __returning__ = dict[str, Any]
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    parse_mode: str | None = ParseMode.HTML
    link_preview_options: dict[str, Any] = Field(default_factory=lambda: {"is_disabled": True})


class PostFile(TelegramMethod[dict[str, Any]]):
    """What all calls have in common that send a file of ours. The file itself is given by the name
    of its kind. Of the answer all is kept, since it says what Telegram made of the file."""

    __returning__ = dict[str, Any]

    chat_id: int
    caption: str
    parse_mode: str | None = ParseMode.HTML
    reply_parameters: dict[str, Any] | None = None
    message_thread_id: int | None = None


class PostPhoto(PostFile):
    """https://core.telegram.org/bots/api#sendphoto"""

    __api_method__ = "sendPhoto"


class PostVideo(PostFile):
    """https://core.telegram.org/bots/api#sendvideo"""

    __api_method__ = "sendVideo"


class PostAnimation(PostFile):
    """https://core.telegram.org/bots/api#sendanimation"""

    __api_method__ = "sendAnimation"


class PostAudio(PostFile):
    """https://core.telegram.org/bots/api#sendaudio"""

    __api_method__ = "sendAudio"


class PostVoice(PostFile):
    """https://core.telegram.org/bots/api#sendvoice"""

    __api_method__ = "sendVoice"


class PostDocument(PostFile):
    """https://core.telegram.org/bots/api#senddocument"""

    __api_method__ = "sendDocument"

    disable_content_type_detection: bool = True


class PostAlbum(TelegramMethod[list[dict[str, Any]]]):
    """`SendAlbum` with files of ours. Of the answer all is kept."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "sendMediaGroup"

    chat_id: int
    media: JsonList
    message_thread_id: int | None = None
    reply_parameters: dict[str, Any] | None = None


class Edit(TelegramMethod[SentMessage]):
    """What all edits have in common."""

    __returning__ = SentMessage

    chat_id: int
    message_id: int
    reply_markup: InlineKeyboardMarkup | None = None


class EditText(Edit):
    """https://core.telegram.org/bots/api#editmessagetext"""

    __api_method__ = "editMessageText"

    text: str
    entities: JsonList


class EditHtml(Edit):
    """The same, of a message of our own words."""

    is_plain: ClassVar[bool] = True
    __api_method__ = "editMessageText"

    text: str
    parse_mode: str = ParseMode.HTML
    link_preview_options: dict[str, Any] = Field(default_factory=lambda: {"is_disabled": True})


class EditCaption(Edit):
    """https://core.telegram.org/bots/api#editmessagecaption"""

    __api_method__ = "editMessageCaption"

    caption: str
    caption_entities: JsonList
    show_caption_above_media: bool | None = None


class EditMedia(Edit):
    """https://core.telegram.org/bots/api#editmessagemedia"""

    __api_method__ = "editMessageMedia"

    media: dict[str, Any]


def reply_to(message_id: int | None) -> dict[str, Any] | None:
    """Answer a message, also when it was deleted meanwhile."""
    if message_id is None:
        return None
    return {"message_id": message_id, "allow_sending_without_reply": True}
