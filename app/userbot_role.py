"""The user accounts at work: listeners, inbox workers, and the relays to Telegram and to the
disk."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec

import structlog

from app.accounts import session_files
from app.bot_name import bot_username
from app.container import Container, new_marker
from app.errors import CommandError
from app.files import files_of
from core.delivery.rates import Rates, Unlimited
from core.delivery.relay import SLOTS, Relay
from core.delivery.worker import InboxWorker
from core.domain.budget import Complaint, day_of
from core.domain.effects import Gateway
from core.domain.rules import Rules
from core.ports import DatabaseBusyError, EffectGateway, Work
from core.usecases.accounts import AtWork, account_away, account_troubled, accounts_came
from core.usecases.settle_effect import settle_effect
from userbot.account import Account, Timings
from userbot.accounts import AccountsGateway, RatesOfAccounts
from userbot.failures import NotLoggedIn
from userbot.gateway import UserbotGateway
from userbot.listener import UserbotHandler
from userbot.refusals import cause_of
from userbot.server import ServerError, server_from

log = structlog.get_logger(__name__)

P = ParamSpec("P")

BUSY_PAUSE = 0.2


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
        self._accounts = [
            Account(
                api_id=settings.api_id or 0,
                api_hash=settings.api_hash.get_secret_value() if settings.api_hash else "",
                session_file=file,
                server=server,
                database=container.database,
                clock=container.clock,
                timings=timings or Timings(),
            )
            for file in session_files(settings)
        ]

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
            rules = self._rules()
            rooms = self._rooms(bot_name, rules)
            await self._come(rules)
            async with asyncio.TaskGroup() as group:
                for account in self._accounts:
                    group.create_task(self._worker(account, rules).run(stop))
                for relay in self._relays(rooms, rules):
                    group.create_task(relay.run(stop))
                watching = [
                    group.create_task(self._until_lost(account, rooms, rules))
                    for account in self._accounts
                ]
                ready()
                await stop.wait()
                for watch in watching:
                    watch.cancel()
        finally:
            for account in self._accounts:
                await account.stop()

    async def _start(self) -> str:
        """Connect all accounts. One without login is left out while there are others."""
        bot_name = await self._bot_name()
        outcomes = await asyncio.gather(
            *(account.start() for account in self._accounts), return_exceptions=True
        )
        working: dict[str, Account] = {}
        failures: list[NotLoggedIn] = []
        for account, outcome in zip(self._accounts, outcomes, strict=True):
            if isinstance(outcome, NotLoggedIn):
                failures.append(outcome)
            elif outcome is not None:
                raise outcome
            elif account.name in working:
                raise CommandError(
                    f"{account.storage.file} and {working[account.name].storage.file} are sessions"
                    " of the same account"
                )
            else:
                working[account.name] = account
        if not working:
            raise failures[0]
        for failure in failures:
            log.error("an account is left out", reason=str(failure))
        self._accounts = list(working.values())
        return bot_name

    def _rules(self) -> Rules:
        ids = [account.id for account in self._accounts]
        return self._container.settings.rules(userbot_id=ids[0], userbot_ids=frozenset(ids))

    async def _come(self, rules: Rules) -> None:
        came = [
            AtWork(account.name, account.id, await account.chats()) for account in self._accounts
        ]
        await self._insist(rules, accounts_came, came)
        await self._insist(rules, self._go_on_resting)

    async def _go_on_resting(self, work: Work) -> None:
        """What Telegram refused before a restart is not asked again after it."""
        known = {each.name: each for each in await work.uow.budgets.all(day_of(work.now))}
        for account in self._accounts:
            row = known.get(account.name)
            if row is not None and row.rests_until is not None and row.trouble is not None:
                account.rests.rest(
                    row.rests, row.rests_until, row.trouble.value, cause_of(row.trouble)
                )

    async def _until_lost(self, account: Account, rooms: AccountsGateway, rules: Rules) -> None:
        """Wait until its login ends, if ever; the last one's end is the end of all."""
        try:
            await account.ended()
        except NotLoggedIn:
            self._accounts.remove(account)
            if not self._accounts:
                raise
            rooms.lose(account.name)
            await self._insist(rules, account_away, account.name)
            await account.stop()

    async def _insist(
        self,
        rules: Rules,
        usecase: Callable[Concatenate[Work, P], Awaitable[object]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """A use case in a transaction of its own, until the database is not busy."""
        while True:
            try:
                async with self._container.work(rules) as work:
                    await usecase(work, *args, **kwargs)
            except DatabaseBusyError as error:
                log.warning("database busy", reason=str(error))
                await asyncio.sleep(BUSY_PAUSE)
            else:
                return

    async def _bot_name(self) -> str:
        """The bot that becomes administrator of every room, as its token says."""
        settings = self._container.settings
        token = settings.bot_token.get_secret_value() if settings.bot_token else ""
        return await bot_username(token, settings.bot_api_url)

    def _worker(self, account: Account, rules: Rules) -> InboxWorker:
        shared = self._container
        return InboxWorker(
            shared.database,
            shared.database.wakeup,
            account.source,
            UserbotHandler(),
            rules,
            shared.clock,
            new_marker,
        )

    def _rooms(self, bot_name: str, rules: Rules) -> AccountsGateway:
        shared = self._container

        def gateway(account: Account) -> EffectGateway:
            async def troubled(complaint: Complaint) -> None:
                async with shared.work(rules) as work:
                    await account_troubled(work, account.name, complaint)

            return UserbotGateway(
                account,
                shared.database,
                shared.settings.logs_dir,
                bot_name,
                shared.clock,
                ours=rules.userbot_ids,
                troubled=troubled,
                patience=rules.budget.patience,
            )

        gateways = {account.name: gateway(account) for account in self._accounts}
        return AccountsGateway(gateways, shared.database, shared.clock)

    def _relays(self, rooms: AccountsGateway, rules: Rules) -> list[Relay]:
        shared = self._container
        settings = shared.settings
        rate = settings.userbot_rate
        paced: Rates = RatesOfAccounts(rooms, rate, 1.0) if rate else Unlimited()
        ways: list[tuple[Gateway, EffectGateway, Rates, int]] = [
            (Gateway.USERBOT, rooms, paced, SLOTS * len(self._accounts)),
            (Gateway.ARCHIVE, files_of(shared), Unlimited(), SLOTS),
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
                slots=slots,
            )
            for name, gateway, rates, slots in ways
        ]
