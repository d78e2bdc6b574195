"""Chapter: what is kept of a desk's ticket, how it counts, and how it is forgotten."""

from collections.abc import Mapping
from typing import Any

from core.model import actions
from core.model.actions import Verb
from core.model.people import Person as StaffPerson
from core.model.people import Role
from core.privacy.views import YES
from core.staff.members import add_operator
from sandbox.people import MessageFilter, Person, Seen
from stories import acts
from stories.desks.premises import desk_group
from stories.stage import Premises, Stage
from stories.steps import Steps, claim

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
titles = { ru = "Баги" }
place = "desk"
"""


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """Make one desk."""
    rita = await premises.sandbox.people.add("Rita", username="rita_keeps")
    return {"desk_chat_ids": [await desk_group(premises, rita, "Records 1")]}


async def tell(stage: Stage, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    desk, bot = stage.settings.desk_chat_ids[0], stage.settings.bot_id
    rita = await stage.people.person("@rita_keeps")
    vera = await stage.people.add("Вероника", language_code="ru")
    async with steps.step("the transcript has both sides as one talk, and what answers what"):
        question = await _asks(vera, rita, bot)
        await rita.say(desk, "Включите её снова", reply_to=question)
        got = await vera.sees(MessageFilter(text="Включите её снова"))
        await vera.say(bot, "Кофе уже есть", reply_to=got)
        await rita.sees(MessageFilter(text="Кофе уже есть"))
        await stage.is_quiet(20.0)
        file = stage.settings.logs_dir / str(vera.id) / "transcript.txt"
        kept = file.read_text(encoding="utf-8")
        claim('-- place: desk "Records 1"' in kept, "where it was said")
        claim(kept.count("> in reply to [") == 2, "both answers name what they answer")
        claim(
            kept.index("Кофеварка молчит") < kept.index("Включите её снова"),
            "in the order of the talk",
        )
        claim(await _carried(stage, vera) == 3, "three messages were carried")
    boss = await _supervisor(stage)
    async with steps.step("the customer's yes stands beside the stars in /stats"):
        await rita.say(desk, "/close")
        sure = await rita.sees("Are you sure", desk)
        closed = await vera.now()
        await rita.press(sure, "Yes")
        await vera.press(await vera.sees(acts.carries(Verb.RESOLVE), since=closed), "Да")
        await stage.is_quiet()
        asked = await boss.say(bot, "/stats")
        figures = await boss.sees(acts.carries(Verb.STATS_FILES), bot, since=asked)
        answers = [row["solved"] for row in await stage.rows("SELECT solved FROM resolutions")]
        share = round(100 * sum(answers) / len(answers))
        claim(f"solved: {share}% of {len(answers)} answer" in figures.text, figures.text)
    async with steps.step("/forget takes it all away, also what was carried where"):
        await _is_forgotten(vera, boss, bot)
        await stage.is_quiet()
        claim(not file.parent.exists(), "the folder is gone")
        for table in ("messages", "inbox", "outbox", "copies", "traces", "places", "customers"):
            left = str(await stage.rows(f"SELECT * FROM {table}"))  # noqa: S608 - names of ours
            for word in ("Вероника", "Кофеварка молчит", "Включите её снова", "Кофе уже есть"):
                claim(word not in left, f"no {word!r} in {table}")
        claim(await _carried(stage, vera) == 0, "nothing tells what was carried")


async def _carried(stage: Stage, customer: Person) -> int:
    """Count the known copies of that customer's tickets."""
    rows = await stage.rows(
        "SELECT count(*) AS found FROM copies JOIN tickets ON tickets.id = copies.ticket_id"
        " WHERE tickets.customer_id = :customer",
        customer=customer.id,
    )
    return int(rows[0]["found"])


async def _supervisor(stage: Stage) -> Person:
    boss = await stage.people.add("Olha", username="olha_records")
    async with stage.container.work() as work:
        who = StaffPerson(boss.id, boss.account.name, boss.account.username, "en")
        await add_operator(work, who, role=Role.SUPERVISOR)
    await boss.start()
    return boss


async def _is_forgotten(vera: Person, boss: Person, bot: int) -> None:
    said = await vera.say(bot, "/forget")
    question = await vera.sees(acts.carries(Verb.FORGET), since=said)
    heard = await boss.now()
    await vera.press(question, actions.press(Verb.FORGET, YES))
    asked = await boss.sees(acts.carries(Verb.ERASURE), since=heard)
    before, told = await boss.now(), await vera.now()
    await boss.press(asked, asked.buttons[0].data or "")
    sure = await boss.sees("cannot be undone", since=before)
    await boss.press(sure, sure.buttons[0].data or "")
    await vera.sees("удалены", since=told)


async def _asks(vera: Person, rita: Person, bot: int) -> Seen:
    started = await vera.start()
    await vera.sees("ваш вопрос", since=started)
    before = await rita.now()
    await vera.say(bot, "Кофеварка молчит")
    return await rita.sees(MessageFilter(text="Кофеварка молчит"), since=before)
