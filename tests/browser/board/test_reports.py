"""The page Reports: figures of chosen days with their meaning, charts, and files."""

from datetime import UTC, datetime, timedelta

from playwright.async_api import expect

from core.model.people import Role
from tests.browser.board.conftest import ServedDesk, sign_in
from tests.browser.conftest import Tab
from tests.support.simulated import keep, two_days


async def test_a_supervisor_reads_the_days_figures_and_takes_them_as_a_file(
    desk: ServedDesk, board: Tab
) -> None:
    rita = await desk.member("Rita")
    await desk.member("=HYPERLINK(1) <b>x</b>", Role.OPERATOR)
    await desk.waiting(await desk.stage.people.add("Ann", language_code="en"))
    page = board.page
    await sign_in(board, desk, rita)
    await page.get_by_role("navigation", name="Pages").get_by_text("Reports").click()
    await page.get_by_role("link", name="Today").click()
    entered = page.locator(".figure").filter(has=page.get_by_text("entered", exact=True))
    await expect(entered.locator(".figure-value")).not_to_have_text("0")
    meaning = entered.get_by_text("Tickets that were opened in these days.")
    await expect(meaning).to_be_hidden()
    await entered.get_by_role("button").focus()
    await expect(meaning).to_be_visible()
    arrivals = page.get_by_role("region", name="Arrivals by hour of the day")
    await expect(arrivals.locator("svg path").first).to_be_attached()
    queue = page.get_by_role("region", name="Queue by hour of the day")
    await expect(queue.locator("svg path").first).to_be_attached()
    await queue.get_by_text("As a table").click()
    numbers = page.get_by_role("table", name="Queue by hour of the day")
    await expect(numbers).to_contain_text("waiting on average")
    await expect(numbers.get_by_role("row")).to_have_count(25)
    table = page.get_by_role("table", name="Operators")
    await expect(table).to_contain_text("=HYPERLINK(1) <b>x</b>")
    async with page.expect_download() as saved:
        await page.get_by_role("link", name="Operators").click()
    file = await saved.value
    text = (await file.path()).read_text(encoding="utf-8")
    assert "'=HYPERLINK(1) <b>x</b>" in text
    assert ",=HYPERLINK" not in text
    await page.goto(f"{desk.address}/audit?kind=export")
    log = page.get_by_role("table", name="Audit log")
    await expect(log.get_by_role("row").nth(1)).to_contain_text("operators.csv")
    await page.goto(f"{desk.address}/reports?days=2026-13-40")
    await expect(page.get_by_role("alert").first).to_be_visible()


async def test_a_supervisor_asks_what_another_operator_would_have_brought(
    desk: ServedDesk, board: Tab
) -> None:
    """Two days that were are played again, in a process of its own."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    first, last = today - timedelta(days=2), today - timedelta(days=1)
    await keep(desk.stage.container.database, two_days(first), above=1_000_000)
    page = board.page
    await sign_in(board, desk, await desk.member("Rita"))
    await page.goto(f"{desk.address}/reports?days={first:%Y-%m-%d}%20{last:%Y-%m-%d}")
    section = page.get_by_role("region", name="What if")
    await section.get_by_label("More operators").fill("2")
    await section.get_by_role("button", name="Try").click()
    table = page.get_by_role("table", name="What if")
    await expect(table.get_by_role("row")).to_have_count(7, timeout=40_000)
    cells = await table.get_by_role("row").filter(has_text="abandoned").get_by_role("cell").all()
    was, again, otherwise = [float((await one.inner_text()).split("%")[0]) for one in cells[-3:]]
    assert was == again
    assert otherwise < was
