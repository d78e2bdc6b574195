"""The pages about customers: found by name and number, with all their tickets, and forgotten."""

from playwright.async_api import Browser, expect

from tests.browser.board.conftest import ServedDesk, board_tab, sign_in
from tests.browser.conftest import Tab


async def test_a_supervisor_finds_a_customer_and_grants_their_wish_to_be_forgotten(
    desk: ServedDesk, board: Tab
) -> None:
    sid = await desk.member("Sid")
    eve = await desk.stage.people.add("Eve <img src=x>", language_code="en")
    ticket = await desk.waiting(eve)
    bot = desk.stage.settings.bot_id
    page = board.page
    await sign_in(board, desk, sid)
    await page.get_by_role("navigation").get_by_text("Customers").click()
    search = page.get_by_role("textbox", name="Name, @username")
    await search.fill("nobody is called so")
    await expect(page.get_by_text("There is no such customer.")).to_be_visible()
    await search.fill(str(eve.id))
    row = page.get_by_role("table", name="Customers").get_by_role("row").nth(1)
    await expect(row).to_contain_text("Eve <img src=x>")
    await expect(row).to_contain_text(f"№ {ticket}")
    await row.get_by_role("link", name="Eve <img src=x>").click()
    await page.go_back()
    await expect(search).to_have_value(str(eve.id))  # which the address keeps
    await row.get_by_role("link", name="Eve <img src=x>").click()
    await expect(page.get_by_role("table", name="Tickets")).to_contain_text(f"№ {ticket}")

    await eve.say(bot, "/forget")
    asked = await eve.sees(lambda seen: "Shall we erase" in seen.text)
    await eve.press(asked, "Yes, erase my data")
    await page.get_by_role("navigation").get_by_text("Now").click()
    await page.get_by_role("link", name=f"Customer {eve.id} asks to be forgotten").click()
    await page.get_by_role("button", name="Erase…").click()
    sure = page.get_by_role("dialog")
    await expect(sure).to_contain_text("Erase everything about Eve <img src=x>")
    await sure.get_by_role("button", name="Yes, erase for good").click()
    await expect(page.get_by_role("heading", name="Forgotten")).to_be_visible()
    await eve.sees(lambda seen: "are erased" in seen.text)


async def test_a_supervisor_blocks_a_customer_and_serves_them_again(
    desk: ServedDesk, board: Tab
) -> None:
    sid = await desk.member("Sid")
    rob = await desk.stage.people.add("Rob <b>", language_code="en")
    ticket = await desk.waiting(rob)
    bot, page = desk.stage.settings.bot_id, board.page
    await sign_in(board, desk, sid, f"/customers/{rob.id}")
    blocking = page.get_by_role("region", name="Blocking")
    await expect(blocking).to_contain_text("They are served as everybody.")
    await blocking.get_by_role("button", name="Block…").click()
    sure = page.get_by_role("dialog")
    await expect(sure).to_contain_text("Block Rob <b>")
    await sure.get_by_role("button", name="Block").click()
    await expect(sure).to_be_visible()  # not without a reason
    await sure.get_by_role("textbox").fill("writes <i>rubbish</i>")
    await expect(sure.get_by_text(f"Close № {ticket} now")).to_be_visible()
    await sure.get_by_role("button", name="Block").click()
    await expect(blocking).to_contain_text("writes <i>rubbish</i>")
    await expect(page.get_by_role("table", name="Tickets")).to_contain_text("closed")

    await rob.say(bot, "/start")
    await rob.sees(lambda seen: "cannot help you here" in seen.text)
    await rob.say(bot, "/mydata")
    await rob.sees(lambda seen: "What we keep about you" in seen.text)
    await page.goto(f"{desk.address}/customers?blocked=1")
    row = page.get_by_role("table", name="Customers").get_by_role("row").nth(1)
    await expect(row).to_contain_text("blocked")
    await row.get_by_role("link", name="Rob <b>").click()
    await blocking.get_by_role("button", name="Unblock…").click()
    await sure.get_by_role("button", name="Unblock").click()
    await expect(blocking).to_contain_text("They are served as everybody.")
    await rob.say(bot, "/start")
    await rob.sees(lambda seen: "good to see you" in seen.text)


async def test_one_supervisor_proposes_to_erase_and_another_agrees(
    desk: ServedDesk, board: Tab, browser: Browser
) -> None:
    sid, dee = await desk.member("Sid"), await desk.member("Dee")
    una = await desk.stage.people.add("Una", language_code="en")
    await desk.cancels(una, await desk.waiting(una))
    page = board.page
    await sign_in(board, desk, sid, f"/customers/{una.id}")
    await page.get_by_role("button", name="Propose to erase…").click()
    sure = page.get_by_role("dialog")
    await sure.get_by_role("textbox").fill("asked us by post")
    await sure.get_by_role("button", name="Propose").click()
    wish = page.get_by_role("region", name="Proposal to erase")
    await expect(wish).to_contain_text("Sid proposed")
    await expect(wish).to_contain_text("it is erased when another supervisor agrees")
    await expect(wish.get_by_role("button")).to_have_text(["Take it back"])

    async with board_tab(browser, desk) as other:
        await sign_in(other, desk, dee)
        await other.page.get_by_role("link", name=f"customer {una.id} is forgotten").click()
        asked = other.page.get_by_role("region", name="Proposal to erase")
        await expect(asked).to_contain_text("asked us by post")
        await asked.get_by_role("button", name="Erase…").click()
        await other.page.get_by_role("button", name="Yes, erase for good").click()
        await expect(other.page.get_by_role("heading", name="Forgotten")).to_be_visible()
    await expect(page.get_by_role("heading", name="Forgotten")).to_be_visible()
    await una.sees(lambda seen: "are erased" in seen.text)


async def test_what_is_no_customer_is_told_so(desk: ServedDesk, board: Tab) -> None:
    await sign_in(board, desk, await desk.member("Sal"))
    for address in ("/customers/12", "/customers/x"):
        await board.page.goto(f"{desk.address}{address}")
        await expect(board.page.get_by_text("There is no such customer.")).to_be_visible()
