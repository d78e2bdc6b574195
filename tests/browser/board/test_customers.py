"""The pages about customers: found by name and number, with all their tickets, and forgotten."""

from playwright.async_api import expect

from core.model.people import Role
from tests.browser.board.conftest import ServedDesk, sign_in
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
    await expect(page.get_by_text("Forgotten at their own wish")).to_be_visible()
    await eve.sees(lambda seen: "are erased" in seen.text)


async def test_what_is_no_customer_is_told_so(desk: ServedDesk, board: Tab) -> None:
    await sign_in(board, desk, await desk.member("Sal"))
    for address in ("/customers/12", "/customers/x"):
        await board.page.goto(f"{desk.address}{address}")
        await expect(board.page.get_by_text("There is no such customer.")).to_be_visible()


async def test_an_operator_finds_no_customers(desk: ServedDesk, board: Tab) -> None:
    ann = await desk.stage.people.add("Ann", language_code="en")
    await desk.waiting(ann)
    await sign_in(board, desk, await desk.member("Ole", Role.OPERATOR))
    await expect(board.page.locator("nav a[href='/customers']")).to_have_count(0)
    for address in ("/customers", f"/customers/{ann.id}"):
        await board.page.goto(f"{desk.address}{address}")
        await expect(board.page.get_by_text("There is no such page")).to_be_visible()
