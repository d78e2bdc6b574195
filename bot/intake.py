"""Takes updates in: they are stored before they are confirmed to Telegram.

aiogram's own polling reads updates as objects, so one that it cannot parse is fetched for ever
and stops all others; and it confirms them before they are handled. Here they stay JSON until they
lie in the inbox (https://core.telegram.org/bots/api#getupdates: a higher offset confirms).
"""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiohttp import web

from bot.outcomes import PAUSES, Refusal, means, reason
from bot.scrub import scrub
from core.delivery.describe import kind_of
from core.delivery.trouble import Pauses, Trouble
from core.delivery.worker import CaughtUp, nothing_to_await
from core.ports import UNDISPUTED, Clock, Database, Right

log = logging.getLogger(__name__)

POLL_SECONDS = 50  # Telegram holds an empty answer back for that long
BATCH = 100  # the most that Telegram gives at once
# How long an answer may be overdue before the connection counts as dead (half-open).
GRACE_SECONDS = 10
FAILING = 5
"""After so many failures in a row health checks are told."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
LARGEST_UPDATE = 1024 * 1024  # bytes; Telegram's are some kilobytes


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """The call getUpdates, whose answer stays as it came."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = BATCH
    timeout: int = POLL_SECONDS
    allowed_updates: list[str]


def lane_of(update: Mapping[str, Any]) -> str:
    """Return the lane in which an update keeps its order: the chat; for a press whoever pressed,
    who can do so a thousand times a second in a group, too. In private that is the chat."""
    for kind, event in update.items():
        if isinstance(event, Mapping):
            presser = event.get("from") if kind == "callback_query" else None
            where = presser or event.get("chat") or event.get("from")
            return str(where.get("id", "")) if isinstance(where, Mapping) else ""
    return ""


def _named(
    updates: Sequence[Mapping[str, Any]],
) -> tuple[list[tuple[str, Mapping[str, Any]]], list[str]]:
    pairs = [(str(update["update_id"]), update) for update in updates]
    return pairs, [lane_of(update) for update in updates]


def _is_about_what_stands(update: Mapping[str, Any]) -> bool:
    """Tell whether somebody answers, presses, changes or asks for what the bot may have sent a
    moment ago; all that is left is new words."""
    message = update.get("message")
    if not isinstance(message, Mapping):
        return True
    return "reply_to_message" in message or str(message.get("text", "")).startswith("/")


class Intake:
    """Puts updates of one bot into the inbox; what both ways have in common."""

    def __init__(self, database: Database, source: str, clock: Clock) -> None:
        self._database = database
        self._source = source
        self._clock = clock

    async def store(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Keep them all by one statement, and wake the worker.

        What is there already is skipped.
        """
        pairs, lanes = _named(updates)
        async with self._database.single_statement() as uow:
            await uow.inbox.store(self._source, pairs, self._clock(), lanes)


Offer = Callable[[Sequence[tuple[str, Mapping[str, Any]]], Sequence[str]], Awaitable[bool]]
"""Has updates, by their keys and with their lanes, stored and handled at once. Returns False where
that is not possible: they are to be stored."""


async def decline(_updates: object, _lanes: object) -> bool:
    """Handle nothing."""
    return False


class PollingIntake(Intake):
    """Asks Telegram for updates (long polling). `run` goes on until it is cancelled, whatever the
    database does and Telegram says, but for a token that it does not know.

    `poll_seconds` is how long Telegram holds an empty answer back; `grace_seconds` how long one may
    be overdue then; `pauses` how long to wait after so many failures in a row. While `right` does
    not hold nothing is asked for; it is told what is wrong when that lasts. `offer` handles what
    comes while nothing else waits; `caught_up` is awaited before what is about something that
    was sent is taken in.
    """

    def __init__(
        self,
        bot: Bot,
        database: Database,
        source: str,
        clock: Clock,
        allowed_updates: Sequence[str],
        poll_seconds: int = POLL_SECONDS,
        grace_seconds: int = GRACE_SECONDS,
        pauses: Pauses = PAUSES,
        right: Right = UNDISPUTED,
        offer: Offer = decline,
        caught_up: CaughtUp = nothing_to_await,
    ) -> None:
        super().__init__(database, source, clock)
        self._bot, self._offer, self._caught_up = bot, offer, caught_up
        self._grace_seconds = grace_seconds
        self._trouble, self._right = Trouble(pauses, source=source), right
        self._method = GetRawUpdates(timeout=poll_seconds, allowed_updates=list(allowed_updates))

    async def run(self) -> None:
        """Poll until cancelled, while it has the right to. What is not confirmed then comes again,
        and the inbox skips it.

        Raises TelegramUnauthorizedError when Telegram knows the bot's token no more.
        """
        while True:
            await self._right.held()
            try:
                await self._once()
            except AiogramError as error:
                await self._after_error(error)
            except Exception as error:  # noqa: BLE001
                # The outermost guard: a database that is away for a minute must not end the intake.
                # Nothing is lost, since nothing was confirmed.
                await self._wait(error, kind_of(error))
            else:
                self._trouble.over()
                self._right.say(None)

    async def _once(self) -> None:
        within = self._method.timeout + self._grace_seconds
        updates = await self._bot(self._method, request_timeout=within)
        if updates:
            if any(map(_is_about_what_stands, updates)):
                await self._caught_up()
            # As many as fit in: more wait. All of it is taken in then, so that chats take turns.
            if len(updates) == BATCH or not await self._offer(*_named(updates)):
                await self.store(updates)
            # Telegram's rule: the highest seen, plus one.
            last = max(int(update["update_id"]) for update in updates)
            self._method = self._method.model_copy(update={"offset": last + 1})

    async def _after_error(self, error: AiogramError) -> None:
        if isinstance(error, TelegramRetryAfter):
            await self._wait(error, f"asked to wait {error.retry_after} s", error.retry_after)
        elif isinstance(error, TelegramConflictError) and means(error, Refusal.WEBHOOK_SET):
            await self._wait(error, "a webhook is set, it is taken away")
            await self._take_webhook_away()
        elif isinstance(error, TelegramConflictError):
            await self._wait(error, "another program polls with the same token")
        elif isinstance(error, TelegramUnauthorizedError):
            await self._wait(error, "Telegram does not know BOT_TOKEN")
            await self._confirm_token()
        else:
            await self._wait(error, reason(error))

    async def _confirm_token(self) -> None:
        """Check the token by another call: one 401 may be a server's bad day, two are not."""
        try:
            await self._bot.get_me()
        except TelegramUnauthorizedError:
            raise
        except AiogramError as error:
            log.warning("intake of %s: the token is not proved: %s", self._source, reason(error))

    async def _take_webhook_away(self) -> None:
        """Remove the webhook, since polling was chosen; what waits at Telegram stays and comes by
        polling."""
        try:
            await self._bot.delete_webhook(drop_pending_updates=False)
        except AiogramError as error:
            log.warning("intake of %s: webhook stays: %s", self._source, reason(error))

    async def _wait(self, error: Exception, why: str, seconds: float | None = None) -> None:
        self._trouble.failed("no updates", error, scrub(why))
        if self._trouble.failures >= FAILING:
            self._right.say(f"no updates: {scrub(why)}")
        await self._trouble.pause(seconds=seconds)


class WebhookIntake(Intake):
    """Takes Telegram's calls; answers 200 only when the update lies in the inbox."""

    def __init__(self, database: Database, source: str, clock: Clock, secret: str) -> None:
        """Raises ValueError for an empty secret: without one, anybody could send updates."""
        if not secret:
            raise ValueError("a webhook needs a secret")
        super().__init__(database, source, clock)
        self._secret = secret.encode()

    def application(self, path: str) -> web.Application:
        """Make an aiohttp application that takes updates at `path`."""
        application = web.Application(client_max_size=LARGEST_UPDATE)
        application.router.add_post(path, self.handle)
        return application

    async def handle(self, request: web.Request) -> web.Response:
        """Take one call: 403 without the right secret, 400 for what is no update.

        When it cannot be stored the error becomes aiohttp's 500, and Telegram sends it again.
        """
        given = request.headers.get(SECRET_HEADER, "").encode(errors="replace")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return web.Response(status=400)
        await self.store([update])
        return web.Response()


async def set_webhook(
    bot: Bot,
    url: str,
    secret: str,
    allowed_updates: Sequence[str],
    path: str,
    pauses: Pauses = PAUSES,
    right: Right = UNDISPUTED,
) -> None:
    """Ask Telegram to call `url` + `path` with the secret, until it says yes: one that asks twice
    in a second (as at a quick restart), or is out of reach, asks again. `right` is told what is
    wrong when that lasts.

    Raises:
        TelegramBadRequest: Telegram will not call there, however often it is asked.
        TelegramUnauthorizedError: it does not know the bot's token.
    """
    trouble = Trouble(pauses)
    while True:
        try:
            await bot.set_webhook(
                url.rstrip("/") + path,
                secret_token=secret,
                allowed_updates=list(allowed_updates),
                drop_pending_updates=False,
            )
        except (TelegramBadRequest, TelegramUnauthorizedError):
            raise
        except AiogramError as error:
            trouble.failed("the webhook is not set yet", error, reason(error))
            if trouble.failures >= FAILING:
                right.say(f"no updates: the webhook is not set yet: {reason(error)}")
            pause = error.retry_after if isinstance(error, TelegramRetryAfter) else None
            await trouble.pause(seconds=pause)
        else:
            trouble.over()
            right.say(None)
            return
