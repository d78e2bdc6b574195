"""The desk answers by itself: the first words of a ticket, and what is written outside hours."""

from dataclasses import replace
from datetime import timedelta

import pytest_asyncio

from core.configuration.rules.topics import Reading
from core.conversations.record import record_said
from core.model.auto_replies import SendAutoReply
from core.model.auto_text_keys import AutoKey
from core.model.configuration import Ground
from core.model.effects import ShowCard
from core.model.messages import MessageKind, Said, SenderRole
from core.model.outcomes import Sent
from core.model.people import Role
from core.model.relay_text_keys import RelayKey
from core.model.rules import Rules, Topic
from core.staff.shifts import start_shift
from core.tickets.end import close_ticket
from tests.core.desk import BOT, Desk, person
from tests.core.queue.test_waiting import AFTERNOONS
from tests.core.relayed import BUGS, PLANS, Relayed, open_up

ANN, BOB, EVE, OLGA, SUE = 100, 101, 102, 7, 5


@pytest_asyncio.fixture(loop_scope="session")
async def talks(desk: Desk) -> Relayed:
    """A desk that is there in the afternoon: the clock stands at 08:00. It answers by itself what
    is about bugs."""
    await open_up(desk, 2)
    bugs = replace(BUGS, auto_first=True, auto_closed=True, hours=AFTERNOONS)
    desk.rules = replace(desk.rules, topics=(bugs, PLANS))
    return Relayed(desk)


async def said_by_itself(desk: Desk) -> list[tuple[int, AutoKey, str]]:
    """To whom, what, and until when; in order."""
    for number, row in enumerate(await desk.rows()):
        if isinstance(row.effect, SendAutoReply):
            chat, words = row.effect.chat_id, f"Said by the desk: {row.effect.text.key}"
            there = Said(chat, 1000 + number, BOT, "Desk", desk.now, MessageKind.TEXT, words)
            await desk.settle(row, Sent(posted=(there,)))
    await desk.settle_all()
    return [
        (each.chat_id, AutoKey(each.text.key.value), str(each.text.values.get("clock", "")))
        for each in desk.settled
        if isinstance(each, SendAutoReply)
    ]


async def test_first_words_are_answered_once_and_that_is_recorded(talks: Relayed) -> None:
    desk = talks.desk
    desk.later(hours=7)
    ticket = await talks.asks(ANN, "It fails")
    await talks.says(ANN, "Always")
    assert await said_by_itself(desk) == [(ANN, AutoKey.FIRST, "")]
    kept = await desk.kept.messages.of_ticket(ticket, ANN)
    (reply,) = [each.said for each in kept if each.role is SenderRole.BOT]
    assert (reply.sender_id, reply.text) == (BOT, "Said by the desk: auto-first")
    place = await talks.place(ticket)
    assert place.chat_id is not None
    assert len(await talks.carried(place.chat_id)) == 2  # staff has the customer's words alone
    seen = await desk.ticket(ticket)
    assert seen.answered_at is None
    assert seen.staff_spoke_at is None  # nobody has answered
    await talks.opens(BOB, "What does it cost?", "plans")
    assert len(await said_by_itself(desk)) == 1


async def test_outside_hours_who_writes_hears_once_when_somebody_is_back(talks: Relayed) -> None:
    desk = talks.desk
    await desk.staff(SUE, role=Role.SUPERVISOR, on_shift=False)
    ticket = await talks.opens(ANN, "It fails")
    assert await said_by_itself(desk) == [(ANN, AutoKey.CLOSED, "14:00")]
    cards = {each.text.key for each in desk.settled if isinstance(each, ShowCard)}
    assert RelayKey.QUESTION_ACCEPTED in cards  # which leaves it to that to say when
    assert RelayKey.QUESTION_ACCEPTED_CLOSED not in cards
    desk.later(hours=1)
    await talks.says(ANN, "Still")
    await desk.done(close_ticket, SUE, ticket)
    again = await talks.opens(ANN, "And again")
    assert len(await said_by_itself(desk)) == 1
    desk.later(hours=6)
    await talks.says(ANN, "Hello?")
    assert (
        len(await said_by_itself(desk)) == 1
    )  # somebody is there, and these are not the first words
    desk.later(hours=4)
    await talks.says(ANN, "Good evening")
    assert (await said_by_itself(desk))[1:] == [(ANN, AutoKey.CLOSED, "14:00")]
    desk.later(days=1)
    await talks.answers(again, OLGA, "We are here all the same")
    await talks.says(ANN, "Thank you")
    assert len(await said_by_itself(desk)) == 2


async def test_in_a_room_it_is_said_where_they_are(desk: Desk) -> None:
    topic = Topic("general", "General", auto_first=True, auto_closed=True, hours=AFTERNOONS)
    desk.rules = replace(desk.rules, topics=(topic,))
    await desk.staff(OLGA, on_shift=False)
    waits = await desk.ask(ANN)
    assert await said_by_itself(desk) == [(ANN, AutoKey.CLOSED, "14:00")]
    await desk.done(start_shift, OLGA)
    await desk.ready(EVE)  # whom Olga gets, since she is there all the same
    assert len(await said_by_itself(desk)) == 1
    assert await desk.join(waits)
    desk.later(hours=7)
    room = await _room(desk, waits)
    await desk.do(record_said, _text(desk, room, 2, ANN))
    assert (await said_by_itself(desk))[1:] == [(room, AutoKey.FIRST, "")]
    later = await _room(desk, await desk.talk(BOB))
    await desk.do(record_said, _text(desk, later, 1, OLGA))
    await desk.do(record_said, _text(desk, later, 2, BOB))
    late = replace(_text(desk, later, 3, BOB), sent_at=desk.now - timedelta(hours=1))
    desk.rules = replace(desk.rules, topics=(replace(topic, hours=replace(AFTERNOONS, days={})),))
    await desk.do(record_said, late)  # read late, and nobody will ever be there
    assert len(await said_by_itself(desk)) == 2


async def _room(desk: Desk, ticket_id: int) -> int:
    return (await desk.place_of(ticket_id)).chat_id or 0


def _text(desk: Desk, chat_id: int, number: int, sender: int) -> Said:
    name = person(sender).name
    return Said(chat_id, number, sender, name, desk.now, MessageKind.TEXT, "Words")


def test_a_topic_says_so() -> None:
    reading = Reading("topics.toml")
    table = {"key": "bugs", "title": "Bugs", "auto_first": True}
    (topic,) = reading.topics(Ground((table,), "UTC"))
    assert (topic.auto_first, topic.auto_closed) == (True, False)
    reading.topics(Ground(({**table, "auto_closed": "yes"},), "UTC"))
    (problem,) = reading.problems
    assert "auto_closed must be true or false" in problem
    assert not Rules().topics[0].auto_first
