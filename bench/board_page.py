"""How soon pages of a desk with a hundred thousand tickets stand in a browser."""

import secrets
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

from playwright.async_api import Page, async_playwright

from app.container import open_container
from bench import board_rows
from bench.board_rows import FIRST_OPERATOR, TICKETS
from bench.rows import Better, Row
from core.access.rules import key_of
from core.access.sign_in import offer_link
from stories.apart import TOKEN, free_port, settings_environment
from stories.processes import started
from stories.stage import story_settings
from tests.support.chromium import FLAGS, chromium
from tests.support.servers import postgres_server

NAME = "board page"
MESSAGES = 200_000
TRIES = 20
PATHS = {
    "Tickets": ("/tickets", ".listing tbody tr"),
    "Tickets of a state, by last word": ("/tickets?state=closed&sort=last_word", ".listing tr"),
    "a search": ("/tickets?q=refund", ".hit"),
    "a ticket": (f"/tickets/{TICKETS - 500}", ".ticket-head"),
    "Now": ("/", ".figures"),
}


async def measure() -> list[Row]:
    """Return the median and what a twentieth exceeds, in milliseconds, on each database."""
    with tempfile.TemporaryDirectory(prefix="sw-bench-") as folder:
        rows = await _measure("SQLite", Path(folder), None)
    with (
        tempfile.TemporaryDirectory(prefix="sw-bench-") as folder,
        postgres_server(durable=True) as address,
    ):
        url = address.render_as_string(hide_password=False)
        return rows + await _measure("PostgreSQL", Path(folder), url)


async def _measure(database: str, home: Path, url: str | None) -> list[Row]:
    rows: list[Row] = []
    async with _page(home, url) as (page, address):
        for name, (path, sign) in PATHS.items():
            times = []
            for _ in range(TRIES):
                begun = time.perf_counter()
                await page.goto(f"{address}{path}", wait_until="commit")
                await page.locator(sign).first.wait_for()
                times.append(1_000 * (time.perf_counter() - begun))
            worst = sorted(times)[-TRIES // 20 - 1]
            rows += [
                Row(NAME, f"{database}, {name}, p50", "ms", median(times), Better.LESS),
                Row(NAME, f"{database}, {name}, p95", "ms", worst, Better.LESS),
            ]
    return rows


@asynccontextmanager
async def _page(home: Path, url: str | None) -> AsyncIterator[tuple[Page, str]]:
    """A supervisor's window on a desk of some years, and the page's address."""
    where = f"127.0.0.1:{free_port()}"
    settings = story_settings(home, {"BOT_TOKEN": TOKEN}, url, web_listen=where)
    secret = secrets.token_urlsafe()
    async with open_container(settings) as container:
        await board_rows.fill(container.database, MESSAGES)
        async with container.work() as work:
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
