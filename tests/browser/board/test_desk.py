"""The page Desk: what the desk goes by, without its secrets, and what the doctor says."""

from playwright.async_api import expect

from core.model.people import Role
from tests.browser.board.conftest import ServedDesk, sign_in
from tests.browser.conftest import Tab


async def test_a_supervisor_reads_what_the_desk_goes_by_and_asks_the_doctor(
    desk: ServedDesk, board: Tab
) -> None:
    await sign_in(board, desk, await desk.member("Dora"))
    page = board.page
    await page.get_by_role("navigation").get_by_text("Desk").click()
    topics = page.get_by_role("table", name="Topics and hours")
    await expect(topics.get_by_role("row")).to_have_count(len(desk.stage.settings.topics) + 1)
    settings = page.get_by_role("table", name="Settings", exact=True)
    token = settings.get_by_role("row").filter(has_text="BOT_TOKEN")
    await expect(token).to_contain_text("set, hidden")
    listen = settings.get_by_role("row").filter(has_text="WEB_LISTEN")
    await expect(listen).to_contain_text(desk.stage.settings.web_listen or "nowhere")
    await page.get_by_role("button", name="Ask the doctor").click()
    doctor = page.get_by_role("table", name="Doctor")
    await expect(doctor).to_contain_text("up to date", timeout=30_000)
    assert desk.stage.settings.plain_token.partition(":")[2] not in await page.content()


async def test_an_operator_finds_nothing_of_the_desk(desk: ServedDesk, board: Tab) -> None:
    await sign_in(board, desk, await desk.member("Olaf", Role.OPERATOR))
    await expect(board.page.locator("nav a[href='/desk']")).to_have_count(0)
    await board.page.goto(f"{desk.address}/desk")
    await expect(board.page.get_by_text("There is no such page")).to_be_visible()
