"""The guard of the page with an application behind it that says whatever it was asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest_asyncio
from starlette.types import Message, Receive, Scope, Send

from board.given import Given
from board.guard import VISIT, Guard
from board.live import Live
from board.uploads import Uploads
from bot.mini_app import signed_by_telegram
from bot.texts import Texts
from bot.wording import FluentWording
from core.access import sign_in
from core.access.rules import key_of
from core.board.questions import Questions
from core.consequences.reactions import OpenWork
from core.model.configuration import Ground
from core.model.people import Person, Role
from core.model.rules import Rules
from core.staff.members import add_operator
from db.board import SqlBoard, SqlChanges
from db.database import SqlDatabase
from db.sessions import SessionReads
from tests.support.desk import database, desk_url, postgresql_desk
from tests.support.either import either

__all__ = ["database", "desk_url", "either", "postgresql_desk"]

HOST, ORIGIN = "desk.example.com", "https://desk.example.com"
BOSS, OLGA = 8, 7
COOKIE = "__Host-switchboard"
TOKEN = "4242:TEST-made-up-token-of-no-bot-at-all"


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass
class Connection:
    """A websocket as its browser has it."""

    said: asyncio.Queue[Message]
    heard: asyncio.Queue[Message]
    task: asyncio.Task[None]

    async def hears(self) -> Message:
        """What comes next, within a second."""
        async with asyncio.timeout(1):
            return await self.heard.get()

    async def says(self, frame: str) -> None:
        """Send a frame."""
        await self.said.put({"type": "websocket.receive", "text": frame})


class Desk:
    """A guarded page of a desk whose staff are a supervisor and an operator."""

    def __init__(self, database: SqlDatabase, media: Path) -> None:
        self.now = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
        self.rules = Rules(bot_id=1, web_address=ORIGIN)
        self.database = database
        self.pages: dict[str, int] = {}
        self.asked: list[str] = []
        self.work = OpenWork(database, self.rules, self.clock, lambda: "marker")
        sessions = SessionReads(database)
        self.given = Given(
            questions=Questions(SqlBoard(database), lambda: self.rules, self.clock),
            work=self.work,
            sessions=sessions,
            changes=SqlChanges(database),
            words=Texts().plain,
            rules_now=lambda: self.rules,
            ground=Ground((), "UTC"),
            wording=FluentWording(),
            clock=self.clock,
            media=media,
            uploads=Uploads(media / "uploads", 1000),
            address=ORIGIN,
            signed=partial(signed_by_telegram, TOKEN),
        )
        self.live = Live(self.given.changes, sessions, self.clock)
        self.guard = Guard(self.application, self.given, self.live, self.pages.get)

    def clock(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)

    async def session(self, person: int, secret: str) -> str:
        """A session of theirs, by a link; the Cookie header that belongs to it."""
        async with self.work() as work:
            await sign_in.offer_link(work, person, key_of(f"link of {secret}"))
            await sign_in.use_link(work, key_of(f"link of {secret}"), key_of(secret))
        return f"{COOKIE}={secret}"

    async def application(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stands for NiceGUI: a page with a script, and a websocket that repeats what it hears."""
        self.asked.append(scope["path"])
        assert scope[VISIT].who.person_id
        if scope["type"] == "http":
            start = {"type": "http.response.start", "status": 200}
            html = [(b"content-type", b"text/html; charset=utf-8")]
            await send({**start, "headers": html})
            await send({"type": "http.response.body", "body": b"<script>1</script>"})
            return
        await receive()
        await send({"type": "websocket.accept"})
        while (said := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "text": said["text"]})

    async def asks(
        self,
        path: str,
        method: str = "GET",
        *,
        cookie: str = "",
        body: str = "",
        query: str = "",
        where: str = "192.0.2.1",
        **headers: str,
    ) -> Answer:
        """What a browser gets."""
        answer = Answer()
        is_said = False

        async def receive() -> Message:
            nonlocal is_said
            if is_said:
                await asyncio.Event().wait()  # whoever asks stays until the answer is there
            is_said = True
            return {"type": "http.request", "body": body.encode(), "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {k.decode(): v.decode() for k, v in message["headers"]}
            else:
                answer.body += message["body"]

        scope = _scope("http", path, cookie, headers) | {"method": method, "client": (where, 1)}
        scope["query_string"] = query.encode()
        await self.guard(scope, receive, send)
        return answer

    def connects(
        self, cookie: str = "", *, page: str = "my-page", origin: str = ORIGIN, **headers: str
    ) -> Connection:
        """Open a websocket for that page."""
        said: asyncio.Queue[Message] = asyncio.Queue()
        heard: asyncio.Queue[Message] = asyncio.Queue()
        said.put_nowait({"type": "websocket.connect"})
        scope = _scope("websocket", "/_nicegui_ws/socket.io/", cookie, headers | {"origin": origin})
        scope["query_string"] = f"EIO=4&transport=websocket&client_id={page}".encode()
        running = self.guard(scope, said.get, heard.put)
        return Connection(said, heard, asyncio.create_task(running))


def _scope(kind: str, path: str, cookie: str, headers: dict[str, str]) -> dict[str, Any]:
    given = {"host": HOST, "cookie": cookie} | {k.replace("_", "-"): v for k, v in headers.items()}
    lines = [(k.encode(), v.encode()) for k, v in given.items() if v]
    return {
        "type": kind,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "https",
        "http_version": "1.1",
        "headers": lines,
    }


@pytest_asyncio.fixture
async def desk(database: SqlDatabase, tmp_path: Path) -> AsyncIterator[Desk]:
    """Its page is looked after while the test runs."""
    desk = Desk(database, tmp_path)
    async with desk.work() as work:
        for person, name, role in ((BOSS, "Sam", Role.SUPERVISOR), (OLGA, "Olga", Role.OPERATOR)):
            await add_operator(work, Person(person, name), role=role)
    looking = asyncio.create_task(desk.live.run())
    yield desk
    looking.cancel()
    with suppress(asyncio.CancelledError):
        await looking
