"""Runs the bot: intake, inbox worker and relay."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from aiogram.exceptions import (
    AiogramError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)

from app.bot_name import WRONG_TOKEN
from app.card_lookup import CardsInDatabase
from app.container import Container
from app.copy_lookup import CopyLookupInDatabase
from app.database_watch import DatabaseWatch, watch_steps
from app.errors import CommandError
from app.search_lookup import SearchesInDatabase
from app.staff_groups import look_at_groups
from app.statistics_lookup import StatisticsInDatabase
from app.webhook import be_called, listening
from bot.gateway import BotGateway
from bot.handler import BotHandler
from bot.intake import PollingIntake
from bot.mini_app import app_url
from bot.profile import BotProfile
from bot.scrub import scrub
from bot.setup import ALLOWED_UPDATES, learn_name, make_bot, set_commands
from core.delivery.rates import BotRates, Rates, Unlimited
from core.delivery.relay import Relay
from core.delivery.trouble import patiently
from core.delivery.worker import nothing_to_await
from core.model.effects import Gateway
from core.model.people import Role
from core.ports import UNDISPUTED, Right
from core.transcripts.views.text import transcript_text
from db.reads import Reads

log = structlog.get_logger(__name__)

TakeIn = Callable[[Callable[[], None]], Coroutine[Any, Any, None]]
"""Takes updates in; called with a callback that says that it is ready."""

TOKEN_WITHIN = 10
"""Seconds in which the Bot API has to say whether it knows the token."""


class TranscriptsOfRows:
    """Makes a transcript from the rows when it is asked for: no other process's file is needed."""

    def __init__(self, container: Container) -> None:
        self._records = Reads(container.database)
        self._zone = ZoneInfo(container.settings.time_zone)

    async def plain(self, customer_id: int, *, with_phone: bool) -> str | None:
        """Write it as lines of text; None for somebody unknown."""
        record = await self._records.customer_record(customer_id)
        if record is None:
            return None
        if not with_phone:
            record = replace(record, customer=replace(record.customer, phone=None))
        return transcript_text(record, self._zone)


class BotRole:
    """Takes the bot's updates in, handles them, and carries out the bot's effects.

    Args:
        listens: whether it takes Telegram's calls itself where a webhook is set; else its process
            does, which lives longer.
    """

    def __init__(
        self, container: Container, right: Right = UNDISPUTED, *, listens: bool = True
    ) -> None:
        self._container, self._right, self._listens = container, right, listens
        settings = container.settings
        settings.require("bot_token")
        self._texts = container.texts
        self._bot = make_bot(settings.plain_token, settings.bot_api_url, right.holds)
        self._source = f"bot:{settings.bot_id}"
        handler = BotHandler(self._bot, self._texts)
        self._relay = self._make_relay()
        # Who polls waits itself, and only for what may be about something that was sent. A call is
        # stored by whichever process is called, and that one need not be this.
        polls = settings.webhook_url is None
        self._worker = container.worker(
            self._source,
            handler,
            right,
            handler.prepare,
            caught_up=nothing_to_await if polls else self._relay.caught_up,
        )

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set.

        Raises CommandError for what the owner has to mend: a token that Telegram does not know, or
        knows no more, an address that is taken, or that Telegram will not call.
        """
        try:
            await self._run(stop, ready)
        except* TelegramUnauthorizedError as errors:
            raise CommandError(WRONG_TOKEN) from errors
        finally:
            await self._bot.session.close()

    async def _run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        await self._check_token()
        await look_at_groups(self._container, self._bot)
        async with self._intake() as take_in, asyncio.TaskGroup() as group:
            group.create_task(self._work(stop))
            group.create_task(self._relay.run(stop))
            watches = [
                DatabaseWatch(self._container, self._bot, self._texts).run(),
                self._commands(),
                self._profile().run(),
                take_in(ready),
            ]
            if self._container.database.steps is not None:
                watches.append(watch_steps(self._container.database.steps))
            watching = [group.create_task(watch) for watch in watches]
            await stop.wait()
            for watch in watching:
                watch.cancel()

    async def _check_token(self) -> None:
        """Check the token once at the start: what Telegram refuses then is the owner's to mend. A
        server that does not answer is waited for by whoever needs it."""
        try:
            async with asyncio.timeout(TOKEN_WITHIN):
                await self._bot.me()
        except (TelegramUnauthorizedError, TelegramNotFound) as error:
            # 404 is what Telegram answers to what does not look like a token.
            raise CommandError(WRONG_TOKEN) from error
        except (AiogramError, TimeoutError) as error:
            log.warning("the bot's token is not proved yet", reason=scrub(str(error)))

    async def _work(self, stop: asyncio.Event) -> None:
        await learn_name(self._bot, stop)
        await self._worker.run(stop)

    def _make_relay(self) -> Relay:
        shared = self._container
        gateway = BotGateway(
            self._bot,
            self._texts,
            CardsInDatabase(shared.database),
            CopyLookupInDatabase(shared.database),
            TranscriptsOfRows(shared),
            StatisticsInDatabase(shared),
            SearchesInDatabase(shared),
            shared.clock,
            shared.settings.logs_dir,
            app_url=app_url(shared.settings.web_address),
            uploads=shared.settings.uploads,
        )
        return shared.relay(Gateway.BOT, gateway, self._right, self._rates())

    def _rates(self) -> Rates:
        settings = self._container.settings
        if not settings.bot_rate:
            return Unlimited()
        return BotRates(
            settings.bot_rate,
            settings.bot_burst,
            settings.bot_group_rate,
            settings.threads_a_minute,
        )

    def _profile(self) -> BotProfile:
        profile = BotProfile(self._bot, self._texts)
        self._container.live.told(profile.hear)
        return profile

    async def _commands(self) -> None:
        staff = await patiently(self._staff)
        await set_commands(
            self._bot, self._texts, staff, app_url(self._container.settings.web_address)
        )

    async def _staff(self) -> dict[int, Role]:
        async with self._container.work() as work:
            return {operator.id: operator.role for operator in await work.uow.operators.all()}

    @asynccontextmanager
    async def _intake(self) -> AsyncIterator[TakeIn]:
        """Return what takes updates in until it is cancelled. Raises CommandError when there is no
        place for it."""
        settings = self._container.settings
        if settings.webhook_url is None:
            yield self._poll
            return
        async with listening(self._container) if self._listens else nullcontext():
            yield partial(be_called, self._bot, settings, self._right)

    async def _poll(self, ready: Callable[[], None]) -> None:
        ready()
        shared = self._container
        await PollingIntake(
            self._bot,
            shared.database,
            self._source,
            shared.clock,
            ALLOWED_UPDATES,
            right=self._right,
            offer=self._worker.offer,
            caught_up=self._relay.caught_up,
        ).run()
