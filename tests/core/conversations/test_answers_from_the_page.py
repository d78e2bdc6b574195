"""What staff answers from the page: it stands in the group as said by whom, and goes to the
customer once, like an answer that was given there."""

from datetime import timedelta

import pytest
import pytest_asyncio

from core.conversations.copies import ARRIVED, relay_reaction
from core.conversations.incoming import receive_in_group
from core.conversations.page_answers import (
    LONGEST_ANSWER,
    MOST_TRIES,
    answer_from_page,
    edit_from_page,
    withdraw_from_page,
)
from core.desks.answers import OfBot
from core.model.desk_effects import (
    CopyMessage,
    DeleteCopy,
    EditCopy,
    EditPost,
    PostAnswer,
    React,
    ReactToCounterpart,
)
from core.model.effects import SendText, ShowCard
from core.model.messages import BY_PAGE, Recorded, SenderRole
from core.model.outcomes import Cause, Rejected, Sent, Unreachable
from core.model.people import Role
from core.model.places import GroupUse
from core.model.relay_text_keys import RelayKey
from core.model.texts import DeskError, NotYourTicket, StaffOnly, TicketIsClosed
from core.tickets.end import close_ticket
from tests.core.desk import Desk
from tests.core.staff_groups import DESK, asks, copy_of, open_groups, said, writes

ANNA, BORIS, SAM, IRA, STRANGER = 100, 101, 7, 8, 9


@pytest_asyncio.fixture(loop_scope="session")
async def bugs(desk: Desk) -> Desk:
    """One desk, a supervisor called Sam, and an operator called Ira."""
    await open_groups(desk, **{"Desk 1": (DESK, GroupUse.DESK)})
    await desk.staff(SAM, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(IRA)
    return desk


async def kept(desk: Desk) -> Recorded:
    """The one answer of the staff's that is recorded."""
    async with desk.work() as work:
        (found,) = await work.uow.messages.of_ticket(1, DESK)
    return found


async def answered(desk: Desk, words: str = "Restart it") -> Recorded:
    """A question that Sam answers from the page."""
    await asks(desk, ANNA)
    await desk.do(answer_from_page, SAM, 1, words)
    await desk.settle_all()
    return await kept(desk)


# ------------------------------------------------------------------------------------------ answers
async def test_it_stands_in_the_group_and_goes_to_the_customer_as_its_words_alone(
    bugs: Desk,
) -> None:
    await asks(bugs, ANNA)
    await bugs.do(answer_from_page, SAM, 1, "  Restart <b>it</b>\n")
    (post,) = await bugs.waiting(PostAnswer)
    assert post.chat_id == DESK
    assert post.text.key is RelayKey.PAGE_ANSWER
    assert post.text.values == {"operator": "Op 7", "words": "Restart <b>it</b>"}
    assert await bugs.waiting(CopyMessage) == []
    bugs.later(minutes=1)
    await bugs.settle_kind(PostAnswer, Sent({"chat_id": DESK, "message_id": 4711}))
    assert await bugs.waiting(CopyMessage) == [CopyMessage(ANNA, DESK, 4711, as_recorded=True)]
    row = await kept(bugs)
    assert (row.role, row.said.sender_id, row.said.sender_name) == (
        SenderRole.SUPERVISOR,
        SAM,
        "Op 7",
    )
    assert row.said.text == "Restart <b>it</b>"
    assert row.said.sent_at == bugs.now - timedelta(minutes=1)  # when it was said
    ticket = await bugs.ticket(1)
    assert ticket.answered_at is not None
    assert ticket.staff_spoke_at is not None


async def test_a_death_between_post_and_record_leaves_one_answer(bugs: Desk) -> None:
    """The relay had posted it and died: it is posted again, and the second post is the answer."""
    await asks(bugs, ANNA)
    await bugs.do(answer_from_page, SAM, 1, "Restart it")
    (row,) = [each for each in await bugs.rows() if isinstance(each.effect, PostAnswer)]
    await bugs.settle(row, Sent({"chat_id": DESK, "message_id": 4712}))
    await bugs.settle_all()
    assert (await kept(bugs)).said.message_id == 4712
    assert [each for each in bugs.settled if isinstance(each, CopyMessage)][1:] == [
        CopyMessage(ANNA, DESK, 4712, as_recorded=True)
    ]
    assert React(DESK, 4712, ARRIVED) in bugs.settled


async def test_a_settlement_that_comes_twice_records_and_sends_it_once(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    await bugs.do(answer_from_page, SAM, 1, "Restart it")
    (row,) = [each for each in await bugs.rows() if isinstance(each.effect, PostAnswer)]
    for _ in range(2):
        await bugs.settle(row, Sent({"chat_id": DESK, "message_id": 4711}))
    assert len(await bugs.waiting(CopyMessage)) == 1
    await kept(bugs)


async def test_whoever_answers_a_ticket_that_nobody_holds_holds_it(bugs: Desk) -> None:
    await bugs.staff(STRANGER, role=Role.SUPERVISOR)
    await asks(bugs, ANNA)
    await bugs.do(answer_from_page, STRANGER, 1, "Restart it")
    await bugs.settle_all()
    assert (await bugs.ticket(1)).operator_id == STRANGER


async def test_what_the_customer_says_to_it_leads_to_it(bugs: Desk) -> None:
    row = await answered(bugs)
    at_anna = await copy_of(bugs, row.said, ANNA)
    thanks = await writes(bugs, ANNA, "thanks", reply_to=at_anna)
    assert await copy_of(bugs, thanks, DESK)
    carried = [each for each in bugs.settled if isinstance(each, CopyMessage)][-1]
    assert carried.reply_to == at_anna
    async with bugs.work() as work:
        there = await work.uow.copies.counterpart(ANNA, at_anna, DESK)
    assert there == row.said.message_id
    assert await bugs.do(relay_reaction, ANNA, at_anna, "❤")
    assert await bugs.waiting(ReactToCounterpart) == [ReactToCounterpart(DESK, ANNA, at_anna, "❤")]


async def test_a_reply_to_it_in_the_group_is_internal_and_no_question_follows(bugs: Desk) -> None:
    row = await answered(bugs)
    post = said(DESK, bugs.now, "Op 7, from the page:\nRestart it")
    reply = said(DESK, bugs.now, "well said", reply_to=row.said.message_id)
    before = len(bugs.settled)
    assert not await bugs.do(receive_in_group, reply, of_bot=OfBot(shown=post))
    await bugs.settle_all()
    assert [
        each for each in bugs.settled[before:] if isinstance(each, CopyMessage | SendText)
    ] == []


async def test_one_that_is_not_delivered_is_told_below_it(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    await bugs.do(answer_from_page, SAM, 1, "Restart it")
    await bugs.settle_kind(PostAnswer)
    await bugs.settle_kind(CopyMessage, Unreachable("bot was blocked", Cause.BLOCKED))
    (told,) = [each for each in await bugs.waiting(ShowCard) if "undelivered" in each.card]
    assert told.reply_to == (await kept(bugs)).said.message_id


# --------------------------------------------------------------------------------- what is refused
async def test_it_is_for_the_holder_and_supervisors(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    with pytest.raises(NotYourTicket):
        await bugs.do(answer_from_page, IRA, 1, "words")
    with pytest.raises(StaffOnly):
        await bugs.do(answer_from_page, STRANGER, 1, "words")
    await bugs.do(close_ticket, SAM, 1)
    with pytest.raises(TicketIsClosed):
        await bugs.do(answer_from_page, SAM, 1, "words")
    assert await bugs.waiting(PostAnswer) == []


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (" \n", RelayKey.PAGE_ANSWER_EMPTY),
        ("🎈" * (LONGEST_ANSWER // 2) + "!", RelayKey.PAGE_ANSWER_TOO_LONG),
        ("// not for Anna", RelayKey.PAGE_ANSWER_INTERNAL),
        ("/close", RelayKey.PAGE_ANSWER_INTERNAL),
    ],
)
async def test_words_that_are_no_answer_are_refused(bugs: Desk, words: str, key: RelayKey) -> None:
    await asks(bugs, ANNA)
    with pytest.raises(DeskError) as refused:
        await bugs.do(answer_from_page, SAM, 1, words)
    assert refused.value.key is key
    await bugs.do(answer_from_page, SAM, 1, "🎈" * (LONGEST_ANSWER // 2))


async def test_who_waits_for_a_desk_has_no_place_to_be_answered_at(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    await asks(bugs, BORIS)
    with pytest.raises(DeskError) as refused:
        await bugs.do(answer_from_page, SAM, 2, "words")
    assert refused.value.key is RelayKey.PAGE_ANSWER_TOO_EARLY


async def test_in_a_room_it_is_answered_there(desk: Desk) -> None:
    await desk.staff(SAM, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(IRA)
    for ticket in (await desk.talk(ANNA), await desk.ask(BORIS)):  # who waits will be in one
        with pytest.raises(DeskError) as refused:
            await desk.do(answer_from_page, SAM, ticket, "words")
        assert refused.value.key is RelayKey.PAGE_ANSWER_ELSEWHERE


# ----------------------------------------------------------------------------- the group refuses it
async def test_what_the_group_refuses_is_tried_again_and_at_last_told_to_its_author(
    bugs: Desk,
) -> None:
    await asks(bugs, ANNA)
    await bugs.do(answer_from_page, SAM, 1, "Restart it")
    for _ in range(MOST_TRIES):
        await bugs.settle_kind(PostAnswer, Rejected("not now"))
        assert RelayKey.PAGE_ANSWER_LOST not in await bugs.told(SAM)
        bugs.later(minutes=1)
    await bugs.settle_kind(PostAnswer, Rejected("not now"))
    assert await bugs.waiting(PostAnswer) == []
    said_to_sam = [each for each in await bugs.waiting(SendText) if each.chat_id == SAM]
    (lost,) = [each for each in said_to_sam if each.text.key is RelayKey.PAGE_ANSWER_LOST]
    assert lost.text.values["words"] == "Restart it"


# ----------------------------------------------------------------- edits, and taken back
async def test_an_edit_changes_row_copy_and_post(bugs: Desk) -> None:
    row = await answered(bugs)
    where = (row.said.chat_id, row.said.message_id)
    bugs.later(seconds=5)
    await bugs.do(edit_from_page, SAM, 1, *where, "Restart it twice")
    await bugs.do(edit_from_page, SAM, 1, *where, "Restart it twice")
    now = await kept(bugs)
    assert (now.said.text, [each.text for each in now.versions]) == (
        "Restart it twice",
        ["Restart it"],
    )
    assert now.said.details == {BY_PAGE: True}
    assert await bugs.waiting(EditCopy) == [EditCopy(ANNA, *where)]
    (post,) = await bugs.waiting(EditPost)
    assert (post.chat_id, post.message_id) == where
    assert post.text.values["words"] == "Restart it twice"


async def test_only_its_author_edits_it(bugs: Desk) -> None:
    row = await answered(bugs)
    await bugs.staff(STRANGER, role=Role.SUPERVISOR, on_shift=False)
    with pytest.raises(DeskError) as refused:
        await bugs.do(edit_from_page, STRANGER, 1, DESK, row.said.message_id, "other words")
    assert refused.value.key is RelayKey.NO_SUCH_ANSWER


async def test_it_is_taken_back_from_the_customers_chat(bugs: Desk) -> None:
    row = await answered(bugs)
    with pytest.raises(NotYourTicket):
        await bugs.do(withdraw_from_page, IRA, 1, DESK, row.said.message_id)
    await bugs.do(withdraw_from_page, SAM, 1, DESK, row.said.message_id)
    assert await bugs.waiting(DeleteCopy) == [DeleteCopy(ANNA, DESK, row.said.message_id, SAM)]
    await bugs.settle_all()
    assert (await kept(bugs)).deleted_at is not None
