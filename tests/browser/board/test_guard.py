"""What keeps others out of the running page, and that these tests would notice if it did not."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from board.pages.table import SUBJECTS
from core.model.people import Role
from tests.browser.board.conftest import ServedDesk, board_tab, sign_in
from tests.browser.conftest import Served, Tab
from tests.support.waiting import eventually

BROKEN = "setTimeout(() => { throw new Error('broken') })"
INLINE = """document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"""


@pytest.mark.parametrize(
    ("script", "trouble"), [(INLINE, "Content Security Policy"), (BROKEN, "broken")]
)
async def test_a_page_that_breaks_its_policy_or_a_script_fails_its_test(
    browser: Browser, desk: ServedDesk, script: str, trouble: str
) -> None:
    async def meets_it() -> None:
        async with board_tab(browser, desk) as tab:
            await tab.page.goto(f"{desk.address}/sign-in")
            await tab.page.evaluate(script)
            await eventually(lambda: tab.troubles)

    with pytest.raises(AssertionError, match=trouble):
        await meets_it()


@pytest_asyncio.fixture(loop_scope="session")
async def stranger() -> AsyncIterator[aiohttp.ClientSession]:
    """A client that sends whatever it is told to."""
    async with aiohttp.ClientSession() as session:
        yield session


async def test_neither_page_serves_what_is_the_others(
    desk: ServedDesk, board: Tab, served: Served, stranger: aiohttp.ClientSession
) -> None:
    await sign_in(board, desk, await desk.member("Vic"))
    ours = [subject.path for subject in SUBJECTS if subject.path != "/"]
    for path in (*ours, "/sign-in", "/app", "/look/board.css", "/files/1/1"):
        async with stranger.get(f"{served.page_url.rstrip('/')}{path}") as answer:
            assert answer.status == 404, path
    for path in ("/look/page.css", "/file/1/1/1"):
        answered = await board.page.request.get(f"{desk.address}{path}")
        assert answered.status == 404, path
    phones = await board.page.request.get(f"{desk.address}/?phone=1")
    assert "Phone of" not in await phones.text()


async def test_a_connection_is_its_own_pages_own_sessions_and_from_here_alone(
    desk: ServedDesk, board: Tab, browser: Browser, stranger: aiohttp.ClientSession
) -> None:
    await sign_in(board, desk, await desk.member("Vera"))
    page = await board.page.evaluate("window.clientId")
    hers = await cookie_of(board)
    async with board_tab(browser, desk) as other:
        await sign_in(other, desk, await desk.member("Otto", Role.OPERATOR))
        his = await cookie_of(other)
    for cookie, origin, is_let_in in (
        (hers, desk.address, True),
        ("", desk.address, False),
        (hers, "https://evil.example", False),
        (hers, "", False),
        (his, desk.address, False),
    ):
        headers = {"Cookie": cookie} | ({"Origin": origin} if origin else {})
        address = f"{desk.address}/_nicegui_ws/socket.io/?EIO=4&transport=websocket"
        status = 101
        try:
            async with stranger.ws_connect(f"{address}&client_id={page}", headers=headers):
                pass
        except aiohttp.WSServerHandshakeError as refusal:
            status = refusal.status
        assert status == (101 if is_let_in else 403), (cookie == his, origin)


async def test_an_operator_finds_nothing_that_is_for_supervisors(
    desk: ServedDesk, board: Tab
) -> None:
    customer = (await desk.member("Olaf", Role.OPERATOR)).id
    await sign_in(board, desk, await desk.member("Ole", Role.OPERATOR))
    theirs = {subject.path for subject in SUBJECTS if subject.for_supervisors}
    assert {"/customers", "/staff", "/reports", "/desk"} <= theirs
    links = await board.page.locator("nav a").evaluate_all("(all) => all.map((a) => a.pathname)")
    assert set(links) & theirs == set()
    for path in (*theirs, "/reports/tickets.csv?days=today", "/nowhere"):
        asked = path.replace("{customer}", str(customer))
        answer = await board.page.request.get(f"{desk.address}{asked}")
        assert answer.status == 404, path
    await board.page.goto(f"{desk.address}/customers/{customer}")
    await expect(board.page.get_by_text("There is no such page")).to_be_visible()


async def cookie_of(tab: Tab) -> str:
    """What its browser sends."""
    cookies = await tab.page.context.cookies()
    return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies)
