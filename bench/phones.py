"""From sending on one phone to the bubble on another, in Chromium: three phones side by side, in a
fresh chat and in one of 2,000 messages."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import median

from playwright.async_api import async_playwright

from bench.rows import Better, Row
from sandbox.people import Person
from sandbox.remote import connect
from tests.browser.conftest import Tab, served_page, tab_in
from tests.support.chromium import FLAGS, chromium

NAME = "phones"
TRIES = 40
MANY = 2_000
# Both ends are in one page and go by one clock: from Enter to the frame in which the bubble stands.
_SEND = """async ([from, to, text]) => {
    const phone = (name) => document.querySelector(`[aria-label="Phone of ${name}"]`);
    const box = phone(from).querySelector('textarea[aria-label="Message"]');
    const shown = new Promise((resolve) => new MutationObserver((_, observer) => {
        if (!phone(to).querySelector('.messages').innerText.includes(text)) return;
        observer.disconnect();
        requestAnimationFrame(() => resolve(performance.now()));
    }).observe(phone(to).querySelector('.messages'), {childList: true, subtree: true}));
    box.value = text;
    const begun = performance.now();
    box.dispatchEvent(new Event('input', {bubbles: true}));
    box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
    return await shown - begun;
}"""


async def measure() -> AsyncIterator[Row]:
    """Return the median and what a twentieth exceeds, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            served_page(Path(folder)) as served,
            connect(served.control_url, bot="@switchboard_bot") as sandbox,
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            people = [await sandbox.people.add(name) for name in ("Bea", "Carl", "Dora")]
            for count in (0, MANY):
                group = await people[0].create_group(f"{count} messages", _ids(people[1:]))
                for number in range(count):
                    await people[number % 3].say(group, f"Message {number}")
                async with tab_in(browser, served.page_url) as tab:
                    for row in _rows(count, await _times(tab, people, f"{count} messages")):
                        yield row
            await browser.close()


def _ids(people: list[Person]) -> list[int]:
    return [person.id for person in people]


async def _times(tab: Tab, people: list[Person], title: str) -> list[float]:
    await tab.open(*people)
    for person in people:
        await tab.enter(person, title)
    times = []
    for number in range(TRIES):
        names = [people[number % 3].name, people[(number + 1) % 3].name]
        times.append(await tab.page.evaluate(_SEND, [*names, f"Try {number} of many"]))
        await asyncio.sleep(0.1)
    return sorted(times)


def _rows(count: int, times: list[float]) -> list[Row]:
    what, worst = f"after {count:,} messages", times[int(len(times) * 0.95)]
    return [
        Row(NAME, f"{what}, p50", "ms", median(times), Better.LESS),
        Row(NAME, f"{what}, p95", "ms", worst, Better.LESS),
    ]
