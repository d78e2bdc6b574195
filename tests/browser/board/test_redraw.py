"""Pages that change by themselves take nothing from whoever is about to do something there."""

import re

from playwright.async_api import expect

from core.tickets.staff_commands import keep_note
from tests.browser.board.conftest import ServedDesk, sign_in
from tests.browser.conftest import Tab


async def test_what_changes_takes_no_focus_press_or_fold_away(desk: ServedDesk, board: Tab) -> None:
    page = board.page
    uma = await desk.member("Uma")
    ann, bea, zoe = [
        await desk.stage.people.add(name, language_code="en") for name in ("Ann", "Bea", "Zoe")
    ]
    first = await desk.waiting(ann)
    await sign_in(board, desk, uma)
    queue = page.get_by_role("table", name="Queue")

    # With the focus on a row, another one comes; the one with the focus goes.
    link = queue.get_by_role("link", name=f"№ {first}", exact=True)
    await link.focus()
    second = await desk.waiting(bea)
    await expect(queue).to_contain_text(f"№ {second}")
    await expect(link).to_be_focused()
    await queue.get_by_role("link", name=f"№ {second}", exact=True).focus()
    await desk.cancels(bea, second)
    await expect(queue).not_to_contain_text(f"№ {second}")
    await expect(link).not_to_be_focused()  # it is another's: Enter would open what nobody meant

    # Between a finger's coming down and going up, too.
    await link.hover()
    await page.mouse.down()
    third = await desk.waiting(zoe)
    await expect(queue).to_contain_text(f"№ {third}")
    await page.mouse.up()
    await expect(page).to_have_url(re.compile(rf"/tickets/{first}$"))

    # What was unfolded stays so, and a button keeps the focus, while something else happens.
    events = page.get_by_role("region", name="What happened")
    await events.locator("summary").click()
    note = page.get_by_role("group", name="What to do").get_by_role("button", name="Note")
    await note.focus()
    shown = await events.locator("dt").count()
    async with desk.stage.container.work() as work:
        await keep_note(work, uma.id, first, "Where from?")
    await expect(events.locator("dt")).not_to_have_count(shown)
    await expect(events.locator("dt").last).to_be_visible()
    await desk.cancels(ann, first)
    await expect(page.get_by_text("abandoned", exact=True).first).to_be_visible()
    await desk.cancels(zoe, third)
