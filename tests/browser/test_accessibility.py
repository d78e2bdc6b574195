"""The sandbox's page for everybody: axe finds nothing against WCAG 2.2 A and AA."""

from playwright.async_api import expect

from sandbox.people import Person
from stories.pictures import JPEG
from tests.browser.conftest import Newcomers, Tab
from tests.support.axe import violations


async def talk(ann: Person, oleg: Person) -> None:
    """Something of every kind in a chat of two."""
    await ann.say(oleg.id, "Where is my kettle? See https://example.com and /help")
    asked = await oleg.last(ann.id)
    assert asked is not None
    await oleg.say(ann.id, "In the shop", reply_to=asked)
    await oleg.react(asked, "🔥")
    await ann.send_photo(oleg.id, JPEG, "This one")
    await ann.send_location(oleg.id, 50.45, 30.52)


async def test_the_phones_are_for_everybody(tab: Tab, newcomers: Newcomers) -> None:
    ann, oleg, sue = await newcomers("Ann", "Oleg", "Sue")
    await talk(ann, oleg)
    await ann.create_group("Kettle", [oleg.id])
    await tab.open(ann, oleg, sue)
    await tab.enter(ann, oleg.name)
    await expect(tab.phone(ann).get_by_text("In the shop")).to_be_visible()
    assert await violations(tab.page) == ""
    await tab.page.get_by_role("button", name="Add a person").click()
    await expect(tab.page.get_by_role("dialog")).to_be_visible()
    assert await violations(tab.page) == ""
