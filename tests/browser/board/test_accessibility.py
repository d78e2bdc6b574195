"""The page for staff for everybody: axe finds nothing against WCAG 2.2 A and AA."""

import pytest
from playwright.async_api import Browser, expect

from tests.browser.board.conftest import ServedDesk, board_tab, sign_in
from tests.browser.test_accessibility import LOOKS
from tests.support.axe import violations


@pytest.mark.parametrize("look", LOOKS)
async def test_sign_in_and_now_are_for_everybody(
    browser: Browser, desk: ServedDesk, look: str
) -> None:
    vera = await desk.member("Vera")
    ann = await desk.stage.people.add("Ann")
    ticket = await desk.waiting(ann)
    async with board_tab(browser, desk, **LOOKS[look]) as board:
        await board.page.goto(f"{desk.address}/sign-in")
        await expect(board.page.get_by_role("heading").first).to_be_visible()
        assert await violations(board.page) == ""
        await board.page.goto(await desk.link(vera))
        await expect(board.page.get_by_role("button", name="Sign in")).to_be_visible()
        assert await violations(board.page) == ""
        await board.page.get_by_role("button", name="Sign in").click()
        await expect(board.page.get_by_role("table", name="Queue")).to_contain_text("Ann")
        assert await violations(board.page) == ""
    await desk.cancels(ann, ticket)


@pytest.mark.parametrize("look", LOOKS)
async def test_every_page_is_for_everybody(browser: Browser, desk: ServedDesk, look: str) -> None:
    ada = await desk.member("Ada")
    customer = await desk.stage.people.add("Bea", language_code="en")
    ticket = await desk.waiting(customer)
    async with board_tab(browser, desk, **LOOKS[look]) as board:
        await sign_in(board, desk, ada)
        page = board.page
        for path in (
            "/tickets",
            f"/tickets/{ticket}",
            "/customers",
            f"/customers/{customer.id}",
            "/staff",
            "/reports",
            "/desk",
        ):
            await page.goto(f"{desk.address}{path}")
            await expect(page.locator("main.content .card").first).to_be_visible()
            assert await violations(page) == "", path
        await page.goto(f"{desk.address}/tickets/{ticket}")
        await page.get_by_role("button", name="Note").click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        assert await violations(page) == ""
    await desk.cancels(customer, ticket)
