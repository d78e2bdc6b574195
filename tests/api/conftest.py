"""The API served to whoever connects, over a desk where much has been said, in a thread of its
own: what asks it waits for each answer."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
import uvicorn

from api.application import application
from api.given import Given
from bot.texts import Texts
from core.access.rules import key_of
from core.access.tokens import make_token
from core.board.questions import Questions
from core.conversations.copies import relay_edit
from core.model.messages import Media, MessageKind
from core.model.people import Role
from core.model.tokens import ApiRight
from core.staff.shifts import start_break
from db.board import SqlBoard
from db.database import SqlDatabase
from db.migrations import upgrade
from db.sessions import TokenReads
from db.wakeup import LocalWakeup
from tests.core.desk import Desk, person
from tests.core.relayed import Relayed, open_up
from tests.support.databases import Databases, run_apart
from tests.support.waiting import eventually

T = TypeVar("T")

SECRET = "swb_of-a-program-that-may-do-everything"
READS, WRITES = "swb_of-one-that-reads", "swb_of-one-that-writes"
BOSS, OLGA = 8, 7
ANN, BEN = 900, 901
NEWCOMERS = range(1001, 1061)
"""Who wrote to the bot and asked for nothing yet."""
PICTURE = b"\x89PNG and more"


class Served:
    """The API at `address`, and the desk behind it."""

    def __init__(self, url: str, media: Path) -> None:
        self.media = media
        self.seconds = 0.0
        self.tickets: list[int] = []
        self.customers = [ANN, BEN]
        self.files: list[tuple[int, int]] = []
        self._url = url
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server: uvicorn.Server | None = None
        self.run(self._open)

    def run(self, act: Callable[[], Awaitable[T]]) -> T:
        """Do something where the desk is."""

        async def done() -> T:
            return await act()

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result(60)

    async def _open(self) -> None:
        self.database = await SqlDatabase.connect(self._url, wakeup=LocalWakeup())
        self.desk = Desk(self.database)
        self.desk.rules = replace(self.desk.rules, time_zone="Europe/Kyiv")
        self.given = Given(
            questions=Questions(
                SqlBoard(self.database), lambda: self.desk.rules, lambda: self.desk.now
            ),
            work=self.desk.work,
            tokens=TokenReads(self.database),
            words=Texts().plain,
            rules_now=lambda: self.desk.rules,
            clock=lambda: self.desk.now,
            media=self.media,
            per_minute=1_000_000,
            monotonic=lambda: self.seconds,
        )
        await self._fill()
        self.app: Any = application(self.given)
        config = uvicorn.Config(self.app, port=0, log_config=None, access_log=False, lifespan="off")
        self._server = server = uvicorn.Server(config)
        self._serving = asyncio.create_task(server.serve())
        await eventually(lambda: server.started)
        port = server.servers[0].sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"

    async def _fill(self) -> None:
        desk = self.desk
        for secret, *rights in (
            (SECRET, ApiRight.READ, ApiRight.WRITE),
            (READS, ApiRight.READ),
            (WRITES, ApiRight.WRITE),
        ):
            async with desk.work() as work:
                await make_token(
                    work,
                    None,
                    secret.removeprefix("swb_of-"),
                    frozenset(rights),
                    None,
                    key_of(secret),
                )
        await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
        await desk.staff(OLGA)
        await open_up(desk, desks=1, forum=True)
        talks = Relayed(desk)
        ticket = await talks.opens(ANN, "Where is my parcel?")
        media = Media("image/png", len(PICTURE), file_name='a"b/ü.png')
        await talks.says(ANN, "this one", kind=MessageKind.PHOTO, media=media)
        async with desk.work() as work:
            [first, *_, photo] = await work.uow.messages.of_ticket(ticket, ANN)
            edited = replace(first.said, text="Where is my red parcel?", edited_at=desk.now)
            await relay_edit(work, edited)
        folder = self.media / str(ANN)
        folder.mkdir()
        (folder / "2.png").write_bytes(PICTURE)
        await talks.answers(ticket, OLGA, "On its way <b>&</b>\n\x00\u202e")
        await desk.settle_all()
        async with desk.work() as work:
            await work.uow.messages.media_saved(ANN, photo.said.message_id, "2.png", len(PICTURE))
        other = await talks.opens(BEN, "Which plan?", "plans")
        async with desk.work() as work:
            await work.uow.tags.put(other, "vip", BOSS, desk.now)
        async with desk.work() as work:
            for newcomer in NEWCOMERS:
                await work.uow.customers.seen(person(newcomer), desk.now)
        await desk.done(start_break, OLGA)
        self.tickets = [ticket, other]
        self.files = [(ticket, photo.id)]

    def token(self, name: str, days: int | None = None) -> str:
        """Make one that reads; its secret."""
        secret = f"swb_of-{name}"

        async def make() -> None:
            async with self.desk.work() as work:
                until = None if days is None else work.now + timedelta(days=days)
                rights = frozenset({ApiRight.READ})
                await make_token(work, None, name, rights, until, key_of(secret))

        self.run(make)
        return secret

    def per_minute(self, most: int) -> None:
        """Let each token ask so often."""
        self.app._given = replace(self.given, per_minute=most)

    def close(self) -> None:
        """End it."""

        async def end() -> None:
            assert self._server is not None
            self._server.should_exit = True
            await self._serving
            await self.database.close()

        self.run(end)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture(scope="module")
def served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """It is asked by many."""
    url = databases.copy_of("tables", "sqlite", lambda made: run_apart(lambda: upgrade(made)))
    made = Served(url, tmp_path_factory.mktemp("media"))
    yield made
    made.close()
    databases.drop(url)
