"""Says once more what is kept of a message that cannot be copied: the group where it was said has
become a supergroup, where other messages have its number; its caption is longer than a bot's may
be; it is protected, or Telegram refuses it for a reason of its own."""

from collections.abc import Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import (
    SendAnimation,
    SendAudio,
    SendContact,
    SendDocument,
    SendLocation,
    SendMessage,
    SendPhoto,
    SendPoll,
    SendSticker,
    SendVenue,
    SendVideo,
    SendVideoNote,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import InlineKeyboardMarkup, Message

from bot.calls import reply_to
from core.model.messages import MessageKind, Said, parts_of, utf16_length

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

MOST_CAPTION = 1024
"""Of a bot's message (https://core.telegram.org/bots/api#sendphoto); people with Premium have 4,096
(caption_length_limit_premium, https://core.telegram.org/api/config), which a text may have too."""


class PartlySentError(Exception):
    """Some of it was said before Telegram refused the rest, which is its cause (`error`)."""

    def __init__(self, error: AiogramError, copies: Sequence[tuple[int, int]]) -> None:
        super().__init__(str(error))
        self.error, self.copies = error, tuple(copies)


_Call = tuple[type[TelegramMethod[Message]], dict[str, Any]]


async def resend(
    bot: Bot,
    said: Said,
    chat_id: int,
    thread_id: int = 0,
    answered: int | None = None,
    markup: InlineKeyboardMarkup | None = None,
    before: int | None = None,
) -> list[tuple[int, int]]:
    """Its words or its file, a caption that is too long as a message of its own that answers the
    file; returns them with the numbers under which they are kept (`parts_of`), none for what cannot
    be said so. Nobody's account shows. `before`: the first of them stands there already.

    Raises aiogram's errors, and PartlySentError.
    """
    calls = list(zip(parts_of(said.message_id), _again(said), strict=False))
    done = [] if before is None or not calls else [(calls[0][0], before)]
    for number, (method, values) in calls[len(done) :]:
        call = method(
            chat_id=chat_id,
            message_thread_id=thread_id or None,
            reply_parameters=reply_to(done[0][1] if done else answered),
            reply_markup=markup,
            **values,
        )
        try:
            message = await bot(call, request_timeout=UPLOAD_TIMEOUT)
        except AiogramError as error:
            if done:
                raise PartlySentError(error, done) from error
            raise
        done.append((number, message.message_id))
    return done


def _again(said: Said) -> list[_Call]:
    """The calls that say it, in order."""
    entities = [dict(entity) for entity in said.entities]
    words = {"text": said.text, "entities": entities, "parse_mode": None}
    if said.kind is MessageKind.TEXT:
        return [(SendMessage, words)]
    if said.kind not in _FILES:
        bare = _without_file(said)
        return [] if bare is None else [bare]
    file_id = None if said.media is None else said.media.file_id
    if file_id is None:
        return []
    values: dict[str, Any] = {str(said.kind): file_id}
    if said.kind in _BARE:
        return [(_FILES[said.kind], values)]
    if said.kind in SHOWN:
        values |= shown(said)
    if utf16_length(said.text) > MOST_CAPTION:
        return [(_FILES[said.kind], values), (SendMessage, words)]
    values |= {"caption": said.text, "caption_entities": entities, "parse_mode": None}
    return [(_FILES[said.kind], values)]


def _without_file(said: Said) -> _Call | None:
    """A poll becomes a new one: a quiz is asked without its answer, which only its author knows."""
    details = dict(said.details)
    match said.kind:
        case MessageKind.CONTACT if details.get("phone_number") and details.get("first_name"):
            contact = ("phone_number", "first_name", "last_name")
            return SendContact, {name: details[name] for name in contact if details.get(name)}
        case MessageKind.LOCATION if details.get("title"):
            venue = ("latitude", "longitude", "title", "address")
            return SendVenue, {name: details[name] for name in venue}
        case MessageKind.LOCATION if "latitude" in details and "longitude" in details:
            return SendLocation, {name: details[name] for name in ("latitude", "longitude")}
        case MessageKind.POLL if details.get("question") and details.get("options"):
            return SendPoll, {
                "question": details["question"],
                "options": list(details["options"]),
                "question_parse_mode": None,
            }
    return None


SHOWN = frozenset({MessageKind.PHOTO, MessageKind.VIDEO, MessageKind.ANIMATION})
"""What may be covered by a spoiler, or have its caption above."""


def shown(said: Said) -> dict[str, bool]:
    """How its author let it be shown, as calls name it."""
    names = {"spoiler": "has_spoiler", "caption_above": "show_caption_above_media"}
    return {name: True for key, name in names.items() if said.details.get(key)}
