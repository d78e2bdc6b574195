"""The page Now: who comes in, what they see, and that it changes by itself."""

from datetime import timedelta

import pytest
from playwright.async_api import Browser, expect

from core.access.rules import key_of
from core.access.sign_in import offer_link
from core.model.people import Role
from tests.browser.board.conftest import ServedDesk, board_tab, sign_in
from tests.browser.conftest import WIDE, Tab


@pytest.mark.every_database
async def test_a_supervisor_comes_in_by_the_bots_link_and_sees_the_queue_grow_and_shrink(
    desk: ServedDesk, board: Tab
) -> None:
    sam = await desk.member("Sam")
    link = await desk.link(sam)
    page = board.page
    await page.goto(f"{desk.address}/")
    await expect(page).to_have_url(f"{desk.address}/sign-in")  # and no name of any page
    await page.goto(link)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", name="Now", level=1)).to_be_visible()
    ann = await desk.stage.people.add("Ann <b>Baker</b>", language_code="en")
    ticket = await desk.waiting(ann)
    row = page.get_by_role("table", name="Queue").get_by_role("row").filter(has_text=f"№ {ticket}")
    await expect(row).to_contain_text("Ann <b>Baker</b>", timeout=2_000)
    await expect(page.get_by_text("Nobody is on shift, and")).to_be_visible()
    await desk.cancels(ann, ticket)
    await expect(row).to_have_count(0, timeout=2_000)
    secret = link.partition("#")[2]
    assert secret not in desk.log()


async def test_a_link_that_was_used_leads_nowhere(
    desk: ServedDesk, board: Tab, browser: Browser
) -> None:
    ola = await desk.member("Ola", Role.OPERATOR)
    link = await desk.link(ola)
    await board.page.goto(link)  # as a preview does, too
    async with board_tab(browser, desk) as first:
        await first.page.goto(link)
        await first.page.get_by_role("button", name="Sign in").click()
        await first.page.locator("main.content").wait_for()
    await board.page.get_by_role("button", name="Sign in").click()
    await expect(board.page.get_by_role("alert")).to_contain_text("does not work any more")


async def test_a_link_that_is_pressed_before_the_desk_notes_that_it_was_sent_works(
    desk: ServedDesk, browser: Browser
) -> None:
    eva = await desk.member("Eva")
    async with board_tab(browser, desk, viewport=WIDE) as board:  # whose clock is its own
        page = board.page
        await page.clock.install()
        await page.goto(f"{desk.address}/sign-in#read-at-once")
        await page.clock.pause_at(desk.stage.container.clock() + timedelta(minutes=1))
        async with page.expect_response("**/sign-in") as refused:
            await page.get_by_role("button", name="Sign in").click()
        assert (await refused.value).status == 403
        async with desk.stage.container.work() as work:
            await offer_link(work, eva.id, key_of("read-at-once"))
        await page.clock.resume()
        await expect(page.get_by_role("heading", name="Now", level=1)).to_be_visible()


async def test_whoever_is_taken_off_staff_is_shown_nothing_more_within_a_second(
    desk: ServedDesk, board: Tab
) -> None:
    ira = await desk.member("Ira", Role.OPERATOR, "uk")
    await sign_in(board, desk, ira)
    await expect(board.page.get_by_role("heading", name="Зараз", level=1)).to_be_visible()
    assert await board.page.locator("html").get_attribute("lang") == "uk"
    await desk.remove(ira)
    await board.page.wait_for_url("**/sign-in", timeout=1_500)
    await board.page.goto(f"{desk.address}/")
    await expect(board.page).to_have_url(f"{desk.address}/sign-in")


async def test_who_signs_out_is_out(desk: ServedDesk, board: Tab) -> None:
    zoe = await desk.member("Zoe")
    await sign_in(board, desk, zoe)
    await board.page.get_by_role("button", name="Your account").click()
    await board.page.get_by_text("Sign out", exact=True).click()
    await board.page.wait_for_url("**/sign-in")
