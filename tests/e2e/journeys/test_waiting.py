"""Who waits is told how long the line is, and nobody is forgotten in it."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from core.domain.actions import Verb
from core.domain.people import Role
from sandbox.faults import Face
from sandbox.people import Person, Seen
from sandbox.state.model import Refused
from stories import acts
from tests.e2e.journeys.day import PATIENCE, Day, a_day
from tests.support.databases import BACKENDS
from tests.support.waiting import eventually


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


async def test_everybody_on_shift_is_told_who_waits_and_nobody_else(day: Day) -> None:
    olga = await day.staff("Olga", capacity=1)
    omar = await day.staff("Omar", capacity=1)
    away = await day.staff("Away", on_shift=False)
    for name in ("First", "Second"):
        await day.talks(await day.visitor(name), [olga, omar])
    await day.waits(await day.visitor("Ann <b>", username="ann_in_line"))
    for operator in (olga, omar):
        card = await operator.sees("Ann <b> (@ann_in_line)", timeout=PATIENCE)
        assert "1 customer is waiting" in card.text
    await day.quiet()
    assert await queue_cards(day, away) == []
    # The panel tells it too, to who asks.
    asked = await olga.start()
    panel = await olga.sees(acts.carries(Verb.SHIFT), since=asked, timeout=PATIENCE)
    assert "1 of 1" in panel.text
    assert "1 customer is waiting" in panel.text


async def test_a_shift_that_starts_pulls_the_queue_and_shows_it(day: Day) -> None:
    ann = await day.visitor("Ann")
    bob = await day.visitor("Bob")
    card = await day.waits(ann)
    await day.waits(bob)
    olga = await day.staff("Olga", capacity=1)
    await ann.person.sees(acts.has_link, since=card, timeout=PATIENCE)
    await olga.sees("Bob", timeout=PATIENCE)
    assert await day.loads() == {olga.id: 1}


async def test_capacity_that_is_raised_pulls_the_queue(day: Day) -> None:
    olga = await day.staff("Olga", capacity=1)
    await day.gets_link(await day.visitor("Ann"))
    bob = await day.visitor("Bob")
    card = await day.waits(bob)
    await day.hire(olga, capacity=2)
    await bob.person.sees(acts.has_link, since=card, timeout=PATIENCE)
    assert await day.loads() == {olga.id: 2}


async def test_who_cancels_an_offer_frees_the_slot_and_the_room(any_day: Day) -> None:
    day = any_day
    olga = await day.staff("Olga", capacity=1)
    ann = await day.visitor("Ann")
    link = await day.gets_link(ann)
    bob = await day.visitor("Bob")
    waits = await day.waits(bob)

    card = await ann.person.sees(acts.has_link, timeout=PATIENCE)
    await ann.person.press(card, acts.data_of(card, Verb.CANCEL))
    done = await ann.person.sees(acts.carries(Verb.TALK), since=card, timeout=PATIENCE)
    assert not acts.has_link(done)
    await bob.person.sees(acts.has_link, since=waits, timeout=PATIENCE)
    await day.quiet()
    assert await day.loads() == {olga.id: 1}
    assert await dead(ann.person, link)
    assert (await day.lead(ann.person))["waiting_status"] == "finalize"

    # A second press comes too late, and says so; she may ask again, and waits like anybody.
    again = await ann.person.press(done, acts.data_of(done, Verb.TALK))
    await ann.person.answered(again)
    await ann.person.sees("number 1 in line", since=done, timeout=PATIENCE)
    assert [row["status"] for row in await day.open_tickets(ann.person)] == ["abandoned", "queued"]


async def dead(person: Person, link: str) -> bool:
    """Whether a link leads nowhere any more."""
    try:
        await person.look_at_link(link)
    except Refused as error:
        return error.tag in {"INVITE_HASH_EXPIRED", "INVITE_HASH_INVALID"}
    return False


async def test_who_is_served_cannot_cancel_any_more(day: Day) -> None:
    olga = await day.staff("Olga")
    ann = await day.visitor("Ann")
    await day.gets_link(ann)
    card = await ann.person.sees(acts.has_link, timeout=PATIENCE)
    # Her card is edited late, so that its button is still there when she is served.
    with day.sandbox.faults.delay(Face.BOT_API, "editMessageText", PATIENCE, times=None):
        visit = await ann.person.open_link(acts.link_of(card) or "")
        await olga.gets_into(visit.chat_id, PATIENCE)
        query = await ann.person.press(card, acts.data_of(card, Verb.CANCEL))
        answer = await ann.person.answered(query, PATIENCE)
    assert answer.text
    assert (await day.lead(ann.person))["waiting_status"] == "accepted"


async def test_a_shift_that_ends_before_the_customer_comes_gives_them_to_another(
    day: Day,
) -> None:
    olga = await day.staff("Olga")
    ann = await day.visitor("Ann")
    link = await day.gets_link(ann)
    omar = await day.staff("Omar")
    await end_shift(olga)
    visit = await ann.person.open_link(link)
    await ann.person.gets_into(visit.chat_id, PATIENCE)
    await omar.gets_into(visit.chat_id, PATIENCE)
    await day.quiet()
    assert not await olga.is_in(visit.chat_id)
    assert await day.loads() == {olga.id: 0, omar.id: 1}
    assert (await day.lead(ann.person))["operator_tag"] == "@omar_desk"


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


async def test_who_never_comes_loses_the_offer_and_may_ask_again(
    tmp_path: Path, desk_url: str
) -> None:
    # So short that it has passed as soon as the room is ready; the desk's own sweep stays away.
    async with a_day(tmp_path, desk_url, offer_minutes=0.001, sweep_seconds=3600) as day:
        olga = await day.staff("Olga", capacity=1)
        ann = await day.visitor("Ann")
        link = await day.gets_link(ann)
        bob = await day.visitor("Bob")
        waits = await day.waits(bob)
        card = await ann.person.sees(acts.has_link, timeout=PATIENCE)

        async def swept() -> bool:
            return bool(await day.tick())

        await eventually(swept, within=PATIENCE)
        told = await ann.person.sees(acts.carries(Verb.TALK), since=card, timeout=PATIENCE)
        assert "did not come" in told.text
        await bob.person.sees(acts.has_link, since=waits, timeout=PATIENCE)
        await day.quiet()
        assert await day.loads() == {olga.id: 1}
        assert await dead(ann.person, link)
        assert [row["status"] for row in await day.open_tickets(ann.person)] == ["abandoned"]

        ann.menu = told
        assert position(await day.waits(ann)) == 1


async def test_the_scheduler_itself_finds_who_never_came(tmp_path: Path, file_url: str) -> None:
    async with a_day(tmp_path, file_url, offer_minutes=0.005, sweep_seconds=0.2) as day:
        await day.staff("Olga")
        ann = await day.visitor("Ann")
        await day.gets_link(ann)
        await ann.person.sees("did not come", timeout=PATIENCE)


@pytest.mark.parametrize("database_backend", BACKENDS, indirect=True)
async def test_seven_customers_and_one_operator_never_make_a_seventh_ticket(any_day: Day) -> None:
    day = any_day
    olga = await day.staff("Olga")
    visitors = [await day.visitor(f"Customer {number}") for number in range(1, 8)]
    talks = [await day.talks(visitor, [olga]) for visitor in visitors[:6]]
    last = visitors[6]
    waits = await day.waits(last)
    assert position(waits) == 1
    await day.tick()
    await day.quiet()
    assert await day.loads() == {olga.id: 6}
    assert len(await rooms_of(olga)) == 6
    await day.closes(talks[2])
    await last.person.sees(acts.has_link, since=waits, timeout=PATIENCE)
    assert await day.loads() == {olga.id: 6}


async def rooms_of(person: Person) -> list[int]:
    """The groups that somebody is in."""
    return [chat.id for chat in await person.chats() if chat.kind == "supergroup"]


async def test_two_operators_share_the_work(day: Day) -> None:
    olga, omar = await day.staff("Olga"), await day.staff("Omar")
    for number in range(1, 5):
        await day.talks(await day.visitor(f"Customer {number}"), [olga, omar])
    assert await day.loads() == {olga.id: 2, omar.id: 2}


async def test_a_supervisor_on_shift_answers_as_well(day: Day) -> None:
    boss = await day.staff("Boss", role=Role.SUPERVISOR)
    talk = await day.talks(await day.visitor("Ann"), [boss])
    await boss.say(talk.room, "Boss here")
    kept = await day.keeps(talk.customer, "Boss here")
    assert [row["role"] for row in kept] == ["operator"]


async def test_an_operator_cannot_serve_themselves(day: Day) -> None:
    """Staff who press a customer's old button see their panel."""
    olga = await day.visitor("Olga", username="olga_desk")
    await day.hire(olga.person)
    before = await day.asks(olga)
    await olga.person.sees(acts.carries(Verb.SHIFT), since=before, timeout=PATIENCE)
    assert await day.open_tickets(olga.person) == []


async def test_however_many_come_the_queue_rings_now_and_then(
    tmp_path: Path, file_url: str
) -> None:
    """Two seconds stand for the minute of a desk at work."""
    async with a_day(tmp_path, file_url, bell_seconds=2) as day:
        olga = await day.staff("Olga", capacity=1)
        await day.talks(await day.visitor("First"), [olga])
        names = ("Ann", "Bob", "Cleo", "Dan", "Eve")
        waiting = [await day.visitor(name) for name in names]
        before, bot = await olga.now(), day.stage.settings.bot_id
        await day.waits(waiting[0])
        await olga.sees("1 customer is", bot, since=before, timeout=PATIENCE)
        for visitor in waiting[1:]:
            await day.waits(visitor)

        async def rang_for_all() -> bool:
            rang = await olga.bells(bot, before)
            return len(rang) > 1 and "5 customers" in rang[-1].text

        await eventually(rang_for_all, within=PATIENCE)
        await day.quiet()
        rang = await olga.bells(bot, before)
        assert len(rang) < len(names), "some were told of together"
        assert all((b.at - a.at).total_seconds() >= 1.9 for a, b in pairwise(rang))
        (card,) = await queue_cards(day, olga)
        assert "Eve" in card.text
