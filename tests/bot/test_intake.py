"""Updates are stored before Telegram learns that we have them, whatever goes wrong meanwhile."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic

import pytest
from aiogram import Bot
from aiohttp import ClientSession, web
from structlog.testing import capture_logs

from bot.intake import SECRET_HEADER, PollingIntake, WebhookIntake, set_webhook
from bot.setup import ALLOWED_UPDATES, make_bot
from core.ports import Database, InboxUpdate, UnitOfWork
from db.database import SqlDatabase
from db.leases import Lease
from sandbox.bot_api.kind import OWN_LOCAL
from sandbox.bot_api.server import BotApiServer
from sandbox.faults import Face, Faults
from sandbox.state.model import Content, User
from sandbox.state.world import World
from tests.bot.conftest import TOKEN
from tests.bot.telling import utc_now
from tests.support.waiting import eventually

SOURCE = "bot:4242"
SECRET = "made-up-secret"

# For what has nothing to do with which database it is.
on_sqlite = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)


class DownAtFirst:
    """A database that cannot be reached the first times."""

    def __init__(self, database: SqlDatabase, times: int) -> None:
        self._database = database
        self.left = times

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncIterator[UnitOfWork]:
        if self.left > 0:
            self.left -= 1
            raise OSError("the database is away")
        async with self._database.unit_of_work() as uow:
            yield uow

    single_statement = unit_of_work


class StopsAfterCommit:
    """A database behind which nothing goes on once the first transaction is committed."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database
        self.committed = asyncio.Event()

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncIterator[UnitOfWork]:
        async with self._database.unit_of_work() as uow:
            yield uow
        self.committed.set()
        await asyncio.Event().wait()

    single_statement = unit_of_work


def soon(_failures: int) -> float:
    """How long a trouble is waited out here."""
    return 0.02


def polling(
    bot: Bot, database: Database, poll_seconds: int = 20, grace_seconds: int = 10
) -> PollingIntake:
    return PollingIntake(
        bot, database, SOURCE, utc_now, ALLOWED_UPDATES, poll_seconds, grace_seconds, soon
    )


@asynccontextmanager
async def running(intake: PollingIntake) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(intake.run())
    try:
        yield task
        assert not task.done()
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def stored(database: SqlDatabase) -> list[InboxUpdate]:
    async with database.unit_of_work() as uow:
        return await uow.inbox.take(SOURCE, 10_000)


async def texts_of(database: SqlDatabase) -> list[str]:
    return [update.payload["message"]["text"] for update in await stored(database)]


def waiting(api: BotApiServer, desk: User) -> int:
    """Updates that Telegram still keeps."""
    return len(api.api.session(desk).queue.pending)


@pytest.fixture
def says(world: World, api: BotApiServer, customer: User, desk: User) -> "Says":
    """Somebody who writes to a bot whose updates are waited for from now on."""
    api.api.session(desk).queue.drop_all()
    return Says(world, customer, desk)


class Says:
    def __init__(self, world: World, customer: User, desk: User) -> None:
        self._world = world
        self._customer = customer
        self._desk = desk

    def __call__(self, *texts: str) -> None:
        for text in texts:
            self._world.send(self._customer.id, self._desk.id, Content(text))


async def test_updates_are_stored_in_order_as_they_came(
    bot: Bot, database: SqlDatabase, says: Says, api: BotApiServer, desk: User
) -> None:
    said = [f"text {number} \0 \u202e 👍" for number in range(250)]
    says(*said)
    async with running(polling(bot, database)):
        await eventually(lambda: waiting(api, desk) == 0)
    assert [text.replace("\0", "") for text in await texts_of(database)] == [
        text.replace("\0", "") for text in said
    ]
    first = (await stored(database))[0]
    assert first.key == str(first.payload["update_id"])
    assert first.payload["message"]["from"]["first_name"] == "Ann"


async def test_nothing_is_confirmed_while_it_cannot_be_stored(
    bot: Bot, database: SqlDatabase, says: Says, api: BotApiServer, desk: User
) -> None:
    says("one", "two")
    down = DownAtFirst(database, 2)
    async with running(polling(bot, down)):
        await eventually(lambda: down.left == 1)
        assert waiting(api, desk) == 2
        says("three")
        await eventually(lambda: waiting(api, desk) == 0)
    assert await texts_of(database) == ["one", "two", "three"]


async def test_a_stop_between_storing_and_confirming_repeats_nothing(
    bot: Bot, database: SqlDatabase, says: Says, api: BotApiServer, desk: User
) -> None:
    says("one", "two")
    stops = StopsAfterCommit(database)
    async with running(polling(bot, stops)):
        await stops.committed.wait()
    assert waiting(api, desk) == 2
    assert await texts_of(database) == ["one", "two"]
    says("three")
    async with running(polling(bot, database)):
        await eventually(lambda: waiting(api, desk) == 0)
    assert await texts_of(database) == ["one", "two", "three"]


async def test_an_update_of_no_known_shape_is_stored_like_any_other(
    bot: Bot, database: SqlDatabase, says: Says, api: BotApiServer, desk: User
) -> None:
    says("one")
    api.api.session(desk).queue.push("message", 0, {"from": "the future"})
    says("two")
    async with running(polling(bot, database)):
        await eventually(lambda: waiting(api, desk) == 0)
    messages = [update.payload["message"] for update in await stored(database)]
    assert messages[1] == {"from": "the future"}
    assert [messages[0]["text"], messages[2]["text"]] == ["one", "two"]


@on_sqlite
@pytest.mark.parametrize("trouble", ["500", "502", "409", "401", "429", "lost", "lost answer"])
async def test_bad_days_are_survived_with_one_line_each(
    bot: Bot,
    database: SqlDatabase,
    says: Says,
    api: BotApiServer,
    desk: User,
    faults: Faults,
    trouble: str,
) -> None:
    if trouble == "429":
        rule = faults.flood(Face.BOT_API, "getUpdates", 1)
    elif trouble == "lost":
        rule = faults.lose_call(Face.BOT_API, "getUpdates")
    elif trouble == "lost answer":
        rule = faults.lose_answer(Face.BOT_API, "getUpdates")
    else:
        rule = faults.error(Face.BOT_API, "getUpdates", int(trouble), "sorry")
    says("one")
    with capture_logs() as logs:
        async with running(polling(bot, database)):
            await rule.struck()
            await eventually(lambda: waiting(api, desk) == 0)
    assert await texts_of(database) == ["one"]
    assert [line["event"] for line in logs] == ["no updates", "no updates: over"]
    assert "exc_info" not in logs[0]


@on_sqlite
async def test_an_outage_is_told_once_and_once_when_it_is_over(
    bot: Bot, database: SqlDatabase, says: Says, faults: Faults
) -> None:
    polls = PollingIntake(bot, database, SOURCE, utc_now, ALLOWED_UPDATES, 1, pauses=lambda _: 0)
    with capture_logs() as logs:
        rule = faults.error(Face.BOT_API, "getUpdates", 502, "Bad Gateway", times=12)
        async with running(polls):
            await rule.struck(times=12)
            says("one")
            await eventually(lambda: len(logs) == 2)
    begun, over = logs
    assert (begun["event"], begun["source"]) == ("no updates", SOURCE)
    assert "Bad Gateway" in begun["reason"]
    assert (over["event"], over["tries"]) == ("no updates: over", 12)


@on_sqlite
async def test_who_lost_the_right_for_a_moment_polls_as_soon_as_it_is_back(
    api: BotApiServer, database: SqlDatabase, says: "Says"
) -> None:
    """However often it could not: a pause that grows would go on while nobody else is there."""
    lease = Lease("bot", monotonic)
    async with made_bot(TOKEN, api.url, lease.holds) as bot:
        polls = PollingIntake(
            bot,
            database,
            SOURCE,
            utc_now,
            ALLOWED_UPDATES,
            pauses=lambda _failures: 3600,
            right=lease,
        )
        async with running(polls):
            says("one")
            await asyncio.sleep(0)
            lease.renew(monotonic() + 60)
            await eventually(lambda: texts_of(database))
    assert await texts_of(database) == ["one"]


@asynccontextmanager
async def made_bot(token: str, url: str, may_call: Callable[[], bool]) -> AsyncIterator[Bot]:
    """A bot that asks before each call."""
    bot = make_bot(token, url, may_call)
    try:
        yield bot
    finally:
        await bot.session.close()


@on_sqlite
async def test_a_connection_that_went_silent_is_given_up(
    bot: Bot,
    database: SqlDatabase,
    says: Says,
    api: BotApiServer,
    desk: User,
    faults: Faults,
) -> None:
    rule = faults.swallow(Face.BOT_API, "getUpdates")
    says("one")
    async with running(polling(bot, database, poll_seconds=1, grace_seconds=0)):
        await rule.struck()
        await eventually(lambda: waiting(api, desk) == 0)
    assert await texts_of(database) == ["one"]


@on_sqlite
async def test_a_webhook_that_stands_in_the_way_is_taken_away(
    bot: Bot, database: SqlDatabase, says: Says, api: BotApiServer, desk: User
) -> None:
    api.api.kind = OWN_LOCAL  # Telegram's own calls nobody there
    await bot.set_webhook("https://127.0.0.1:9/never")
    says("one")
    async with running(polling(bot, database)):
        await eventually(lambda: waiting(api, desk) == 0)
    assert (await bot.get_webhook_info()).url == ""
    assert await texts_of(database) == ["one"]


@on_sqlite
async def test_it_asks_for_every_kind_of_update_that_the_desk_needs(
    bot: Bot, database: SqlDatabase, api: BotApiServer, desk: User
) -> None:
    queue = api.api.session(desk).queue
    async with running(polling(bot, database)):
        await eventually(lambda: set(queue.allowed_names() or ()) == set(ALLOWED_UPDATES))


@on_sqlite
async def test_an_idle_desk_asks_once(
    bot: Bot, database: SqlDatabase, says: Says, faults: Faults, api: BotApiServer, desk: User
) -> None:
    asked = faults.delay(Face.BOT_API, "getUpdates", 0, times=None)
    async with running(polling(bot, database)):
        await asked.struck()
        with pytest.raises(TimeoutError):
            await asked.struck(times=2, timeout=0.5)
        says("one")
        await eventually(lambda: waiting(api, desk) == 0)
        await asked.struck(times=2)
    assert asked.hits == 2


# ---------------------------------------------------------------------------------------- webhooks
@pytest.fixture
async def hook_url(database: SqlDatabase) -> AsyncIterator[str]:
    hook = WebhookIntake(database, SOURCE, utc_now, SECRET)
    runner = web.AppRunner(hook.application("/updates"), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    yield f"http://127.0.0.1:{port}"
    await runner.cleanup()


async def test_webhook_calls_are_stored(
    bot: Bot, database: SqlDatabase, says: Says, hook_url: str, api: BotApiServer, desk: User
) -> None:
    api.api.kind = OWN_LOCAL  # Telegram's own calls no plain HTTP
    await set_webhook(bot, hook_url, SECRET, ALLOWED_UPDATES, "/updates")
    says("one", "two", "three")
    await eventually(lambda: waiting(api, desk) == 0)
    assert await texts_of(database) == ["one", "two", "three"]
    await bot.delete_webhook()


async def test_a_bot_that_is_started_again_at_once_sets_its_webhook_all_the_same(
    bot: Bot, api: BotApiServer, faults: Faults
) -> None:
    api.api.kind = OWN_LOCAL
    hook = ("https://127.0.0.1:9", SECRET, ALLOWED_UPDATES, "/updates")
    await set_webhook(bot, *hook)
    faults.error(Face.BOT_API, "setWebhook", 502, "Bad Gateway")
    await set_webhook(bot, *hook)
    assert (await bot.get_webhook_info()).url == "https://127.0.0.1:9/updates"
    await bot.delete_webhook()


@on_sqlite
@pytest.mark.parametrize(
    ("secret", "body", "status"),
    [
        (None, b'{"update_id": 1}', 403),
        ("made-up-secreT", b'{"update_id": 1}', 403),
        ("\u00fc", b'{"update_id": 1}', 403),
        (SECRET, b"", 400),
        (SECRET, b"[1]", 400),
        (SECRET, b'{"update_id": "1"}', 400),
        (SECRET, b"\xff\xfe", 400),
        (SECRET, b'{"update_id": 1}', 200),
    ],
)
async def test_only_telegram_is_believed(
    hook_url: str, database: SqlDatabase, secret: str | None, body: bytes, status: int
) -> None:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    async with (
        ClientSession() as client,
        client.post(f"{hook_url}/updates", data=body, headers=headers) as answer,
    ):
        assert answer.status == status
    assert len(await stored(database)) == (1 if status == 200 else 0)


@on_sqlite
async def test_what_cannot_be_stored_is_not_taken_for_good(database: SqlDatabase) -> None:
    hook = WebhookIntake(DownAtFirst(database, 1), SOURCE, utc_now, SECRET)
    runner = web.AppRunner(hook.application("/updates"), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/updates"
    statuses = []
    async with ClientSession(headers={SECRET_HEADER: SECRET}) as client:
        for _ in range(2):
            async with client.post(url, json={"update_id": 1}) as answer:
                statuses.append(answer.status)
    await runner.cleanup()
    assert statuses == [500, 200]
    assert len(await stored(database)) == 1


@on_sqlite
def test_a_webhook_without_a_secret_is_refused(database: SqlDatabase) -> None:
    with pytest.raises(ValueError, match="secret"):
        WebhookIntake(database, SOURCE, utc_now, "")
