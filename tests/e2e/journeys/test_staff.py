"""Operators and supervisors: how they are brought in, what they may press, whom trouble reaches."""

from pathlib import Path

from core.model.actions import Verb
from core.model.people import Role
from sandbox.people import Person, Seen
from stories import acts
from tests.e2e.journeys.day import PATIENCE, Day, a_day


async def private_card(operator: Person, verb: Verb, day: Day) -> Seen:
    """The operator's own card, in the chat with the bot, when it has that button."""
    return await acts.card_in(operator, day.stage.settings.bot_id, verb, patience=PATIENCE)


async def test_supervisors_are_told_of_an_operator_whom_nothing_reaches(day: Day) -> None:
    boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
    await boss.start()
    quiet_boss = await day.staff("Quiet", role=Role.SUPERVISOR, on_shift=False)
    olga = await day.staff("Olga", on_shift=False, invite_privacy="nobody", username=None)
    await acts.start_shift(olga, patience=PATIENCE)
    await olga.block()
    ann = await day.visitor("Ann")
    room = await day.comes(ann)
    told = await boss.sees("could not be brought into the chat", timeout=PATIENCE)
    assert "Olga" in told.text
    # The supervisor can step in by the same link.
    await boss.open_link(acts.link_of(told) or "")
    await boss.gets_into(room, PATIENCE)
    await boss.say(room, "I am here instead")
    kept = await day.keeps(ann.person, "I am here instead")
    assert kept[0]["role"] == "supervisor"
    number = (await day.open_tickets(ann.person))[0]["id"]
    assert "operator_unreachable" in await day.events(number)
    assert await quiet_boss.messages(day.stage.settings.bot_id) == []
    # Olga lost the ticket at once and is off shift; it waits for whoever comes: the boss.
    assert (await day.loads())[olga.id] == 0
    assert (await day.operator(olga))["is_active"] == "inactive"
    texts = [seen.text for seen in await boss.messages(day.stage.settings.bot_id)]
    for words in ("cannot write to", "cannot be added to chats", "their shift is ended"):
        assert len([text for text in texts if words in text and "Olga" in text]) == 1
    await acts.start_shift(boss, patience=PATIENCE)
    await acts.close_ticket(boss, room, patience=PATIENCE)
    await day.quiet()
    assert "offer_lost" in await day.events(number)
    assert (await day.loads())[boss.id] == 0


async def test_supervisors_come_from_the_settings(tmp_path: Path, desk_url: str) -> None:
    async with a_day(tmp_path, desk_url, supervisors=[5_000_000_777]) as day:
        boss = await day.people.add("Boss", user_id=5_000_000_777)
        olga = await day.staff("Olga")
        started = await boss.start()
        await boss.sees(acts.carries(Verb.SHIFT), since=started, timeout=PATIENCE)
        ann = await day.visitor("Ann")
        talk = await day.talks(ann, [olga])
        # No longer only a number: the name is what the person calls themselves.
        assert (await day.operator(boss))["username"] == "Boss"
        await day.stage.userbot.invite(talk.room, boss.id)
        await boss.gets_into(talk.room, PATIENCE)
        before = await ann.person.now()
        await boss.say(talk.room, "/close")
        sure = await private_card(boss, Verb.CLOSE_YES, day)
        await boss.press(sure, acts.data_of(sure, Verb.CLOSE_YES))
        await acts.is_thanked(ann.person, before, patience=PATIENCE)
