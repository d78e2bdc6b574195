"""Chapter: the accounts behind the rooms, what Telegram allows them, and who may enter a room."""

import json
from dataclasses import dataclass, replace

from app.clock import utc_now
from app.doctor import budget_of
from app.doctor_words import in_words
from core.model.accounts import WELL, AccountBudget, day_of
from core.model.people import Person as StaffPerson
from core.model.people import Role
from core.staff.members import add_operator
from db.reads import Reads
from sandbox.faults import Face
from sandbox.people import Person
from sandbox.state.model import Refused
from stories import acts
from stories.stage import Stage
from stories.steps import Steps, claim

CHOICES = {"room_budget": 15, "rooms_kept": 0, "sweep_seconds": 0.3}
HOUR = 3600
WORDS = "my parcel number is 77-1234"


async def tell(stage: Stage, steps: Steps) -> None:
    """Two accounts; Telegram lets neither make rooms for an hour; a room is used again."""
    sandbox = stage.sandbox
    if sandbox is None:
        raise TypeError("this chapter brings bad days about, and needs the sandbox at hand")
    boss, olga = await _staff(stage)
    ann, bob = [await stage.people.add(name) for name in ("Anton", "Bohdana")]
    menus = [await acts.register(person) for person in (ann, bob)]
    flood = ("channels.createChannel", HOUR)

    async with steps.step("Clean rooms that nobody needs are deleted: the account is in fewer"):
        await olga.until(lambda: _no_room_is_clean(stage), "no clean room")
    async with steps.step("Telegram makes one account wait for an hour: another makes the room"):
        sandbox.faults.flood(Face.MTPROTO, *flood)
        asked = await acts.ask_for_operator(ann, menus[0])
        room = await acts.enter_room(ann, asked)
        await acts.operator_in_room(ann, room, [olga])
        await stage.is_quiet()
        made, given_up = await stage.rows(
            "SELECT account, state FROM places ORDER BY id DESC LIMIT 2"
        )
        claim(given_up["account"] != made["account"], "the other account made it")
        claim((given_up["state"], made["state"]) == ("deleted", "ready"), "one room, not two")
    async with steps.step("The deadline and the account's health are kept"):
        budgets = {each.name: each for each in await _budgets(stage)}
        told_to_wait = budgets[given_up["account"]]
        claim(told_to_wait.flood_until is not None, "until when it waits is known")
        claim(told_to_wait.health < budgets[made["account"]].health, "its health has fallen")
    async with steps.step("When all must wait, so does the ticket: card and notice say so"):
        sandbox.faults.flood(Face.MTPROTO, *flood)
        before = await boss.now()
        asked = await acts.ask_for_operator(bob, menus[1])
        await bob.sees("takes longer than usual", since=asked)
        await boss.sees("waits for a room", since=before)
    async with steps.step("A room that becomes clean goes to who waits, and tells nothing"):
        await ann.say(room, WORDS)
        await stage.has_heard(WORDS)
        await acts.close_ticket(olga, room)
        again = await acts.enter_room(bob, asked)
        claim(again == room, "the same room")
        seen = [message.text for message in await bob.messages(room)]
        claim(not any(WORDS in text for text in seen), "nothing of the ticket before")
    await _entry(stage, steps, Cast(boss, olga, bob, room, asked, str(made["account"])))
    async with steps.step("The budget of each account, as `switchboard doctor` shows it"):
        budget = stage.settings.rules().budget
        for each in await _budgets(stage):
            name, text = in_words(budget_of(each, budget, utc_now()), "en")
            claim("no new rooms until" in text, "until when it makes none")
            steps.say(f"    {name}: {text}")
    await _let_rest(stage)


@dataclass(frozen=True, slots=True)
class Cast:
    """Bob's room, since `asked`, with Olga in it; `account` is whose room it is."""

    boss: Person
    olga: Person
    bob: Person
    room: int
    asked: int
    account: str


async def _entry(stage: Stage, steps: Steps, at: Cast) -> None:
    """Check that who has no business in the room does not come in, or is removed at once."""
    async with steps.step("Who asks later finds the link dead: it died when the customer came in"):
        await stage.is_quiet()
        eve = await stage.people.add("Eve")
        # Who is in finds the chat itself.
        card = await at.bob.sees(lambda seen: "/c/" in (acts.link_of(seen) or ""), since=at.asked)
        visit = await at.bob.open_link(acts.link_of(card) or "")
        claim((visit.chat_id, visit.joined) == (at.room, True), "the card leads into the room")
        try:
            await eve.open_link(await _dead_link(stage, at.room))
        except Refused as refused:
            claim("INVITE_HASH_EXPIRED" in str(refused), "the link has died")
        else:
            claim(False, "the link lets nobody in")
    async with steps.step("A stranger whom an operator brings in is put out, supervisors hear it"):
        owner = await _owner(stage, at.account)
        await owner.promote(at.room, at.olga.id, ["can_invite_users"])
        before = await at.boss.now()
        await at.olga.invite(at.room, eve.id)
        await at.boss.sees("without being invited", since=before)
        await eve.gets_out_of(at.room)


async def _let_rest(stage: Stage) -> None:
    """Let the accounts be as they are when the hour is over, for whatever is played next."""
    async with stage.container.work() as work:
        for each in await work.uow.budgets.all(day_of(work.now)):
            await work.uow.budgets.set_trouble(replace(each, health=WELL, flood_until=None))


async def _staff(stage: Stage) -> tuple[Person, Person]:
    boss = await stage.people.add("Xenia", username="xenia_desk")
    olga = await stage.people.add("Zlata", username="zlata_desk")
    async with stage.container.work() as work:
        who = StaffPerson(boss.id, boss.account.name, boss.account.username, "en")
        await add_operator(work, who, role=Role.SUPERVISOR)
    await stage.add_operator(olga)
    await boss.start()
    await acts.start_shift(olga)
    return boss, olga


async def _no_room_is_clean(stage: Stage) -> bool:
    await stage.is_quiet()
    return not await stage.rows("SELECT id FROM places WHERE state = 'clean'")


async def _budgets(stage: Stage) -> list[AccountBudget]:
    at_work = {str(person.id) for person in (stage.userbot, *stage.further)}
    found = await Reads(stage.container.database).account_budgets(utc_now())
    return [each for each in found if each.name in at_work]


async def _dead_link(stage: Stage, room: int) -> str:
    """Return the link by which the room's last customer came in."""
    row = await stage.rows(
        "SELECT CAST(fields AS TEXT) AS fields FROM outbox"
        " WHERE kind = 'RevokeJoinLink' AND destination = :to ORDER BY id DESC LIMIT 1",
        to=f"chat:{room}",
    )
    return str(json.loads(row[0]["fields"])["url"])


async def _owner(stage: Stage, name: str) -> Person:
    return next(each for each in (stage.userbot, *stage.further) if str(each.id) == name)
