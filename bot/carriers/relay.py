"""Carries messages between a customer's private chat and the staff."""

import logging
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramMigrateToChat
from aiogram.types import InlineKeyboardMarkup, ReactionTypeEmoji, ReactionTypeUnion

from bot.calls import CopyOne, EditCaption, EditMedia, EditText, ForwardOne, reply_to
from bot.carriers.albums import Albums, input_media
from bot.carriers.lookups import CardPlaces, CopyLookup
from bot.carriers.resend import resend
from bot.keyboards import inline_keyboard
from bot.outcomes import Refusal, means, reason, unless
from bot.texts import Texts
from core.model.desk_effects import (
    CopyMessage,
    DeleteCopy,
    DeleteMessages,
    EditCopy,
    React,
    ReactToCounterpart,
)
from core.model.messages import MessageKind, Said, is_held, parts_of
from core.model.outcomes import Cause, Sent
from core.ports.effects import Carrier, carries

log = logging.getLogger(__name__)


_CAPTIONED = frozenset(
    {
        MessageKind.PHOTO,
        MessageKind.VIDEO,
        MessageKind.ANIMATION,
        MessageKind.AUDIO,
        MessageKind.DOCUMENT,
        MessageKind.VOICE,
    }
)


class RelayCarrier(Carrier):
    """Carries words, edits, deletions and reactions. Calls raise aiogram's errors, and ValueError
    for what cannot be said there at all."""

    def __init__(self, bot: Bot, texts: Texts, copies: CopyLookup, cards: CardPlaces) -> None:
        self._bot = bot
        self._texts = texts
        self._copies = copies
        self._cards = cards
        self._albums = Albums(bot)

    # ---------------------------------------------------------------------------------- copies
    @carries(CopyMessage)
    async def _copy(self, effect: CopyMessage) -> Sent:
        if effect.album is None:
            return await self._copy_one(effect, await self._answered(effect, effect.reply_to))
        parts = await self._copies.album(
            effect.from_chat_id, effect.album, effect.message_id, effect.chat_id
        )
        if not parts:  # one asked for it before this one, and carried this part too
            return Sent()
        wanted = effect.reply_to
        if wanted is None:  # of an album the first part is what answers
            wanted = next((part.said.reply_to for part in parts if part.said.reply_to), None)
        answered = await self._answered(effect, wanted)
        if len(parts) > 1:
            return Sent(copies=await self._albums.carry(effect, parts, answered))
        return await self._copy_one(effect, answered, parts[0].said.message_id)

    async def _answered(self, effect: CopyMessage, wanted: int | None) -> int | None:
        """Which message of the chat the copy answers."""
        here = None
        if wanted is not None:
            here = await self._copies.counterpart(effect.from_chat_id, wanted, effect.chat_id)
        if here is None and effect.card is not None:
            where = await self._cards.find(effect.card)
            here = where[1] if where is not None and where[0] == effect.chat_id else None
        return here

    async def _copy_one(
        self, effect: CopyMessage, answered: int | None, message_id: int | None = None
    ) -> Sent:
        there = effect.message_id if message_id is None else message_id
        if effect.as_recorded:
            return await self._as_recorded(effect, there, answered)
        if effect.forward and _shows_authors(effect):
            forwarded = await self._forward(effect, there)
            if forwarded is not None:
                return forwarded
        copy = CopyOne(
            chat_id=effect.chat_id,
            from_chat_id=effect.from_chat_id,
            message_id=there,
            message_thread_id=effect.thread_id or None,
            reply_parameters=await self._reply(effect, there, answered),
            reply_markup=self._markup(effect),
        )
        try:
            here = await self._copied(copy)
        except TelegramBadRequest as error:
            if not means(error, Cause.OTHER):
                raise
            log.info("message is not copied: %s", reason(error))
            return await self._instead(effect, there, answered, error)
        except TelegramMigrateToChat as error:
            if effect.chat_id < 0:  # it is the chat itself that migrated
                raise
            return await self._instead(effect, there, answered, error)
        return Sent(copies=((there, here),))

    async def _as_recorded(self, effect: CopyMessage, there: int, answered: int | None) -> Sent:
        """Raises ValueError for what is not kept."""
        copies = await self._said_again(effect, there, answered)
        if not copies:
            raise ValueError("what it says is not kept")
        return Sent(copies=tuple(copies))

    async def _said_again(
        self, effect: CopyMessage, there: int, answered: int | None
    ) -> list[tuple[int, int]]:
        """The copies of what is kept; none when nothing is, or it cannot be said so."""
        recorded = await self._copies.said(effect.from_chat_id, there)
        if recorded is None:
            return []
        before = await self._copies.counterpart(effect.from_chat_id, there, effect.chat_id)
        return await resend(
            self._bot,
            recorded.said,
            effect.chat_id,
            effect.thread_id,
            answered,
            self._markup(effect),
            before,
        )

    async def _instead(
        self,
        effect: CopyMessage,
        there: int,
        answered: int | None,
        refusal: TelegramBadRequest | TelegramMigrateToChat,
    ) -> Sent:
        """What is kept of it is said; to staff it is forwarded where that cannot be. Raises the
        refusal when it can be had in no way."""
        try:
            copies = await self._said_again(effect, there, answered)
        except TelegramBadRequest as error:
            log.info("message is not said again: %s", reason(error))
        else:
            if copies:
                return Sent(copies=tuple(copies))
        forwarded = await self._forward(effect, there) if _shows_authors(effect) else None
        if forwarded is None:
            raise refusal
        return forwarded

    async def _reply(
        self, effect: CopyMessage, there: int, answered: int | None
    ) -> dict[str, Any] | None:
        """What the copy answers, with the words that its author quoted."""
        reply = reply_to(answered)
        if reply is None or effect.reply_to is None:
            return reply
        recorded = await self._copies.said(effect.from_chat_id, there)
        quote = None if recorded is None else recorded.said.details.get("quote")
        return reply if quote is None else {**reply, "quote": quote}

    async def _copied(self, copy: CopyOne) -> int:
        """What it answers, and at last that it answers anything, is lost rather than the words:
        what stands in another topic cannot be answered, whatever the call allows
        (https://core.telegram.org/bots/api#replyparameters), and a quote must be found there."""
        given = copy.reply_parameters
        if given is None:
            return (await self._bot(copy)).message_id
        bare = {name: value for name, value in given.items() if name != "quote"}
        less = [reply for reply in (given, bare, None) if reply != {}]
        for reply in dict.fromkeys(map(_frozen, less)):
            try:
                call = copy.model_copy(update={"reply_parameters": dict(reply) or None})
                return (await self._bot(call)).message_id
            except TelegramBadRequest as error:
                if not reply or not means(error, Refusal.NO_ANSWER):
                    raise
        raise AssertionError("the last call answers nothing")

    async def _forward(self, effect: CopyMessage, there: int) -> Sent | None:
        """Under its author's name; None when Telegram does not let it be forwarded."""
        forward = ForwardOne(
            chat_id=effect.chat_id,
            from_chat_id=effect.from_chat_id,
            message_id=there,
            message_thread_id=effect.thread_id or None,
        )
        try:
            sent = await self._bot(forward)
        except TelegramBadRequest as error:
            if not means(error, Cause.OTHER):
                raise
            log.info("message is not forwarded: %s", reason(error))
            return None
        return Sent(copies=((there, sent.message_id),))

    @carries(EditCopy)
    async def _edit(self, effect: EditCopy) -> Sent:
        """Raises ValueError for what no bot can edit."""
        here = await self._counterpart(effect)
        if here is None:
            return Sent()
        recorded = await self._copies.said(effect.from_chat_id, effect.message_id)
        if recorded is None:
            raise ValueError("what it says is not kept")
        if recorded.deleted_at is None and (effect.even_held or not is_held(recorded.said)):
            await unless(self._edited(effect, here, recorded.said), Cause.SO_ALREADY)
        return Sent()

    async def _edited(self, effect: EditCopy, message_id: int, said: Said) -> None:
        first, *instead = _edits(effect.chat_id, message_id, said, self._markup(effect))
        try:
            await self._bot(first)
        except TelegramBadRequest as error:
            if not instead or means(error, Cause.SO_ALREADY, Refusal.NOT_TO_EDIT):
                raise
            log.info("only the caption follows an edit: %s", reason(error))
            await self._bot(instead[0])

    def _markup(self, effect: CopyMessage | EditCopy) -> InlineKeyboardMarkup | None:
        return inline_keyboard(effect.buttons, effect.language, self._texts)

    @carries(DeleteCopy)
    async def _delete_copy(self, effect: DeleteCopy) -> Sent:
        for part in parts_of(effect.message_id):
            here = await self._copies.counterpart(effect.from_chat_id, part, effect.chat_id)
            if here is None:
                continue
            call = self._bot.delete_message(effect.chat_id, here)
            await unless(call, Cause.MESSAGE_GONE)
        return Sent()

    # ------------------------------------------------------------------------------- reactions
    @carries(React)
    async def _react(self, effect: React) -> Sent:
        await self._set_reaction(effect.chat_id, effect.message_id, effect.emoji)
        return Sent()

    @carries(ReactToCounterpart)
    async def _react_to_counterpart(self, effect: ReactToCounterpart) -> Sent:
        here = await self._counterpart(effect)
        if here is not None:
            await self._set_reaction(effect.chat_id, here, effect.emoji)
        return Sent()

    async def _set_reaction(self, chat_id: int, message_id: int, emoji: str) -> None:
        reactions: list[ReactionTypeUnion] = [ReactionTypeEmoji(emoji=emoji)] if emoji else []
        call = self._bot.set_message_reaction(chat_id, message_id, reaction=reactions)
        await unless(call, Cause.SO_ALREADY, Cause.MESSAGE_GONE)

    async def _counterpart(self, effect: EditCopy | DeleteCopy | ReactToCounterpart) -> int | None:
        return await self._copies.counterpart(
            effect.from_chat_id, effect.message_id, effect.chat_id
        )

    # -------------------------------------------------------------------------------- clearing
    @carries(DeleteMessages)
    async def _delete_messages(self, effect: DeleteMessages) -> Sent:
        """One message that must stay keeps all others: then each is tried by itself."""
        ids = list(effect.message_ids)
        left: list[int] = []
        try:
            if ids:
                await self._bot.delete_messages(effect.chat_id, ids)
        except TelegramMigrateToChat:
            left = ids  # they stand in the group that was, where nobody deletes any more
        except TelegramBadRequest:
            left = [each for each in ids if not await self._deleted(effect.chat_id, each)]
        return Sent({"left": len(left)}, stay=tuple(left))

    async def _deleted(self, chat_id: int, message_id: int) -> bool:
        """False when it stays."""
        try:
            await self._bot.delete_message(chat_id, message_id)
        except TelegramBadRequest as error:
            return means(error, Cause.MESSAGE_GONE)
        return True


def _edits(
    chat_id: int, message_id: int, said: Said, markup: InlineKeyboardMarkup | None
) -> tuple[EditText | EditCaption | EditMedia, ...]:
    """How to say it there: the first way, and another one should that be refused."""
    entities = [dict(entity) for entity in said.entities]
    if said.kind is MessageKind.TEXT:
        return (
            EditText(
                chat_id=chat_id,
                message_id=message_id,
                text=said.text,
                entities=entities,
                reply_markup=markup,
            ),
        )
    if said.kind not in _CAPTIONED:
        raise ValueError(f"a {said.kind} cannot be edited")
    caption = EditCaption(
        chat_id=chat_id,
        message_id=message_id,
        caption=said.text,
        caption_entities=entities,
        reply_markup=markup,
        show_caption_above_media=said.details.get("caption_above"),
    )
    # An edit may have brought another file, and what is kept does not tell whether it did.
    media = input_media(said)
    if media is None:
        return (caption,)
    edit = EditMedia(chat_id=chat_id, message_id=message_id, media=media, reply_markup=markup)
    return edit, caption


def _shows_authors(effect: CopyMessage) -> bool:
    """A forward bears its author's account: staff may see the customer's, never the other way."""
    return effect.chat_id < 0


def _frozen(reply: dict[str, Any] | None) -> tuple[tuple[str, Any], ...]:
    return tuple((reply or {}).items())
