"""The user account at work: listener, inbox worker, and the relays to Telegram and to the disk."""

import asyncio
from collections.abc import Callable
from zoneinfo import ZoneInfo

import structlog

from app.bot_name import bot_username
from app.container import Container, new_marker
from app.errors import CommandError
from archive.gateway import FilesGateway
from core.delivery.rates import Rates, SteadyRates, Unlimited
from core.delivery.relay import Relay
from core.delivery.worker import InboxWorker
from core.domain.effects import Gateway
from core.domain.rules import Rules
from core.ports import EffectGateway
from core.usecases.settle_effect import settle_effect
from db.reads import Reads
from userbot.account import Account, Timings
from userbot.failures import NotLoggedIn
from userbot.gateway import UserbotGateway
from userbot.listener import UserbotHandler
from userbot.server import ServerError, server_from

log = structlog.get_logger(__name__)


class UserbotRole:
    """Hears what is said in rooms, makes and clears them, and writes transcripts."""

    def __init__(self, container: Container, timings: Timings | None = None) -> None:
        self._container = container
        settings = container.settings
        settings.require("bot_token", "api_id", "api_hash")
        try:
            server = server_from(settings.mtproto_server, settings.mtproto_public_key)
        except ServerError as error:
            raise CommandError(str(error)) from error
        self._account = Account(
            api_id=settings.api_id or 0,
            api_hash=settings.api_hash.get_secret_value() if settings.api_hash else "",
            session_file=settings.session_file,
            server=server,
            database=container.database,
            clock=container.clock,
            timings=timings or Timings(),
        )

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set. Raises CommandError when there is no login, or it ended."""
        try:
            await self._run(stop, ready)
        except* NotLoggedIn as errors:
            raise CommandError(str(errors.exceptions[0])) from errors

    async def _run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        starting = asyncio.create_task(self._start())
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            return
        stopping.cancel()
        try:
            bot_name = await starting
            rules = self._container.settings.rules(userbot_id=self._account.id)
            async with asyncio.TaskGroup() as group:
                group.create_task(self._worker(rules).run(stop))
                for relay in self._relays(bot_name, rules):
                    group.create_task(relay.run(stop))
                ended = group.create_task(self._account.ended())
                ready()
                await stop.wait()
                ended.cancel()
        finally:
            await self._account.stop()

    async def _start(self) -> str:
        bot_name = await self._bot_name()
        await self._account.start()
        return bot_name

    async def _bot_name(self) -> str:
        """The bot that becomes administrator of every room, as its token says."""
        settings = self._container.settings
        token = settings.bot_token.get_secret_value() if settings.bot_token else ""
        return await bot_username(token, settings.bot_api_url)

    def _worker(self, rules: Rules) -> InboxWorker:
        shared = self._container
        return InboxWorker(
            shared.database,
            shared.database.wakeup,
            self._account.source,
            UserbotHandler(),
            rules,
            shared.clock,
            new_marker,
        )

    def _relays(self, bot_name: str, rules: Rules) -> list[Relay]:
        shared = self._container
        settings = shared.settings
        rooms = UserbotGateway(
            self._account, shared.database, settings.logs_dir, bot_name, shared.clock
        )
        files = FilesGateway(
            settings.logs_dir,
            Reads(shared.database),
            shared.clock,
            ZoneInfo(settings.time_zone),
        )
        paced: Rates = (
            SteadyRates(settings.userbot_rate, 1.0) if settings.userbot_rate else Unlimited()
        )
        ways: list[tuple[Gateway, EffectGateway, Rates]] = [
            (Gateway.USERBOT, rooms, paced),
            (Gateway.ARCHIVE, files, Unlimited()),
        ]
        return [
            Relay(
                shared.database,
                shared.database.wakeup,
                name,
                gateway,
                rates,
                settle_effect,
                rules,
                shared.clock,
                new_marker,
            )
            for name, gateway, rates in ways
        ]
