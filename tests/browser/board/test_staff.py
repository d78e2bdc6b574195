"""The page Staff: a supervisor changes an operator, and the bot and the desk go by it."""

from playwright.async_api import expect

from core.model.people import Role
from tests.browser.board.conftest import ServedDesk, sign_in
from tests.browser.conftest import Tab
from tests.support.waiting import eventually


async def test_a_supervisor_changes_adds_and_removes_staff_and_it_is_kept(
    desk: ServedDesk, board: Tab
) -> None:
    sue = await desk.member("Sue")
    oleg = await desk.member("Oleg <i>O</i>", Role.OPERATOR)
    nina = await desk.stage.people.add("Nina <b>N</b>", language_code="en", username="nina_staff")
    await nina.start()
    page = board.page
    await sign_in(board, desk, sue)
    await page.get_by_role("navigation").get_by_text("Staff").click()

    before = await oleg.now()
    card = page.get_by_role("article", name="Oleg <i>O</i>")
    await card.get_by_role("button", name="Change").click()
    form = page.get_by_role("dialog")
    await form.get_by_role("combobox", name="Tickets at once").click()
    await page.get_by_role("option", name="3", exact=True).click()
    await form.get_by_role("button", name="Save").click()
    await expect(card).to_contain_text("0 of 3 tickets")
    await oleg.say(desk.stage.settings.bot_id, "/panel")  # and the bot goes by it
    await oleg.sees(lambda seen: "of 3" in seen.text, since=before)

    await page.get_by_role("button", name="Add somebody").click()
    await page.get_by_role("textbox", name="Name, @username").fill("nina")
    await page.get_by_role("button", name="Add Nina <b>N</b> as operator").click()
    await expect(page.get_by_role("article", name="Nina <b>N</b>")).to_be_visible()
    await nina.sees(lambda seen: "Welcome to the team" in seen.text)

    changes = page.get_by_role("table", name="Changes")
    row = changes.get_by_role("row").filter(has_text="Oleg <i>O</i>").first
    await expect(row).to_contain_text("6 → 3")
    await expect(row).to_contain_text("Sue")

    await page.get_by_role("navigation").get_by_text("Audit log").click()
    log = page.get_by_role("table", name="Audit log")
    await expect(log.get_by_role("row").nth(1)).to_contain_text("Nina <b>N</b>")
    await page.get_by_role("combobox", name="What").click()
    await page.get_by_role("option", name="Tickets at once").click()
    await expect(log).not_to_contain_text("Sign-in")
    await expect(page).to_have_url(f"{desk.address}/audit?kind=capacity")
    row = log.get_by_role("row").filter(has_text="Oleg <i>O</i>").filter(has_text="Sue")
    await expect(row).to_have_count(1)
    await page.keyboard.press("Escape")
    await page.get_by_role("navigation").get_by_text("Staff").click()

    await card.get_by_role("button", name="Take Oleg <i>O</i> off staff").click()
    await expect(form).to_contain_text("They hold no tickets.")
    await form.get_by_role("button", name="Take off staff").click()
    await expect(card).to_have_count(0)

    async def is_gone() -> bool:
        async with desk.stage.container.work() as work:
            return await work.operator(oleg.id) is None

    await eventually(is_gone)
