"""How soon pages of a desk after a year stand in a browser."""

import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

from playwright.async_api import Page, async_playwright

from app.container import open_container
from bench.desk import DATABASES
from bench.rows import Better, Row
from bench.year_copy import year_copy
from bench.year_rows import FIRST_OPERATOR, TICKETS
from core.access.rules import key_of
from core.access.sign_in import offer_link
from stories.apart import TOKEN, free_port, settings_environment
from stories.processes import started
from stories.stage import story_settings
from tests.support.chromium import FLAGS, chromium

NAME = "board page"
TRIES = 7
PATHS = {
    "Tickets": ("/tickets", ".listing tbody tr"),
    "Tickets of a state, by last word": ("/tickets?state=closed&sort=last_word", ".listing tr"),
    "a search": ("/tickets?q=refund", ".hit"),
    "a ticket": (f"/tickets/{TICKETS - 491}", ".ticket-head"),
    "Now": ("/", ".figures"),
}


async def measure() -> AsyncIterator[Row]:
    """Yield the median of some tries and the slowest, in milliseconds, on each database."""
    for kind in DATABASES:
        async with year_copy(kind) as (home, url), _page(home, url) as (page, address):
            for name, (path, sign) in PATHS.items():
                times = await _times(page, f"{address}{path}", sign)
                yield Row(NAME, f"{kind}, {name}, median", "ms", median(times), Better.LESS)
                yield Row(NAME, f"{kind}, {name}, slowest", "ms", max(times), Better.LESS)


async def _times(page: Page, url: str, sign: str) -> list[float]:
    times = []
    for _ in range(TRIES):
        begun = time.perf_counter()
        await page.goto(url, wait_until="commit")
        await page.locator(sign).first.wait_for()
        times.append(1_000 * (time.perf_counter() - begun))
    return times


@asynccontextmanager
async def _page(home: Path, url: str) -> AsyncIterator[tuple[Page, str]]:
    """A supervisor's window on that desk, and the page's address."""
    where = f"127.0.0.1:{free_port()}"
    settings = story_settings(home, {"BOT_TOKEN": TOKEN}, url, web_listen=where)
    secret = secrets.token_urlsafe()
    async with open_container(settings) as container, container.work() as work:
        await offer_link(work, FIRST_OPERATOR, key_of(secret))
    environment = settings_environment(settings)
    async with (
        started("web", home, environment, "run", "--only", "web"),
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = await browser.new_page()
        await page.goto(f"http://{where}/sign-in#{secret}")
        await page.get_by_role("button").click()
        await page.locator("main.content").wait_for()
        yield page, f"http://{where}"
        await browser.close()
