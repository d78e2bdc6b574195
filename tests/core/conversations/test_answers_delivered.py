"""What becomes of an answer: it arrives, or staff is told why not; it is edited, or taken back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from core.conversations.copies import ARRIVED, relay_edit, relay_reaction
from core.conversations.copy_outcomes import send_again
from core.conversations.incoming import receive_from_customer
from core.conversations.withdraw import choose_answer, withdraw, withdraw_answered
from core.customers.profile import mark_reachable
from core.model.cards import Card
from core.model.desk_effects import CopyMessage, DeleteCopy, EditCopy, React, ReactToCounterpart
from core.model.effects import ShowCard
from core.model.messages import MessageKind, Said
from core.model.outcomes import Cause, Rejected, Sent, Unreachable
from core.model.places import GroupUse
from core.model.relay_text_keys import RelayKey
from core.model.texts import DeskError, NotYourTicket, TicketIsClosed
from core.model.tickets import CloseReason, TicketEventKind
from core.tickets.end import finish
from db.reads import Reads
from tests.core.desk import Desk, person
from tests.core.operators import actions_of, room_of
from tests.core.staff_groups import (
    DESK,
    OVERFLOW,
    answers,
    asks,
    card_of,
    copy_of,
    open_groups,
    writes,
)
from tests.support.present import present

ANNA, OLGA = 100, 7
BLOCKED = Unreachable("bot was blocked by the user", Cause.BLOCKED)


@pytest_asyncio.fixture(loop_scope="session")
async def bugs(desk: Desk) -> Desk:
    """One desk."""
    await open_groups(desk, **{"Desk 1": (DESK, GroupUse.DESK)})
    return desk


async def edited(desk: Desk, spoken: Said, text: str, **more: Any) -> bool:
    """Whoever said it changes it."""
    desk.later(seconds=1)
    return await desk.do(relay_edit, replace(spoken, text=text, edited_at=desk.now, **more))


async def notice(desk: Desk) -> ShowCard:
    """What waits to be told in the desk, beside the ticket's card."""
    return [each for each in await desk.waiting(ShowCard) if not each.card.startswith("desk:")][-1]


async def answered(desk: Desk) -> Said:
    """A question and an answer, which arrived."""
    question = await asks(desk, ANNA)
    answer = await answers(desk, await copy_of(desk, question, DESK))
    await desk.settle_all()
    return answer


async def undelivered(desk: Desk) -> Said:
    """A question and an answer that does not arrive, since its customer has blocked the bot."""
    answer = await answers(desk, await copy_of(desk, await asks(desk, ANNA), DESK))
    await desk.settle_kind(CopyMessage, BLOCKED)
    return answer


# ------------------------------------------------------------------------------------------- edits
async def test_an_edit_changes_the_copy_and_keeps_what_stood_before(bugs: Desk) -> None:
    answer = await answered(bugs)
    assert await edited(bugs, answer, "Restart it twice")
    assert await bugs.waiting(EditCopy) == [EditCopy(ANNA, DESK, answer.message_id)]
    assert not await edited(bugs, answer, "Restart it twice")
    kept = present(await bugs.kept.messages.get(DESK, answer.message_id))
    assert [version.text for version in kept.versions] == ["Restart it"]


async def test_text_may_become_a_picture(bugs: Desk) -> None:
    answer = await answered(bugs)
    assert await edited(bugs, answer, "see", kind=MessageKind.PHOTO)
    assert len(await bugs.waiting(EditCopy)) == 1


async def test_a_customers_edit_changes_the_copy_at_the_desk(bugs: Desk) -> None:
    question = await asks(bugs, ANNA)
    assert await edited(bugs, question, "It fails again")
    assert await bugs.waiting(EditCopy) == [EditCopy(DESK, ANNA, question.message_id)]


async def test_edits_of_what_is_inside_stay_inside(bugs: Desk) -> None:
    answer = await answered(bugs)
    stranger = replace(answer, message_id=77)
    assert not await edited(bugs, stranger, "never carried")
    assert not await edited(bugs, answer, "// not for Anna after all")
    assert await bugs.waiting(EditCopy) == []


async def test_an_edit_that_the_customer_does_not_see_is_said_once(bugs: Desk) -> None:
    answer = await answered(bugs)
    for words in ("one", "two"):
        await edited(bugs, answer, words)
        await bugs.settle_kind(EditCopy, Rejected("message can't be edited"))
    told = [each for each in await bugs.waiting(ShowCard) if "unedited" in each.card]
    assert [(each.text.key, each.reply_to) for each in told] == [
        (RelayKey.ANSWER_UNEDITED, answer.message_id)
    ]


# --------------------------------------------------------------------------------------- reactions
async def test_reactions_to_copies_go_to_the_other_side(bugs: Desk) -> None:
    question = await asks(bugs, ANNA)
    at_desk = await copy_of(bugs, question, DESK)
    answer = await answers(bugs, at_desk)
    await bugs.settle_all()
    at_anna = await copy_of(bugs, answer, ANNA)
    assert await bugs.do(relay_reaction, DESK, at_desk, "👀")
    assert await bugs.do(relay_reaction, ANNA, at_anna, "❤")
    assert await bugs.waiting(ReactToCounterpart) == [
        ReactToCounterpart(ANNA, DESK, at_desk, "👀"),
        ReactToCounterpart(DESK, ANNA, at_anna, "❤"),
    ]
    await bugs.settle_kind(ReactToCounterpart, Rejected("REACTION_INVALID"))
    assert TicketEventKind.EFFECT_FAILED not in await bugs.events(1)
    # Taken back, nothing is left at the question, and the mark is back at the answer.
    await bugs.do(relay_reaction, DESK, at_desk, "")
    await bugs.do(relay_reaction, ANNA, at_anna, "")
    assert [each.emoji for each in await bugs.waiting(ReactToCounterpart)] == ["", ARRIVED]


async def test_reactions_to_ones_own_side_stay_there(bugs: Desk) -> None:
    answer = await answered(bugs)
    assert not await bugs.do(relay_reaction, DESK, answer.message_id, "🔥")
    assert not await bugs.do(relay_reaction, ANNA, 999, "🔥")


# ---------------------------------------------------------------------------------------- delivery


async def test_a_group_without_reactions_loses_only_the_mark(bugs: Desk) -> None:
    await answers(bugs, await copy_of(bugs, await asks(bugs, ANNA), DESK))
    await bugs.settle_kind(CopyMessage)
    await bugs.settle_kind(React, Rejected("REACTION_INVALID"))
    assert await bugs.told(DESK) == []
    assert TicketEventKind.EFFECT_FAILED not in await bugs.events(1)


WHY = [
    (BLOCKED, RelayKey.UNDELIVERED_BLOCKED),
    (Unreachable("user is deactivated", Cause.NOBODY), RelayKey.UNDELIVERED_NOBODY),
    (Rejected("VOICE_MESSAGES_FORBIDDEN", Cause.NO_VOICE), RelayKey.UNDELIVERED_VOICE),
    (Rejected("message is too long"), RelayKey.UNDELIVERED_REFUSED),
]


@pytest.mark.parametrize(("outcome", "key"), WHY, ids=lambda value: str(value)[:30])
async def test_an_answer_that_did_not_arrive_is_said_to_who_gave_it(
    bugs: Desk, outcome: Unreachable | Rejected, key: RelayKey
) -> None:
    answer = await answers(bugs, await copy_of(bugs, await asks(bugs, ANNA), DESK))
    await bugs.settle_kind(CopyMessage, outcome)
    told = await notice(bugs)
    assert (told.chat_id, told.reply_to, told.text.key) == (DESK, answer.message_id, key)
    assert bool(told.buttons) == (key is RelayKey.UNDELIVERED_BLOCKED)
    happened = await bugs.events(1)
    assert happened.count(TicketEventKind.UNDELIVERED) == 1
    customer = present(await bugs.kept.customers.get(ANNA))
    assert customer.reachable == isinstance(outcome, Rejected)


async def test_an_answer_that_its_author_took_away_in_time_is_no_trouble(bugs: Desk) -> None:
    await answers(bugs, await copy_of(bugs, await asks(bugs, ANNA), DESK))
    await bugs.settle_kind(CopyMessage, Rejected("message to copy not found", Cause.MESSAGE_GONE))
    assert await bugs.told(DESK) == []


async def test_one_who_blocked_the_bot_holds_up_nobody(desk: Desk) -> None:
    await open_groups(desk, Overflow=(OVERFLOW, GroupUse.OVERFLOW))
    people = range(100, 121)
    for who in people:
        await asks(desk, who)
    for number, who in enumerate(people, 1):
        await answers(desk, await card_of(desk, number), f"for {who}", chat_id=OVERFLOW)
    for row in await desk.rows():
        gone = isinstance(row.effect, CopyMessage) and row.effect.chat_id == ANNA
        await desk.settle(row, BLOCKED if gone else None)
    async with desk.work() as work:
        arrived = [
            await work.uow.copies.of_ticket(number, who) for number, who in enumerate(people, 1)
        ]
    assert [len(each) for each in arrived] == [0] + [1] * 20
    told = await desk.told(OVERFLOW)
    assert told.count(RelayKey.UNDELIVERED_BLOCKED) == 1
    assert RelayKey.UNDELIVERED_NOBODY not in told


async def test_a_customer_who_comes_back_gets_the_answer_by_one_press_or_two(bugs: Desk) -> None:
    answer = await undelivered(bugs)
    press = (DESK, answer.message_id)
    assert actions_of(await notice(bugs)) == [f"send-again:{answer.message_id}"]
    await bugs.settle_all()
    assert await bugs.do(send_again, *press) is RelayKey.CUSTOMER_STILL_AWAY
    assert await bugs.waiting(CopyMessage) == []

    await bugs.do(mark_reachable, ANNA, True)
    assert (await notice(bugs)).text.key is RelayKey.CUSTOMER_IS_BACK
    for _ in range(2):
        assert await bugs.do(send_again, *press) is RelayKey.ANSWER_ON_ITS_WAY
    assert len(await bugs.waiting(CopyMessage)) == 1
    await bugs.settle_all()
    shown = [each for each in bugs.settled if isinstance(each, ShowCard)][-1]
    assert (shown.text.key, shown.buttons) == (RelayKey.ANSWER_ARRIVED_LATE, ())
    assert await bugs.do(send_again, *press) is RelayKey.ANSWER_NOT_WAITING
    await bugs.do(finish, 1, 500, CloseReason.SOLVED)
    assert await bugs.do(send_again, *press) is RelayKey.ANSWER_TOO_LATE


async def test_who_comes_back_before_telegram_told_where_the_notice_stands_may_be_written_to_again(
    bugs: Desk,
) -> None:
    await undelivered(bugs)
    await bugs.do(mark_reachable, ANNA, True)
    assert (await notice(bugs)).text.key is RelayKey.CUSTOMER_IS_BACK


async def test_sent_again_in_vain_it_may_be_sent_once_more(bugs: Desk) -> None:
    answer = await undelivered(bugs)
    await bugs.settle_all()
    for _ in range(2):
        await bugs.do(mark_reachable, ANNA, True)
        await bugs.do(send_again, DESK, answer.message_id)
        await bugs.settle_kind(CopyMessage, BLOCKED)
        assert (await notice(bugs)).text.key is RelayKey.UNDELIVERED_BLOCKED
        await bugs.settle_all()


# ------------------------------------------------------------------------------------- taking back
async def test_an_answer_is_chosen_from_a_list_and_taken_back_once(bugs: Desk) -> None:
    answer = await answered(bugs)
    await bugs.do(choose_answer, DESK, 1, 0)
    listed = await notice(bugs)
    this = f"withdraw-this:1:{answer.message_id}"
    assert actions_of(listed) == [this, "withdraw-done:1"]
    assert listed.buttons[0][0].values == {"name": "Person 500", "kind": 0, "words": "Restart it"}
    for _ in range(2):
        assert await bugs.do(withdraw, 500, DESK, 1, answer.message_id) is RelayKey.WITHDRAWING
    await bugs.settle_all()
    assert (await bugs.events(1)).count(TicketEventKind.WITHDRAWN) == 1
    record = present(await Reads(bugs.database).customer_record(ANNA))
    assert [row.deleted_at for row in record.messages if row.said.text == "Restart it"] == [
        bugs.now
    ]
    marks = [each.emoji for each in bugs.settled if isinstance(each, React)]
    assert marks == [ARRIVED, ""]
    shown = [each for each in bugs.settled if isinstance(each, ShowCard)][-1]
    assert actions_of(shown) == ["withdraw-done:1"]
    assert RelayKey.WITHDRAWN.value in repr(shown.text)


async def test_a_list_has_eight_on_a_page_the_newest_first_and_albums_as_one(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    card = await card_of(bugs, 1)
    for number in range(9):
        await answers(bugs, card, f"answer {number}")
    for _ in range(3):
        await answers(bugs, card, "", kind=MessageKind.PHOTO, album="a")
        await bugs.settle_kind(CopyMessage)  # each as if it were a part that came late
    await bugs.do(choose_answer, DESK, 1, 0)
    first = await notice(bugs)
    assert len(first.buttons) == 8 + 2
    assert first.buttons[0][0].values["kind"] == 1
    assert first.buttons[1][0].values["words"] == "answer 8"
    await bugs.settle_all()
    stands = present(await bugs.kept.cards.find(Card.WITHDRAWING.of(1)))
    await bugs.do(choose_answer, DESK, 1, 1, stands[1])
    second = await notice(bugs)
    assert not second.fresh
    assert [row[0].values.get("words") for row in second.buttons[:2]] == ["answer 1", "answer 0"]


async def test_an_album_goes_as_a_whole_and_is_told_once(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    card = await card_of(bugs, 1)
    parts = [await answers(bugs, card, "", kind=MessageKind.PHOTO, album="a") for _ in range(10)]
    [row] = [row for row in await bugs.rows() if isinstance(row.effect, CopyMessage)][-1:]
    pairs = tuple((part.message_id, 5_000 + part.message_id) for part in parts)
    await bugs.settle(row, Sent(copies=pairs))
    bugs.later(seconds=5)
    await bugs.settle_all()
    await bugs.do(withdraw, 500, DESK, 1, parts[3].message_id)
    assert len(await bugs.waiting(DeleteCopy)) == 10
    await bugs.settle_all()
    assert (await bugs.events(1)).count(TicketEventKind.WITHDRAWN) == 1


async def test_the_command_takes_back_what_it_answers_else_it_lists(bugs: Desk) -> None:
    answer = await answered(bugs)
    await bugs.do(withdraw_answered, 500, DESK, 0, None)
    assert (await notice(bugs)).text.key is RelayKey.WITHDRAW_WHICH
    await bugs.do(withdraw_answered, 500, DESK, 0, answer.message_id)
    assert await bugs.waiting(DeleteCopy) == [DeleteCopy(ANNA, DESK, answer.message_id, 500)]


async def test_what_is_too_old_stays_and_that_is_said(bugs: Desk) -> None:
    answer = await answered(bugs)
    bugs.later(hours=49)
    await bugs.do(withdraw, 500, DESK, 1, answer.message_id)
    await bugs.settle_kind(DeleteCopy, Rejected("message can't be deleted", Cause.TOO_OLD))
    shown = await notice(bugs)
    assert RelayKey.WITHDRAW_TOO_OLD.value in repr(shown.text)
    assert f"withdraw-this:1:{answer.message_id}" in actions_of(shown)
    assert TicketEventKind.WITHDRAWN not in await bugs.events(1)


async def test_what_is_taken_back_before_it_arrives_goes_as_soon_as_it_does(bugs: Desk) -> None:
    answer = await answers(bugs, await copy_of(bugs, await asks(bugs, ANNA), DESK))
    await bugs.do(withdraw, 500, DESK, 1, answer.message_id)
    await bugs.settle_kind(DeleteCopy)  # nothing stood there yet
    await bugs.settle_kind(CopyMessage)
    assert await bugs.waiting(DeleteCopy) == [DeleteCopy(ANNA, DESK, answer.message_id)]
    await bugs.settle_all()
    [copy] = await bugs.kept.copies.of(DESK, answer.message_id)
    assert copy.withdrawn_at == bugs.now


async def test_only_the_tickets_own_group_takes_answers_back(bugs: Desk) -> None:
    answer = await answered(bugs)
    with pytest.raises(DeskError):
        await bugs.do(withdraw, 500, OVERFLOW, 1, answer.message_id)
    with pytest.raises(NotYourTicket):
        await bugs.do(choose_answer, OVERFLOW, 1, 0)
    await bugs.do(finish, 1, 500, CloseReason.SOLVED)
    with pytest.raises(TicketIsClosed):
        await bugs.do(withdraw, 500, DESK, 1, answer.message_id)


async def test_the_customer_writes_on_while_an_answer_waits_to_be_sent(bugs: Desk) -> None:
    """What did not arrive holds up nothing of the other way."""
    await undelivered(bugs)
    bugs.now += timedelta(seconds=1)
    spoken = await writes(bugs, ANNA, "I am here")
    assert await copy_of(bugs, spoken, DESK)


async def test_what_a_customer_said_in_vain_is_told_in_words(bugs: Desk) -> None:
    """A live place that moves, for one: no bot can edit it."""
    question = await asks(bugs, ANNA)
    await edited(bugs, question, "It fails again")
    await bugs.settle_kind(EditCopy, Rejected("message can't be edited"))
    told = await notice(bugs)
    assert told.text.key is RelayKey.UNSEEN_EDIT
    assert "It fails again" in repr(told.text)
    spoken = replace(question, message_id=5_000, text="", kind=MessageKind.OTHER)
    await bugs.do(receive_from_customer, person(ANNA), spoken)
    await bugs.settle_kind(CopyMessage, Rejected("message can't be forwarded"))
    assert (await notice(bugs)).text.key is RelayKey.UNSEEN_WORDS
    assert TicketEventKind.UNDELIVERED in await bugs.events(1)


async def test_nobody_takes_back_or_sends_again_what_is_no_answer(bugs: Desk) -> None:
    """A client of somebody's own may make any button carry any number."""
    question = await asks(bugs, ANNA)
    with pytest.raises(DeskError):
        await bugs.do(withdraw, ANNA, ANNA, 1, question.message_id)
    again = await bugs.do(send_again, ANNA, question.message_id)
    assert again is RelayKey.ANSWER_TOO_LATE
    assert await bugs.waiting(DeleteCopy) == []
    assert await bugs.waiting(CopyMessage) == []


async def test_in_a_room_nothing_is_taken_back_and_edits_are_not_carried(desk: Desk) -> None:
    await desk.staff(OLGA)
    ticket_id = await desk.talk(ANNA)
    await desk.says(ticket_id, OLGA, "in the room")
    room = await room_of(desk, ticket_id)
    [recorded] = await desk.kept.messages.of_ticket(ticket_id, room)
    await desk.do(withdraw_answered, ANNA, room, 0, recorded.said.message_id)
    assert not await edited(desk, recorded.said, "changed")
    assert await desk.waiting(DeleteCopy) == []
    assert await desk.waiting(EditCopy) == []
