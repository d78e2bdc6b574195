"""Tickets in a browser: they are found by what was said, read as a chat that goes on by itself, and
taken in hand; and nobody is shown what is another's."""

import re
from typing import NamedTuple

import pytest
from playwright.async_api import Browser, Page, expect

from core.model.people import Role
from core.tickets.end import close_ticket
from sandbox.page.samples import voice
from sandbox.people import Person
from stories.acts import come, enter_room, operator_in_room, start_shift
from stories.pictures import JPEG
from tests.browser.board.conftest import ServedDesk, board_tab, sign_in
from tests.browser.conftest import Tab
from tests.support.waiting import eventually

HOSTILE = "<img src=x onerror=alert(1)>"


class Conversation(NamedTuple):
    """A customer and an operator in a room."""

    ticket: int
    room: int
    customer: Person
    operator: Person


async def talk(desk: ServedDesk, username: str, customer: Person) -> Conversation:
    """Bring the customer together with a new operator; nobody else is on shift. User accounts
    invite people by their usernames."""
    operator = await desk.stage.people.add("Ola", username=username, language_code="en")
    await desk.stage.add_operator(operator)
    await start_shift(operator)
    since = await come(customer)
    room = await enter_room(customer, since)
    await operator_in_room(customer, room, [operator])
    (row,) = await eventually(
        lambda: desk.stage.rows(
            "SELECT id FROM tickets WHERE customer_id = :who AND status = 'active'",
            who=customer.id,
        )
    )
    return Conversation(int(row["id"]), room, customer, operator)


async def settled(desk: ServedDesk, page: Page, found: Conversation) -> None:
    """End the ticket from its page, and let its operator go: others begin with nobody there."""
    await press(page, "Close")
    await expect(page.get_by_text("closed", exact=True).first).to_be_visible()
    await desk.remove(found.operator)


async def press(page: Page, action: str) -> None:
    """Do something with a ticket, and say yes."""
    await page.get_by_role("group", name="What to do").get_by_role("button", name=action).click()
    await page.get_by_role("dialog").get_by_role("button", name=action).click()


async def press_with(page: Page, action: str, label: str, words: str) -> None:
    """Do something with a ticket that takes words."""
    await page.get_by_role("group", name="What to do").get_by_role("button", name=action).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label(label).fill(words)
    await dialog.get_by_role("button", name=action).click()


@pytest.mark.every_database
async def test_a_supervisor_finds_a_conversation_reads_it_live_and_takes_it_over(
    desk: ServedDesk, board: Tab
) -> None:
    page = board.page
    sam = await desk.member("Sam")
    ann = await desk.stage.people.add(f"Ann {HOSTILE}", language_code="en")
    found = await talk(desk, "ola_answers", ann)
    ola = found.operator
    typo = await ann.say(found.room, f"My umbrela is brocken {HOSTILE}")
    await desk.stage.has_recorded(typo)
    await ann.edit(typo, f"My umbrella is broken {HOSTILE}")
    await ann.send_photo(found.room, JPEG, "this is how it looks")
    sound = voice().data
    await ola.send_voice(found.room, sound)
    await sign_in(board, desk, sam, "/tickets")
    row = page.get_by_role("table", name="Tickets").get_by_role("row")
    await expect(row.filter(has_text=f"№ {found.ticket}")).to_contain_text(f"Ann {HOSTILE}")
    box = page.get_by_label("Search in what was said")
    await box.fill("umbrellas")
    await box.press("Enter")
    await expect(page.locator("mark")).to_have_text("umbrella")
    await expect(page.locator(".hit")).to_contain_text(HOSTILE)
    await expect(page).to_have_url(f"{desk.address}/tickets?q=umbrellas")
    await page.reload()  # a link shows the same
    await page.get_by_role("combobox", name="State").click()
    await page.get_by_role("option", name="closed").click()
    await expect(page.get_by_text("Nothing was found.")).to_be_visible()
    await expect(page).to_have_url(f"{desk.address}/tickets?q=umbrellas&state=closed")
    await page.get_by_role("option", name="in talk").click()
    await page.keyboard.press("Escape")
    await page.get_by_role("link", name=f"№ {found.ticket}").click()

    chat = page.get_by_role("log", name="Conversation")
    said = chat.get_by_role("article")
    await expect(said.filter(has_text="My umbrella is broken")).to_have_class(re.compile("meant"))
    await chat.get_by_text("edited", exact=False).first.click()
    await expect(chat.get_by_text(f"My umbrela is brocken {HOSTILE}")).to_be_visible()
    photo = chat.get_by_role("img", name="photo")
    await expect(photo).to_be_visible()
    assert await photo.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
    player = chat.locator("audio")
    await player.evaluate("(player) => player.play()")
    await expect(player).to_have_js_property("ended", True)
    assert await player.evaluate("(player) => player.duration") > 1
    file = f"{desk.address}{await player.get_attribute('src')}"
    await file_is_given_in_parts(page, file, sound)

    await ola.say(found.room, "A new one is on its way")
    await expect(said.last).to_contain_text("A new one is on its way", timeout=1_500)
    await press_with(page, "Note", "Note", f"a good customer {HOSTILE}")
    await expect(chat.get_by_text("Note, Sam")).to_contain_text(f"a good customer {HOSTILE}")
    before = await ola.now()
    await press_with(page, "Whisper", "Whisper", f"be kind {HOSTILE}")
    await ola.sees(f"be kind {HOSTILE}", since=before)
    await expect(chat.get_by_text("Whisper, Sam to Ola")).to_contain_text(f"be kind {HOSTILE}")
    before = await sam.now()
    await press(page, "Watch in Telegram")
    await sam.sees("A new one is on its way", since=before)
    await page.get_by_role("button", name="Remind", exact=True).click()
    await page.get_by_role("dialog").get_by_label("Of what").fill(f"call back {HOSTILE}")
    await page.get_by_role("dialog").get_by_role("button", name="Remind", exact=True).click()
    await expect(page.get_by_text(f"call back {HOSTILE}").first).to_be_visible()
    await page.get_by_role("button", name=re.compile("Remove the reminder")).click()
    await expect(page.get_by_text("The reminder is removed.")).to_be_visible()
    saved = page.get_by_role("link", name="Download as PDF")
    pdf = await page.request.get(f"{desk.address}{await saved.get_attribute('href')}")
    assert (await pdf.body()).startswith(b"%PDF-")
    await press_with(page, "Hold", "Why it is held", f"a court {HOSTILE}")
    held = page.get_by_text(f"a court {HOSTILE}")
    await expect(held).to_be_visible()
    await press(page, "Release")
    await expect(held).not_to_be_visible()
    await press(page, "Take over")
    await expect(page.get_by_text("with Sam")).to_be_visible()
    await settled(desk, page, found)


async def file_is_given_in_parts(page: Page, file: str, content: bytes) -> None:
    """Whole, or those of its bytes that a player asks for."""
    whole = await page.request.get(file)
    assert await whole.body() == content
    assert whole.headers["content-type"] == "audio/ogg"
    part = await page.request.get(file, headers={"Range": "bytes=10-19"})
    assert (part.status, await part.body()) == (206, content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(content)}"
    beyond = await page.request.get(file, headers={"Range": f"bytes={len(content)}-"})
    assert beyond.status == 416
    assert beyond.headers["content-range"] == f"bytes */{len(content)}"


async def test_an_operator_sees_a_ticket_once_it_is_handed_to_them_and_no_sooner(
    desk: ServedDesk, board: Tab, browser: Browser
) -> None:
    page = board.page
    sam = await desk.member("Sam")
    ira = await desk.member("Ira", Role.OPERATOR)
    ann = await desk.stage.people.add("Ann Adams", language_code="en")
    found = await talk(desk, "ola_has_secrets", ann)
    await desk.stage.has_recorded(await ann.say(found.room, "a velvet secret"))
    await desk.stage.has_recorded(await ann.send_photo(found.room, JPEG, "and its picture"))
    await sign_in(board, desk, ira, "/tickets?q=velvet")
    await expect(page.get_by_text("Nothing was found.")).to_be_visible()
    await page.goto(f"{desk.address}/tickets/{found.ticket}")
    await expect(page.get_by_role("alert")).to_contain_text("belongs to another operator")
    await expect(page.get_by_text("Ann Adams")).to_have_count(0)
    async with board_tab(browser, desk) as board_of_hers:
        hers = board_of_hers.page
        await sign_in(board_of_hers, desk, found.operator, "/tickets")
        await hers.get_by_role("link", name=f"№ {found.ticket}").click()
        await expect(hers.get_by_role("log")).to_contain_text("a velvet secret")
        acts = hers.get_by_role("group", name="What to do")
        await expect(acts.get_by_role("button", name="Take over")).to_have_count(0)
        picture = hers.get_by_role("log").get_by_role("img")
        file = f"{desk.address}{await picture.get_attribute('src')}"
        await nothing_is_told(page, file, f"{desk.address}/files/{found.ticket}/987654321")

        before = await sam.now()
        await call_a_supervisor_by_keyboard(hers)
        await sam.sees(lambda seen: f"#{found.ticket}" in seen.text, since=before)

        await start_shift(ira)
        await acts.get_by_role("button", name="Hand over").click()
        question = hers.get_by_role("dialog")
        await question.get_by_role("radio", name="Ira").click()
        await question.get_by_label("Note for whoever gets it").fill("She likes velvet")
        await question.get_by_role("button", name="Hand over").click()
        await expect(hers.locator(".trouble")).to_contain_text("belongs to another operator")

    await page.reload()
    await expect(page.get_by_role("log")).to_contain_text("She likes velvet")
    assert await (await page.request.get(file)).body() == JPEG
    await press(page, "Back to the queue")
    await expect(page.locator(".trouble")).to_contain_text("belongs to another operator")
    async with desk.stage.container.work() as work:  # Ola was next, and has it again
        await close_ticket(work, found.operator.id, found.ticket)
    for operator in (found.operator, ira):
        await desk.remove(operator)


async def nothing_is_told(page: Page, file: str, nothing: str) -> None:
    """What is another's is answered as what is not there."""
    refused, missing = await page.request.get(file), await page.request.get(nothing)
    assert (refused.status, await refused.body()) == (404, await missing.body())
    assert missing.status == 404


async def call_a_supervisor_by_keyboard(page: Page) -> None:
    """To the button, and in the question to its yes: by Tab and Enter alone."""
    question = page.get_by_role("dialog")
    for where in (page.locator("main.content"), question):
        await expect(where).to_be_visible()
        button = where.get_by_role("button", name="Call a supervisor")
        for _ in range(40):
            if await button.evaluate("(button) => button === document.activeElement"):
                break
            await page.keyboard.press("Tab")
        await expect(button).to_be_focused()
        await page.keyboard.press("Enter")
    await expect(question).to_have_count(0)
