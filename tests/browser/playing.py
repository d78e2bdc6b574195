"""A ticket played by hand on three phones of `switchboard play`: Ann is the customer, Olena the
operator, Sam the supervisor. The journey and the pictures are made of these acts."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, expect

from stories.processes import started
from tests.browser.conftest import Tab

ANN, OLENA, SAM = "Ann", "Olena", "Sam"
BOT = "Switchboard"
PATIENCE = 30_000  # milliseconds: the desk is three processes on a machine that may be busy


@asynccontextmanager
async def played(home: Path, *options: str) -> AsyncIterator[str]:
    """`switchboard play` in a process of its own; the page's address."""
    command = ("play", "--port", "0", "--home", str(home), *options)
    async with started("play", home, {}, *command) as process:
        address = re.search(r"in a browser: (http://\S+)", process.said)
        assert address, process.said
        yield address[1]


async def look_at_three_phones(tab: Tab, look: str = "light") -> None:
    """Open the page as it is at first, and the bot's chat on the phones of both of staff."""
    await tab.page.goto(f"{tab.address}?look={look}")
    await tab.page.locator(".phone .bar").nth(2).wait_for()
    for person in (OLENA, SAM):
        await tab.enter(person, BOT)


async def press(tab: Tab, person: str, button: str) -> None:
    """Press a button in the open chat: the last one that is called so, once it is there."""
    named = tab.phone(person).get_by_role("button", name=button, exact=True)
    await named.last.click(timeout=PATIENCE)


async def start_shift(tab: Tab) -> None:
    """Olena begins her shift."""
    await press(tab, OLENA, "Start shift")
    await sees(tab, OLENA, "Olena, you are on shift")


async def begin(tab: Tab) -> None:
    """Ann finds the bot, and presses Start."""
    await tab.phone(ANN).get_by_role("button", name="New chat").click()
    await tab.page.get_by_role("menuitem", name=BOT, exact=True).click()
    await press(tab, ANN, "Start")


async def ask(tab: Tab, topic: str) -> None:
    """Ann says what it is about, and who she is."""
    await press(tab, ANN, topic)
    await press(tab, ANN, "📱 Share my number")


async def begin_again(tab: Tab, topic: str) -> None:
    """Ann has another question, of this topic, for somebody who answers in the bot's chat."""
    await tab.write(ANN, "/start")
    await press(tab, ANN, topic)
    await sees(tab, ANN, "write your question")


async def go_to(tab: Tab, person: str, title: str) -> None:
    """Leave the open chat for another, whose title begins so."""
    await press(tab, person, "Back")
    row = tab.phone(person).locator(f'.chat-row[aria-label^="{title}"]')
    await row.click(timeout=PATIENCE)


async def enter_the_room(tab: Tab) -> None:
    """Ann asks to be let into the room, and both of them go there."""
    await press(tab, ANN, "Enter the chat")
    await tab.page.get_by_role("button", name="Ask to join", exact=True).click()
    for person in (ANN, OLENA):
        await go_to(tab, person, "Support #")
        await tab.phone(person).locator(".composer").wait_for()


async def send_a_photo(tab: Tab, person: str) -> None:
    """Attach the sample photo."""
    await tab.phone(person).get_by_role("button", name="Attach").click()
    await tab.page.get_by_role("menuitem", name="Sample photo").click()


async def go_back_to_the_bot(tab: Tab, person: str) -> None:
    """Leave the open chat for the one with the bot."""
    await press(tab, person, "Back")
    await tab.enter(person, BOT)


async def sees(tab: Tab, person: str, text: str) -> Locator:
    """Wait for a bubble with these words in the open chat; the bubble."""
    bubble = tab.phone(person).locator(".bubble").filter(has_text=text).last
    await expect(bubble).to_be_visible(timeout=PATIENCE)
    return bubble
