"""What a ticket is about: asked where there are several topics, and never twice."""

from dataclasses import replace

from core.customers.profile import register_contact
from core.customers.request import open_ticket, show_topics_page
from core.customers.start import greet
from core.model.actions import parse
from core.model.effects import ShowCard
from core.model.rules import Rules, Topic
from core.model.text_keys import TextKey
from tests.core.desk import BOT, USERBOT, Desk, person
from tests.support.present import present

IVAN = person(900, "Ivan")
TWENTY = tuple(
    Topic(f"t{number}", f"Topic {number}", titles={"uk": f"Тема {number}"}) for number in range(20)
)
MANY = Rules(topics=TWENTY, bot_id=BOT, userbot_id=USERBOT)


async def asked(desk: Desk) -> ShowCard:
    """The question as it waits to be shown."""
    (card,) = [one for one in await desk.waiting(ShowCard) if one.card == f"topics:{IVAN.id}"]
    return card


def choices(card: ShowCard) -> list[str | None]:
    """What the question's buttons stand for."""
    actions = [parse(button.action) for row in card.buttons for button in row]
    return [action.argument for action in actions if action is not None]


async def registered(desk: Desk) -> None:
    desk.rules = MANY
    await desk.customer(IVAN.id)
    await desk.settle_all()


async def test_with_several_the_question_comes_before_the_ticket(desk: Desk) -> None:
    await registered(desk)
    assert await desk.do(open_ticket, IVAN) is None
    card = await asked(desk)
    assert card.text.key is TextKey.ASK_TOPIC
    assert choices(card) == [*(f"t{number}" for number in range(8)), "1"]
    assert card.buttons[3][0].values == {"topic": "Topic 3"}
    await desk.settle_all()
    ticket = present(await desk.do(open_ticket, IVAN, "t3"))
    assert (ticket.topic, ticket.priority) == ("t3", 0)
    answered = await asked(desk)
    assert (answered.text.key, answered.buttons, answered.fresh) == (
        TextKey.TOPIC_CHOSEN,
        (),
        False,
    )


async def test_pages_turn_where_the_question_stands(desk: Desk) -> None:
    await registered(desk)
    await desk.done(open_ticket, IVAN)
    await desk.do(show_topics_page, IVAN, 2)
    card = await asked(desk)
    assert not card.fresh
    assert choices(card) == ["t16", "t17", "t18", "t19", "1"]
    await desk.settle_all()
    await desk.do(show_topics_page, IVAN, 99)  # the same last page again: nothing changes
    assert await desk.waiting(ShowCard) == []


async def test_titles_are_in_the_customers_language(desk: Desk) -> None:
    desk.rules = MANY
    olena = replace(IVAN, language="uk")
    await desk.do(register_contact, olena, IVAN.id, "+1", False)
    await desk.do(open_ticket, olena)
    assert (await asked(desk)).buttons[0][0].values == {"topic": "Тема 0"}


async def test_the_wish_is_remembered_while_the_contact_is_asked_for(desk: Desk) -> None:
    desk.rules = MANY
    await desk.do(open_ticket, IVAN, "t5")
    assert await desk.told(IVAN.id) == [TextKey.ASK_CONTACT]
    await desk.do(register_contact, IVAN, IVAN.id, "+1", False)
    ticket = present(await desk.kept.tickets.open_of(IVAN.id))
    assert ticket.topic == "t5"


async def test_a_wish_without_a_topic_is_asked_for_it_after_the_contact(desk: Desk) -> None:
    desk.rules = MANY
    await desk.do(open_ticket, IVAN)
    await desk.do(register_contact, IVAN, IVAN.id, "+1", False)
    assert (await desk.told(IVAN.id))[-1] is TextKey.ASK_TOPIC


async def test_a_topic_that_was_taken_away_is_answered_with_those_that_are_there(
    desk: Desk,
) -> None:
    await registered(desk)
    assert await desk.do(open_ticket, IVAN, "of-yesterday") is None
    card = await asked(desk)
    assert card.text.key is TextKey.TOPIC_GONE
    assert len(choices(card)) == 9


async def test_with_one_topic_left_an_old_button_means_that_one(desk: Desk) -> None:
    await desk.customer(IVAN.id)
    ticket = present(await desk.do(open_ticket, IVAN, "of-yesterday"))
    assert ticket.topic == "general"


async def test_an_old_page_button_leads_on(desk: Desk) -> None:
    await registered(desk)
    desk.rules = replace(MANY, topics=TWENTY[:1])
    await desk.do(show_topics_page, IVAN, 1)
    assert await desk.kept.tickets.open_of(IVAN.id) is not None


async def test_who_has_a_ticket_is_not_asked_again(desk: Desk) -> None:
    await registered(desk)
    first = await desk.do(open_ticket, IVAN, "t1")
    desk.later(minutes=1)
    for topic in (None, "t2"):
        again = present(await desk.do(open_ticket, IVAN, topic))
        assert first is not None
        assert (again.id, again.topic) == (first.id, "t1")
    await desk.do(greet, IVAN)
    assert TextKey.ASK_TOPIC not in await desk.told(IVAN.id)
