"""The sandbox's page: people write to each other on phones in a browser."""

import re

from playwright.async_api import expect

from sandbox.remote import RemoteSandbox
from tests.browser.conftest import Newcomers, Tab

HOSTILE = (
    "<img src=x onerror=\"document.title='broken'\">&amp;<script>document.title='broken'</script>"
)


async def test_three_phones_write_to_each_other(tab: Tab, newcomers: Newcomers) -> None:
    ann, oleg, sue = await newcomers("Ann", "Oleg", "Sue")
    await ann.create_group("Kettle", [oleg.id, sue.id])
    await tab.open(ann, oleg, sue)
    for person in (ann, oleg, sue):
        await tab.enter(person, "Kettle")
    await tab.write(ann, "It does not boil")
    for person in (oleg, sue):
        bubble = tab.phone(person).locator(".bubble").filter(has_text="It does not boil")
        await expect(bubble.locator(".author")).to_have_text(ann.name)
    await tab.write(oleg, "Is it plugged in?")
    await expect(tab.phone(ann).get_by_text("Is it plugged in?")).to_be_visible()
    own = tab.phone(oleg).locator(".line.own").filter(has_text="Is it plugged in?")
    await expect(own).to_be_visible()


async def test_a_press_counts_though_its_row_is_drawn_anew_under_the_finger(
    tab: Tab, newcomers: Newcomers
) -> None:
    ann, oleg = await newcomers("Ann", "Oleg")
    await oleg.say(ann.id, "Are you there?")
    await tab.open(ann)
    phone = tab.phone(ann)
    await phone.locator(".chat-row").hover()
    await tab.page.mouse.down()
    await oleg.say(ann.id, "Hello?")
    await expect(phone.locator(".chat-row")).to_contain_text("Hello?")
    await tab.page.mouse.up()
    await expect(phone.locator(".composer")).to_be_visible()


async def test_hostile_names_and_texts_stay_text(tab: Tab, sandbox: RemoteSandbox) -> None:
    mallory = await sandbox.people.add(HOSTILE, last_name="</li><h1>")
    ann = await sandbox.people.add("Ann H")
    group = await mallory.create_group(HOSTILE, [ann.id])
    first = await mallory.say(group, HOSTILE)
    await mallory.say(group, "{{ 7 * 7 }} ${7 * 7} `", reply_to=first)
    await tab.open(ann, mallory)
    await expect(tab.phone(ann).locator(".chat-row strong")).to_have_text(HOSTILE)
    phone = await tab.enter(ann, HOSTILE)
    await expect(phone.locator(".text").first).to_have_text(HOSTILE)
    await expect(phone.locator(".reply .said")).to_contain_text("<img src=x")
    await expect(phone.get_by_text("{{ 7 * 7 }} ${7 * 7} `")).to_be_visible()
    assert await tab.page.locator("main img, main script, main h1").count() == 0
    assert await tab.page.title() == "Phones"


async def test_a_reload_shows_the_same(tab: Tab, newcomers: Newcomers) -> None:
    ann, oleg = await newcomers("Ann", "Oleg")
    await ann.say(oleg.id, "Are you there?")
    await tab.open(ann, oleg)
    for look in ("light", "dark"):
        await tab.page.get_by_role("button", name="Light or dark").click()
        await expect(tab.page.locator(f"body.body--{look}")).to_be_visible()
    await tab.enter(oleg, ann.name)
    await tab.phone(oleg).get_by_role("textbox", name="Message").fill("half a thou")
    await expect(tab.page).to_have_url(re.compile(rf"{oleg.id}\.{ann.id}"))
    await tab.page.reload()
    phone = tab.phone(oleg)
    await expect(phone.get_by_text("Are you there?")).to_be_visible()
    await expect(phone.get_by_role("textbox", name="Message")).to_have_value("half a thou")
    await expect(tab.phone(ann).locator(".chat-row")).to_be_visible()
    await expect(tab.page.locator("body.body--dark")).to_be_visible()


async def test_a_person_is_added_and_a_phone_becomes_theirs(tab: Tab, newcomers: Newcomers) -> None:
    ann, oleg = await newcomers("Ann", "Oleg")
    await tab.open(ann, oleg)
    await tab.page.get_by_role("button", name="Add a person").click()
    asked = tab.page.get_by_role("dialog")
    await asked.get_by_label("First name").fill("Zoe")
    await asked.get_by_label("Last name").fill(ann.account.last_name or "")
    await asked.get_by_label("Who may add them to groups").click()
    await tab.page.get_by_role("option", name="nobody").click()
    await asked.get_by_role("button", name="Add", exact=True).click()
    zoe = f"Zoe {ann.account.last_name}"
    await expect(tab.phone(zoe)).to_be_visible()

    # Whom nobody may add is not added.
    await ann.create_group(f"Kettles of {zoe}")
    await tab.enter(ann, f"Kettles of {zoe}")
    await tab.phone(ann).get_by_role("button", name="About this chat").click()
    await tab.page.get_by_role("button", name="Add somebody").click()
    await tab.page.get_by_role("button", name=zoe, exact=True).click()
    await expect(tab.page.get_by_text("Their privacy forbids that they are added")).to_be_visible()
    await tab.page.get_by_role("dialog").get_by_role("button", name="Close").click()

    await tab.phone(oleg).get_by_role("button", name="become another person").click()
    await tab.page.get_by_role("menuitem", name=ann.name, exact=True).click()
    await expect(tab.phone(oleg)).to_have_count(0)
    await expect(tab.phone(ann)).to_have_count(2)


async def test_of_a_long_chat_the_end_is_drawn_and_the_rest_when_one_scrolls_up(
    tab: Tab, newcomers: Newcomers
) -> None:
    ann, oleg = await newcomers("Ann", "Oleg")
    for number in range(150):
        await ann.say(oleg.id, f"Kettle {number}.")
    await tab.open(oleg)
    phone = await tab.enter(oleg, ann.name)
    await expect(phone.get_by_text("Kettle 149.")).to_be_visible()
    await expect(phone.get_by_text("Kettle 0.")).to_have_count(0)
    await phone.locator(".scroller").hover()
    await expect(phone.locator(".bubble")).to_have_count(100)
    await tab.page.mouse.wheel(0, -20_000)
    await expect(phone.get_by_text("Kettle 0.", exact=True)).to_be_attached()
    await expect(phone.locator(".bubble")).to_have_count(150)
