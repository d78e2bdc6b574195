"""`switchboard play`: what goes wrong on a bad day, and time that passes."""

from pathlib import Path

from playwright.async_api import Browser, Locator, expect

from tests.browser.conftest import Tab, tab_in
from tests.browser.playing import ANN, BOT, OLENA, begin, played, press, sees, start_shift


async def test_a_kill_and_a_flood_wait_lose_nothing_and_deadlines_come_when_time_is_moved(
    browser: Browser, tmp_path: Path
) -> None:
    async with played(tmp_path, "--place", "room") as address, tab_in(browser, address) as tab:
        await tab.page.goto(address)
        await tab.enter(OLENA, BOT)
        await start_shift(tab)
        await begin(tab)

        # What Ann presses while the bot is dead is heard by the next one.
        drawer = await open_drawer(tab)
        await drawer.get_by_role("button", name="Kill bot").click()
        await expect(drawer.get_by_text("bot: ended")).to_be_visible()
        await drawer.get_by_label("Seconds").fill("1")
        await drawer.get_by_label("Method").fill("sendMessage")
        await drawer.get_by_role("button", name="Flood wait, 429").click()
        await expect(drawer.get_by_text("sendMessage (0 of 1)")).to_be_visible()
        await close_drawer(tab)
        await press(tab, ANN, "📱 Share my number")
        drawer = await open_drawer(tab)
        await drawer.get_by_role("button", name="Restart bot").click()
        await expect(drawer.get_by_text("bot: running")).to_be_visible()
        await expect(drawer.get_by_text("Nothing goes wrong")).to_be_visible()
        await close_drawer(tab)
        await sees(tab, ANN, "Your chat is ready")

        # Nobody comes, and Ann's time to enter is over as soon as the clock says so.
        drawer = await open_drawer(tab)
        await drawer.get_by_role("button", name="+1 h").click()
        await close_drawer(tab)
        await sees(tab, ANN, "You did not come to the chat")


async def open_drawer(tab: Tab) -> Locator:
    """Open the drawer for bad days."""
    await tab.page.get_by_role("button", name="Bad days").click()
    drawer = tab.page.get_by_role("complementary")
    await expect(drawer.get_by_role("heading", name="Time")).to_be_visible()
    return drawer


async def close_drawer(tab: Tab) -> None:
    """Close it again."""
    await tab.page.get_by_role("button", name="Close the drawer").click()
    await expect(tab.page.get_by_role("complementary")).to_be_hidden()
