"""The chapter `statistics`: the live board, and the day in figures, as a picture and as files."""

import csv
import re
from dataclasses import dataclass
from io import StringIO

from core.model import actions
from core.model.actions import Verb
from core.model.people import Person as StaffPerson
from core.model.people import Role
from core.staff.members import add_operator
from sandbox.people import Person, Seen
from sandbox.state.images import image_size
from stories import acts
from stories.stage import Stage
from stories.steps import Steps, claim

CHOICES = {"board_seconds": 0.3, "time_zone": "Europe/Kyiv", "bot_burst": 30}
PICTURE = (1000, 560)


@dataclass(slots=True)
class Cast:
    """Who plays."""

    bot: int
    boss: Person
    olga: Person
    ann: Person
    bob: Person


async def tell(stage: Stage, steps: Steps) -> None:
    """Play the chapter. Raises StoryError."""
    cast = await _cast(stage)
    board = await _watches(stage, steps, cast)
    await _looks_at_figures(steps, cast)
    await _stops_watching(steps, cast, board)


async def _cast(stage: Stage) -> Cast:
    people = stage.people
    cast = Cast(
        stage.settings.bot_id,
        boss=await people.add("Solomiia", username="solomiia_boss"),
        olga=await people.add("Orysia", username="orysia_desk"),
        ann=await people.add("Anzhelika"),
        bob=await people.add("Bohdan"),
    )
    for person, role, capacity in ((cast.boss, Role.SUPERVISOR, 6), (cast.olga, Role.OPERATOR, 1)):
        account = person.account
        who = StaffPerson(account.id, account.name, account.username, "en")
        async with stage.container.work() as work:
            await add_operator(work, who, role=role, capacity=capacity)
    await cast.boss.start()
    return cast


async def _watches(stage: Stage, steps: Steps, cast: Cast) -> Seen:
    """Check that the board follows the desk; returns it."""
    boss = cast.boss
    menus = [await acts.register(person) for person in (cast.ann, cast.bob)]
    async with steps.step("/board: a supervisor sees the queue and who is on shift"):
        asked = await boss.say(cast.bot, "/board")
        board = await boss.sees(acts.carries(Verb.BOARD_STOP), cast.bot, since=asked)
        claim("Nobody is waiting" in board.text, f"an empty queue: {board.text}")
        claim("Nobody is on shift" in board.text, f"nobody there: {board.text}")
    async with steps.step("the same message follows: who waits, how long, who helps"):
        asked_at = await acts.ask_for_operator(cast.ann, menus[0])
        waits = await boss.sees("1 customer is waiting", cast.bot, since=board)
        claim("Anzhelika, General: 0 min" in waits.text, f"who waits: {waits.text}")
        await acts.start_shift(cast.olga)
        room = await acts.enter_room(cast.ann, asked_at)
        await acts.operator_in_room(cast.ann, room, [cast.olga])
        talks = await boss.sees("Active tickets: 1", cast.bot, since=waits)
        claim("Orysia: 1 of 1" in talks.text, f"who helps: {talks.text}")
        claim(talks.message_id == board.message_id, "one message, edited")
    async with steps.step("the operator answers, closes, gets five stars; another gives up"):
        await cast.olga.say(room, "How can I help?")
        await stage.has_heard("How can I help?")
        before = await cast.bob.now()
        await acts.ask_for_operator(cast.bob, menus[1])
        card = await cast.bob.sees(acts.carries(Verb.CANCEL), since=before)
        await cast.bob.press(card, acts.data_of(card, Verb.CANCEL))
        before = await cast.ann.now()
        number = await acts.close_ticket(cast.olga, room)
        thanks = await acts.is_thanked(cast.ann, before)
        await cast.ann.press(thanks, actions.press(Verb.RATE, number, 5))
        await stage.is_quiet()
    return talks


async def _looks_at_figures(steps: Steps, cast: Cast) -> None:
    boss, bot = cast.boss, cast.bot
    async with steps.step("/stats: today in figures, and for each operator"):
        asked = await boss.say(bot, "/stats")
        text = await boss.sees(acts.carries(Verb.STATS_FILES), bot, since=asked)
        counts = {
            name: int(found[1])
            for name in ("Entered", "Answered", "Abandoned")
            if (found := re.search(rf"{name}: (\d+)", text.text))
        }
        claim(counts["Entered"] >= 2, f"today's tickets: {text.text}")
        claim(counts["Answered"] >= 1, "who was answered")
        claim(counts["Abandoned"] >= 1, "who gave up")
        claim("Orysia: 1 handled, 0 of 1 open" in text.text, f"the operator: {text.text}")
        claim("5.0 ★ (1 rating)" in text.text, f"what customers thought: {text.text}")
        claim("Rooms and accounts" in text.text, f"the room budget: {text.text}")
    async with steps.step("the picture: queue and load over the day, a PNG"):
        picture = await boss.sees(_is_photo, bot, since=asked)
        png = await boss.download(picture)
        claim(image_size(png) == PICTURE, "a picture of that size")
    async with steps.step("a week by one button, on the same two messages"):
        await boss.press(text, actions.press(Verb.STATS, "week"))
        week = await boss.sees(lambda seen: " to " in seen.text.splitlines()[0], bot, since=text)
        redrawn = await boss.sees(_is_photo, bot, since=picture)
        same = (week.message_id, redrawn.message_id) == (text.message_id, picture.message_id)
        claim(same, "both are edited where they stand")
    async with steps.step("any days by the calendar, without typing"):
        await boss.press(week, acts.data_of(week, Verb.STATS_DAYS))
        first = await boss.sees("choose the first", bot, since=week)
        await boss.press(first, _newest_day(first))
        last = await boss.sees("choose the last", bot, since=first)
        await boss.press(last, _newest_day(last))
        chosen = await boss.sees("Entered", bot, since=last)
    async with steps.step("files for a spreadsheet: every ticket, every operator"):
        await boss.press(chosen, acts.data_of(chosen, Verb.STATS_FILES))
        tickets = await _rows(cast, "tickets-", chosen)
        served = next(one for one in tickets if one["customer"] == "Anzhelika")
        claim((served["operator"], served["stars"]) == ("Orysia", "5"), f"the ticket: {served}")
        operators = await _rows(cast, "operators-", chosen)
        claim("Orysia" in {one["operator"] for one in operators}, "the operator")
    async with steps.step("an operator who asks for them is told that they are the supervisors'"):
        said = await cast.olga.say(bot, "/stats")
        await cast.olga.sees("staff only", bot, since=said)


async def _stops_watching(steps: Steps, cast: Cast, board: Seen) -> None:
    boss, bot = cast.boss, cast.bot
    async with steps.step("/board again: it moves down, the old one is emptied; a button stops it"):
        asked = await boss.say(bot, "/board")
        old = await boss.sees("further down", bot, since=asked)
        claim((old.message_id, old.buttons) == (board.message_id, ()), "the old one is emptied")
        again = await boss.sees(acts.carries(Verb.BOARD_STOP), bot, since=asked)
        await boss.press(again, acts.data_of(again, Verb.BOARD_STOP))
        stopped = await boss.sees("no longer kept", bot, since=again)
        claim(stopped.message_id == again.message_id, "it says so where it stands")


def _is_photo(seen: Seen) -> bool:
    return seen.kind == "photo"


def _newest_day(calendar: Seen) -> str:
    """Return the callback data of the calendar's last day: today."""
    return next(b.data or "" for b in reversed(calendar.buttons) if b.text.isdecimal())


async def _rows(cast: Cast, name: str, since: Seen) -> list[dict[str, str]]:
    """Return the lines of a file that came, as a spreadsheet reads them."""
    file = await cast.boss.sees(
        lambda seen: (seen.file_name or "").startswith(name), cast.bot, since=since
    )
    content = (await cast.boss.download(file)).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(content, newline="")))
