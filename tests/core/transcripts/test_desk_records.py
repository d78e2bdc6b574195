"""What is kept of tickets that are talked about in the bot's chat and in staff groups."""

import json
from datetime import timedelta

import pytest
import pytest_asyncio

from core.conversations.incoming import receive_in_group
from core.feedback.ratings import resolve_ticket
from core.model.desk_effects import CopyMessage
from core.model.effects import ShowCard
from core.model.outcomes import Unreachable
from core.model.people import Role
from core.model.places import PlaceKind
from core.model.room_effects import WriteArchive
from core.model.tickets import CloseReason
from core.privacy.views import own_data_json
from core.statistics.rules.figures import by_operator, summary
from core.supervision.rooms import show_rooms
from core.tickets.end import finish
from core.transcripts.views.text import transcript_text
from db.reads import Reads
from tests.core.desk import START, Desk
from tests.core.relayed import DESKS, Relayed, open_up
from tests.support.present import present

ANNA, BORIS, OPERATOR, BOSS = 100, 101, 500, 1


@pytest_asyncio.fixture(loop_scope="session")
async def groups(desk: Desk) -> Relayed:
    return Relayed(await open_up(desk, overflow=True, forum=True))


async def test_a_record_tells_where_it_was_said_and_what_answers_what(groups: Relayed) -> None:
    desk = groups.desk
    ticket = await groups.asks(ANNA, "It fails")
    await groups.opens(BORIS, "Mine, too")
    await groups.answers(ticket, OPERATOR, "Restart it")
    await groups.says(ANNA, "Done")
    await desk.settle_all()
    record = present(await Reads(desk.database).customer_record(ANNA))
    assert [(place.kind, place.chat_id) for place in record.places] == [(PlaceKind.DESK, DESKS - 1)]
    assert [row.place_id for row in record.messages] == [None, 1, 1]
    assert {copy.ticket_id for copy in record.copies} == {ticket}
    said = [line.partition("] ")[2] for line in transcript_text(record, START.tzinfo).split("\n")]  # type: ignore[arg-type]
    assert said[1:5] == [
        "-- ticket opened: bugs",
        '-- place: desk "Desk 1"',
        "customer Person 100 (@p100): It fails",
        "operator Person 500: Restart it",
    ]


@pytest.mark.parametrize("topic", ["desk", "share", "thread"])
async def test_a_ticket_is_put_away_when_its_place_is_cleared(groups: Relayed, topic: str) -> None:
    desk = groups.desk
    await desk.staff(OPERATOR)
    if topic == "share":
        await groups.asks(BORIS, "The desk is mine")
    ticket = await groups.opens(ANNA, "It fails", "plans" if topic == "thread" else "bugs")
    await desk.done(finish, ticket, OPERATOR, CloseReason.SOLVED)
    made = [effect for effect in desk.settled if isinstance(effect, WriteArchive)]
    assert made == [WriteArchive(ANNA, ticket)]


async def test_customers_get_their_own_words_answers_and_yes_or_no_and_nothing_of_the_staffs(
    groups: Relayed,
) -> None:
    desk = groups.desk
    ticket = await groups.opens(ANNA, "It fails")
    await desk.do(receive_in_group, groups.said(DESKS - 1, OPERATOR, "she always says that"))
    await groups.answers(ticket, OPERATOR, "Restart it")
    await desk.settle_kind(CopyMessage, Unreachable("bot was blocked by the user"))
    await desk.do(finish, ticket, OPERATOR, CloseReason.SOLVED)
    await desk.done(resolve_ticket, ANNA, ticket, solved=False)
    own = present(await Reads(desk.database).own_data(ANNA))
    text = own_data_json(own, desk.now)
    given = json.loads(text)
    said = given["tickets"][0]["messages"]
    assert [(row["text"], row["arrived"]) for row in said] == [
        ("It fails", True),
        ("Restart it", False),
    ]
    assert [(each["ticket"], each["solved"]) for each in given["was_it_solved"]] == [
        (ticket, False)
    ]
    for hidden in ("Desk 1", str(DESKS - 1), "she always says that", str(OPERATOR) + ","):
        assert hidden not in text


async def test_a_desks_ticket_counts_for_the_desk_and_for_no_operator(groups: Relayed) -> None:
    desk = groups.desk
    await desk.staff(BOSS, role=Role.SUPERVISOR)
    ticket = await groups.asks(ANNA, "It fails")
    asked = desk.now
    await desk.settle_all()
    await desk.do(show_rooms, BOSS)
    (listed,) = [each for each in await desk.waiting(ShowCard) if each.chat_id == BOSS]
    assert "Desk 1" in str(listed.text.values["list"])
    desk.later(minutes=2)
    await groups.answers(ticket, OPERATOR, "Restart it")
    desk.later(minutes=5)
    await desk.do(finish, ticket, OPERATOR, CloseReason.SOLVED)
    await desk.do(resolve_ticket, ANNA, ticket, solved=True)
    facts = await desk.kept.statistics.facts(START, desk.now + timedelta(seconds=1))
    figures = summary(facts, timedelta(minutes=1), desk.now)
    assert (figures.entered, figures.answered, figures.abandoned) == (1, 1, 0)
    assert figures.asa == figures.frt == facts.tickets[0].met_at - asked == timedelta(minutes=2)  # type: ignore[operator]
    assert figures.aht == timedelta(minutes=5)
    assert figures.service_level == 0
    assert (figures.solved.yes, figures.solved.count) == (1, 1)
    (boss,) = by_operator(facts, desk.now)
    assert (boss.handled, boss.load, boss.solved.count) == (0, 0, 0)
