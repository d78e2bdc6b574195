"""Carries out the bot's effects at Telegram."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramRetryAfter

from bot.calls import AnswerCallback, EditHtml, OfferInline, SendMessage, reply_to
from bot.carriers.charts import ChartCarrier
from bot.carriers.documents import DocumentCarrier
from bot.carriers.files import FileCarrier
from bot.carriers.forums import Forums, NoForumError
from bot.carriers.groups import GroupCarrier
from bot.carriers.links import LinkCarrier
from bot.carriers.lookups import CardPlaces, CopyLookup, Searches, Statistics, Transcripts
from bot.carriers.mirrors import MirrorCarrier
from bot.carriers.posts import PostCarrier
from bot.carriers.programs import ProgramCarrier
from bot.carriers.relay import RelayCarrier
from bot.carriers.resend import PartlySentError
from bot.carriers.search import SearchCarrier
from bot.carriers.sign_in import SignInCarrier
from bot.carriers.staff import StaffCarrier
from bot.carriers.statistics import StatisticsCarrier
from bot.carriers.topics import TopicCarrier
from bot.keyboards import inline_keyboard, keyboard
from bot.outage import Outage
from bot.outcomes import edited, growing_delay, outcome_of, reason, unless
from bot.scrub import scrub
from bot.texts import Texts, cut
from core.model.desk_effects import CopyMessage, PinCard, PostAnswer
from core.model.effects import AnswerPress, Effect, SendAnnouncement, SendText, SetTitle, ShowCard
from core.model.inline_effects import AnswerInline
from core.model.outcomes import Cause, Outcome, Rejected, RetryAt, Scope, Sent
from core.model.room_effects import (
    ApproveJoin,
    CreateJoinLink,
    CreatePersonalLink,
    DeclineJoin,
    RevokeJoinLink,
)
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.model.watch_effects import MirrorMessage
from core.ports import Clock, DatabaseBusyError
from core.ports.effects import Carrier, Way, carries

log = logging.getLogger(__name__)

_IN_TOPICS = SendText | ShowCard | CopyMessage | PostAnswer | MirrorMessage

TITLE_LIMIT = 128  # https://core.telegram.org/bots/api#setchattitle


class BotGateway(Carrier):
    """Implements `core.ports.EffectGateway` over the Bot API, for every effect of `Gateway.BOT`.

    `files`: the archive's folder, for documents that lie there and for what people send; `uploads`:
    that of what staff uploads on the page.
    `app_url`: what staff's menu button opens.
    """

    def __init__(
        self,
        bot: Bot,
        texts: Texts,
        cards: CardPlaces,
        relayed: CopyLookup,
        transcripts: Transcripts,
        statistics: Statistics,
        searches: Searches,
        clock: Clock,
        files: Path | None = None,
        new_secret: Callable[[], str] = secrets.token_urlsafe,
        app_url: str | None = None,
        uploads: Path | None = None,
    ) -> None:
        self._bot = bot
        self._texts = texts
        self._cards = cards
        self._clock = clock
        self._forums = Forums(bot, clock)
        self._failures: dict[str, int] = {}  # in a row, by destination
        self._outage = Outage()
        parts = (
            self,
            DocumentCarrier(bot, texts, files),
            StaffCarrier(bot, texts, transcripts, app_url),
            ChartCarrier(bot, texts, cards),
            StatisticsCarrier(bot, texts, statistics),
            SearchCarrier(searches),
            FileCarrier(bot, files, uploads),
            PostCarrier(bot, texts, uploads, clock),
            RelayCarrier(bot, texts, relayed, cards),
            TopicCarrier(bot),
            GroupCarrier(bot),
            MirrorCarrier(bot, texts),
            ProgramCarrier(bot, texts),
            SignInCarrier(bot, texts, new_secret),
            LinkCarrier(bot, texts),
        )
        self._ways = {kind: way for part in parts for kind, way in part.ways().items()}

    async def carry_out(self, effect: Effect) -> Outcome:
        """Carry the effect out. Raises TypeError for an effect that is another gateway's."""
        way = self._ways.get(type(effect))
        if way is None:
            raise TypeError(f"{type(effect).__name__} is no effect of the bot")
        outcome = await self._tried(way, effect, self._outage.era)
        if not isinstance(outcome, RetryAt):
            self._failures.pop(effect.destination, None)
        return outcome

    async def _tried(self, way: Way, effect: Effect, era: int) -> Outcome:
        try:
            if isinstance(effect, _IN_TOPICS) and effect.thread_id:
                await self._forums.check(effect.chat_id)
            sent: Sent = await way(effect)
        except NoForumError:
            return Rejected("topics were switched off", Cause.NO_FORUM, Scope.DESTINATION)
        except PartlySentError as half:
            outcome = self._after(half.error, effect, era)
            return replace(outcome, copies=half.copies) if isinstance(outcome, RetryAt) else outcome
        except AiogramError as error:
            return self._after(error, effect, era)
        except (OSError, DatabaseBusyError) as error:
            delay = growing_delay(self._failed(effect))
            return _logged(effect, RetryAt(self._clock() + delay, scrub(str(error))))
        except ValueError as error:  # what stands in the effect cannot be said to Telegram at all
            return Rejected(scrub(str(error)))
        self._outage.answered(era)
        return sent

    def _after(self, error: AiogramError, effect: Effect, era: int) -> Outcome:
        """Return what an error means. One that concerns the whole Bot API is logged once for all
        destinations."""
        chat_id: int | None = getattr(effect, "chat_id", None)
        failures = self._failed(effect)
        outcome = outcome_of(error, chat_id, failures, self._clock())
        if isinstance(outcome, RetryAt) and outcome.cause is not Cause.FLOOD_WAIT:
            if self._outage.missed(era, failures, error, outcome.reason):
                return outcome
        else:
            self._outage.answered(era)
        return _logged(effect, outcome)

    def _failed(self, effect: Effect) -> int:
        """Return how often in a row its destination has failed by now."""
        failures = self._failures.get(effect.destination, 0) + 1
        self._failures[effect.destination] = failures
        return failures

    # ------------------------------------------------------------------------------------ messages
    @carries(SendText)
    async def _send_text(self, effect: SendText) -> Sent:
        language = effect.text.language
        message = await self._bot(
            SendMessage(
                chat_id=effect.chat_id,
                text=self._texts.html(effect.text),
                reply_markup=keyboard(
                    effect.buttons, language, self._texts, remove=effect.remove_keyboard
                ),
                reply_parameters=reply_to(effect.reply_to),
                message_thread_id=effect.thread_id or None,
            )
        )
        return _sent_message(effect.chat_id, message.message_id)

    @carries(SendAnnouncement)
    async def _send_announcement(self, effect: SendAnnouncement) -> Sent:
        """Send it word for word: whatever looks like markup in it is text."""
        message = await self._bot(
            SendMessage(chat_id=effect.chat_id, text=effect.words, parse_mode=None)
        )
        return _sent_message(effect.chat_id, message.message_id)

    @carries(ShowCard)
    async def _show_card(self, effect: ShowCard) -> Sent:
        # The answer to a press goes beside: it shall not wait until this is written.
        where = await self._cards.find(effect.card)
        markup = inline_keyboard(effect.buttons, effect.text.language, self._texts)
        html = self._texts.html(effect.text)
        if where is not None and where[0] != effect.chat_id:
            where = None
        is_new = effect.fresh
        if where is not None and not is_new:
            chat_id, message_id = where
            edit = self._bot(
                EditHtml(chat_id=chat_id, message_id=message_id, text=html, reply_markup=markup)
            )
            try:
                if await edited(edit):
                    return replace(_sent_message(*where), edited=True)
            except TelegramRetryAfter:
                if not any(button.url for row in effect.buttons for button in row):
                    raise
                is_new = True  # somebody waits for the way that it shows
        message = await self._bot(
            SendMessage(
                chat_id=effect.chat_id,
                text=html,
                reply_markup=markup,
                message_thread_id=effect.thread_id or None,
                reply_parameters=reply_to(effect.reply_to),
            )
        )
        if where is not None and is_new:
            await self._take_away(*where, effect.text.language)
        return _sent_message(effect.chat_id, message.message_id)

    async def _take_away(self, chat_id: int, message_id: int, language: str) -> None:
        """Delete the card's old message: a card stands once, and its buttons nowhere else.

        What is older than 48 hours cannot be deleted: it is edited to point on. A refusal is no
        failure of the card, which was sent: trying again would send it twice.
        """
        try:
            await self._bot.delete_message(chat_id, message_id)
        except TelegramBadRequest:
            await self._point_on(chat_id, message_id, language)
        except AiogramError as error:
            log.warning("old card in chat %s stays: %s", chat_id, reason(error))

    async def _point_on(self, chat_id: int, message_id: int, language: str) -> None:
        try:
            html = self._texts.html(Text(TextKey.CARD_MOVED, language))
            await self._bot(EditHtml(chat_id=chat_id, message_id=message_id, text=html))
        except AiogramError as error:  # the person deleted it, or it points on already
            log.info("old card in chat %s: %s", chat_id, reason(error))

    @carries(AnswerPress)
    async def _answer_press(self, effect: AnswerPress) -> Sent:
        text = None if effect.text is None else self._texts.plain(effect.text)
        answer = AnswerCallback(
            callback_query_id=effect.query_id, text=text, show_alert=effect.alert or None
        )
        call = self._bot(answer)
        await unless(call, Cause.TOO_OLD)
        return Sent()

    @carries(AnswerInline)
    async def _answer_inline(self, effect: AnswerInline) -> Sent:
        # For nobody else, and never again: the words have a customer's name in them.
        results = [
            {
                "type": "article",
                "id": offer.id,
                "title": offer.title,
                "description": offer.description,
                "input_message_content": {"message_text": offer.words},
            }
            for offer in effect.offers
        ]
        call = self._bot(OfferInline(inline_query_id=effect.query_id, results=results))
        await unless(call, Cause.TOO_OLD)
        return Sent()

    # ---------------------------------------------------------------------------------- rooms
    @carries(ApproveJoin)
    async def _approve_join(self, effect: ApproveJoin) -> Sent:
        call = self._bot.approve_chat_join_request(effect.chat_id, effect.user_id)
        await unless(call, Cause.SO_ALREADY)
        return Sent()

    @carries(DeclineJoin)
    async def _decline_join(self, effect: DeclineJoin) -> Sent:
        call = self._bot.decline_chat_join_request(effect.chat_id, effect.user_id)
        await unless(call, Cause.SO_ALREADY)
        return Sent()

    @carries(CreateJoinLink, CreatePersonalLink)
    async def _create_join_link(self, effect: CreateJoinLink | CreatePersonalLink) -> Sent:
        link = await self._bot.create_chat_invite_link(effect.chat_id, creates_join_request=True)
        return Sent({"url": link.invite_link})

    @carries(RevokeJoinLink)
    async def _revoke_join_link(self, effect: RevokeJoinLink) -> Sent:
        call = self._bot.revoke_chat_invite_link(effect.chat_id, effect.url)
        await unless(call, Cause.SO_ALREADY)
        return Sent()

    @carries(PinCard)
    async def _pin(self, effect: PinCard) -> Sent:
        call = self._bot.pin_chat_message(
            effect.chat_id, effect.message_id, disable_notification=True
        )
        await unless(call, Cause.SO_ALREADY, Cause.MESSAGE_GONE)
        return Sent()

    @carries(SetTitle)
    async def _set_title(self, effect: SetTitle) -> Sent:
        call = self._bot.set_chat_title(effect.chat_id, cut(effect.title, TITLE_LIMIT))
        await unless(call, Cause.SO_ALREADY)
        return Sent()


def _logged(effect: Effect, outcome: Outcome) -> Outcome:
    """Return the outcome, and log what concerns that destination alone."""
    name = type(effect).__name__
    if isinstance(outcome, RetryAt):
        log.warning("%s to %s: %s", name, effect.destination, outcome.reason)
    elif isinstance(outcome, Rejected) and outcome.cause is Cause.OTHER:
        log.warning("%s to %s is refused: %s", name, effect.destination, outcome.reason)
    return outcome


def _sent_message(chat_id: int, message_id: int) -> Sent:
    return Sent({"chat_id": chat_id, "message_id": message_id})
