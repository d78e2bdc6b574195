"""The chapter `supervisors`: staff in the bot, a look into every room, why, and announcements."""

from collections.abc import Callable
from dataclasses import dataclass

from core.model.actions import Verb
from core.model.people import Person as StaffPerson
from core.model.people import Role
from core.staff.members import add_operator
from sandbox.people import Person, Seen
from stories import acts
from stories.pictures import JPEG
from stories.stage import Stage
from stories.steps import Steps, claim

CHOICES = {"announcement_rate": 10}
NEWS = "We are closed tomorrow <b>all day</b> & *night* 🎄"


@dataclass(slots=True)
class Cast:
    """Who plays."""

    boss: Person
    olga: Person
    omar: Person
    nina: Person
    ann: Person
    room: int = 0
    ticket: int = 0


async def tell(stage: Stage, steps: Steps) -> None:
    """Play the chapter. Raises StoryError."""
    cast = await _cast(stage)
    await _adds_staff(stage, steps, cast)
    await _changes_staff(stage, steps, cast)
    await _why(stage, steps, cast)
    await _watches(stage, steps, cast)
    await _enters(stage, steps, cast)
    await _takes_over(stage, steps, cast)
    await _moves_and_closes(stage, steps, cast)
    await _announces(stage, steps, cast)


async def _cast(stage: Stage) -> Cast:
    people = stage.people
    cast = Cast(
        boss=await people.add("Berta", username="berta_boss"),
        olga=await people.add("Olha", username="olha_hired"),
        omar=await people.add("Oskar", username="oskar_hired", hides_forwards=True),
        nina=await people.add("Nina", username="nina_hired"),
        ann=await people.add("Annika", username="annika"),
    )
    async with stage.container.work() as work:
        who = StaffPerson(cast.boss.id, cast.boss.name, "berta_boss", "en")
        await add_operator(work, who, role=Role.SUPERVISOR)
    return cast


# -------------------------------------------------------------------------------------------- staff
async def _adds_staff(stage: Stage, steps: Steps, cast: Cast) -> None:
    boss, bot = cast.boss, stage.settings.bot_id
    async with steps.step("a supervisor adds Olha to staff by sharing her contact"):
        await boss.start()
        await _is_about_to_add(boss, bot)
        shared = await boss.share_card_of(cast.olga)
        await _hires(boss, shared.moment, Role.OPERATOR)
        claim(await _column(stage, cast.olga, "role") == "operator", "Olha is an operator")
    async with steps.step("Oskar hides who he is when forwarded: the bot says so, his @name works"):
        await _is_about_to_add(boss, bot)
        forwarded = await _forwards(boss, cast.omar, bot)
        await boss.sees("hides their account", bot, since=forwarded)
        named = await boss.say(bot, "@oskar_hired")
        await _hires(boss, named.moment, Role.OPERATOR)
        claim(await _column(stage, cast.omar, "name") == "Oskar", "the user account found him")
    async with steps.step("Nina is added by a forwarded message, as a supervisor"):
        await _is_about_to_add(boss, bot)
        forwarded = await _forwards(boss, cast.nina, bot)
        await _hires(boss, forwarded.moment, Role.SUPERVISOR)
        claim(await _column(stage, cast.nina, "role") == "supervisor", "Nina is a supervisor")


async def _changes_staff(stage: Stage, steps: Steps, cast: Cast) -> None:
    boss, bot = cast.boss, stage.settings.bot_id
    async with steps.step("by buttons: Olha may hold one ticket, Nina is made an operator again"):
        said = await boss.say(bot, "/staff")
        listed = await boss.sees(acts.carries(Verb.STAFF_ADD), bot, since=said)
        card = await _presses(boss, listed, f"member:{cast.olga.id}", Verb.MEMBER_CAPACITY)
        asked = await _presses(boss, card, f"member-capacity:{cast.olga.id}", Verb.MEMBER)
        await _presses(boss, asked, f"member-capacity:{cast.olga.id}:1", Verb.MEMBER_ROLE)
        claim(await _column(stage, cast.olga, "capacity") == 1, "Olha may hold one ticket")
        role = f"member-role:{cast.nina.id}:operator"
        card = await _presses(boss, card, "staff:0", Verb.STAFF_ADD)
        card = await _presses(boss, card, f"member:{cast.nina.id}", Verb.MEMBER_ROLE)
        await boss.press(card, role)
        await stage.is_quiet()
        claim(await _column(stage, cast.nina, "role") == "operator", "Nina is an operator")
    async with steps.step("the last supervisor can neither be demoted nor removed"):
        card = await _presses(boss, card, "staff:0", Verb.STAFF_ADD)
        card = await _presses(boss, card, f"member:{boss.id}", Verb.MEMBER_ROLE)
        for button in (f"member-role:{boss.id}:operator", f"member-gone:{boss.id}"):
            if button.startswith("member-gone"):
                card = await _presses(boss, card, f"member-remove:{boss.id}", Verb.MEMBER_GONE)
            answer = await boss.answered(await boss.press(card, button))
            claim(answer.alert and "last supervisor" in (answer.text or ""), "it is refused")


# ---------------------------------------------------------------------------------- why and rooms
async def _why(stage: Stage, steps: Steps, cast: Cast) -> None:
    boss, bot = cast.boss, stage.settings.bot_id
    async with steps.step("Annika is served by Olha; /why shows each candidate and the reason"):
        for operator in (cast.olga, cast.omar):
            await acts.start_shift(operator)
        menu = await acts.register(cast.ann)
        cast.room = await acts.enter_room(cast.ann, await acts.ask_for_operator(cast.ann, menu))
        await acts.operator_in_room(cast.ann, cast.room, [cast.olga])
        said = await boss.say(bot, "/why")
        listed = await boss.sees(acts.carries(Verb.WHY_TICKET), bot, since=said)
        cast.ticket = acts.ticket_of(listed, Verb.WHY_TICKET)
        why = await _presses(boss, listed, f"why-ticket:{cast.ticket}", Verb.WHY)
        claim("✅ Olha: 0 of 1" in why.text, f"why Olha was chosen: {why.text}")
        claim("▫️ Oskar: 0 of 6" in why.text, f"why Oskar was not: {why.text}")
        claim("Everyone else is not on shift" in why.text, f"why nobody else: {why.text}")


async def _watches(stage: Stage, steps: Steps, cast: Cast) -> None:
    boss, bot = cast.boss, stage.settings.bot_id
    async with steps.step(
        "the supervisor watches unnoticed from the bot's chat, and whispers to Olha"
    ):
        before = await cast.ann.now()
        asked = await boss.say(bot, f"/watch {cast.ticket}")
        await boss.sees("You are watching ticket", bot, since=asked)
        await cast.ann.send_photo(cast.room, JPEG, "This is what came")
        mirrored = await boss.sees("This is what came", bot, since=asked)
        claim(mirrored.kind == "photo", f"the picture itself is shown: {mirrored}")
        before_it = await cast.olga.now()
        await boss.say(bot, "Offer her a new one", reply_to=mirrored)
        heard = await cast.olga.sees("Offer her a new one", bot, since=before_it)
        claim("Whisper from Berta" in heard.text, f"Olha hears who says it: {heard.text}")
        stopped = await boss.say(bot, "/unwatch")
        await boss.sees("not watching ticket", bot, since=stopped)
        room = await cast.ann.messages(cast.room)
        said = [seen.text for seen in room if seen.moment > before]
        claim(said == ["This is what came"], f"the customer sees nothing of it: {said}")


async def _enters(stage: Stage, steps: Steps, cast: Cast) -> None:
    boss, bot = cast.boss, stage.settings.bot_id
    async with steps.step(
        "/rooms lists who is served, by whom, for how long; the supervisor enters"
    ):
        said = await boss.say(bot, "/rooms")
        listed = await boss.sees(acts.carries(Verb.ROOM), bot, since=said)
        claim(f"#{cast.ticket} Annika: Olha" in listed.text, f"the list: {listed.text}")
        before = await cast.ann.now()
        card = await _presses(boss, listed, f"room:{cast.ticket}", Verb.ENTER)
        await boss.press(card, f"enter:{cast.ticket}")
        await boss.gets_into(cast.room)
        told = await cast.ann.sees("a supervisor", cast.room, since=before)
        claim("Berta" in told.text, f"the room is told who came: {told.text}")


async def _takes_over(stage: Stage, steps: Steps, cast: Cast) -> None:
    boss, bot = cast.boss, stage.settings.bot_id
    async with steps.step("the supervisor takes the ticket over: Olha is free and leaves the room"):
        said = await boss.say(bot, "/rooms")
        listed = await boss.sees(acts.carries(Verb.ROOM), bot, since=said)
        card = await _presses(boss, listed, f"room:{cast.ticket}", Verb.TAKE_OVER)
        sure = await _presses(boss, card, f"take-over:{cast.ticket}", Verb.TAKE_OVER_YES)
        await boss.press(sure, f"take-over-yes:{cast.ticket}")
        await cast.olga.gets_out_of(cast.room)
        await stage.is_quiet()
        claim(await _column(stage, cast.olga, "load") == 0, "Olha holds nothing")
        claim(await _column(stage, boss, "load") == 1, "the supervisor holds the ticket")
        events = await stage.rows(
            "SELECT kind FROM ticket_events WHERE ticket_id = :id", id=cast.ticket
        )
        kinds = {row["kind"] for row in events}
        claim({"supervisor_entered", "taken_over"} <= kinds, f"its history says so: {kinds}")


async def _moves_and_closes(stage: Stage, steps: Steps, cast: Cast) -> None:
    boss, bot = cast.boss, stage.settings.bot_id
    async with steps.step("she moves it to Oskar, and closes it from the list when it is done"):
        said = await boss.say(bot, "/rooms")
        listed = await boss.sees(acts.carries(Verb.ROOM), bot, since=said)
        card = await _presses(boss, listed, f"room:{cast.ticket}", Verb.TRANSFER)
        whom = await _presses(boss, card, f"transfer:{cast.ticket}", Verb.GIVE)
        note = await _presses(boss, whom, f"give:{cast.ticket}:{cast.omar.id}", Verb.GIVE_NOW)
        await boss.press(note, f"give-now:{cast.ticket}:{cast.omar.id}")
        await acts.operator_in_room(cast.ann, cast.room, [cast.omar])
        said = await boss.say(bot, "/rooms")
        listed = await boss.sees(acts.carries(Verb.ROOM), bot, since=said)
        claim("Oskar" in listed.text, f"Oskar answers now: {listed.text}")
        before = await cast.ann.now()
        card = await _presses(boss, listed, f"room:{cast.ticket}", Verb.ROOM_CLOSE)
        sure = await _presses(boss, card, f"room-close:{cast.ticket}", Verb.ROOM_CLOSE_YES)
        await boss.press(sure, f"room-close-yes:{cast.ticket}")
        await acts.is_thanked(cast.ann, before)
        await boss.sees("Nobody is being served", bot, since=before)


# ----------------------------------------------------------------------------------- announcements
async def _announces(stage: Stage, steps: Steps, cast: Cast) -> None:
    boss, bot = cast.boss, stage.settings.bot_id
    async with steps.step("an announcement reaches all customers word for word, counted on a card"):
        gone = await stage.people.add("Gregor")
        await acts.register(gone)
        await gone.block()
        await stage.is_quiet()
        async with stage.container.work() as work:
            # As if the bot had been down when Telegram told of the block.
            await work.uow.customers.set_reachable(gone.id, True, work.now)
        before = await cast.ann.now()
        said = await boss.say(bot, "/announce")
        await boss.sees("What would you like to announce?", bot, since=said)
        written = await boss.say(bot, NEWS)
        asked = await boss.sees(acts.carries(Verb.AUDIENCE), bot, since=written)
        sure = await _presses(boss, asked, "Customers", Verb.ANNOUNCE_YES)
        claim(NEWS in sure.text, f"it is shown before it is sent: {sure.text}")
        await boss.press(sure, acts.data_of(sure, Verb.ANNOUNCE_YES))
        heard = await cast.ann.sees(NEWS, bot, since=before)
        claim(heard.text == NEWS, f"what was heard is what was written: {heard.text}")
        done = await boss.sees("Your announcement is out", bot, since=written, timeout=30)
        claim("Not delivered: 1" in done.text, f"who blocked the bot is counted: {done.text}")
        row = (await stage.rows("SELECT * FROM announcements ORDER BY id DESC LIMIT 1"))[0]
        claim(row["sent"] + row["failed"] == row["total"], f"everybody is accounted for: {row}")
        marked = await stage.rows("SELECT reachable FROM customers WHERE id = :id", id=gone.id)
        claim(not marked[0]["reachable"], "who blocked the bot is marked unreachable")


# ------------------------------------------------------------------------------------------ helpers
async def _is_about_to_add(boss: Person, bot: int) -> None:
    said = await boss.say(bot, "/staff")
    listed = await boss.sees(acts.carries(Verb.STAFF_ADD), bot, since=said)
    before = await boss.now()
    await boss.press(listed, "staff-add")
    await boss.sees("Whom shall I add?", bot, since=before)


async def _forwards(boss: Person, whose: Person, bot: int) -> Seen:
    note = await whose.say(boss.id, f"Hello, this is {whose.name}")
    (forwarded,) = await boss.forward(await boss.sees(note.text, whose.id), bot)
    return forwarded


async def _hires(boss: Person, since: int, role: Role) -> Seen:
    asked = await boss.sees(acts.carries(Verb.HIRE), since=since)
    data = next(b.data or "" for b in asked.buttons if (b.data or "").endswith(role.value))
    return await _presses(boss, asked, data, Verb.MEMBER_CAPACITY)


async def _presses(person: Person, seen: Seen, button: str, then: Verb) -> Seen:
    """Press it, and wait for what has a button of that verb afterwards."""
    before = await person.now()
    await person.press(seen, button)
    wanted: Callable[[Seen], bool] = acts.carries(then)
    return await person.sees(wanted, since=before)


async def _column(stage: Stage, person: Person, column: str) -> object:
    """Return one column of somebody's row among the operators."""
    found = await stage.rows("SELECT * FROM operators WHERE id = :id", id=person.id)
    return found[0][column] if found else None
