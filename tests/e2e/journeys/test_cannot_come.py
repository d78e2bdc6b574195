"""Customers who wait, and whom the bot may not write to any more."""

import re
from pathlib import Path

from core.model.people import Role
from sandbox.people import Person, Seen
from stories import acts
from tests.e2e.journeys.day import PATIENCE, Day, a_day


def position(card: Seen) -> int:
    """The number in line that a card tells."""
    found = re.search(r"number (\d+) in line", card.text)
    assert found, card.text
    return int(found[1])


async def see_card(person: Person, number: int, since: Seen) -> Seen:
    """Wait until the person's card tells that number."""
    return await person.sees(f"number {number} in line", since=since, timeout=PATIENCE)


async def test_who_blocks_the_bot_is_passed_by_and_stands_where_they_stood(any_day: Day) -> None:
    day = any_day
    olga = await day.staff("Olga", capacity=1)
    talk = await day.talks(await day.visitor("First"), [olga])
    ann, bob, cleo = [await day.visitor(name) for name in ("Ann", "Bob", "Cleo")]
    cards = [await day.waits(each) for each in (ann, bob, cleo)]
    assert [position(card) for card in cards] == [1, 2, 3]

    await ann.person.block()
    await see_card(bob.person, 1, cards[1])  # nobody is before him any more
    before = await bob.person.now()
    await day.closes(talk)
    room = await acts.enter_room(bob.person, before, patience=PATIENCE)
    await olga.gets_into(room, PATIENCE)
    assert [row["status"] for row in await day.open_tickets(ann.person)] == ["queued"]

    await ann.person.unblock()
    back = await ann.person.start()
    card = await ann.person.sees("in line", since=back, timeout=PATIENCE)
    assert position(card) == 1
    await see_card(cleo.person, 2, cards[2])
    await acts.close_ticket(olga, room, patience=PATIENCE)
    await ann.person.sees(acts.has_link, since=back, timeout=PATIENCE)
    await day.quiet()
    assert await day.loads() == {olga.id: 1}


async def test_a_deleted_account_is_not_waited_for_and_supervisors_see_why(
    tmp_path: Path, file_url: str
) -> None:
    async with a_day(tmp_path, file_url, unreachable_hours=0.0001, sweep_seconds=0.2) as day:
        boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
        olga = await day.staff("Olga", capacity=1)
        talk = await day.talks(await day.visitor("First"), [olga])
        ann, bob = await day.visitor("Ann"), await day.visitor("Bob")
        await day.waits(ann)
        await day.waits(bob)
        ticket = (await day.open_tickets(bob.person))[0]["id"]
        await bob.person.delete_account()
        await day.closes(talk)  # the line moves up, which he cannot be told
        await day.happened(ticket, "abandoned")
        asked = await boss.say(day.stage.settings.bot_id, f"/why {ticket}")
        why = await boss.sees(f"Ticket #{ticket}", since=asked, timeout=PATIENCE)
        assert "the bot can no longer write to the customer" in why.text
        assert "the customer was gone too long" in why.text
