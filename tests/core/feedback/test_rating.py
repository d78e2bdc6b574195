"""What customers think of a ticket: stars, a comment, and who hears of it."""

from datetime import timedelta

import pytest

from core.customers.request import open_ticket
from core.customers.start import point_to_buttons
from core.feedback.ratings import (
    leave_comment,
    rate_ticket,
    show_feedback,
    skip_comment,
    take_comment,
)
from core.model.effects import ShowCard
from core.model.notice_keys import NoticeKey
from core.model.people import Role
from core.model.records import Feedback
from core.model.text_keys import Key, TextKey
from core.model.texts import DeskError, NotYourTicket, StaffOnly
from core.model.tickets import CloseReason, TicketEventKind
from core.ports import Work
from core.tickets.end import cancel_ticket, close_ticket, finish
from tests.core.desk import Desk, person
from tests.support.present import present

ANN, BOB, OP, BOSS, NEW_BOSS = 100, 101, 1, 2, 3


async def kept(desk: Desk, ticket_id: int) -> Feedback | None:
    return await desk.kept.feedback.get(ticket_id)


async def events(desk: Desk, ticket_id: int, kind: TicketEventKind) -> int:
    found = await desk.kept.tickets.last_event(ticket_id, [kind])
    return 0 if found is None else int(found.details["stars"])


async def closed(desk: Desk, customer: int = ANN) -> int:
    """A ticket that was talked about and closed; all is said."""
    known = await desk.kept.operators.get(OP)
    if known is None:
        await desk.staff(OP)
    ticket_id = await desk.talk(customer)
    await desk.do(close_ticket, OP, ticket_id)
    return ticket_id


async def shown_to(desk: Desk, chat_id: int) -> list[Key]:
    return [effect.text.key for effect in await desk.waiting(ShowCard) if effect.chat_id == chat_id]


async def test_the_thanks_ask_for_stars_and_then_show_them(desk: Desk) -> None:
    ticket_id = await closed(desk)
    thanks = next(e for e in await desk.waiting(ShowCard) if e.text.key is TextKey.THANKS)
    assert [button.action for button in thanks.buttons[0]] == [
        f"rate:{ticket_id}:{stars}" for stars in range(1, 6)
    ]
    await desk.settle_all()
    await desk.do(rate_ticket, ANN, ticket_id, 4)
    (card,) = await desk.waiting(ShowCard)
    assert (card.card, card.fresh, card.text.key) == (
        thanks.card,
        False,
        TextKey.RATED_ASK_COMMENT,
    )
    assert await events(desk, ticket_id, TicketEventKind.RATED) == 4
    stars = await kept(desk, ticket_id)
    assert stars == Feedback(ticket_id, ANN, 4, None, desk.now)


@pytest.mark.parametrize("reason", [CloseReason.SILENT, CloseReason.CUSTOMER_LEFT])
async def test_whatever_ended_the_talk_may_be_rated(desk: Desk, reason: CloseReason) -> None:
    await desk.staff(OP)
    ticket_id = await desk.talk(ANN)
    await desk.do(finish, ticket_id, None, reason)
    await desk.do(rate_ticket, ANN, ticket_id, 5)
    assert (await kept(desk, ticket_id)) is not None


async def test_only_ones_own_and_only_what_was_talked_about(desk: Desk) -> None:
    ticket_id = await closed(desk)
    await desk.customer(BOB)
    with pytest.raises(NotYourTicket):
        await desk.do(rate_ticket, BOB, ticket_id, 1)
    for stars in (0, 6):
        with pytest.raises(DeskError, match="cannot-be-rated"):
            await desk.do(rate_ticket, ANN, ticket_id, stars)
    cancelled = await desk.ask(BOB)
    with pytest.raises(DeskError, match="cannot-be-rated"):
        await desk.do(rate_ticket, BOB, cancelled, 3)
    await desk.do(cancel_ticket, BOB, cancelled)
    with pytest.raises(DeskError, match="cannot-be-rated"):
        await desk.do(rate_ticket, BOB, cancelled, 3)
    assert await kept(desk, cancelled) is None


async def test_stars_change_for_an_hour_or_until_a_comment(desk: Desk) -> None:
    ticket_id = await closed(desk)
    await desk.do(rate_ticket, ANN, ticket_id, 3)
    desk.later(minutes=59)
    await desk.do(rate_ticket, ANN, ticket_id, 5)
    desk.later(minutes=2)
    with pytest.raises(DeskError, match="rating-is-kept"):
        await desk.do(rate_ticket, ANN, ticket_id, 1)
    found = present(await kept(desk, ticket_id))
    assert found.stars == 5

    other = await closed(desk, BOB)
    await desk.do(rate_ticket, BOB, other, 4)
    assert await desk.do(take_comment, BOB, "Quick and kind")
    with pytest.raises(DeskError, match="rating-is-kept"):
        await desk.do(rate_ticket, BOB, other, 1)
    found = present(await kept(desk, other))
    assert (found.stars, found.comment) == (4, "Quick and kind")


async def test_the_next_message_is_the_comment_and_only_that(desk: Desk) -> None:
    ticket_id = await closed(desk)
    await desk.done(rate_ticket, ANN, ticket_id, 5)
    await desk.do(point_to_buttons, person(ANN), 7, "Olga was great")
    found = present(await kept(desk, ticket_id))
    assert found.comment == "Olga was great"
    assert await shown_to(desk, ANN) == [TextKey.RATED_WITH_COMMENT]
    await desk.settle_all()
    await desk.do(point_to_buttons, person(ANN), 8, "and one more thing")
    assert await desk.told(ANN) == [TextKey.USE_BUTTONS]
    assert await kept(desk, ticket_id) == found


async def test_a_comment_is_awaited_for_a_day(desk: Desk) -> None:
    ticket_id = await closed(desk)
    await desk.do(rate_ticket, ANN, ticket_id, 5)
    desk.later(hours=25)
    await desk.do(point_to_buttons, person(ANN), 7, "hello?")
    found = present(await kept(desk, ticket_id))
    assert found.comment is None


@pytest.mark.parametrize("way", ["skip", "leave", "talk"])
async def test_what_ends_the_wait_for_a_comment(desk: Desk, way: str) -> None:
    ticket_id = await closed(desk)
    await desk.done(rate_ticket, ANN, ticket_id, 5)
    if way == "skip":
        await desk.do(skip_comment, ANN, ticket_id)
    elif way == "leave":
        await desk.do(leave_comment, ANN)
    else:
        assert await desk.do(open_ticket, person(ANN)) is not None
    assert TextKey.RATED in await shown_to(desk, ANN)
    assert not await desk.do(take_comment, ANN, "I want to talk about my parcel")
    found = present(await kept(desk, ticket_id))
    assert found.comment is None


async def test_who_has_a_ticket_open_is_not_asked_for_a_comment(desk: Desk) -> None:
    ticket_id = await closed(desk)
    desk.later(minutes=1)
    await desk.done(open_ticket, person(ANN))
    await desk.do(rate_ticket, ANN, ticket_id, 5)
    assert TextKey.RATED in await shown_to(desk, ANN)
    assert not await desk.do(take_comment, ANN, "my parcel is late")


async def test_the_wish_to_talk_outlives_a_rating(desk: Desk) -> None:
    """Who was asked for the contact on the way to a ticket is not asked for a comment instead."""
    ticket_id = await closed(desk)

    async def wish(work: Work) -> None:
        await work.uow.steps.set(ANN, "talk:general")

    await desk.do(wish)
    await desk.do(rate_ticket, ANN, ticket_id, 5)
    assert await desk.kept.steps.get(ANN) == "talk:general"


async def test_supervisors_hear_of_poor_ratings_on_one_card(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    ticket_id = await closed(desk)
    await desk.settle_all()
    await desk.do(rate_ticket, ANN, ticket_id, 3)
    assert await shown_to(desk, BOSS) == []
    await desk.do(rate_ticket, ANN, ticket_id, 2)
    (notice,) = [e for e in await desk.waiting(ShowCard) if e.chat_id == BOSS]
    assert notice.text.key is NoticeKey.RATING
    await desk.settle_all()
    assert await desk.do(take_comment, ANN, "Nobody answered")
    (edited,) = [e for e in await desk.waiting(ShowCard) if e.chat_id == BOSS]
    assert (edited.card, edited.fresh) == (notice.card, False)
    assert edited.text.values["comment"] == "Nobody answered"


async def test_a_poor_rating_given_again_notifies_who_became_a_supervisor_since(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    ticket_id = await closed(desk)
    await desk.do(rate_ticket, ANN, ticket_id, 1)
    await desk.settle_all()
    await desk.staff(NEW_BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.do(rate_ticket, ANN, ticket_id, 1)
    notices = [e for e in await desk.waiting(ShowCard) if e.text.key is NoticeKey.RATING]
    assert [notice.chat_id for notice in notices] == [NEW_BOSS]  # Boss has it already
    async with desk.work() as work:
        assert await work.uow.feedback.count() == 1


async def test_the_list_has_pages_and_is_for_supervisors(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(OP)
    for number in range(200, 210):
        ticket_id = await desk.ask(number)
        await desk.kept.feedback.rate(ticket_id, number, 1 + number % 5, desk.now, desk.now)
        desk.later(minutes=1)
    await desk.settle_all()
    with pytest.raises(StaffOnly):
        await desk.do(show_feedback, OP)
    await desk.do(show_feedback, BOSS, fresh=True)
    (first,) = [e for e in await desk.waiting(ShowCard) if e.chat_id == BOSS]
    lines = first.text.values["list"]
    assert isinstance(lines, tuple)
    assert len(lines) == 8
    assert [button.action for button in first.buttons[0]] == ["feedback:1"]
    await desk.settle_all()
    await desk.do(show_feedback, BOSS, 99)
    (last,) = [e for e in await desk.waiting(ShowCard) if e.chat_id == BOSS]
    lines = last.text.values["list"]
    assert isinstance(lines, tuple)
    assert (len(lines), last.fresh) == (2, False)


async def test_a_long_comment_is_kept_as_far_as_it_goes(desk: Desk) -> None:
    ticket_id = await closed(desk)
    await desk.do(rate_ticket, ANN, ticket_id, 5)
    assert not await desk.do(take_comment, ANN, "  \n ")
    assert await desk.do(take_comment, ANN, "x" * 4000)
    found = present(await kept(desk, ticket_id))
    assert found.comment == "x" * 2000
    assert desk.now - found.given_at < timedelta(hours=1)
