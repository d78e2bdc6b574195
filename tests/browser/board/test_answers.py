"""Staff answers a customer from the ticket's page: it reaches their phone in the bot's name, and
stands in the staff's topic as said by whom."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, expect

from stories.acts import start_shift
from stories.threads.forum import TALK, TOPICS, Forum
from tests.browser.board.conftest import ServedDesk, board_tab, served_desk, sign_in
from tests.support.waiting import eventually

NAME = "advice"


@pytest_asyncio.fixture(loop_scope="session")
async def threads(tmp_path: Path) -> AsyncIterator[ServedDesk]:
    """A desk of its own, which answers in the topics of a forum."""
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    async with served_desk(tmp_path, None, NAME, "olga") as served:
        yield served


async def test_a_supervisor_answers_a_threads_customer_with_words(
    threads: ServedDesk, browser: Browser
) -> None:
    forum = Forum(threads.stage, NAME)
    olga = await forum.operator("olga")
    await start_shift(olga)
    sam = await threads.member("Sam")
    ann = await threads.stage.people.add("Ann", language_code="en")
    await forum.asks(ann, "Which plan is mine?")
    topic = (await forum.looks(ann, TALK)).id
    (row,) = await eventually(
        lambda: threads.stage.rows("SELECT id FROM tickets WHERE closed_at IS NULL")
    )
    await olga.sees("Which plan is mine?", forum.chat, topic=topic)
    async with (
        board_tab(browser, threads) as board,
        board_tab(browser, threads) as hers,
    ):
        page, other = board.page, hers.page
        await sign_in(board, threads, sam)
        await sign_in(hers, threads, olga)
        await page.goto(f"{threads.address}/tickets/{row['id']}")
        await other.goto(f"{threads.address}/tickets/{row['id']}")
        answer = page.get_by_role("region", name="Answer")
        box = answer.get_by_label("Answer to the customer")
        send = answer.get_by_role("button", name="Send")
        await expect(send).to_be_disabled()

        await box.fill("x" * 4_098)
        await expect(answer.get_by_text("2 characters too long")).to_be_visible()
        await expect(send).to_be_disabled()
        await box.fill("/close <b>now</b>")
        await send.click()
        await expect(page.get_by_text("stays among staff")).to_be_visible()
        await expect(box).to_have_value("/close <b>now</b>")  # a refusal costs no draft
        await box.fill("The <b>blue</b> one")
        await expect(answer.locator(".answer-preview .said")).to_have_text("The <b>blue</b> one")
        await expect(other.get_by_text("Writing now: Sam")).to_be_visible()
        before = await ann.now()
        await send.click()

        at_ann = await ann.sees("The <b>blue</b> one", since=before)
        assert at_ann.text == "The <b>blue</b> one"
        assert at_ann.sender_id == forum.bot
        there = await olga.sees("The <b>blue</b> one", forum.chat, topic=topic)
        assert there.text == "Sam, from the page:\nThe <b>blue</b> one"
        await expect(box).to_have_value("")
        said = page.get_by_role("article").filter(has_text="The <b>blue</b> one")
        await expect(said).to_contain_text("supervisor, from the page")
        await expect(other.get_by_role("article").last).to_contain_text("The <b>blue</b> one")

        await said.get_by_role("button", name="Change").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Answer to the customer").fill("The green one")
        await dialog.get_by_role("button", name="Change").click()
        assert (await ann.sees("The green one", since=before)).message_id == at_ann.message_id
        changed = await olga.sees("The green one", forum.chat, topic=topic)
        assert (changed.text, changed.message_id) == (
            "Sam, from the page:\nThe green one",
            there.message_id,
        )

        said = page.get_by_role("article").filter(has_text="The green one")
        await said.get_by_role("button", name="Take back").click()
        await page.get_by_role("dialog").get_by_role("button", name="Take back").click()
        await ann.sees_gone(at_ann)
        await expect(said.get_by_text("deleted")).to_be_visible()
