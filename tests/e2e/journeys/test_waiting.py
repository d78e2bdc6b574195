"""Who waits is told how long the line is, and nobody is forgotten in it."""

import re

from core.model.actions import Verb
from core.model.people import Role
from sandbox.people import Person, Seen
from stories import acts
from tests.e2e.journeys.day import PATIENCE, Day


def position(card: Seen) -> int:
    """The number in line that a card tells."""
    found = re.search(r"number (\d+) in line", card.text)
    assert found, card.text
    return int(found[1])


async def see_card(person: Person, number: int, since: Seen) -> Seen:
    """Wait until the person's card tells that number."""
    return await person.sees(f"number {number} in line", since=since, timeout=PATIENCE)


async def queue_cards(day: Day, operator: Person) -> list[Seen]:
    """The queue's cards in an operator's chat with the bot."""
    chat = await operator.messages(day.stage.settings.bot_id)
    return [seen for seen in chat if "waiting" in seen.text and not acts.carries(Verb.SHIFT)(seen)]


async def test_positions_are_told_and_move_up(any_day: Day) -> None:
    day = any_day
    olga = await day.staff("Olga", capacity=1)
    talk = await day.talks(await day.visitor("First"), [olga])
    waiting = [await day.visitor(name) for name in ("Ann", "Bob", "Cleo")]
    before = await olga.now()
    cards = []
    for place, visitor in enumerate(waiting, 1):
        cards.append(await day.waits(visitor))
        assert position(cards[-1]) == place

    # One card, edited: a queue is not a stream of messages.
    await olga.sees(
        lambda seen: "3 customers" in seen.text and "Cleo" in seen.text, timeout=PATIENCE
    )
    board = await queue_cards(day, olga)
    assert len(board) == 1
    # Three came within a minute: her phone rang once for them.
    bot = day.stage.settings.bot_id
    rang = await olga.bells(bot, since=before)
    assert [seen.message_id for seen in rang] == [board[0].message_id]
    assert [line.partition(" ")[2] for line in board[0].text.splitlines()[1:]] == [
        f"{name}, General" for name in ("Ann", "Bob", "Cleo")
    ]

    ann, bob, cleo = waiting
    await day.closes(talk)
    link = await ann.person.sees(acts.has_link, since=cards[0], timeout=PATIENCE)
    assert link.message_id != cards[0].message_id  # she waited, and her phone rings
    await ann.person.sees_gone(cards[0])
    moved = await see_card(bob.person, 1, cards[1])
    assert moved.message_id == cards[1].message_id  # the card itself, not another message
    await see_card(cleo.person, 2, cards[2])
    await olga.sees(
        lambda seen: "2 customers" in seen.text and "Ann" not in seen.text, timeout=PATIENCE
    )
    assert len(await queue_cards(day, olga)) == 1

    # Bob does not wait to the end; Cleo is the next.
    await bob.person.press(moved, acts.data_of(moved, Verb.CANCEL))
    cancelled = await bob.person.sees(acts.carries(Verb.TALK), since=moved, timeout=PATIENCE)
    assert cancelled.message_id == moved.message_id
    await see_card(cleo.person, 1, cards[2])
    assert await day.loads() == {olga.id: 1}


async def test_a_shift_that_ends_with_nobody_else_leaves_the_customer_waiting_inside(
    day: Day,
) -> None:
    olga = await day.staff("Olga")
    ann = await day.visitor("Ann")
    link = await day.gets_link(ann)
    await end_shift(olga)
    visit = await ann.person.open_link(link)
    await ann.person.gets_into(visit.chat_id, PATIENCE)
    inside = await ann.person.sees("None of our operators is here", timeout=PATIENCE)
    assert position(inside) == 1
    assert (await day.lead(ann.person))["waiting_status"] == "waiting"
    await ann.person.say(visit.chat_id, "I write it down already")
    omar = await day.staff("Omar")
    await omar.gets_into(visit.chat_id, PATIENCE)
    # Whoever comes later reads what was written before.
    history = [seen.text for seen in await omar.messages(visit.chat_id)]
    assert "I write it down already" in history
    await day.keeps(ann.person, "I write it down already")


async def end_shift(operator: Person) -> None:
    """Press the panel's button, and keep the tickets that are open."""
    started = await operator.start()
    panel = await operator.sees(acts.carries(Verb.SHIFT), since=started, timeout=PATIENCE)
    assert acts.data_of(panel, Verb.SHIFT) == "shift:end"
    await operator.press(panel, "shift:end")
    asked = await operator.sees(acts.carries(Verb.LEAVE), since=panel, timeout=PATIENCE)
    await operator.press(asked, "leave:keep")
    await operator.sees(
        lambda seen: any(button.data == "shift:start" for button in seen.buttons),
        since=panel,
        timeout=PATIENCE,
    )


async def test_a_supervisor_on_shift_answers_as_well(day: Day) -> None:
    boss = await day.staff("Boss", role=Role.SUPERVISOR)
    talk = await day.talks(await day.visitor("Ann"), [boss])
    await boss.say(talk.room, "Boss here")
    kept = await day.keeps(talk.customer, "Boss here")
    assert [row["role"] for row in kept] == ["operator"]
