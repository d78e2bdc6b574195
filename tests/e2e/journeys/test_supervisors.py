"""Supervisors at work in the bot: what the story `supervisors` does not show."""

from collections import Counter
from pathlib import Path
from typing import Any

from core.model.actions import Verb
from core.model.people import Role
from core.staff.members import remove_operator
from sandbox.people import Person, Seen
from stories import acts
from stories.stage import Stage, premises
from tests.e2e.journeys.day import PATIENCE, Day, Talk, a_day

NEWS = "News for all"


async def presses(person: Person, seen: Seen, button: str, then: Verb) -> Seen:
    """Press it, and wait for what has a button of that verb afterwards."""
    before = await person.now()
    await person.press(seen, button)
    return await person.sees(acts.carries(then), since=before, timeout=PATIENCE)


async def asks_for(person: Person, day: Day, command: str, verb: Verb) -> Seen:
    """The list that a command shows."""
    said = await person.say(day.stage.settings.bot_id, command)
    return await person.sees(acts.carries(verb), since=said, timeout=PATIENCE)


async def is_served(day: Day, name: str, operator: Person) -> Talk:
    return await day.talks(await day.visitor(name), [operator])


async def test_silently_and_by_a_link_where_privacy_forbids_to_be_added(
    tmp_path: Path, file_url: str
) -> None:
    """One desk: a silent entry by a link, a full supervisor, stale buttons, strangers."""
    async with a_day(tmp_path, file_url, supervisor_enters_silently=True, bot_rate=0) as day:
        boss = await day.staff(
            "Boss", role=Role.SUPERVISOR, on_shift=False, capacity=1, invite_privacy="nobody"
        )
        await boss.start()
        olga = await day.staff("Olga")
        ann, bob = await is_served(day, "Ann", olga), await is_served(day, "Bob", olga)
        listed = await asks_for(boss, day, "/rooms", Verb.ROOM)
        number = acts.ticket_of(listed, Verb.ROOM)
        card = await presses(boss, listed, f"room:{number}", Verb.ENTER)
        before = await boss.now()
        await boss.press(card, f"enter:{number}")
        way = await boss.sees(acts.has_link, since=before, timeout=PATIENCE)
        await boss.open_link(acts.link_of(way) or "")
        await boss.gets_into(ann.room, PATIENCE)
        await day.happened(number, "supervisor_entered")
        assert not [seen for seen in await ann.customer.messages(ann.room) if "Boss" in seen.text]

        sure = await presses(boss, card, f"take-over:{number}", Verb.TAKE_OVER_YES)
        await boss.press(sure, f"take-over-yes:{number}")
        await olga.gets_out_of(ann.room, PATIENCE)
        await day.quiet()
        listed = await asks_for(boss, day, "/rooms", Verb.ROOM)
        other = (await day.open_tickets(bob.customer))[0]["id"]
        card = await presses(boss, listed, f"room:{other}", Verb.TAKE_OVER)
        sure = await presses(boss, card, f"take-over:{other}", Verb.TAKE_OVER_YES)
        answer = await boss.answered(await boss.press(sure, f"take-over-yes:{other}"), PATIENCE)
        assert answer.alert
        assert "as many tickets as you may" in (answer.text or "")
        assert (await day.loads()) == {boss.id: 1, olga.id: 1}

        for stranger in (olga, ann.customer):
            for command in ("/rooms", "/why", "/staff", "/announce"):
                said = await stranger.say(day.stage.settings.bot_id, command)
                told = await stranger.sees(since=said, timeout=PATIENCE)
                assert "staff only" in told.text


async def test_pages_of_staff_and_a_person_who_was_added_starts_work(day: Day) -> None:
    boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
    await boss.start()
    for number in range(8):
        await day.hire(await day.people.add(f"Op {number}"))
    nina = await day.people.add("Ніна", username="nina_new", language_code="uk")
    listed = await asks_for(boss, day, "/staff", Verb.STAFF_ADD)
    assert len([b for b in listed.buttons if (b.data or "").startswith("member:")]) == 8
    second = await presses(boss, listed, "staff:1", Verb.STAFF_ADD)
    assert second.message_id == listed.message_id
    assert len([b for b in second.buttons if (b.data or "").startswith("member:")]) == 1
    before = await boss.now()
    await boss.press(second, "staff-add")
    await boss.sees("Whom shall I add", since=before, timeout=PATIENCE)
    nobody = await boss.say(day.stage.settings.bot_id, "t.me/nobody_at_all")
    await boss.sees("nobody with the username", since=nobody, timeout=PATIENCE)
    named = await boss.say(day.stage.settings.bot_id, "@nina_new")
    asked = await boss.sees(acts.carries(Verb.HIRE), since=named, timeout=PATIENCE)
    await presses(boss, asked, f"hire:{nina.id}:operator", Verb.MEMBER_CAPACITY)
    await acts.start_shift(nina, patience=PATIENCE)
    await is_served(day, "Ann", nina)


async def test_an_announcement_goes_on_after_a_restart_and_tells_nobody_twice(
    tmp_path: Path, desk_url: str
) -> None:
    async with premises(tmp_path, desk_url) as found:
        former = 5_000_000_778
        choices: dict[str, Any] = {"announcement_rate": 2, "bot_rate": 0, "supervisors": [former]}
        async with found.desk(**choices) as stage:
            day = Day(stage)
            boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
            await boss.start()
            guests = [await found.sandbox.people.add(f"Guest {number}") for number in range(7)]
            for guest in guests:
                await guest.start()
            await day.quiet()
            await _announce(boss, stage)
            await boss.until(lambda: _told(guests, 2), "the first are told", PATIENCE)
            async with stage.container.work() as work:
                assert await remove_operator(work, former)
        assert not await _told(guests, 7)
        async with found.desk(**choices) as stage:
            async with stage.container.work() as work:
                # The settings name the first supervisors, and there is another one.
                assert await work.uow.operators.get(former) is None
            bot = stage.settings.bot_id
            await boss.sees("announcement is out", bot, timeout=PATIENCE)
            await stage.is_quiet(PATIENCE)
            heard = Counter({guest.name: len(await _heard(guest)) for guest in guests})
            assert heard == dict.fromkeys((guest.name for guest in guests), 1)
            (row,) = await stage.rows("SELECT state, sent, failed, total FROM announcements")
            assert tuple(row.values()) == ("done", 7, 0, 7)
            progress = [
                seen for seen in await boss.messages(bot) if "announcement" in seen.text.lower()
            ]
            assert len(progress) == 1  # one live card, on both sides of the restart


async def _announce(boss: Person, stage: Stage) -> None:
    bot = stage.settings.bot_id
    said = await boss.say(bot, "/announce")
    await boss.sees("like to announce", bot, since=said, timeout=PATIENCE)
    written = await boss.say(bot, NEWS)
    asked = await boss.sees(acts.carries(Verb.AUDIENCE), bot, since=written, timeout=PATIENCE)
    sure = await presses(boss, asked, "Customers", Verb.ANNOUNCE_YES)
    await boss.press(sure, acts.data_of(sure, Verb.ANNOUNCE_YES))


async def _heard(guest: Person) -> list[Seen]:
    return [
        seen for seen in await guest.messages("@switchboard_bot") if seen.text == "News for all"
    ]


async def _told(guests: list[Person], count: int) -> bool:
    return sum([len(await _heard(guest)) for guest in guests]) >= count
