"""Posts in staff groups what staff answers from the page, and says what the desk says by itself."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import FSInputFile
from pydantic import ValidationError

from bot.calls import (
    PostAlbum,
    PostAnimation,
    PostAudio,
    PostDocument,
    PostFile,
    PostPhoto,
    PostText,
    PostVideo,
    PostVoice,
    SendMessage,
    reply_to,
)
from bot.carriers.documents import CAPTION_LIMIT, UPLOAD_TIMEOUT
from bot.outcomes import means, reason, unless
from bot.reading import read_message
from bot.texts import Texts, plain
from bot.translate import said_of
from core.files import inside
from core.model.auto_replies import SendAutoReply
from core.model.desk_effects import EditPost, PostAnswer
from core.model.messages import Media, MessageKind, Said
from core.model.outcomes import Cause, Sent
from core.model.uploads import Upload
from core.ports import Clock
from core.ports.effects import Carrier, carries

log = logging.getLogger(__name__)

_CALLS: Mapping[MessageKind, type[PostFile]] = {
    MessageKind.PHOTO: PostPhoto,
    MessageKind.VIDEO: PostVideo,
    MessageKind.ANIMATION: PostAnimation,
    MessageKind.AUDIO: PostAudio,
    MessageKind.VOICE: PostVoice,
    MessageKind.DOCUMENT: PostDocument,
}
_IN_HEADER = {ord('"'): "'", ord("\\"): "/"}
_AS_THEY_ARE = frozenset({MessageKind.DOCUMENT, MessageKind.VOICE})


class PostCarrier(Carrier):
    """Posts answers from the page, and edits them there; says what the desk says by itself. Calls
    raise aiogram's errors, and ValueError for a file that is not there.

    `uploads`: the folder of what was uploaded on the page.
    """

    def __init__(self, bot: Bot, texts: Texts, uploads: Path | None, clock: Clock) -> None:
        self._bot = bot
        self._texts = texts
        self._uploads = uploads
        self._clock = clock

    @carries(PostAnswer)
    async def post(self, effect: PostAnswer) -> Sent:
        """Post it. Its end gives way where name and words are too long together."""
        if effect.files:
            return await self._post_files(effect)
        message = await self._bot(
            SendMessage(
                chat_id=effect.chat_id,
                text=self._texts.html(effect.text),
                message_thread_id=effect.thread_id or None,
                reply_parameters=reply_to(effect.reply_to),
            )
        )
        return Sent({"chat_id": effect.chat_id, "message_id": message.message_id})

    @carries(SendAutoReply)
    async def say(self, effect: SendAutoReply) -> Sent:
        """Say it, and tell what stands there: that is recorded."""
        text = self._texts.html(effect.text)
        raw = await self._bot(PostText(chat_id=effect.chat_id, text=text))
        number = int(raw["message_id"])
        said = self._read(effect.chat_id, raw)
        if said is None:
            now = self._clock()
            said = Said(effect.chat_id, number, 0, "", now, MessageKind.TEXT, plain(text))
        return Sent({"chat_id": effect.chat_id, "message_id": number}, posted=(said,))

    @carries(EditPost)
    async def edit(self, effect: EditPost) -> Sent:
        """Edit it; one that says so already stays."""
        chat_id, message_id = effect.chat_id, effect.message_id
        if effect.is_caption:
            html = self._texts.html(effect.text, CAPTION_LIMIT)
            call = self._bot.edit_message_caption(
                chat_id=chat_id, message_id=message_id, caption=html
            )
        else:
            html = self._texts.html(effect.text)
            call = self._bot.edit_message_text(html, chat_id=chat_id, message_id=message_id)
        await unless(call, Cause.SO_ALREADY)
        return Sent()

    async def _post_files(self, effect: PostAnswer) -> Sent:
        """What Telegram cannot show, as a picture that it does not understand, is a document."""
        try:
            posted = await self._posted(effect, effect.files)
        except TelegramBadRequest as error:
            documents = tuple(replace(each, kind=MessageKind.DOCUMENT) for each in effect.files)
            is_shown = not {each.kind for each in effect.files} <= _AS_THEY_ARE
            if not is_shown or not means(error, Cause.OTHER):
                raise
            log.info("files are posted as documents: %s", reason(error))
            posted = await self._posted(effect, documents)
        said = tuple(
            self._said(effect, file, raw) for file, raw in zip(effect.files, posted, strict=True)
        )
        value = {"chat_id": effect.chat_id, "message_id": said[0].message_id}
        return Sent(value, posted=said)

    async def _posted(
        self, effect: PostAnswer, files: Sequence[Upload]
    ) -> Sequence[Mapping[str, Any]]:
        caption = self._texts.html(effect.text, CAPTION_LIMIT)
        there: dict[str, Any] = {
            "chat_id": effect.chat_id,
            "message_thread_id": effect.thread_id or None,
            "reply_parameters": reply_to(effect.reply_to),
        }
        if len(files) == 1:
            (file,) = files
            given = {str(file.kind): await self._file(file), **_looks(file)}
            call = _CALLS[file.kind](caption=caption, **there, **given)
            return [await self._bot(call, request_timeout=UPLOAD_TIMEOUT)]
        media = [
            {"type": str(file.kind), "media": await self._file(file), **_looks(file)}
            for file in files
        ]
        media[0] |= {"caption": caption, "parse_mode": ParseMode.HTML}
        return await self._bot(PostAlbum(media=media, **there), request_timeout=UPLOAD_TIMEOUT)

    async def _file(self, file: Upload) -> FSInputFile:
        if self._uploads is None:
            raise ValueError("there is no folder of uploads")
        path = inside(self._uploads, file.stored)
        if not await asyncio.to_thread(path.is_file):
            raise ValueError(f"{file.file_name} is not there")
        # aiogram writes it into a header, where not every server reads what ends a quotation.
        return FSInputFile(path, file.file_name.translate(_IN_HEADER))

    def _said(self, effect: PostAnswer, file: Upload, raw: Mapping[str, Any]) -> Said:
        """What stands there. It stands there, too, if that cannot be read."""
        said = self._read(effect.chat_id, raw)
        if said is not None:
            return said
        number = int(raw["message_id"])
        media = Media(file.mime_type, file.size, file.duration, file.file_name)
        return Said(effect.chat_id, number, 0, "", self._clock(), file.kind, media=media)

    def _read(self, chat_id: int, raw: Mapping[str, Any]) -> Said | None:
        """Return what stands there; None where that cannot be read."""
        try:
            return said_of(read_message(raw))
        except ValidationError:
            log.warning("what was posted in chat %s cannot be read", chat_id)
            return None


def _looks(file: Upload) -> dict[str, Any]:
    """What Telegram is told of a file that it does not look into."""
    match file.kind:
        case MessageKind.VIDEO | MessageKind.ANIMATION:
            known = {"width": file.width, "height": file.height, "duration": file.duration}
        case MessageKind.AUDIO | MessageKind.VOICE:
            known = {"duration": file.duration}
        case _:
            known = {}
    found: dict[str, Any] = {name: value for name, value in known.items() if value}
    return {**found, "supports_streaming": True} if file.kind is MessageKind.VIDEO else found
