"""The bot's Mini App as Telegram's client for browsers shows it: in a frame of another site."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, FrameLocator, Page, Route, expect

from app.container import open_container
from core.model.people import Person, Role
from core.staff.members import add_operator
from stories.apart import TOKEN, free_port, settings_environment
from stories.processes import started
from stories.stage import story_settings
from tests.support.init_data import init_data
from tests.support.tls import self_made, tls_before
from tests.support.waiting import eventually

HOST = "127.0.0.1"
SAM, ANN = 7001, 7002
TELEGRAM, OTHER = "https://web.telegram.org/k/", "https://telegram.example/"
# What Telegram's client A gives its frame (telegram-tt, WebAppModalTabContent.tsx).
SANDBOX = (
    "allow-scripts allow-same-origin allow-popups allow-forms allow-modals"
    " allow-storage-access-by-user-activation"
)


@dataclass
class Office:
    """A desk's page behind TLS, and a browser's window in which other sites frame it."""

    address: str
    page: Page
    said: list[str]

    def app(self, data: str) -> str:
        """What a client opens."""
        return f"{self.address}/app#tgWebAppData={quote(data, safe='')}&tgWebAppVersion=9.1"

    async def shows(self, site: str, address: str) -> FrameLocator:
        """Have a page of that site show this address in a frame."""

        async def answer(route: Route) -> None:
            frame = f'<iframe sandbox="{SANDBOX}" src="{address}" height=700 width=900></iframe>'
            await route.fulfill(body=f"<!doctype html>{frame}", content_type="text/html")

        await self.page.route(f"{site}**", answer)
        await self.page.goto(site)
        return self.page.frame_locator("iframe")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def https_desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """`switchboard run --only web` behind a proxy with a certificate that it made itself; its
    address."""
    home: Path = tmp_path_factory.mktemp("mini-app")
    port, plain = free_port(), free_port()
    address = f"https://{HOST}:{port}"
    where = {"web_listen": f"{HOST}:{plain}", "web_url": address}
    settings = story_settings(home, {"BOT_TOKEN": TOKEN}, None, **where)
    environment = settings_environment(settings)
    async with open_container(settings) as container:
        async with container.work() as work:
            await add_operator(work, Person(SAM, "Sam"), role=Role.SUPERVISOR)
        async with (
            started("web", home, environment, "run", "--only", "web"),
            tls_before(self_made(home, HOST), HOST, port, plain),
        ):
            yield address


@pytest_asyncio.fixture(loop_scope="session")
async def office(browser: Browser, https_desk: str) -> AsyncIterator[Office]:
    async with window(browser, https_desk) as opened:
        yield opened


@asynccontextmanager
async def window(browser: Browser, address: str) -> AsyncIterator[Office]:
    """A new window without cookies."""
    context = await browser.new_context(ignore_https_errors=True)
    context.set_default_timeout(10_000)
    office = Office(address, await context.new_page(), [])

    def heard(message: ConsoleMessage) -> None:
        office.said.append(message.text)

    office.page.on("console", heard)
    yield office
    await context.close()


def now() -> datetime:
    return datetime.now(UTC)


async def test_a_supervisor_opens_the_page_within_telegram(office: Office) -> None:
    data = init_data(TOKEN, SAM, now(), "first")
    frame = await office.shows(TELEGRAM, office.app(data))
    await expect(frame.get_by_role("heading", name="Now", level=1)).to_be_visible()
    await expect(frame.get_by_text("Nobody waits.")).to_be_visible()  # by its websocket
    [cookie] = [c for c in await office.page.context.cookies() if c["name"].endswith("-app")]
    assert cookie["partitionKey"] == "https://telegram.org"
    # Shown anew with the same words, it is theirs still; and leads to no other way out.
    frame = await office.shows(TELEGRAM, office.app(data))
    await expect(frame.get_by_role("heading", name="Now", level=1)).to_be_visible()
    await frame.get_by_role("button", name="Your account").click()
    await frame.get_by_text("Sign out", exact=True).click()
    await expect(frame.get_by_role("alert")).to_contain_text("open it again by the button")
    assert not [said for said in office.said if "Content Security Policy" in said]


async def test_another_site_frames_neither_the_entry_nor_what_is_behind_it(
    office: Office,
) -> None:
    await office.shows(OTHER, office.app(init_data(TOKEN, SAM, now(), "second")))
    await _refused(office)


async def test_who_is_not_on_staff_and_what_is_forged_stays_before_the_door(
    office: Office,
) -> None:
    frame = await office.shows(TELEGRAM, office.app(init_data(TOKEN, ANN, now())))
    await expect(frame.get_by_role("alert")).to_contain_text("staff only")
    link = frame.get_by_role("link", name="Open in a browser")
    await expect(link).to_have_attribute("target", "_blank")
    async with office.page.expect_popup() as opening:
        await link.click()
    popup = await opening.value
    await expect(popup.get_by_text("Say /web to the bot")).to_be_visible()
    forged = init_data("4000000002" + TOKEN[10:], SAM, now())
    frame = await office.shows(TELEGRAM, office.app(forged))
    await expect(frame.get_by_role("alert")).to_contain_text("open it again by the button")


async def test_a_browser_that_keeps_no_cookie_in_a_frame_is_told_another_way(
    office: Office,
) -> None:
    async def forgets(route: Route) -> None:
        if route.request.method == "GET":  # and so asks whether the cookie is there
            await office.page.context.clear_cookies()
        await route.continue_()

    await office.page.route("**/app/enter", forgets)
    frame = await office.shows(TELEGRAM, office.app(init_data(TOKEN, SAM, now(), "third")))
    await expect(frame.get_by_role("alert")).to_contain_text("keeps no cookie")
    await expect(frame.get_by_role("link", name="Open in a browser")).to_be_visible()


async def _refused(office: Office) -> None:
    async def told() -> bool:
        return any("frame-ancestors https://web.telegram.org" in said for said in office.said)

    await eventually(told)
    frame = office.page.frame_locator("iframe")
    await expect(frame.get_by_role("heading")).to_have_count(0)
    assert await office.page.context.cookies() == []
