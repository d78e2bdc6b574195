"""A browser for the tests of pages, and the sandbox's page, served by a process of its own.

All of them run in one event loop, which browser and server outlive the single test in.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Locator, Page, async_playwright, expect

from sandbox.people import Person
from sandbox.remote import RemoteSandbox, connect
from stories import processes
from stories.processes import started
from tests.support.chromium import FLAGS, chromium, may_skip
from tests.support.forks import run_fork

HERE = Path(__file__).parent
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
NUMBERS = count(1)
WIDE = {"width": 1360, "height": 860}
PATIENCE = 30_000
"""Milliseconds until something is taken for not coming: a busy machine's browser is slow."""

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of this folder share one event loop."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session", autouse=True)
def forks() -> Iterator[None]:
    """Let servers be forked: of their seconds most went into imports."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(processes, "run_python", run_fork)
        yield


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests of a worker."""
    path = chromium()
    if path is None and may_skip():
        pytest.skip("TEST_BROWSER=skip")
    assert path is not None, "no Chromium on this machine; TEST_BROWSER names one, or says skip"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        IDLE.clear()
        await browser.close()


@dataclass
class Served:
    """A sandbox with its page, in another process."""

    page_url: str
    control_url: str
    log: Path

    def errors(self) -> list[str]:
        """What it logged as an error."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if "[error" in line]


@asynccontextmanager
async def served_page(home: Path) -> AsyncIterator[Served]:
    """`switchboard sandbox --page-port` in a process of its own, on free ports."""
    ports = ("bot-api", "mtproto", "control", "page")
    words = [word for port in ports for word in (f"--{port}-port", "0")]
    command = ("sandbox", "--home", str(home), *words)
    async with started("sandbox", home, {}, *command) as process:
        said = process.said
        page, control = (
            re.search(rf"{word} (http://\S+)", said) for word in ("browser:", "--sandbox")
        )
        assert page, said
        assert control, said
        yield Served(page[1], control[1], process.log)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """One for all tests of a worker."""
    async with served_page(tmp_path_factory.mktemp("sandbox")) as found:
        yield found


@dataclass
class Tab:
    """A page in the browser on which people are played, each on a phone of their own."""

    page: Page
    address: str
    troubles: list[str] = field(default_factory=list)

    async def open(self, *people: Person) -> None:
        """Show the phones of these people."""
        phones = "&".join(f"phone={person.id}" for person in people)
        await self.page.goto(f"{self.address}?{phones}")
        await self.page.locator(".phone .bar").nth(len(people) - 1).wait_for()

    def phone(self, person: Person | str) -> Locator:
        """The phone of somebody, or of whoever is called so."""
        name = person if isinstance(person, str) else person.name
        return self.page.get_by_role("region", name=f"Phone of {name}", exact=True)

    async def enter(self, person: Person | str, title: str) -> Locator:
        """Open a chat on somebody's phone, from its list; the phone."""
        phone = self.phone(person)
        named = self.page.get_by_text(title, exact=True)
        await phone.locator(".chat-row").filter(has=named).click()
        await phone.locator(".composer").wait_for()
        return phone

    async def menu(self, person: Person | str, text: str) -> Locator:
        """Open the menu of the first message with this text on somebody's phone; the menu."""
        menus = self.page.locator(".q-menu")
        await expect(menus).to_have_count(0)  # one that closes is a menu still
        bubble = self.phone(person).locator(".bubble").filter(has_text=text).first
        await bubble.hover()
        await bubble.get_by_role("button", name="Actions on").click()
        await expect(menus).to_be_visible()
        return menus

    async def write(self, person: Person | str, text: str) -> None:
        """Write in the chat that is open on somebody's phone."""
        box = self.phone(person).get_by_role("textbox", name="Message")
        await box.fill(text)
        await box.press("Enter")


IDLE: list[BrowserContext] = []
"""Windows that no test has at the moment. Each keeps the scripts that it has read once."""


@asynccontextmanager
async def _window(browser: Browser, **choices: object) -> AsyncIterator[BrowserContext]:
    """A window without cookies; one of its own for whoever chooses how it is."""
    is_plain = not choices
    if is_plain and IDLE:
        window = IDLE.pop()
    else:
        window = await browser.new_context(**{"viewport": WIDE, **choices})  # type: ignore[arg-type] # as the test gives them
    window.set_default_timeout(PATIENCE)
    try:
        yield window
    finally:
        for page in window.pages:
            await page.close()
        if is_plain:
            await window.clear_cookies()
            IDLE.append(window)
        else:
            await window.close()


@asynccontextmanager
async def tab_in(browser: Browser, address: str, **choices: object) -> AsyncIterator[Tab]:
    """A window. What goes wrong in it, or is asked of another machine, fails the test."""
    async with _window(browser, **choices) as window:
        page = await window.new_page()
        tab = Tab(page, address)
        page.on("pageerror", lambda error: tab.troubles.append(f"error: {error}"))
        page.on("request", lambda request: _watch(tab, request.url))
        yield tab
    assert not tab.troubles


def _watch(tab: Tab, url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("data", "blob") and parts.hostname not in LOOPBACK:
        tab.troubles.append(f"asked for {url}")


@pytest_asyncio.fixture(loop_scope="session")
async def tab(browser: Browser, served: Served) -> AsyncIterator[Tab]:
    """A window for one test; what the server logs as an error meanwhile fails it."""
    before = len(served.errors())
    async with tab_in(browser, served.page_url) as opened:
        yield opened
    assert served.errors()[before:] == [], served.log.read_text(encoding="utf-8")


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox(served: Served) -> AsyncIterator[RemoteSandbox]:
    """The people behind the page, by the control API."""
    async with connect(served.control_url, bot="@switchboard_bot") as opened:
        yield opened


Newcomers = Callable[..., Awaitable[list[Person]]]


@pytest.fixture
def newcomers(sandbox: RemoteSandbox) -> Newcomers:
    """Makes people of these first names, whom nobody else on the page is called like."""

    async def made(*names: str, **traits: Any) -> list[Person]:
        number = str(next(NUMBERS))
        return [await sandbox.people.add(name, last_name=number, **traits) for name in names]

    return made
