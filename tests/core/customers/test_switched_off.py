"""A topic that was switched off is offered to nobody; its open tickets go on. Holidays are told."""

from dataclasses import replace
from datetime import date, time, timedelta

from core.customers.profile import register_contact
from core.customers.request import open_ticket
from core.customers.start import greet
from core.model.effects import SendText, ShowCard
from core.model.people import Person
from core.model.relay_text_keys import RelayKey
from core.model.rules import Topic, WorkingHours
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.queue.dispatch import pull_queue
from tests.core.asking import ANNA, BORIS, BUGS, OTHER, asks, hears, presses, says, with_topics
from tests.core.desk import Desk, person

OFF = replace(BUGS, is_off=True)
THIRD = replace(OTHER, key="third", title="Third")


async def test_it_is_offered_to_nobody(desk: Desk) -> None:
    await with_topics(desk, OFF, OTHER, THIRD)
    await desk.do(greet, person(BORIS))
    question = (await desk.waiting(ShowCard))[-1]
    assert presses(question) == ["talk:other", "talk:third"]
    await desk.do(open_ticket, person(BORIS), "bugs")
    assert "bugs" not in "".join(presses((await desk.waiting(ShowCard))[-1]))


async def test_its_open_tickets_go_on(desk: Desk) -> None:
    await with_topics(desk, BUGS, OTHER)
    ticket = await asks(desk)
    await with_topics(desk, OFF, OTHER)
    assert await says(desk, 2, "And it still fails")
    assert (await desk.ticket(ticket)).topic == "bugs"
    assert desk.rules.topic("bugs").title == BUGS.title


async def test_who_was_about_to_ask_about_it_is_asked_for_another(desk: Desk) -> None:
    await with_topics(desk, BUGS, OTHER, THIRD)
    await desk.do(greet, person(ANNA))
    await desk.do(open_ticket, person(ANNA), "bugs")
    await with_topics(desk, OFF, OTHER, THIRD)
    await hears(desk)
    assert not await says(desk, 1, "It fails")
    assert await hears(desk) == [RelayKey.CHOOSE_TOPIC]


async def test_the_only_one_left_is_not_asked_for(desk: Desk) -> None:
    await with_topics(desk, OFF, OTHER)
    await desk.do(greet, person(BORIS))
    assert await hears(desk, BORIS) == [RelayKey.ASK_QUESTION_AT_ONCE]


async def test_after_long_holidays_the_customer_is_told_the_date(desk: Desk) -> None:
    today = desk.now.date()
    closed: dict[date, tuple[tuple[time, time], ...]] = {
        today + timedelta(days=days): () for days in range(20)
    }
    hours = WorkingHours("UTC", {day: ((time(9), time(17)),) for day in range(7)}, closed)
    desk.rules = replace(
        desk.rules, topics=(Topic("general", "General", hours=hours),), queue_when_closed=False
    )
    who = Person(ANNA, "Anna", None, "uk")
    await desk.do(greet, who)
    await desk.do(register_contact, who, ANNA, "380501112233", False)
    await desk.do(open_ticket, who)
    [told] = [
        each.text for each in await desk.waiting(SendText) if each.text.key is TextKey.DESK_CLOSED
    ]
    opens = today + timedelta(days=20)
    assert told.values["day"] == 9
    assert told.values["date"] == Text(
        TextKey.DAY_OF_MONTH, "uk", {"day": opens.day, "month": opens.month}
    )


async def test_who_waits_is_told_of_other_hours_at_the_next_look(desk: Desk) -> None:
    week = {day: ((time(9), time(17)),) for day in range(7)}
    topic = Topic("general", "General", hours=WorkingHours("UTC", week))
    desk.rules = replace(desk.rules, topics=(topic,))
    ticket = await desk.ask(ANNA)  # it is eight o'clock
    await desk.settle_kind(ShowCard)
    tomorrow = WorkingHours("UTC", week, {desk.now.date(): ()})
    desk.rules = replace(desk.rules, topics=(replace(topic, hours=tomorrow),))
    await desk.do(pull_queue)
    shown = (await desk.waiting(ShowCard))[-1]
    assert (shown.card, shown.text.key) == (f"ticket:{ticket}", TextKey.CARD_QUEUED_CLOSED)
    assert shown.text.values["day"] == 1
