"""At the end of a talk in the bot's chat: is everything clear?"""

import pytest
import pytest_asyncio

from core.feedback.ratings import resolve_ticket, show_feedback
from core.feedback.views import NO, YES
from core.model.effects import ShowCard
from core.model.notice_keys import NoticeKey
from core.model.people import Role
from core.model.relay_text_keys import RelayKey
from core.model.text_keys import Key
from core.model.texts import DeskError, NotYourTicket
from core.model.tickets import CloseReason, TicketEventKind
from core.tickets.end import finish
from tests.core.asking import (
    ANNA,
    BORIS,
    BUGS,
    OTHER,
    ROOM,
    SIGNED,
    asks,
    hears,
    presses,
    with_topics,
)
from tests.core.desk import Desk


@pytest_asyncio.fixture(loop_scope="session")
async def asking(desk: Desk) -> Desk:
    """One desk, and topics of each kind."""
    await with_topics(desk, BUGS, OTHER, SIGNED, ROOM)
    return desk


async def ended(desk: Desk, reason: CloseReason = CloseReason.SOLVED) -> int:
    """Anna's ticket was closed; its number."""
    ticket_id = await asks(desk)
    await desk.settle_all()
    await desk.do(finish, ticket_id, 500, reason)
    return ticket_id


async def farewell(desk: Desk) -> ShowCard:
    """What stands under the ticket's end, as it is to be shown."""
    return next(
        one for one in reversed(await desk.waiting(ShowCard)) if one.card.startswith("farewell:")
    )


@pytest.mark.parametrize(
    ("reason", "key"),
    [
        (CloseReason.SOLVED, RelayKey.DESK_FAREWELL),
        (CloseReason.SILENT, RelayKey.DESK_FAREWELL_SILENT),
    ],
)
async def test_at_the_end_the_customer_is_asked_whether_all_is_clear(
    asking: Desk, reason: CloseReason, key: Key
) -> None:
    ticket_id = await ended(asking, reason)
    asked = await farewell(asking)
    assert asked.text.key is key
    assert presses(asked) == [f"resolve:{ticket_id}:{YES}", f"resolve:{ticket_id}:{NO}"]


async def test_a_yes_is_kept_and_offers_a_new_question(asking: Desk) -> None:
    await asking.staff(600, role=Role.SUPERVISOR)
    ticket_id = await ended(asking)
    await asking.settle_all()
    for _tap in range(3):
        await asking.do(resolve_ticket, ANNA, ticket_id, solved=True)
    answered = await farewell(asking)
    assert answered.text.key is RelayKey.RESOLVED_YES
    assert presses(answered)[-1] == "talk"
    events = await asking.events(ticket_id)
    assert events.count(TicketEventKind.RESOLVED) == 1
    assert NoticeKey.UNRESOLVED not in await asking.told(600)


async def test_a_no_is_told_to_supervisors_and_may_be_changed_for_an_hour(asking: Desk) -> None:
    await asking.staff(600, role=Role.SUPERVISOR)
    ticket_id = await ended(asking)
    await asking.settle_all()
    await asking.do(resolve_ticket, ANNA, ticket_id, solved=False)
    assert (await farewell(asking)).text.key is RelayKey.RESOLVED_NO
    assert await hears(asking, 600) == [NoticeKey.UNRESOLVED]
    asking.later(minutes=59)
    await asking.do(resolve_ticket, ANNA, ticket_id, solved=True)
    assert (await farewell(asking)).text.key is RelayKey.RESOLVED_YES
    assert await hears(asking, 600) == [NoticeKey.RESOLVED_LATER]
    asking.later(minutes=2)
    with pytest.raises(DeskError) as late:
        await asking.do(resolve_ticket, ANNA, ticket_id, solved=False)
    assert late.value.key is RelayKey.RESOLUTION_IS_KEPT
    kept = await asking.rows_of("SELECT ticket_id, solved FROM resolutions")
    assert [(row["ticket_id"], bool(row["solved"])) for row in kept] == [(ticket_id, True)]


async def test_nobody_answers_for_another_nor_before_the_end(asking: Desk) -> None:
    ticket_id = await asks(asking)
    with pytest.raises(NotYourTicket):
        await asking.do(resolve_ticket, BORIS, ticket_id, solved=True)
    with pytest.raises(DeskError) as early:
        await asking.do(resolve_ticket, ANNA, ticket_id, solved=True)
    assert early.value.key is RelayKey.CANNOT_BE_RESOLVED


async def test_supervisors_read_the_answers_in_the_list_of_ratings(asking: Desk) -> None:
    await asking.staff(600, role=Role.SUPERVISOR)
    for customer, solved in ((ANNA, True), (BORIS, False)):
        ticket_id = await asks(asking, sender=customer)
        await asking.do(finish, ticket_id, 600, CloseReason.SOLVED)
        await asking.done(resolve_ticket, customer, ticket_id, solved=solved)
        asking.later(minutes=1)
    await asking.do(show_feedback, 600)
    [listed] = await asking.waiting(ShowCard)
    lines = listed.text.values["list"]
    assert isinstance(lines, tuple)
    assert [line.key for line in lines] == [
        RelayKey.FEEDBACK_LINE_OPEN,
        RelayKey.FEEDBACK_LINE_RESOLVED,
    ]
    assert [line.values["ticket"] for line in lines] == [2, 1]
    assert listed.text.values["count"] == 2
