"""Pages of many: tickets fifty at a time, a long talk a hundred lines at a time."""

import re
from datetime import UTC, datetime, timedelta

from playwright.async_api import expect
from sqlalchemy import insert

from core.model.messages import MessageKind, SenderRole
from core.model.people import Person
from core.model.search import kept
from core.model.tickets import CloseReason, TicketStatus
from db.models import messages, tickets
from tests.browser.board.conftest import ServedDesk, sign_in
from tests.browser.conftest import Tab

LONG_AGO = datetime(2021, 3, 4, 9, tzinfo=UTC)
TICKETS, LINES = 60, 130


async def came_often(desk: ServedDesk, customer: int) -> int:
    """A customer of years ago, with many tickets; much was said in the last, whose number this
    is."""
    async with desk.stage.container.work() as work:
        await work.uow.customers.seen(Person(customer, "Old Ann"), LONG_AGO)
    last, opened = 0, LONG_AGO
    async with desk.stage.container.database.writing() as connection:
        for number in range(TICKETS):
            opened = LONG_AGO + timedelta(days=number)
            row = {
                "customer_id": customer,
                "topic": "general",
                "priority": 0,
                "status": TicketStatus.CLOSED,
                "opened_at": opened,
                "closed_at": opened + timedelta(hours=1),
                "close_reason": CloseReason.SOLVED,
            }
            made = await connection.execute(insert(tickets).values(row).returning(tickets.c.id))
            last = int(made.scalar_one())
        for number in range(LINES):
            said = f"Word number {number}."
            at = opened + timedelta(seconds=number)
            row = {
                "ticket_id": last,
                "role": SenderRole.CUSTOMER,
                "chat_id": customer,
                "message_id": number + 1,
                "sender_id": customer,
                "sender_name": "Old Ann",
                "sent_at": at,
                "recorded_at": at,
                "kind": MessageKind.TEXT,
                "text": said,
                "words": kept(said),
            }
            await connection.execute(insert(messages).values(row))
    return last


async def test_many_tickets_and_many_words_are_turned_over_page_by_page(
    desk: ServedDesk, board: Tab
) -> None:
    page = board.page
    last = await came_often(desk, 4_000_001)
    await sign_in(board, desk, await desk.member("Pia"), "/tickets?customer=4000001")
    rows = page.get_by_role("table", name="Tickets").locator("tbody tr")
    await expect(rows).to_have_count(50)
    await expect(rows.first).to_contain_text(f"№ {last}")
    turning = page.get_by_role("navigation", name="Pages of the list")
    await turning.get_by_role("button", name="Further").click()
    await expect(rows).to_have_count(10)
    await expect(page).to_have_url(re.compile("after="))
    await page.reload()  # a link shows the same
    await expect(rows).to_have_count(10)
    await turning.get_by_role("button", name="Back").click()
    await expect(rows).to_have_count(50)

    await rows.first.get_by_role("link", name=f"№ {last}").click()
    talk = page.get_by_role("log", name="Conversation")
    await expect(talk.get_by_role("article").last).to_contain_text("Word number 129.")
    await expect(talk.get_by_text("Word number 0.", exact=True)).to_have_count(0)
    await talk.get_by_role("button", name="earlier line").click()
    await expect(talk.get_by_text("Word number 0.", exact=True)).to_be_attached()
    await expect(talk.get_by_role("article")).to_have_count(LINES)
