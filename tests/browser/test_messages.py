"""The sandbox's page: what is done with a message."""

import pytest_asyncio
from playwright.async_api import expect

from sandbox.people import Person
from tests.browser.conftest import Newcomers, Tab


@pytest_asyncio.fixture(loop_scope="session")
async def pair(tab: Tab, newcomers: Newcomers) -> tuple[Person, Person]:
    """Two people before the same chat, in which one has asked something."""
    ann, oleg = await newcomers("Ann", "Oleg")
    await ann.say(oleg.id, "Where is my kettle?")
    await tab.open(ann, oleg)
    await tab.enter(ann, oleg.name)
    await tab.enter(oleg, ann.name)
    return ann, oleg


async def test_reply_quote_and_react(tab: Tab, pair: tuple[Person, Person]) -> None:
    ann, oleg = pair
    menu = await tab.menu(oleg, "Where is")
    await menu.get_by_role("menuitem", name="Reply").click()
    await expect(tab.phone(oleg).locator(".about-to")).to_contain_text("Reply to")
    await tab.write(oleg, "In the shop")
    reply = tab.phone(ann).locator(".bubble").filter(has_text="In the shop").locator(".reply")
    await expect(reply).to_contain_text("Where is my kettle?")

    menu = await tab.menu(oleg, "Where is")
    await menu.get_by_role("menuitem", name="Quote").click()
    await tab.page.get_by_label("Leave the part").fill("my kettle")
    await tab.page.get_by_role("button", name="Quote").click()
    await expect(tab.phone(oleg).locator(".about-to .said")).to_have_text("my kettle")
    await tab.write(oleg, "The red one?")
    reply = tab.phone(ann).locator(".bubble").filter(has_text="The red one?").locator(".reply")
    await expect(reply.locator(".said")).to_have_text("“my kettle”")
    await reply.click()
    await expect(tab.phone(ann).locator(".bubble").first).to_be_focused()

    menu = await tab.menu(oleg, "Where is")
    await menu.get_by_role("menuitem", name="React with 🔥").click()
    for person in (ann, oleg):
        await expect(tab.phone(person).locator(".reaction")).to_contain_text("🔥")
    await tab.phone(oleg).locator(".reaction").click()
    await expect(tab.phone(ann).locator(".reaction")).to_have_count(0)


async def test_words_typed_while_others_are_sent_stay_in_the_box(
    tab: Tab, pair: tuple[Person, Person]
) -> None:
    ann, oleg = pair
    await tab.write(ann, "And my pan?")
    box = tab.phone(ann).get_by_role("textbox", name="Message")
    await box.press_sequentially("And ")
    await expect(tab.phone(oleg).locator(".bubble").filter(has_text="And my pan?")).to_be_visible()
    await box.press_sequentially("my pot?")
    await expect(box).to_have_value("And my pot?")


async def test_edit_pin_forward_and_delete(tab: Tab, pair: tuple[Person, Person]) -> None:
    ann, oleg = pair
    menu = await tab.menu(ann, "Where is")
    await menu.get_by_role("menuitem", name="Edit").click()
    box = tab.phone(ann).get_by_role("textbox")
    await expect(box).to_have_value("Where is my kettle?")
    await expect(tab.phone(ann).locator(".about-to")).to_be_visible()
    await tab.write(ann, "Where is my toaster?")
    bubble = tab.phone(oleg).locator(".bubble").filter(has_text="toaster")
    await expect(bubble.locator(".edited")).to_be_visible()
    await expect(box).to_have_value("")

    menu = await tab.menu(oleg, "toaster")
    await menu.get_by_role("menuitem", name="Pin").click()
    await expect(tab.phone(ann).locator(".pinned")).to_contain_text("toaster")

    menu = await tab.menu(oleg, "toaster")
    await menu.get_by_role("menuitem", name="Forward").click()
    await tab.page.get_by_role("dialog").get_by_role("button", name=ann.name).click()
    await expect(tab.phone(ann).locator(".forward")).to_have_text(f"Forwarded from {ann.name}")

    menu = await tab.menu(ann, "toaster")
    await menu.get_by_role("menuitem", name="Delete").click()
    await tab.page.get_by_role("button", name="Delete for everybody").click()
    await expect(tab.phone(oleg).locator(".bubble").filter(has_text="toaster")).to_have_count(1)
