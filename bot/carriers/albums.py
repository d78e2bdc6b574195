"""Carries albums to another chat as albums."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramMigrateToChat

from bot.calls import CopyOne, CopySeveral, ForwardSeveral, SendAlbum, SentMessage, reply_to
from bot.carriers.resend import SHOWN, PartlySentError, resend, shown
from bot.outcomes import means, reason
from core.model.desk_effects import CopyMessage
from core.model.messages import MessageKind, Recorded, Said
from core.model.outcomes import Cause

log = logging.getLogger(__name__)

ALBUM_TIMEOUT = 60  # seconds; Telegram answers when all parts are sent
LARGEST = 10  # https://core.telegram.org/bots/api#sendmediagroup

Copies = tuple[tuple[int, int], ...]
_Say = Callable[[CopyMessage, Recorded], Awaitable[Sequence[tuple[int, int]]]]

# https://core.telegram.org/bots/api#inputmedia
_INPUT = frozenset(
    {
        MessageKind.PHOTO,
        MessageKind.VIDEO,
        MessageKind.ANIMATION,
        MessageKind.AUDIO,
        MessageKind.DOCUMENT,
    }
)
_MIXED = frozenset({MessageKind.PHOTO, MessageKind.VIDEO})
_ALIKE = (frozenset({MessageKind.AUDIO}), frozenset({MessageKind.DOCUMENT}))


def input_media(said: Said) -> dict[str, Any] | None:
    """A message's file with its caption as Telegram takes it once more; None for a kind of file
    that it does not take so, or one whose file_id is not known."""
    if said.kind not in _INPUT or said.media is None or said.media.file_id is None:
        return None
    return {
        "type": str(said.kind),
        "media": said.media.file_id,
        "caption": said.text,
        "caption_entities": [dict(entity) for entity in said.entities],
        **(shown(said) if said.kind in SHOWN else {}),
    }


class Albums:
    """Carries the parts of an album together. Calls raise aiogram's errors."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def carry(
        self, effect: CopyMessage, parts: Sequence[Recorded], answered: int | None
    ) -> Copies:
        """Say two parts or more as one album; what it answers is lost rather than its unity."""
        if effect.as_recorded:
            return await self._as_recorded(effect, parts, answered)
        if effect.forward and effect.chat_id < 0:
            forwarded = await self._forwarded(effect, parts)
            if forwarded is not None:
                return forwarded
        copies = None if answered is None else await self._sent(effect, parts, answered)
        if copies is not None:
            return copies
        try:
            return await self._copied(effect, parts)
        except TelegramMigrateToChat:
            # The group where it was said has other messages now; its files can be had still.
            again = None if effect.chat_id < 0 else await self._sent(effect, parts, None)
            if again is None:
                raise
            return again

    async def _as_recorded(
        self, effect: CopyMessage, parts: Sequence[Recorded], answered: int | None
    ) -> Copies:
        """As the rows say it, since the messages themselves say more. Raises ValueError for what is
        not kept."""
        copies = await self._sent(effect, parts, answered)
        if copies is None and answered is not None:
            copies = await self._sent(effect, parts, None)
        if copies is None:
            copies = await self._each(effect, parts, self._resent_alone)
        if not copies:
            raise ValueError("what it says is not kept")
        return copies

    async def _sent(
        self, effect: CopyMessage, parts: Sequence[Recorded], answered: int | None
    ) -> Copies | None:
        """copyMessages answers nothing, sendMediaGroup does. None when it cannot be had so."""
        media = _grouped(parts)
        if media is None:
            return None
        album = SendAlbum(
            chat_id=effect.chat_id,
            media=media,
            message_thread_id=effect.thread_id or None,
            reply_parameters=reply_to(answered),
        )
        try:
            sent = await self._bot(album, request_timeout=ALBUM_TIMEOUT)
        except TelegramBadRequest as error:
            log.info("album is copied without what it answers: %s", reason(error))
            return None
        return _pairs(parts, sent)

    async def _forwarded(self, effect: CopyMessage, parts: Sequence[Recorded]) -> Copies | None:
        """Under the authors' names; None when some of it cannot be forwarded."""
        sent = await self._together(ForwardSeveral, effect, parts)
        if len(sent) == len(parts):
            return _pairs(parts, sent)
        await self._take_away(effect, sent)
        return None

    async def _copied(self, effect: CopyMessage, parts: Sequence[Recorded]) -> Copies:
        sent = await self._together(CopySeveral, effect, parts)
        if len(sent) == len(parts):
            return _pairs(parts, sent)
        await self._take_away(effect, sent)
        return await self._one_by_one(effect, parts)

    async def _together(
        self,
        method: type[ForwardSeveral],
        effect: CopyMessage,
        parts: Sequence[Recorded],
    ) -> Sequence[SentMessage]:
        """By one call; fewer than there are parts, or none, where Telegram refuses some."""
        several = method(
            chat_id=effect.chat_id,
            from_chat_id=effect.from_chat_id,
            message_ids=[part.said.message_id for part in parts],
            message_thread_id=effect.thread_id or None,
        )
        try:
            return await self._bot(several, request_timeout=ALBUM_TIMEOUT)
        except TelegramBadRequest as error:
            if not means(error, Cause.OTHER):
                raise
            log.info("album, by %s: %s", several.__api_method__, reason(error))
            return ()

    async def _take_away(self, effect: CopyMessage, sent: Sequence[SentMessage]) -> None:
        """Some were passed over, and the answer does not tell which: without knowing which copy is
        whose, an answer to it would reach the wrong message."""
        if sent:
            await self._bot.delete_messages(effect.chat_id, [each.message_id for each in sent])

    async def _one_by_one(self, effect: CopyMessage, parts: Sequence[Recorded]) -> Copies:
        return await self._each(effect, parts, self._one)

    async def _each(self, effect: CopyMessage, parts: Sequence[Recorded], say: _Say) -> Copies:
        copies: list[tuple[int, int]] = []
        refusal: TelegramBadRequest | None = None
        for part in parts:
            try:
                copies.extend(await say(effect, part))
            except TelegramBadRequest as error:
                refusal = error
            except PartlySentError as half:  # that part is said again as a whole
                raise PartlySentError(half.error, copies) from half
            except AiogramError as error:
                raise PartlySentError(error, copies) from error
        if refusal is not None and not copies:
            raise refusal
        return tuple(copies)

    async def _one(self, effect: CopyMessage, part: Recorded) -> Sequence[tuple[int, int]]:
        there = part.said.message_id
        copy = CopyOne(
            chat_id=effect.chat_id,
            from_chat_id=effect.from_chat_id,
            message_id=there,
            message_thread_id=effect.thread_id or None,
        )
        try:
            return [(there, (await self._bot(copy)).message_id)]
        except TelegramBadRequest as refusal:
            again = await self._resent(effect, part, refusal)
            if not again:
                raise
            return again

    async def _resent_alone(self, effect: CopyMessage, part: Recorded) -> Sequence[tuple[int, int]]:
        return await resend(self._bot, part.said, effect.chat_id, effect.thread_id)

    async def _resent(
        self, effect: CopyMessage, part: Recorded, refusal: TelegramBadRequest
    ) -> Sequence[tuple[int, int]]:
        if not means(refusal, Cause.OTHER):
            return ()
        try:
            return await resend(self._bot, part.said, effect.chat_id, effect.thread_id)
        except TelegramBadRequest as error:
            log.info("part of an album is not said again: %s", reason(error))
            return ()


def _grouped(parts: Sequence[Recorded]) -> list[dict[str, Any]] | None:
    kinds = {part.said.kind for part in parts}
    media = [each for part in parts if (each := input_media(part.said)) is not None]
    if len(media) != len(parts) or len(parts) > LARGEST:
        return None
    return media if kinds <= _MIXED or kinds in _ALIKE else None


def _pairs(parts: Sequence[Recorded], sent: Sequence[SentMessage]) -> Copies:
    return tuple(
        (part.said.message_id, each.message_id) for part, each in zip(parts, sent, strict=True)
    )
