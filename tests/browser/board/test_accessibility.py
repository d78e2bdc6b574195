"""The page for staff for everybody: axe finds nothing against WCAG 2.2 A and AA."""

from functools import partial

from playwright.async_api import Page, expect

from tests.browser.board.conftest import ServedDesk
from tests.browser.conftest import Tab
from tests.support.axe import violations
from tests.support.waiting import eventually


async def are_few(page: Page) -> bool:
    """Whether the texts that were looked for alone are shown."""
    return await page.locator("main.content .card").count() <= 4


async def test_every_page_is_for_everybody(desk: ServedDesk, board: Tab) -> None:
    ada = await desk.member("Ada")
    customer = await desk.stage.people.add("Bea", language_code="en")
    ticket = await desk.waiting(customer)
    page = board.page
    await page.goto(f"{desk.address}/sign-in")
    await expect(page.get_by_role("heading").first).to_be_visible()
    assert await violations(page) == ""
    await page.goto(await desk.link(ada))
    await expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert await violations(page) == ""
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("table", name="Queue")).to_contain_text("Bea")
    assert await violations(page) == ""
    for path in (
        "/tickets",
        "/customers",
        f"/customers/{customer.id}",
        "/staff",
        "/audit",
        "/reports",
        "/desk/texts",
        "/desk",
        f"/tickets/{ticket}",
    ):
        await page.goto(f"{desk.address}{path}")
        await expect(page.locator("main.content .card").first).to_be_visible()
        if path == "/desk/texts":
            await page.get_by_label("Find a text").fill("farewell")  # there are hundreds alike
            await eventually(partial(are_few, page))
        assert await violations(page) == "", path
        if path == "/desk":
            await page.get_by_role("button", name="Change the holidays").click()
            form = page.get_by_role("dialog")
            await form.get_by_role("button", name="Add a date").click()
            await expect(form.get_by_label("Date", exact=True)).to_be_visible()
            assert await violations(page) == "", path
    await page.get_by_role("button", name="Note").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    assert await violations(page) == ""
    await desk.cancels(customer, ticket)
