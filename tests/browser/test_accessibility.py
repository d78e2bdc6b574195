"""The sandbox's page for everybody: axe finds nothing against WCAG 2.2 A and AA."""

import pytest
from playwright.async_api import Browser, expect

from sandbox.people import Person
from sandbox.remote import RemoteSandbox
from stories.pictures import JPEG
from tests.browser.conftest import Newcomers, Served, Tab, tab_in
from tests.support.axe import violations

NARROW = {"width": 390, "height": 780}
STILL: dict[str, object] = {"reduced_motion": "reduce"}  # what fades in has no colours yet
LOOKS: dict[str, dict[str, object]] = {
    "light": STILL,
    "dark": {**STILL, "color_scheme": "dark"},
    "narrow": {**STILL, "viewport": NARROW},
    "narrow and dark": {**STILL, "viewport": NARROW, "color_scheme": "dark"},
}


async def talk(ann: Person, oleg: Person) -> None:
    """Something of every kind in a chat of two."""
    await ann.say(oleg.id, "Where is my kettle? See https://example.com and /help")
    asked = await oleg.last(ann.id)
    assert asked is not None
    await oleg.say(ann.id, "In the shop", reply_to=asked)
    await oleg.react(asked, "🔥")
    await ann.send_photo(oleg.id, JPEG, "This one")
    await ann.send_location(oleg.id, 50.45, 30.52)


@pytest.mark.parametrize("look", LOOKS)
async def test_the_phones_are_for_everybody(
    browser: Browser, served: Served, sandbox: RemoteSandbox, newcomers: Newcomers, look: str
) -> None:
    ann, oleg, sue = await newcomers("Ann", "Oleg", "Sue")
    await talk(ann, oleg)
    await ann.create_group("Kettle", [oleg.id])
    async with tab_in(browser, served.page_url, **LOOKS[look]) as tab:
        await tab.open(ann, oleg, sue)
        await tab.enter(ann, oleg.name)
        await expect(tab.phone(ann).get_by_text("In the shop")).to_be_visible()
        assert await violations(tab.page) == ""
        await add_dialog(tab)
        assert await violations(tab.page) == ""


async def add_dialog(tab: Tab) -> None:
    """Open the dialog that asks for a new person."""
    await tab.page.get_by_role("button", name="Add a person").click()
    await expect(tab.page.get_by_role("dialog")).to_be_visible()
