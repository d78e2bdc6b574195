"""Chapter: the staff's groups themselves: named in the settings or by /desk, looked at by the
doctor, migrated, lost and found again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.doctor_groups import check_groups
from app.doctor_words import in_words
from bot.setup import make_bot
from core.model.people import Person as StaffPerson
from core.model.people import Role
from core.staff.members import add_operator
from sandbox.people import Person, Seen
from stories.stage import Premises, Stage
from stories.steps import Steps, claim

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
place = "desk"
"""


@dataclass(slots=True)
class Scene:
    """Who plays, and where."""

    stage: Stage
    dana: Person  # sits in all groups
    boss: Person
    named: int  # by the settings
    said: int = 0  # by /desk

    @property
    def bot(self) -> int:
        """The chat with the bot."""
        return self.stage.settings.bot_id


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """Make a basic group, as people make them, with the bot as its administrator."""
    people = premises.sandbox.people
    dana = await people.add("Dana", username="dana_grouped")
    if people.bot is None:
        raise ValueError("the premises have no bot yet")
    group = await dana.create_group("Front desk", [people.bot], supergroup=False)
    await dana.promote(group, people.bot)
    return {"desk_chat_ids": [group], "bot_burst": 30}


async def tell(stage: Stage, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    boss = await stage.people.add("Boris", username="boris_boss")
    who = StaffPerson(boss.id, boss.account.name, boss.account.username, "en")
    async with stage.container.work() as work:
        await add_operator(work, who, role=Role.SUPERVISOR)
    started = await boss.start()
    await boss.sees(since=started)
    dana = await stage.people.person("@dana_grouped")
    [named] = stage.settings.desk_chat_ids
    scene = Scene(stage, dana, boss, named)
    await _taken_into_use(scene, steps)
    await _looked_at(scene, steps)
    await _is_lost(scene, steps, await _migrates(scene, steps))
    await _listed(scene, steps)


async def _asks(scene: Scene, name: str, text: str) -> tuple[Person, Seen]:
    """Let a customer ask; returns how Dana sees the question."""
    customer = await scene.stage.people.add(name)
    started = await customer.start()
    await customer.sees("write your question", since=started)
    before = await scene.dana.now()
    await customer.say(scene.bot, text)
    return customer, await scene.dana.sees(text, since=before)


async def _taken_into_use(scene: Scene, steps: Steps) -> None:
    dana, boss, bot = scene.dana, scene.boss, scene.bot
    async with steps.step("7: DESK_CHAT_IDS: the group is a desk as soon as the bot is at work"):
        claim(await _usable(scene) == {scene.named}, "the settings' group is the only desk")
    async with steps.step("7: the bot, added to another group, says there what it needs"):
        scene.said = await dana.create_group("Second desk", [bot, boss.id])
        await dana.sees("I need to be an administrator", chat=scene.said)
    async with steps.step("7: /desk there: refused to everybody but supervisors"):
        refused = await dana.say(scene.said, "/desk")
        await dana.sees("Only a supervisor", chat=scene.said, since=refused)
    async with steps.step("7: … a supervisor is told plainly which rights lack"):
        asked = await boss.say(scene.said, "/desk")
        lacks = await boss.sees("make me an administrator", chat=scene.said, since=asked)
        claim("rename it for each ticket" in lacks.text, lacks.text)
    async with steps.step("7: … and with them the group is a desk"):
        await dana.promote(scene.said, bot)
        asked = await boss.say(scene.said, "/desk")
        await boss.sees("is a desk now", chat=scene.said, since=asked)
        claim(await _usable(scene) == {scene.named, scene.said}, "both are desks")


async def _looked_at(scene: Scene, steps: Steps) -> None:
    settings = scene.stage.settings
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    async with steps.step("7: doctor checks each: member, admin, rename, delete, pin, privacy"):
        async with scene.stage.container.work() as work:
            known = await work.uow.groups.all()
        bot = make_bot(token, settings.bot_api_url)
        try:
            found = await check_groups(bot, settings, known, [scene.stage.userbot.id])
        finally:
            await bot.session.close()
        named = [(*in_words(each, "en"), each.ok) for each in found]
        ours = [each for each in named if str(scene.said) in each[0] or "Front" in each[0]]
        claim(len(ours) == 2 and all(is_well for *_, is_well in ours), str(ours))
        words = "the bot is an administrator, may rename, delete and pin, hears everything"
        claim(all(text.startswith(words) for _, text, _ in ours), str(ours))


async def _migrates(scene: Scene, steps: Steps) -> Person:
    """Migrate the group; returns the customer, who is served there on."""
    dana = scene.dana
    async with steps.step("7: a group becomes a supergroup in the middle of a talk"):
        vera, question = await _asks(scene, "Vera", "It does not open")
        claim(question.chat_id == scene.named, "the desk that was free longest serves it")
        await dana.say(scene.named, "Since when?", reply_to=question)
        await vera.sees("Since when?")
        old, scene.named = scene.named, await dana.migrate(scene.named)
        claim(old != scene.named, "it has another id")
    async with steps.step("7: … its card is shown anew, and the talk goes on both ways"):
        card = await dana.sees("Everything else stays here", chat=scene.named)
        await vera.say(scene.bot, "Since Monday")
        answer = await dana.sees("Since Monday", chat=scene.named)
        await dana.say(scene.named, "Thank you", reply_to=answer)
        await vera.sees("Thank you")
        await dana.say(scene.named, "We mend it", reply_to=card)
        await vera.sees("We mend it")
        claim(await _usable(scene) == {scene.named, scene.said}, "both are desks still")
    return vera


async def _is_lost(scene: Scene, steps: Steps, vera: Person) -> None:
    dana, boss, bot = scene.dana, scene.boss, scene.bot
    async with steps.step("7: a group removes the bot: its ticket goes on at another desk"):
        before = await boss.now()
        await dana.remove(scene.named, bot)
        await dana.sees("Since Monday", chat=scene.said)
    async with steps.step("7: … supervisors are told what to do, and the customer notices nothing"):
        told = await boss.sees("takes no tickets for now", chat=bot, since=before)
        claim("add me, make me an administrator" in told.text, told.text)
        question = await dana.sees("It does not open", chat=scene.said)
        await dana.say(scene.said, "It opens by now", reply_to=question)
        await vera.sees("It opens by now")
    async with steps.step("7: … and with the bot and its rights back the group is a desk again"):
        before = await boss.now()
        await dana.invite(scene.named, bot)
        await dana.promote(scene.named, bot)
        await boss.sees("takes tickets again", chat=bot, since=before)
        claim(scene.named in await _usable(scene), "it is used again")


async def _listed(scene: Scene, steps: Steps) -> None:
    boss, bot = scene.boss, scene.bot
    async with steps.step("7: /desks shows the supervisor all groups, and takes them out and back"):
        asked = await boss.say(bot, "/desks")
        listed = await boss.sees("Staff groups", since=asked)
        claim("Second desk (desk): serves" in listed.text, listed.text)
        await boss.press(listed, "Take out: Front desk")
        out = await boss.sees("taken out by a supervisor", chat=bot, since=asked)
        await boss.press(out, "Bring back: Front desk")

        async def is_back() -> bool:
            return scene.named in await _usable(scene)

        await boss.until(is_back)


async def _usable(scene: Scene) -> set[int]:
    rows = await scene.stage.rows("SELECT chat_id FROM staff_groups WHERE gone_at IS NULL")
    return {int(row["chat_id"]) for row in rows}
