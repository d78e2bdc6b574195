"""The sandbox's page: groups, who is in them, and their topics."""

from playwright.async_api import Locator, expect

from sandbox.people import Person
from tests.browser.conftest import NUMBERS, Newcomers, Tab
from tests.browser.test_kinds import answer


async def about(tab: Tab, person: Person) -> Locator:
    """Open the window about the chat that is open on somebody's phone."""
    await tab.phone(person).get_by_role("button", name="About this chat").click()
    name = await tab.phone(person).locator(".bar-title").inner_text()
    return tab.page.get_by_role("dialog", name=name, exact=True)


async def make_a_group(tab: Tab, person: Person, title: str, kind: str = "Supergroup") -> None:
    """Make a group from the list of chats; it is open then."""
    await tab.phone(person).get_by_role("button", name="New chat").click()
    await tab.page.get_by_role("menuitem", name="New group").click()
    asked = tab.page.get_by_role("dialog")
    await asked.get_by_label("Name").fill(title)
    if kind != "Supergroup":
        await asked.get_by_label("Kind").click()
        await tab.page.get_by_role("option", name=kind, exact=True).click()
    await answer(asked, "Create")


async def follow_link(tab: Tab, person: Person, url: str, button: str) -> None:
    """Open a link from the list of chats."""
    await tab.phone(person).get_by_role("button", name="New chat").click()
    await tab.page.get_by_role("menuitem", name="Open a link").click()
    await tab.page.get_by_label("t.me link").fill(url)
    await tab.page.get_by_role("button", name="Open", exact=True).click()
    await tab.page.get_by_role("button", name=button, exact=True).click()


async def test_a_group_is_made_entered_by_request_run_and_left(
    tab: Tab, newcomers: Newcomers
) -> None:
    ann, oleg, sue = await newcomers("Ann", "Oleg", "Sue")
    kettles = f"Kettles {next(NUMBERS)}"
    await tab.open(ann, oleg, sue)
    await make_a_group(tab, ann, kettles)
    window = await about(tab, ann)
    await window.get_by_role("button", name="Add somebody").click()
    await tab.page.get_by_role("button", name=sue.name, exact=True).click()
    await expect(window.locator(".member").filter(has_text=sue.name)).to_be_visible()

    # Oleg asks to be let in by a link, and is.
    await window.get_by_role("button", name="Make a link by which one asks").click()
    url = await tab.page.get_by_label("Open it on another phone").input_value()
    await answer(tab.page.get_by_role("dialog", name="Invite link"), "Close")
    await answer(window, "Close")
    await follow_link(tab, oleg, url, "Ask to join")
    await expect(tab.page.get_by_text("Request sent")).to_be_visible()
    window = await about(tab, ann)
    await window.get_by_role("button", name="Let in").click()
    await expect(window.locator(".member").filter(has_text=oleg.name)).to_be_visible()

    # Oleg becomes admin, Sue has to go, and then he leaves by himself.
    await window.get_by_role("button", name=f"Actions on {oleg.name}").click()
    await tab.page.get_by_role("menuitem", name="Make admin").click()
    await expect(window.locator(".member").filter(has_text=oleg.name)).to_contain_text("admin")
    await window.get_by_role("button", name=f"Actions on {sue.name}").click()
    await tab.page.get_by_role("menuitem", name="Remove").click()
    await expect(window.locator(".member").filter(has_text=sue.name)).to_have_count(0)
    await expect(tab.phone(sue).locator(".chat-row").filter(has_text=kettles)).to_have_count(0)
    await answer(window, "Close")
    await tab.enter(oleg, kettles)
    window = await about(tab, oleg)
    await window.get_by_role("button", name="Leave").click()
    await expect(tab.phone(ann).get_by_text(f"{oleg.name} left the group")).to_be_visible()


async def test_a_forum_has_topics_that_are_opened_and_closed(
    tab: Tab, newcomers: Newcomers
) -> None:
    [ann] = await newcomers("Ann")
    await tab.open(ann)
    await make_a_group(tab, ann, f"Front {next(NUMBERS)}", "Supergroup with topics")
    phone = tab.phone(ann)
    await phone.get_by_role("button", name="New topic").click()
    await tab.page.get_by_role("dialog").get_by_label("Name").fill("Returns")
    await answer(tab.page.get_by_role("dialog"), "Create")
    topics = phone.get_by_role("list", name="Topics")
    await topics.get_by_role("button", name="Actions on Returns").click()
    await tab.page.get_by_role("menuitem", name="Close").click()
    await expect(topics.get_by_title("Closed")).to_be_visible()
    await topics.get_by_role("button", name="Returns", exact=True).click()
    await tab.write(ann, "A kettle came back")
    await expect(phone.locator(".bubble")).to_contain_text("A kettle came back")
