"""The staff's groups over real sockets: taken into use, migrated and lost in the middle of a talk.
The desk has no user account: groups alone serve everybody."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from app.container import open_container
from app.staff_groups import look_at_groups
from bot.setup import make_bot
from core.domain.groups import Trouble
from core.domain.people import Role
from core.domain.tickets import CloseReason
from core.usecases.close_ticket import finish
from sandbox.people import Person, Seen
from stories.desks.premises import desk_group
from stories.stage import Premises, premises, story_settings
from tests.e2e.journeys.day import PATIENCE, Day

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
place = "desk"
"""
ALONE: Mapping[str, Any] = {"api_id": None, "api_hash": None, "bot_burst": 100}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Premises]:
    """Nobody works there yet."""
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    async with premises(tmp_path) as found:
        yield found


@asynccontextmanager
async def opened(house: Premises, *desks: int) -> AsyncIterator[Day]:
    async with house.desk(**ALONE, desk_chat_ids=list(desks)) as stage:
        yield Day(stage)


async def asks(day: Day, dana: Person, name: str, text: str) -> tuple[Person, Seen]:
    """A customer's question, and how Dana sees it in a desk."""
    customer = await day.people.add(name, language_code="en")
    started = await customer.start()
    await customer.sees("write your question", since=started, timeout=PATIENCE)
    before = await dana.now()
    await customer.say("@switchboard_bot", text)
    return customer, await dana.sees(text, since=before, timeout=PATIENCE)


async def ends(day: Day, dana: Person, customer: Person) -> None:
    ticket = (await day.open_tickets(customer))[-1]["id"]
    async with day.stage.container.work() as work:
        await finish(work, int(ticket), dana.id, CloseReason.SOLVED)
    await day.quiet()


async def test_a_group_migrates_in_the_middle_of_a_talk_and_the_settings_still_mean_it(
    house: Premises,
) -> None:
    dana = await house.sandbox.people.add("Dana")
    bot = house.sandbox.people.bot
    assert bot is not None
    basic = await dana.create_group("Desk 1", [bot], supergroup=False)
    await dana.promote(basic, bot)
    async with opened(house, basic) as day:
        ann, question = await asks(day, dana, "Ann", "It fails")
        assert question.chat_id == basic
        await dana.say(basic, "Since when?", reply_to=question)
        asked = await ann.sees("Since when?", timeout=PATIENCE)

        group = await dana.migrate(basic)
        await ann.say(bot, "Since Monday", reply_to=asked)
        answer = await dana.sees("Since Monday", chat=group, timeout=PATIENCE)
        card = await dana.sees("Everything else stays here", chat=group, timeout=PATIENCE)
        await dana.say(group, "Try again", reply_to=answer)
        await ann.sees("Try again", timeout=PATIENCE)
        await dana.say(group, "And now?", reply_to=card)
        await ann.sees("And now?", timeout=PATIENCE)
        await day.keeps(ann, "It fails", "Since when?", "Since Monday", "Try again", "And now?")
        await ends(day, dana, ann)

    async with opened(house, basic) as day:
        _, question = await asks(day, dana, "Bob", "And mine")
        assert question.chat_id == group
        rows = await day.stage.rows("SELECT chat_id, gone_at FROM staff_groups")
        assert rows == [{"chat_id": group, "gone_at": None}]


async def test_the_bot_is_removed_in_the_middle_and_the_customer_notices_nothing(
    house: Premises,
) -> None:
    people = house.sandbox.people
    dana = await people.add("Dana")
    first = await desk_group(house, dana, "Desk 1")
    second = await desk_group(house, dana, "Desk 2")
    bot = people.bot
    assert bot is not None
    async with opened(house, first, second) as day:
        boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
        await boss.start()
        await boss.sees("off shift", timeout=PATIENCE)
        ann, question = await asks(day, dana, "Ann", "It fails")
        lost, other = question.chat_id, {first, second} - {question.chat_id}
        await day.quiet()
        stood = await ann.last(bot)
        assert stood is not None
        await dana.remove(lost, bot)
        again = await dana.sees("It fails", chat=other.pop(), timeout=PATIENCE)
        told = await boss.sees("takes no tickets for now", timeout=PATIENCE)
        assert "I am not in the group" in told.text
        await ann.say(bot, "Hello?")
        await dana.sees("Hello?", chat=again.chat_id, timeout=PATIENCE)
        await dana.say(again.chat_id, "Try again", reply_to=again)
        await ann.sees("Try again", since=stood, timeout=PATIENCE)
        await day.quiet()
        new = [seen.text for seen in await ann.messages(bot) if seen.message_id > stood.message_id]
        assert new == ["Hello?", "Try again"]

        await dana.invite(lost, bot)
        await dana.promote(lost, bot)
        await boss.sees("takes tickets again", timeout=PATIENCE)
        _, question = await asks(day, dana, "Bob", "And mine")
        assert question.chat_id == lost


async def test_a_start_waits_for_no_telegram_that_is_away(
    house: Premises, file_url: str, tmp_path: Path
) -> None:
    nowhere = {**house.lines, "BOT_API_URL": "http://127.0.0.1:9"}
    settings = story_settings(tmp_path, nowhere, file_url, **ALONE, desk_chat_ids=[-1001])
    token = settings.bot_token
    assert token is not None
    bot = make_bot(token.get_secret_value(), settings.bot_api_url)
    try:
        async with open_container(settings) as container:
            await look_at_groups(container, bot)
            await look_at_groups(container, bot, patience=0)
            async with container.work() as work:
                [group] = await work.uow.groups.all()
    finally:
        await bot.session.close()
    assert group.cause is Trouble.UNSEEN


async def test_a_supervisor_takes_a_group_into_use_and_out_of_it(house: Premises) -> None:
    people = house.sandbox.people
    bot = people.bot
    assert bot is not None
    dana = await people.add("Dana")
    first = await desk_group(house, dana, "Desk 1")
    async with opened(house, first) as day:
        boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
        group = await dana.create_group("New desk", [bot, boss.id])
        welcome = await dana.sees("a supervisor can say /desk", chat=group, timeout=PATIENCE)
        refused = await dana.say(group, "/desk")
        await dana.sees("Only a supervisor", chat=group, since=refused, timeout=PATIENCE)
        await boss.say(group, "/desk@switchboard_bot")
        lacks = await boss.sees("make me an administrator", chat=group, timeout=PATIENCE)
        assert lacks.text.count("•") == 4
        await dana.promote(group, bot)
        await boss.say(group, "/desk@switchboard_bot")
        await boss.sees("is a desk now", chat=group, timeout=PATIENCE)
        assert welcome.chat_id == group

        await dana.rename(group, "Front desk")
        _, question = await asks(day, dana, "Ann", "It fails")
        _, other = await asks(day, dana, "Bob", "And mine")
        assert {question.chat_id, other.chat_id} == {first, group}
        before = await boss.say(bot, "/desks")
        listed = await boss.sees("Staff groups: 2", since=before, timeout=PATIENCE)
        assert "Front desk (desk): serves" in listed.text
        await boss.press(listed, "Take out: Front desk")

        async def is_out() -> bool:
            now = await boss.last(bot)
            return now is not None and "taken out by a supervisor" in now.text

        await boss.until(is_out, timeout=PATIENCE)
