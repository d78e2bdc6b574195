"""Events come to a receiver of this machine, which checks them as any receiver does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from standardwebhooks import Webhook as Verifier

from app.webhooks.gateway import WebhooksGateway
from app.webhooks.key import webhooks_key
from core.consequences.reactions import OpenWork
from core.consequences.settlements import settle_effect
from core.delivery.rates import Unlimited
from core.delivery.relay import Relay
from core.model.effects import Gateway
from core.model.messages import MessageKind, Said, SenderRole
from core.model.outcomes import Cause, Outcome, RetryAt, Sent, Unreachable
from core.model.people import Person
from core.model.rules import Rules
from core.model.webhooks import HookEvent, PostEvent, Webhook
from core.webhooks import manage
from core.webhooks.manage import Wanted
from db.database import SqlDatabase
from db.migrations import upgrade
from tests.core.delivery.support import Crash, now
from tests.support.present import present
from tests.support.waiting import eventually

PRIVATE = Rules(reports_to_private=True)


class Receiver:
    """Somebody's server: keeps what it is posted, and answers as it is told."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], str]] = []
        self.answers: dict[str, web.Response] = {}
        self.address = ""

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.got.append((dict(request.headers), await request.text()))
        return self.answers.get(request.path, web.Response(status=204))

    def checked(self, secret: str, which: int = -1) -> Any:
        """What it says, if it is signed by that secret."""
        headers, body = self.got[which]
        return Verifier(secret).verify(body, headers)

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.got]


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    application = web.Application()
    application.router.add_route("*", "/{anything:.*}", receiver.take)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield receiver
    finally:
        await runner.cleanup()


class Stand:
    """A database, a key, and a gateway."""

    def __init__(self, database: SqlDatabase, folder: Path) -> None:
        self.database, self.file = database, folder / "webhooks.key"
        self.open_work = OpenWork(database, PRIVATE, now, lambda: "marker")

    async def subscribe(self, address: str, *, with_text: bool = False) -> tuple[Webhook, str]:
        sealed, secret = webhooks_key(self.file).new()
        wanted = Wanted(address, ["ticket.opened", "ticket.message"], with_text=with_text)
        async with self.open_work() as work:
            return await manage.add_webhook(work, None, wanted, sealed), secret

    async def change(self, usecase: Any, *given: Any, **more: Any) -> Any:
        async with self.open_work() as work:
            return await usecase(work, None, *given, **more)

    def gateway(self, *, to_private: bool = True) -> WebhooksGateway:
        return WebhooksGateway(self.database, now, self.file, to_private=to_private)

    async def post(self, effect: PostEvent, *, to_private: bool = True) -> Outcome:
        gateway = self.gateway(to_private=to_private)
        try:
            return await gateway.carry_out(effect)
        finally:
            await gateway.close()


@pytest.fixture
async def stand(tmp_path: Path) -> AsyncIterator[Stand]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'desk.db'}"
    await upgrade(url)
    database = await SqlDatabase.connect(url)
    try:
        yield Stand(database, tmp_path)
    finally:
        await database.close()


def event(webhook_id: int, **more: Any) -> PostEvent:
    data: dict[str, str | int | bool | None] = {"ticket_id": 7, "topic": "Кур’єр"}
    return PostEvent(webhook_id, "evt_1", HookEvent.OPENED, now(), data, **more)


async def test_a_receiver_checks_what_it_gets_also_while_the_secret_changes(stand: Stand) -> None:
    async with receiving() as receiver:
        webhook, secret = await stand.subscribe(f"{receiver.address}/hook")
        assert await stand.post(event(webhook.id)) == Sent()
        said = receiver.checked(secret)
        assert (said["type"], said["version"]) == ("ticket.opened", 1)
        assert said["data"] == {"ticket_id": 7, "topic": "Кур’єр"}
        at = datetime.fromisoformat(said["timestamp"])
        assert abs(at - datetime.now(UTC)) < timedelta(minutes=1)
        sealed, other = webhooks_key(stand.file).new()
        await stand.change(manage.rotate_secret, webhook.id, sealed)
        assert await stand.post(event(webhook.id)) == Sent()
        assert receiver.checked(secret) == receiver.checked(other)
        assert receiver.ids == ["evt_1", "evt_1"]
    assert stand.file.stat().st_mode & 0o777 == 0o600
    async with stand.database.reading() as transaction:
        rows = await transaction.connection.exec_driver_sql("SELECT * FROM webhooks")
        assert secret.removeprefix("whsec_") not in repr(rows.all())


async def test_what_a_receiver_answers_decides(stand: Stand) -> None:
    async with receiving() as receiver:
        webhook, _ = await stand.subscribe(f"{receiver.address}/hook")
        for status, cause in (
            (500, Cause.RECEIVER_FAILS),
            (400, Cause.RECEIVER_FAILS),
            (302, Cause.RECEIVER_FAILS),
            (410, Cause.RECEIVER_GONE),
        ):
            elsewhere = {"Location": f"{receiver.address}/elsewhere"}
            receiver.answers["/hook"] = web.Response(status=status, headers=elsewhere)
            outcome = await stand.post(event(webhook.id))
            assert isinstance(outcome, Unreachable)
            assert outcome.cause is cause
            assert str(status) in outcome.reason
        assert len(receiver.got) == 4, "no redirect is followed"
        receiver.answers["/hook"] = web.Response(body=b"x" * 1_000_000)
        assert await stand.post(event(webhook.id)) == Sent()
    gone = await stand.post(event(webhook.id))
    assert isinstance(gone, Unreachable)
    assert "ConnectorError" in gone.reason


async def test_what_a_name_leads_to_is_checked_when_it_is_called(stand: Stand) -> None:
    async with receiving() as receiver:
        port = receiver.address.rpartition(":")[2]
        for host in ("127.0.0.1", "localhost"):
            webhook, _ = await stand.subscribe(f"http://{host}:{port}/hook")
            outcome = await stand.post(event(webhook.id), to_private=False)
            assert isinstance(outcome, Unreachable)
            assert "is no public address" in outcome.reason
        assert receiver.got == []


async def test_without_its_key_nothing_is_posted_and_all_waits(stand: Stand) -> None:
    async with receiving() as receiver:
        webhook, _ = await stand.subscribe(receiver.address)
        stand.file.unlink()
        assert isinstance(await stand.post(event(webhook.id)), RetryAt)
        webhooks_key(stand.file)
        outcome = await stand.post(event(webhook.id))
        assert isinstance(outcome, RetryAt)
        assert "WEBHOOKS_KEY_FILE" in outcome.reason
        assert receiver.got == []


async def test_words_are_told_as_they_are_when_it_is_posted(stand: Stand) -> None:
    async with receiving() as receiver:
        webhook, secret = await stand.subscribe(receiver.address, with_text=True)
        async with stand.database.unit_of_work() as uow:
            await uow.customers.seen(Person(500, "Ann", None, "en"), now())
            ticket = present(await uow.tickets.open(500, "general", 0, now()))
            said = Said(500, 3, 500, "Ann", now(), MessageKind.TEXT, "my parcel")
            await uow.messages.add(ticket.id, None, SenderRole.CUSTOMER, said, now())
        told = replace(event(webhook.id), message=(500, 3))
        assert await stand.post(told) == Sent()
        assert receiver.checked(secret)["data"]["text"] == "my parcel"
        async with stand.database.unit_of_work() as uow:
            await uow.erasures.forget(500, now() + timedelta(seconds=1))
        assert await stand.post(told) == Sent()
        assert receiver.checked(secret)["data"]["text"] is None


async def test_killed_before_it_is_written_down_it_is_posted_again_with_the_same_id(
    stand: Stand,
) -> None:
    gateways: list[WebhooksGateway] = []

    def relay(trace: Any) -> Relay:
        gateways.append(stand.gateway())
        return Relay(
            stand.open_work, stand.database.wakeup, Gateway.WEBHOOKS, gateways[-1], Unlimited(),
            settle_effect, look_every=0.05, trace=trace,
        )  # fmt: skip

    def dies(what: str) -> None:
        if what == "marking":
            raise Crash

    async with receiving() as receiver:
        webhook, secret = await stand.subscribe(receiver.address)
        async with stand.open_work() as work:
            await work.tell(event(webhook.id))
        with suppress(BaseExceptionGroup):
            await relay(dies).run(asyncio.Event())
        assert receiver.ids == ["evt_1"]
        stop = asyncio.Event()
        running = asyncio.create_task(relay(lambda _what: None).run(stop))
        await eventually(lambda: len(receiver.got) == 2)
        assert receiver.checked(secret, 0) == receiver.checked(secret, 1)

        async def is_noted() -> bool:
            async with stand.open_work() as work:
                kept = present(await work.uow.webhooks.get(webhook.id))
                return kept.last_success_at is not None

        await eventually(is_noted)
        stop.set()
        await running
        assert receiver.ids == ["evt_1", "evt_1"]
    for gateway in gateways:
        await gateway.close()
