"""The supervisor's page in a browser: served by a desk that is a process of its own, on a sandbox
whose people are in the test's hands."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from zlib import crc32

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from app.container import open_container
from core.access.rules import key_of
from core.access.sign_in import offer_link, use_link
from core.model.people import Person as StaffPerson
from core.model.people import Role
from core.staff.members import add_operator, remove_operator
from core.tickets.end import cancel_ticket
from sandbox.people import Person
from stories.acts import come
from stories.apart import free_port, settings_environment
from stories.processes import Process, started
from stories.stage import Stage, log_in_to, premises, story_settings
from stories.threads.forum import make_forum
from tests.browser.conftest import Tab, tab_in
from tests.support.databases import BACKENDS, Databases
from tests.support.either import EVERY_DATABASE
from tests.support.waiting import eventually

LINK = re.compile(r"http://\S+/sign-in#\S+")


@dataclass
class ServedDesk:
    """A desk with its page, in another process."""

    stage: Stage
    address: str
    process: Process

    async def member(self, name: str, role: Role = Role.SUPERVISOR, language: str = "en") -> Person:
        """Somebody who is on staff, and has pressed Start."""
        person = await self.stage.people.add(name, language_code=language)
        named = StaffPerson(person.id, name, None, language)
        async with self.stage.container.work() as work:
            await add_operator(work, named, role=role)
        await person.start()
        return person

    async def remove(self, person: Person) -> None:
        """Take somebody off staff, at the command line."""
        async with self.stage.container.work() as work:
            await remove_operator(work, person.id)

    async def link(self, person: Person) -> str:
        """Say /web to the bot, and read the link that it sends."""
        before = await person.now()
        await person.say(self.stage.settings.bot_id, "/web")

        async def found() -> str:
            sent = await person.messages(self.stage.settings.bot_id)
            new = [message for message in sent if message.moment > before]
            urls = [button.url for message in new for button in message.buttons if button.url]
            return next((url for url in urls if LINK.fullmatch(url)), "")

        return await eventually(found)

    async def waiting(self, customer: Person) -> int:
        """Have a customer ask for somebody; the ticket's number."""
        await come(customer)
        rows = await eventually(
            lambda: self.stage.rows(
                "SELECT id FROM tickets WHERE customer_id = :who AND closed_at IS NULL",
                who=customer.id,
            )
        )
        return int(rows[0]["id"])

    async def cancels(self, customer: Person, ticket: int) -> None:
        """Have the customer give up: a desk serves all tests, and nobody's operator gets this."""
        async with self.stage.container.work() as work:
            await cancel_ticket(work, customer.id, ticket)

    def log(self) -> str:
        """All that it logged."""
        return self.process.log.read_text(encoding="utf-8")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let a test meet a desk on one kind of database, always the same; journeys meet both."""
    for name in {"desk", "threads"} & set(metafunc.fixturenames):
        test = metafunc.definition
        meets_both = test.get_closest_marker("every_database") or os.environ.get(EVERY_DATABASE)
        one = BACKENDS[crc32(test.nodeid.encode()) % len(BACKENDS)]
        kinds = BACKENDS if meets_both else (one,)
        metafunc.parametrize(name, kinds, indirect=True)


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> ServedDesk:
    """`switchboard run` with WEB_LISTEN, on the kind of database that the test meets. One of each
    kind serves all tests, in whichever order they meet them."""
    served: ServedDesk = request.getfixturevalue(f"desk_on_{request.param}")
    return served


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def desk_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServedDesk]:
    """The one on SQLite."""
    async with served_desk(tmp_path_factory.mktemp("board"), None) as served:
        yield served


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def desk_on_postgresql(
    tmp_path_factory: pytest.TempPathFactory, databases: Databases
) -> AsyncIterator[ServedDesk]:
    """The one on PostgreSQL."""
    url = databases.empty("postgresql")
    async with served_desk(tmp_path_factory.mktemp("board"), url) as served:
        yield served


@asynccontextmanager
async def served_desk(
    home: Path, database_url: str | None, forum: str | None = None, *staff: str
) -> AsyncIterator[ServedDesk]:
    """A desk in this folder, for the length of a `with`; on SQLite, unless another database is
    given. `forum`: the name of a forum that it has, with that staff in it."""
    port = free_port()
    async with premises(home) as found:
        given: dict[str, object] = {"web_listen": f"127.0.0.1:{port}"}
        if forum is not None:
            given |= await make_forum(found, forum, *staff)
        settings = story_settings(home, found.lines, database_url, **given)
        phone = found.userbot.account.phone or ""
        await log_in_to(settings, phone, found.sandbox.login_code)
        environment = settings_environment(settings)
        async with (
            open_container(settings) as container,
            started("desk", home, environment, "run") as process,
        ):
            stage = Stage(found.sandbox.people, found.userbot, container, found.sandbox)
            served = ServedDesk(stage, f"http://127.0.0.1:{port}", process)
            await eventually(lambda: _listens(port), within=60, describe=served.log)
            yield served


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


@asynccontextmanager
async def board_tab(browser: Browser, desk: ServedDesk, **choices: object) -> AsyncIterator[Tab]:
    """A new window. A violation of the page's policy, an error in its scripts, or anything that is
    asked of another machine fails the test."""
    async with tab_in(browser, desk.address, **choices) as tab:

        def listen(page: Page) -> None:
            page.on(
                "console",
                lambda said: (
                    tab.troubles.append(said.text)
                    if "Content Security Policy" in said.text or "violat" in said.text
                    else None
                ),
            )

        listen(tab.page)
        tab.page.context.on("page", listen)
        try:
            yield tab
        finally:
            tab.page.context.remove_listener("page", listen)


@pytest_asyncio.fixture(loop_scope="session")
async def board(browser: Browser, desk: ServedDesk) -> AsyncIterator[Tab]:
    """A window for one test; what the desk logs as an error meanwhile fails it."""
    before = desk.log().count("[error")
    async with board_tab(browser, desk) as tab:
        yield tab
    assert desk.log().count("[error") == before, desk.log()


async def sign_in(tab: Tab, desk: ServedDesk, person: Person, path: str = "/") -> None:
    """Open a page of somebody's who has a session by now; the bot's link itself costs a second."""
    link, secret = token_urlsafe(), token_urlsafe()
    async with desk.stage.container.work() as work:
        await offer_link(work, person.id, key_of(link))
        await use_link(work, key_of(link), key_of(secret))
    cookie = {"name": "switchboard", "value": secret, "url": desk.address}
    await tab.page.context.add_cookies([cookie])  # type: ignore[list-item] # a cookie it is
    await tab.page.goto(f"{desk.address}{path}")
    await tab.page.locator("main.content").wait_for()


async def is_taken(desk: ServedDesk) -> None:
    """Wait until the desk's process goes by what was set last."""
    async with desk.stage.container.work() as work:
        wanted = await work.uow.configuration.revision()
    if not wanted:
        return
    line = re.compile(r"goes by what is set on the page\W.*?revision\W.*?(\d+)")
    await eventually(lambda: str(wanted) in line.findall(desk.log()), describe=desk.log)
