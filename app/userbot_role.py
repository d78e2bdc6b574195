"""Runs the user accounts: listeners, inbox workers, and the relay to Telegram."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Concatenate, ParamSpec

import structlog

from app.accounts import credentials, session_files
from app.bot_name import bot_username
from app.container import Container
from app.errors import CommandError, LapsedError, LoginEndedError
from app.logins import login_in
from app.roles import ACCOUNT
from core.delivery.rates import Rates, Unlimited
from core.delivery.relay import SLOTS, Relay
from core.delivery.trouble import patiently, steps
from core.model.accounts import Complaint, day_of
from core.model.effects import Gateway
from core.model.rules import Rules
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.ports import UNDISPUTED, EffectGateway, Right, Work
from core.rooms.accounts import (
    AtWork,
    account_away,
    account_connected,
    account_left_chats,
    account_troubled,
    accounts_at_work,
)
from db.leases import Lease, Leases
from userbot.account import Account, Timings
from userbot.accounts import AccountsGateway, RatesOfAccounts
from userbot.ended_logins import ended, mark_of, note_ended
from userbot.failures import DiskRefused, LoginEnded, NotLoggedIn, SessionInUse
from userbot.gateway import UserbotGateway
from userbot.listener import UserbotHandler
from userbot.recount import chats_left
from userbot.refusals import cause_of

log = structlog.get_logger(__name__)

P = ParamSpec("P")

DISK_PAUSES = steps(10.0)
CONNECTING = "no connection to Telegram yet"
LOOK = 5.0
"""Seconds between looks whether an account is connected, for whoever asks how the part works."""


class UserbotRole:
    """Follows what is said in rooms, makes and clears them.

    Args:
        right: to be the desk's only such part.
        leases: where each account's own lease is taken, before it connects.
    """

    def __init__(
        self,
        container: Container,
        timings: Timings | None = None,
        *,
        right: Right = UNDISPUTED,
        leases: Leases | None = None,
    ) -> None:
        self._container, self._right, self._leases = container, right, leases
        self._taken: list[Lease] = []
        settings = container.settings
        settings.require("bot_token")
        self._accounts = [
            Account(
                credentials(settings, file),
                database=container.database,
                clock=container.clock,
                timings=timings or Timings(),
            )
            for file in session_files(settings)
        ]

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set.

        Raises:
            CommandError: there is no login, or another process uses the session; LoginEndedError:
                Telegram ended the last one.
            LapsedError: another process may be at work with the accounts.
        """
        sessions = [account.storage.file for account in self._accounts]
        try:
            await self._run(stop, ready)
        except* LoginEnded as errors:
            watched = [*sessions, *map(mark_of, sessions)]
            raise LoginEndedError(str(errors.exceptions[0]), watched) from errors
        except* (NotLoggedIn, SessionInUse) as errors:
            raise CommandError(str(errors.exceptions[0])) from errors

    async def _run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        starting = asyncio.create_task(self._start())
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not starting.done():
                return
            bot_name = await starting
            rules = replace(self._rules(), bot_username=bot_name)
            rooms = self._rooms(bot_name, rules)
            await self._come(rules)
            async with asyncio.TaskGroup() as group:
                for account in self._accounts:
                    handler = UserbotHandler()
                    worker = self._container.worker(
                        account.source, handler, account.right, handler.prepare, rules=rules
                    )
                    group.create_task(worker.run(stop))
                group.create_task(self._relay(rooms, rules).run(stop))
                looks = [self._until_lapsed(), self._report_state()]
                for account in self._accounts:
                    looks += [
                        self._until_lost(account, rooms, rules),
                        self._come_back(account, rules),
                        self._while_connected(account, rules),
                    ]
                watching = [group.create_task(look) for look in looks]
                ready()
                await stop.wait()
                for watch in watching:
                    watch.cancel()
        finally:
            stopping.cancel()
            starting.cancel()
            await asyncio.gather(starting, stopping, return_exceptions=True)
            for account in self._accounts:
                await account.stop()
            if self._leases is not None:
                for lease in self._taken:
                    await self._leases.free(lease)

    async def _until_lapsed(self) -> None:
        """Disconnect when the lease lapses, before another process can begin: two connections with
        one key would end the login."""
        await self._right.lapsed()
        for account in self._accounts:
            # First of all: what else has to end may wait for a database that does not answer.
            account.cut()
        raise LapsedError

    async def _report_state(self) -> None:
        while True:
            connected = any(account.is_connected for account in self._accounts)
            self._right.say(None if connected else "no connection to Telegram")
            await asyncio.sleep(LOOK)

    async def _start(self) -> str:
        """Connect all accounts. One without login is left out while there are others."""
        outcomes = await asyncio.gather(
            *(self._connect_patiently(account) for account in self._accounts),
            return_exceptions=True,
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
            raise next((each for each in failures if isinstance(each, LoginEnded)), failures[0])
        for failure in failures:
            log.error("an account is left out", reason=str(failure))
        self._accounts = list(working.values())
        settings = self._container.settings
        # The bot that becomes administrator of every room.
        return await bot_username(settings.plain_token, settings.bot_api_url)

    async def _connect_patiently(self, account: Account) -> None:
        """Connect, waiting for a disk that takes nothing: it is no fault of the login's."""

        async def attempt() -> None:
            self._right.say(CONNECTING)
            try:
                await self._connect(account)
            except DiskRefused as error:
                self._right.say(str(error))
                raise

        await patiently(attempt, "the disk takes nothing", DiskRefused, DISK_PAUSES)

    async def _connect(self, account: Account) -> None:
        """Connect. Raises NotLoggedIn, without a call when Telegram said so a short while ago."""
        file = account.storage.file
        owner = (await login_in(self._container, account.storage)).user_id
        why = ended(file)
        if why is not None:
            raise LoginEnded(why)
        if self._leases is not None:
            account.right = lease = await self._leases.take(f"{ACCOUNT}{owner}")
            self._taken.append(lease)
        try:
            await account.start()
        except LoginEnded as failure:
            note_ended(file, str(failure))
            rules, gone = self._container.settings.rules(), failure.is_gone
            await self._insist(rules, account_away, str(owner), is_gone=gone)
            raise

    def _rules(self) -> Rules:
        ids = [account.id for account in self._accounts]
        return self._container.settings.rules(userbot_id=ids[0], userbot_ids=frozenset(ids))

    async def _come(self, rules: Rules) -> None:
        came = [
            AtWork(account.name, account.id, await account.chats()) for account in self._accounts
        ]
        await self._insist(rules, accounts_at_work, came)
        await self._insist(rules, self._go_on_resting)

    async def _go_on_resting(self, work: Work) -> None:
        """Restore rests: what Telegram refused before a restart is not asked again after it."""
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
        except NotLoggedIn as failure:
            self._accounts.remove(account)
            rooms.lose(account.name)
            gone = isinstance(failure, LoginEnded) and failure.is_gone
            await self._insist(rules, account_away, account.name, is_gone=gone)
            await account.stop()
            note_ended(account.storage.file, str(failure))
            if not self._accounts:
                raise

    async def _come_back(self, account: Account, rules: Rules) -> None:
        """Whoever was in too many chats makes rooms again as soon as somebody took it out of
        some."""
        while True:
            try:
                chats = await chats_left(account)
            except NotLoggedIn:
                return  # told by whoever waits for that
            log.info("account was taken out of chats", account=account.name, chats=chats)
            left = AtWork(account.name, account.id, chats)
            await self._insist(rules, account_left_chats, left)

    async def _while_connected(self, account: Account, rules: Rules) -> None:
        while True:
            await asyncio.sleep(LOOK)
            if account.is_connected:
                await self._insist(rules, account_connected, account.name)

    async def _insist(
        self,
        rules: Rules,
        usecase: Callable[Concatenate[Work, P], Awaitable[object]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """A use case in a transaction of its own, until the database is not busy."""

        async def attempt() -> None:
            async with self._container.work(rules) as work:
                await usecase(work, *args, **kwargs)

        await patiently(attempt)

    def _rooms(self, bot_name: str, rules: Rules) -> AccountsGateway:
        shared = self._container

        words = shared.texts.plain(Text(TextKey.ROOM_ABOUT, rules.desk_language))

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
                bot_id=shared.settings.bot_id,
                ours=rules.userbot_ids,
                troubled=troubled,
                words=words,
            )

        gateways = {account.name: gateway(account) for account in self._accounts}
        return AccountsGateway(gateways, shared.database, shared.clock)

    def _relay(self, rooms: AccountsGateway, rules: Rules) -> Relay:
        shared = self._container
        rate = shared.settings.userbot_rate
        paced: Rates = RatesOfAccounts(rooms, rate, 1.0) if rate else Unlimited()
        slots = SLOTS * len(self._accounts)
        return shared.relay(Gateway.USERBOT, rooms, self._right, paced, slots, rules)
