"""Takes the pictures of the documents (`make pictures`): a short ticket is played on the phones of
`switchboard play`, and the page for staff is looked at meanwhile."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright, expect

from stories import acts
from stories.threads.forum import TALK, TOPICS, Forum
from tests.browser.board.conftest import ServedDesk, served_desk, sign_in
from tests.browser.conftest import Tab, tab_in
from tests.browser.playing import (
    ANN,
    OLENA,
    PATIENCE,
    ask,
    begin,
    enter_the_room,
    look_at_three_phones,
    played,
    sees,
    send_a_photo,
    start_shift,
)
from tests.support.chromium import FLAGS, chromium

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
LOOKED_AT = ROOT / "build" / "pictures"
"""Where pictures of every page lie that no document shows: to be looked at after a change."""
WIDE = {"width": 1180, "height": 720}
NARROW = {"width": 390, "height": 720}
LOOKS = (("", "light", WIDE), ("-dark", "dark", WIDE), ("-narrow", "light", NARROW))
PATHS = ("tickets", "customers", "staff", "reports", "desk", "desk/texts")


@asynccontextmanager
async def _browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        await browser.close()


async def _take(page: Page, name: str, folder: Path = FOLDER, *, whole: bool = False) -> None:
    await page.mouse.move(0, 0)
    await page.evaluate("document.fonts.ready")
    await expect(page.locator(".q-notification")).to_have_count(0, timeout=PATIENCE)
    taken = await page.screenshot(animations="disabled", full_page=whole)
    file = folder / f"{name}.png"
    # Of 256 colours: a third of the size.
    Image.open(BytesIO(taken)).convert("RGB").quantize(256).save(file, optimize=True)
    sys.stdout.write(f"{file.relative_to(Path.cwd())}: {file.stat().st_size // 1000} kB\n")


async def _phones(browser: Browser, home: Path) -> None:
    async with played(home) as address:
        async with tab_in(browser, address, viewport=WIDE) as tab:
            await look_at_three_phones(tab)
            await start_shift(tab)
            await begin(tab)
            await ask(tab, "My order (in a room)")
            await enter_the_room(tab)
            await _talk(tab)
            await _take(tab.page, "play")
            await tab.page.get_by_role("button", name="Light or dark").click()
            await expect(tab.page.locator("body.body--dark")).to_be_visible()
            await tab.page.get_by_role("button", name="Bad days").click()
            await expect(tab.page.get_by_text("userbot: running")).to_be_visible()
            await _take(tab.page, "play-dark")
            shown = tab.page.url.replace("look=dark", "look=light")
        async with tab_in(browser, shown, viewport=NARROW) as tab:
            await tab.page.goto(shown)
            await sees(tab, ANN, "The red one")
            await _take(tab.page, "play-narrow")


async def _talk(tab: Tab) -> None:
    await tab.write(ANN, "My kettle does not boil.")
    await sees(tab, OLENA, "My kettle does not boil.")
    await tab.write(OLENA, "Hello Ann! Which one is it?")
    await sees(tab, ANN, "Hello Ann!")
    await tab.write(ANN, "The red one. It stands here:")
    await send_a_photo(tab, ANN)
    await expect(tab.phone(OLENA).get_by_role("img", name="Photo from Ann")).to_be_visible()


async def _board(browser: Browser, home: Path) -> None:
    async with served_desk(home, None) as desk:
        sam = await desk.member("Sam")
        await _some_wait(desk)
        (customer,) = await desk.stage.rows("SELECT max(id) AS id FROM customers")
        for name, look, viewport in LOOKS:
            async with tab_in(browser, desk.address, viewport=viewport, color_scheme=look) as tab:
                await sign_in(tab, desk, sam)
                await expect(tab.page.get_by_role("table", name="Queue")).to_be_visible()
                await _take(tab.page, f"now{name}")
                for path in (*PATHS, f"customers/{customer['id']}"):
                    await tab.page.goto(f"{desk.address}/{path}")
                    await expect(tab.page.locator("main.content section").first).to_be_visible()
                    await expect(tab.page.locator(".q-spinner")).to_have_count(0)
                    title = path.replace("/", "-")
                    await _take(tab.page, f"{title}{name}", LOOKED_AT, whole=True)


async def _some_wait(desk: ServedDesk) -> None:
    olena = await desk.stage.people.add("Olena", language_code="en")
    await desk.stage.add_operator(olena, 2)
    await acts.start_shift(olena)
    for name in ("Ann Baker", "Mia Novak", "Ivan Petrenko", "Zoe Klein"):
        await desk.waiting(await desk.stage.people.add(name, language_code="en"))


async def _ticket(browser: Browser, home: Path) -> None:
    """A ticket that is talked about in a topic, as a supervisor reads and answers it."""
    (home / "topics.toml").write_text(TOPICS, encoding="utf-8")
    async with served_desk(home, None, "advice", "Olena") as desk:
        forum = Forum(desk.stage, "advice")
        olena = await forum.operator("Olena")
        await acts.start_shift(olena)
        sam = await desk.member("Sam")
        ann = await desk.stage.people.add("Ann Baker", language_code="en")
        await forum.asks(ann, "Good morning! My kettle does not boil any more.")
        topic = (await forum.looks(ann, TALK)).id
        question = await olena.sees("My kettle", forum.chat, topic=topic)
        answer = "Hello Ann! Which one is it?"
        await olena.say(forum.chat, answer, reply_to=question.message_id)
        await ann.sees(answer)
        for words in ("The red one, of last May.", "And it is plugged in."):
            await ann.say(forum.bot, words)
            await olena.sees(words, forum.chat, topic=topic)
        for name, look, viewport in LOOKS:
            async with tab_in(browser, desk.address, viewport=viewport, color_scheme=look) as tab:
                await sign_in(tab, desk, sam)
                await tab.page.goto(f"{desk.address}/tickets/1")
                await expect(tab.page.get_by_role("article")).to_have_count(4)
                box = tab.page.get_by_role("region", name="Answer")
                await box.get_by_label("Answer to the customer").fill(
                    "We send you a new one today."
                )
                await expect(box.locator(".answer-preview .said")).to_be_visible()
                await _take(tab.page, f"ticket{name}")


async def take() -> None:
    """Take all of them."""
    for folder in (FOLDER, LOOKED_AT):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        async with _browser() as browser:
            for name, pictures in (("play", _phones), ("board", _board), ("ticket", _ticket)):
                home = Path(scratch) / name
                home.mkdir()
                await pictures(browser, home)


if __name__ == "__main__":
    asyncio.run(take())
