"""A customer writes more than anybody can read: it is kept, and staff has it shown."""

from dataclasses import replace
from datetime import timedelta

import pytest_asyncio

from core.conversations.copies import relay_edit
from core.conversations.held import show_what_is_held
from core.conversations.incoming import receive_from_customer
from core.model.actions import Verb
from core.model.cards import Card
from core.model.desk_effects import EditCopy
from core.model.effects import SendText, ShowCard
from core.model.messages import is_held
from core.model.moderation_text_keys import HeldKey
from core.model.people import Role
from core.model.text_keys import TextKey
from tests.core.desk import Desk, person
from tests.core.forum import open_forum
from tests.core.operators import BOSS, actions_of, card
from tests.core.relayed import DESKS, FORUM, Relayed, open_up

ANN, OP = 900, 7
MOST = 3


@pytest_asyncio.fixture(loop_scope="session")
async def at_desk(desk: Desk) -> Relayed:
    """Three messages a minute are enough; a staff group serves."""
    await open_up(desk)
    await desk.staff(OP)
    desk.rules = replace(desk.rules, flood_messages=MOST)
    return Relayed(desk)


async def says(desk: Relayed, count: int) -> None:
    for number in range(count):
        await desk.says(ANN, f"Spam {number}")
    await desk.desk.settle_all()


async def held(desk: Relayed, ticket_id: int) -> list[str]:
    said = await desk.desk.kept.messages.of_ticket(ticket_id, ANN)
    return [each.said.text for each in said if is_held(each.said)]


async def test_a_burst_is_answered_once_kept_and_shown_when_staff_asks(at_desk: Relayed) -> None:
    desk, group = at_desk.desk, DESKS - 1
    ticket_id = await at_desk.opens(ANN, "Hello")
    await says(at_desk, MOST + 1)
    assert await at_desk.carried(group) == [1, 2, 3]
    assert await held(at_desk, ticket_id) == ["Spam 2", "Spam 3"]
    told = [each.text.key for each in desk.settled if isinstance(each, SendText)]
    assert told.count(HeldKey.TOLD_FLOOD) == 1
    lines = [each for each in desk.settled if isinstance(each, ShowCard)]
    (line,) = [each for each in lines if each.card == Card.HELD.of(ticket_id)]
    assert actions_of(line) == [f"{Verb.HELD_SHOW}:{ticket_id}"]

    answer = await desk.done(show_what_is_held, person(OP), group, ticket_id)
    assert answer is TextKey.DONE
    assert await at_desk.carried(group) == [1, 2, 3, 4, 5]
    assert await desk.done(show_what_is_held, person(OP), group, ticket_id) is HeldKey.NOTHING
    assert await at_desk.carried(group) == [1, 2, 3, 4, 5]

    await at_desk.says(ANN, "still here")  # staff looked: what comes now is told of anew
    assert (await card(desk, Card.HELD.of(ticket_id))).fresh
    desk.later(seconds=61)  # a pause ends it
    await at_desk.says(ANN, "Sorry, a cat on the keyboard")
    await desk.settle_all()
    assert (await at_desk.carried(group))[-1] == 7


async def test_what_waited_while_the_bot_was_away_is_no_flood(at_desk: Relayed) -> None:
    ticket_id = await at_desk.opens(ANN, "Hello")
    begun = at_desk.desk.now
    at_desk.desk.later(hours=1)
    for minute in range(1, MOST + 2):
        said = at_desk.said(ANN, ANN, "?")
        said = replace(said, sent_at=begun + timedelta(seconds=40 * minute))
        assert await at_desk.desk.do(receive_from_customer, person(ANN), said)
    assert await held(at_desk, ticket_id) == []


async def test_an_edit_of_what_is_held_stays_held_until_it_is_shown(at_desk: Relayed) -> None:
    desk, group = at_desk.desk, DESKS - 1
    ticket_id = await at_desk.opens(ANN, "Hello")
    await says(at_desk, MOST)
    said = (await desk.kept.messages.of_ticket(ticket_id, ANN))[-1].said
    edited = replace(said, text="Buy this", details={}, edited_at=desk.now)
    assert await desk.do(relay_edit, edited)
    assert await desk.waiting(EditCopy) == []
    assert await held(at_desk, ticket_id) == ["Buy this"]
    await desk.done(show_what_is_held, person(OP), group, ticket_id)
    assert await desk.do(relay_edit, replace(edited, text="Please", edited_at=desk.now))
    assert len(await desk.waiting(EditCopy)) == 1


async def test_whoever_waits_floods_nobody_and_the_topic_has_the_line(desk: Desk) -> None:
    forum = await open_forum(desk)
    desk.rules = replace(desk.rules, flood_messages=MOST)
    ticket_id = await forum.opens(ANN, "Hello", "plans")
    await says(forum, MOST)
    await desk.staff(OP)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()
    assert await forum.carried(FORUM) == [1, 2, 3]
    assert Card.HELD.of(ticket_id) in [getattr(each, "card", "") for each in desk.settled]
    assert await desk.done(show_what_is_held, person(BOSS), FORUM, ticket_id) is TextKey.DONE
    assert await forum.carried(FORUM) == [1, 2, 3, 4]
