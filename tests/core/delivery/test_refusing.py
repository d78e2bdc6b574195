"""A database that is full or read-only: all waits, nothing is lost, set aside or rejected."""

import errno
from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from core.delivery.rates import Unlimited
from core.delivery.relay import Relay
from core.delivery.worker import InboxWorker
from core.model.effects import Effect, Gateway
from core.model.outcomes import Cause, Outcome, RetryAt, Sent
from core.model.room_effects import InviteOperator, SaveMedia, WipeRoom
from core.ports import DatabaseBusyError, DatabaseRefusesError, InboxUpdate, OutboxEffect, Work
from db.database import SqlDatabase
from db.reads import Reads
from tests.core.delivery.support import (
    Followed,
    Noting,
    add,
    message,
    now,
    opening,
    relay_of,
    running,
    until_settled,
    waiting,
)
from tests.support.disks import Refusing
from tests.support.waiting import eventually

LONG = "x" * 20_000  # more than the pages that there are have room for


async def _store(database: SqlDatabase, *numbers: int) -> None:
    async with database.unit_of_work() as uow:
        updates = [(str(number), {"number": number, "text": LONG}) for number in numbers]
        await uow.inbox.store("bot", updates, now())


@pytest.mark.parametrize("way", ["read_only", "full"])
async def test_what_comes_is_refused_as_something_that_passes(
    database: SqlDatabase, way: str
) -> None:
    async with Refusing(database) as refusing:
        await getattr(refusing, way)()
        assert await _until_refused(database) == "refused"
        async with database.reading():
            pass
    await eventually(lambda: _stores(database))


async def _until_refused(database: SqlDatabase) -> str:
    """Connections that a failover cut are noticed first."""
    for _ in range(20):
        try:
            await _store(database, 1)
        except DatabaseRefusesError:
            return "refused"
        except DatabaseBusyError:
            continue
    return "never refused"


async def _stores(database: SqlDatabase) -> bool:
    try:
        await _store(database, 1)
    except DatabaseBusyError:
        return False
    return True


@pytest.mark.parametrize("way", ["read_only", "full"])
async def test_no_update_is_set_aside(database: SqlDatabase, way: str) -> None:
    """Two updates wait; the second one writes much. When the disk has room again both are done."""
    handled: list[int] = []

    async def handle(work: Work, update: InboxUpdate) -> None:
        number = update.payload["number"]
        await work.uow.inbox.store("other", [(f"{number}", {"text": LONG})], work.now)
        handled.append(number)

    await _store(database, 1, 2)
    worker = InboxWorker(opening(database), database.wakeup, "bot", handle, look_every=0.01)
    with capture_logs() as logs:
        async with Refusing(database) as refusing:
            await getattr(refusing, way)()
            async with running(worker):
                await eventually(lambda: _told(logs, "database busy"))
                await refusing.mended()
                await eventually(lambda: _done(database))
    assert handled[-2:] == [1, 2]
    await eventually(lambda: _none_failed(database))
    # PostgreSQL's read-only servers end connections, the one that listens among them.
    beside = {"not told of other processes' work"}
    assert {line["event"].removesuffix(": over") for line in logs} - beside == {"database busy"}


async def _none_failed(database: SqlDatabase) -> bool:
    try:
        failed = await Reads(database).failed_updates()
    except DatabaseBusyError:  # a connection from before
        return False
    assert failed == []
    return True


async def _told(logs: Sequence[Mapping[str, object]], event: str) -> bool:
    return [line["event"] for line in logs].count(event) >= 1


async def _done(database: SqlDatabase) -> bool:
    async with database.unit_of_work() as uow:
        return not await uow.inbox.take("bot", 10)


async def test_what_was_sent_is_marked_once_it_can_be(database: SqlDatabase) -> None:
    """Nothing is sent twice, nothing is rejected, and no more than the slots is sent meanwhile."""
    gateway, followed = Noting(), Followed()
    await add(database, *(message(chat, chat) for chat in range(1, 7)))
    gateway.gate.clear()
    relay = relay_of(database, gateway, settle=followed, slots=2)
    async with Refusing(database) as refusing, running(relay):
        await eventually(lambda: _sent(gateway, 2))
        await refusing.read_only()
        gateway.gate.set()
        with capture_logs() as logs:
            await eventually(lambda: _told(logs, "database busy"))
        assert len(gateway.sent) == 2
        await refusing.mended()
        await until_settled(database)
    assert sorted(gateway.numbers) == [1, 2, 3, 4, 5, 6]
    assert sorted(number for number, _ in followed.outcomes) == [1, 2, 3, 4, 5, 6]


async def _sent(gateway: Noting, count: int) -> bool:
    return len(gateway.sent) >= count


class OnFullDisk:
    """A gateway whose disk is full, or whose own look at the database is refused."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.tried = 0

    async def carry_out(self, effect: Effect) -> Outcome:
        self.tried += 1
        raise self.error


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), Cause.DISK),
        (OSError(errno.EROFS, "Read-only file system"), Cause.DISK),
        (DatabaseRefusesError("attempt to write a readonly database"), Cause.OTHER),
    ],
)
async def test_a_gateway_whose_disk_refuses_is_no_bug(
    database: SqlDatabase, error: Exception, cause: Cause
) -> None:
    followed = Followed()
    gateway = OnFullDisk(error)
    await add(database, message(1, 1))
    with capture_logs() as logs:
        async with running(relay_of(database, gateway, settle=followed)):
            await eventually(lambda: _put_off(database))
    assert gateway.tried == 1
    assert not [line for line in logs if line["event"] == "gateway failed"]
    causes = [each.cause for _, each in followed.outcomes if isinstance(each, RetryAt)]
    assert causes == ([Cause.DISK] if cause is Cause.DISK else [])


async def _put_off(database: SqlDatabase) -> bool:
    [row] = await waiting(database)
    return row.not_before is not None


class FilesRefused:
    """The user account of a desk whose disk is full."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.full = True

    async def carry_out(self, effect: Effect) -> Outcome:
        if self.full and isinstance(effect, SaveMedia):
            return RetryAt(now() + timedelta(milliseconds=20), "full", Cause.DISK)
        self.done.append(type(effect).__name__)
        return Sent()


async def test_a_full_disk_keeps_nobody_out_of_a_room_and_wipes_none_before_its_files(
    database: SqlDatabase,
) -> None:
    """Somebody sent a photo; the next operator is invited while the disk is full, and the room is
    wiped once the photo is kept."""
    gateway = FilesRefused()
    await add(
        database,
        SaveMedia(1, -100, 5, "1/5.jpg"),
        InviteOperator(1, 7, -100, 2),
        WipeRoom(1, 3, ""),
    )
    relay = Relay(
        opening(database),
        database.wakeup,
        Gateway.USERBOT,
        gateway,
        Unlimited(),
        nothing_follows,
        look_every=0.05,
    )
    async with running(relay):
        await eventually(lambda: gateway.done == ["InviteOperator"])
        gateway.full = False
        await eventually(lambda: gateway.done == ["InviteOperator", "SaveMedia", "WipeRoom"])


async def nothing_follows(_work: Work, _row: OutboxEffect, _outcome: Outcome) -> None:
    """What the answers mean is told elsewhere."""
