"""A supervisor blocks a customer: nothing is taken from them any more, and their rights stay."""

import json
from dataclasses import replace

import pytest
import pytest_asyncio

from core.blocking.block import block_customer, unblock_customer
from core.conversations.copies import relay_edit, relay_reaction
from core.conversations.incoming import receive_from_customer
from core.customers.profile import choose_language, register_contact
from core.customers.request import open_ticket
from core.customers.start import cancel_request, greet, point_to_buttons
from core.feedback.ratings import rate_ticket
from core.model.desk_effects import EditCopy
from core.model.effects import SendText, ShowCard
from core.model.messages import MessageKind, Said, utc
from core.model.people import Role
from core.model.records import Audience
from core.model.room_effects import WriteOwnData
from core.model.text_keys import TextKey
from core.model.texts import DeskError, StaffOnly
from core.model.tickets import CloseReason, TicketStatus
from core.privacy.requests import ask_forget, confirm_forget, grant_erasure, send_own_data
from core.privacy.views import own_data_json
from core.supervision import customers
from core.tickets.end import close_ticket
from db.reads import Reads
from tests.core.desk import START, Desk, person
from tests.core.relayed import Relayed, open_up
from tests.support.present import present

ANN, OP, BOSS, CHIEF = 900, 1, 2, 3
WHO = person(ANN)
WHY = "shouts  at Olena\nagain"


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def staff(desk: Desk) -> None:
    await desk.staff(OP)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()


async def refused(desk: Desk, key: TextKey, customer_id: int = ANN, reason: str = WHY) -> None:
    with pytest.raises(DeskError) as refusal:
        await desk.do(block_customer, BOSS, customer_id, reason, close=True)
    assert refusal.value.key is key


def words(number: int, text: str = "Let me in!") -> Said:
    return Said(ANN, number, ANN, WHO.name, START, MessageKind.TEXT, text)


async def test_whoever_is_blocked_is_told_so_once_a_day_and_opens_nothing(desk: Desk) -> None:
    await desk.customer(ANN)
    await desk.settle_all()
    await desk.do(block_customer, BOSS, ANN, WHY, close=False)
    assert await desk.told(ANN) == []  # until they write
    assert await desk.do(open_ticket, WHO) is None
    assert await desk.told(ANN) == [TextKey.BLOCKED]
    assert await desk.do(receive_from_customer, WHO, words(70))
    await desk.do(greet, WHO)
    await desk.do(cancel_request, WHO)
    await desk.do(point_to_buttons, WHO, 71, "Let me in!")
    assert not await desk.do(register_contact, WHO, ANN, "+380501112299", False)
    await desk.do(choose_language, WHO, "uk")
    said = [each.text.key for each in await desk.waiting(SendText) if each.chat_id == ANN]
    assert said == [TextKey.BLOCKED]
    assert await desk.rows_of("SELECT * FROM tickets") == []
    assert await desk.rows_of("SELECT * FROM messages") == []
    assert present(await desk.kept.customers.get(ANN)).phone == f"+38050{ANN}"

    desk.later(hours=23, minutes=59)
    await desk.do(greet, WHO)
    desk.later(minutes=2)
    await desk.do(greet, WHO)
    said = [each.text.key for each in await desk.waiting(SendText) if each.chat_id == ANN]
    assert said == [TextKey.BLOCKED] * 2


async def test_their_ticket_is_closed_as_who_serves_it_would_and_nobody_asks_for_stars(
    desk: Desk,
) -> None:
    ticket_id = await desk.ready(ANN)
    await desk.join(ticket_id)
    await desk.settle_all()
    await desk.do(block_customer, BOSS, ANN, WHY, close=True)
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.closed_by) == (TicketStatus.CLOSED, BOSS)
    assert ticket.close_reason is CloseReason.SOLVED
    assert (await desk.operator(OP)).load == 0
    assert TextKey.CARD_CLOSED in await desk.told(ANN)
    assert TextKey.THANKS not in await desk.told(ANN)
    with pytest.raises(DeskError) as refusal:
        await desk.do(rate_ticket, ANN, ticket_id, 1)
    assert refusal.value.key is TextKey.BLOCKED


async def test_a_ticket_that_is_left_open_goes_on_to_its_end(desk: Desk) -> None:
    ticket_id = await desk.ready(ANN)
    await desk.do(block_customer, BOSS, ANN, WHY, close=False)
    assert await desk.join(ticket_id)
    await desk.settle_all()
    assert (await desk.ticket(ticket_id)).status is TicketStatus.ACTIVE
    await desk.done(close_ticket, OP, ticket_id)
    assert await desk.do(open_ticket, WHO) is None
    assert await desk.told(ANN) == [TextKey.BLOCKED]


async def test_unblocked_they_are_served_as_everybody_and_all_of_it_is_kept(desk: Desk) -> None:
    await desk.customer(ANN)
    await desk.do(block_customer, BOSS, ANN, WHY, close=True)
    await desk.do(greet, WHO)
    since = desk.now
    desk.later(hours=1)
    await desk.do(unblock_customer, BOSS, ANN)
    assert await desk.do(open_ticket, WHO) is not None
    (block,) = await desk.kept.customers.blocks_of(ANN)
    assert (block.blocked_at, block.blocked_by, block.reason) == (
        since,
        BOSS,
        "shouts at Olena again",
    )
    assert (block.lifted_at, block.lifted_by) == (desk.now, BOSS)
    with pytest.raises(DeskError) as refusal:
        await desk.do(unblock_customer, BOSS, ANN)
    assert refusal.value.key is TextKey.NOT_BLOCKED
    # Blocked anew they are told anew.
    await desk.settle_all()
    await desk.do(block_customer, BOSS, ANN, "once more", close=True)
    await desk.do(greet, WHO)
    assert (await desk.told(ANN))[-1] is TextKey.BLOCKED


async def test_only_supervisors_block_and_only_customers_for_a_reason(desk: Desk) -> None:
    await refused(desk, TextKey.CUSTOMER_UNKNOWN)
    await desk.customer(ANN)
    for actor in (OP, ANN):
        for act in (
            desk.do(block_customer, actor, ANN, WHY, close=True),
            desk.do(unblock_customer, actor, ANN),
            desk.do(customers.show_found, actor, "7"),
            desk.do(customers.show_customer, actor, ANN),
            desk.do(customers.ask_to_block, actor, ANN),
            desk.do(customers.unblock, actor, ANN),
        ):
            with pytest.raises(StaffOnly):
                await act
    await refused(desk, TextKey.GIVE_REASON, reason=" \n ")
    await desk.customer(CHIEF)
    await desk.staff(CHIEF)
    await refused(desk, TextKey.CUSTOMER_ON_STAFF, CHIEF)
    await desk.do(block_customer, BOSS, ANN, WHY, close=True)
    await refused(desk, TextKey.ALREADY_BLOCKED)


async def test_their_data_are_theirs_and_a_block_outlives_being_forgotten(desk: Desk) -> None:
    """Else /forget would be the way around it. Why they were blocked is forgotten."""
    await desk.customer(ANN)
    await desk.do(block_customer, BOSS, ANN, WHY, close=True)
    await desk.do(send_own_data, WHO)
    assert await desk.waiting(WriteOwnData) == [WriteOwnData(ANN)]
    await desk.do(ask_forget, WHO)
    await desk.do(confirm_forget, ANN)
    given = json.loads(own_data_json(present(await Reads(desk.database).own_data(ANN)), desk.now))
    assert given["blocked"] == [{"from": utc(desk.now), "until": None}]
    assert "shouts" not in str(given)
    (erasure,) = await desk.kept.erasures.waiting(9)
    await desk.do(grant_erasure, BOSS, erasure.id)
    (block,) = await desk.kept.customers.blocks_of(ANN)
    assert block.reason == ""
    await desk.settle_all()
    assert await desk.do(open_ticket, WHO) is None
    forgotten = present(await desk.kept.customers.get(ANN))
    assert forgotten.is_blocked
    assert forgotten.is_forgotten  # nothing of them is kept anew
    assert await desk.told(ANN) == [TextKey.BLOCKED]


async def test_no_announcement_goes_to_who_is_blocked(desk: Desk) -> None:
    for number in (ANN, 901):
        await desk.customer(number)
    await desk.do(block_customer, BOSS, ANN, WHY, close=True)
    desk.later(seconds=1)
    to_customers = (Audience.CUSTOMERS, BOSS, desk.now)
    assert await desk.kept.announcements.recipients(*to_customers, 0, 9) == [901]
    assert await desk.kept.announcements.audience_size(*to_customers) == 1


async def test_in_the_bot_a_supervisor_finds_blocks_and_unblocks(desk: Desk) -> None:
    ticket_id = await desk.ready(ANN)

    async def shows(key: TextKey) -> ShowCard:
        card = (await desk.shown(BOSS))[-1]
        assert card.text.key is key
        await desk.settle_all()
        return card

    await desk.settle_all()
    await desk.do(customers.show_found, BOSS, "")
    await shows(TextKey.CUSTOMERS_HOW)
    for found_by in (f"#{ticket_id}", f"@P{ANN}", str(ANN)):
        await desk.do(customers.show_found, BOSS, found_by)
        await shows(TextKey.CUSTOMER_CARD)
    for nobody in ("12345", "@nobody", "Ann"):
        with pytest.raises(DeskError):
            await desk.do(customers.show_found, BOSS, nobody)
    await desk.do(customers.show_customer_of, BOSS, ticket_id)
    await desk.do(customers.ask_to_block, BOSS, ANN)
    asked = await shows(TextKey.BLOCK_ASK_OPEN)
    assert [row[0].action for row in asked.buttons] == [
        f"block-why:{ANN}:close",
        f"block-why:{ANN}:keep",
        f"customer:{ANN}",
    ]
    await desk.do(customers.ask_why, BOSS, ANN, "close")
    await shows(TextKey.BLOCK_WHY)
    await desk.do(point_to_buttons, person(BOSS), None, "spams")
    assert not (await desk.ticket(ticket_id)).is_open
    card = await shows(TextKey.CUSTOMER_CARD)
    assert f"unblock:{ANN}" in [button.action for row in card.buttons for button in row]
    await desk.do(customers.show_found, BOSS, "")
    listed = await shows(TextKey.CUSTOMERS_BLOCKED)
    assert listed.buttons[0][0].action == f"customer:{ANN}"
    await desk.do(customers.ask_to_unblock, BOSS, ANN)
    await shows(TextKey.UNBLOCK_ASK)
    await desk.do(customers.unblock, BOSS, ANN)
    assert not present(await desk.kept.customers.get(ANN)).is_blocked


async def test_a_reason_that_comes_too_late_blocks_nobody(desk: Desk) -> None:
    await desk.customer(ANN)
    await desk.do(customers.ask_why, BOSS, ANN, "keep")
    desk.later(minutes=16)
    await desk.do(point_to_buttons, person(BOSS), None, "good morning")
    assert not present(await desk.kept.customers.get(ANN)).is_blocked


async def test_no_edit_or_reaction_of_theirs_reaches_staff_after_the_end(desk: Desk) -> None:
    """A message of an old ticket would else be a way to be read."""
    talk = Relayed(await open_up(desk))
    ticket_id = await talk.opens(ANN, "Is it broken?")
    asked = replace(talk.said(ANN, ANN, "It is!"), message_id=1, edited_at=desk.now)
    await desk.done(block_customer, BOSS, ANN, WHY, close=False)
    assert await desk.do(relay_edit, asked)  # it goes on
    await desk.settle_all()
    await desk.done(close_ticket, BOSS, ticket_id)
    desk.later(seconds=5)
    later = replace(asked, text="Rubbish!", edited_at=desk.now)
    assert not await desk.do(relay_edit, later)
    assert not await desk.do(relay_reaction, ANN, 1, "🔥")
    assert await desk.waiting(EditCopy) == []
    assert "Rubbish" not in str(await desk.rows_of("SELECT text FROM messages"))
