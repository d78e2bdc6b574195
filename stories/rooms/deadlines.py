"""Chapter: time. Who does not come, does not answer, falls silent or leaves."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from core.model.actions import Verb
from core.model.people import Person as StaffPerson
from core.model.people import Role
from core.model.tickets import CloseReason
from core.staff.members import add_operator
from sandbox.people import Person, Seen
from stories import acts
from stories.stage import Stage
from stories.steps import Steps, claim

CHOICES = {
    "sweep_seconds": 0.2,
    "offer_minutes": 0.05,
    "offer_reminder_minutes": 0.025,
    "answer_minutes": 0.06,
    "answer_reminder_minutes": 0.04,
    "nudge_minutes": 0.01,
    "ask_minutes": 0.03,
    "close_minutes": 0.04,
}
"""A minute is about a second here."""


@dataclass(slots=True)
class Cast:
    """Who plays."""

    vera: Person  # supervisor
    olha: Person
    oleh: Person
    dana: Person
    ed: Person
    fay: Person

    @property
    def operators(self) -> Sequence[Person]:
        """On shift."""
        return (self.olha, self.oleh)


async def tell(stage: Stage, steps: Steps) -> None:
    """Play the chapter. Raises StoryError where it fails."""
    cast = await _cast(stage)
    await _nobody_comes(stage, steps, cast)
    room, speaker = await _nobody_answers(stage, steps, cast)
    await _silence(stage, steps, cast, room, speaker)
    await _leaving(stage, steps, cast)


async def _cast(stage: Stage) -> Cast:
    people = stage.people
    cast = Cast(
        vera=await people.add("Vera", username="vera_lead"),
        olha=await people.add("Olha", username="olha_time"),
        oleh=await people.add("Oleh", username="oleh_time"),
        dana=await people.add("Dana"),
        ed=await people.add("Ed"),
        fay=await people.add("Fay"),
    )
    async with stage.container.work() as work:
        account = cast.vera.account
        who = StaffPerson(account.id, account.name, account.username, "en")
        await add_operator(work, who, role=Role.SUPERVISOR)
    await cast.vera.start()
    for operator in cast.operators:
        await stage.add_operator(operator)
        await acts.start_shift(operator)
    return cast


async def _nobody_comes(stage: Stage, steps: Steps, cast: Cast) -> None:
    dana = cast.dana
    async with steps.step("Dana gets a room's link and does not come: she is reminded, once"):
        before = await acts.ask_for_operator(dana, await acts.register(dana))
        card = await dana.sees(acts.has_link, since=before)
        reminder = await dana.sees("still waiting for you", since=card)
        claim(acts.link_of(reminder) == acts.link_of(card), "the reminder has the room's link")
    async with steps.step("the room is taken back, the slot is free, the card says so"):
        told = await dana.sees("did not come", since=card)
        claim(told.message_id == card.message_id, "it is the same card")
        reminders = [seen for seen in await _chat(stage, dana) if "still waiting" in seen.text]
        claim(len(reminders) == 1, "she was reminded once")
        await stage.is_quiet()
        claim(set((await _loads(stage)).values()) == {0}, "nobody holds a ticket")
        before = await dana.now()
        await dana.press(told, acts.data_of(told, Verb.TALK))
        again = await dana.sees(acts.has_link, since=before)
        await dana.press(again, acts.data_of(again, Verb.CANCEL))


async def _nobody_answers(stage: Stage, steps: Steps, cast: Cast) -> tuple[int, Person]:
    ed = cast.ed
    async with steps.step("Ed comes, his operator says nothing and is reminded"):
        told = [await operator.now() for operator in cast.operators]
        before = await acts.ask_for_operator(ed, await acts.register(ed))
        room = await acts.enter_room(ed, before)
        first = await acts.operator_in_room(ed, room, cast.operators)
        second = cast.oleh if first is cast.olha else cast.olha
        since = told[cast.operators.index(first)]
        await first.sees("waiting for your first word", since=since)
    async with steps.step("they lose the offer: out of the room, and the next one is in it"):
        notice = await cast.vera.sees("did not answer the customer")
        await second.gets_into(room)
        await first.gets_out_of(room)
        await ed.sees(f"{second.account.name} is with you")
        await second.say(room, "Hello, how can I help?")
        names = [f"@{each.account.username}" for each in (first, second)]
        claim(all(name in notice.text for name in names), f"supervisors see who: {notice.text}")
        events = await _events(stage, ed)
        claim(events.count("offer_lost") == 1, "the ticket's history has it")
        loads = await _loads(stage)
        claim((loads[first.id], loads[second.id]) == (0, 1), f"the load went along: {loads}")
    return room, second


async def _silence(stage: Stage, steps: Steps, cast: Cast, room: int, operator: Person) -> None:
    ed = cast.ed
    async with steps.step("Ed asks and gets no answer: his operator is nudged"):
        before = await operator.now()
        await ed.say(room, "Are you there?")
        await operator.sees("has been waiting for your answer", since=before)
    async with steps.step("nobody speaks: Ed is asked whether he still needs help, and does"):
        asked = await ed.sees(acts.carries(Verb.GO_ON), since=before)
        await ed.press(asked, acts.data_of(asked, Verb.GO_ON))
        kept = await ed.sees("stays open", since=asked)
        claim(kept.message_id == asked.message_id, "the question itself says so")
        await operator.sees("still need help", since=before)
    async with steps.step("he is asked again, does not answer, and the ticket is closed"):
        await ed.sees("We have not heard from you", since=kept)
        await ed.gets_out_of(room)
        reason = (await _newest(stage, ed))["close_reason"]
        claim(reason == CloseReason.SILENT, f"closed as silent, not {reason}")
        events = await _events(stage, ed)
        claim(events.count("asked_customer") == 2, "he was asked twice")


async def _leaving(stage: Stage, steps: Steps, cast: Cast) -> None:
    fay = cast.fay
    async with steps.step("Fay leaves the room: her operator hears it, her card has a way back"):
        before = await acts.ask_for_operator(fay, await acts.register(fay))
        room = await acts.enter_room(fay, before)
        operator = await acts.operator_in_room(fay, room, cast.operators)
        await operator.say(room, "Hello Fay")
        told = await operator.now()
        await fay.leave(room)
        await operator.sees("has left the chat", since=told)
        card = await fay.sees(_is_way_back, since=before)
    async with steps.step("she comes back by it, and leaves for good: the ticket is closed"):
        await next_second()
        visit = await fay.open_link(acts.link_of(card) or "")
        await fay.gets_into(visit.chat_id)
        await operator.sees("is back in the chat", since=told)
        await fay.leave(room)
        await fay.sees("You left the chat and did not come back", since=card)
        await stage.is_quiet()
        reason = (await _newest(stage, fay))["close_reason"]
        claim(reason == CloseReason.CUSTOMER_LEFT, f"closed because she left, not {reason}")
        claim(set((await _loads(stage)).values()) == {0}, "nobody holds a ticket")


def _is_way_back(seen: Seen) -> bool:
    return "have left the chat" in seen.text and acts.has_link(seen)


async def next_second() -> None:
    """Wait for the next second, since Telegram tells whole ones: who leaves and comes back within
    one cannot be told from who comes and leaves."""
    await asyncio.sleep(1 - time.time() % 1)


async def _chat(stage: Stage, person: Person) -> list[Seen]:
    return await person.messages(stage.settings.bot_id)


async def _loads(stage: Stage) -> dict[int, int]:
    rows = await stage.rows("SELECT id, load FROM operators WHERE removed_at IS NULL")
    return {row["id"]: row["load"] for row in rows}


async def _newest(stage: Stage, customer: Person) -> dict[str, object]:
    rows = await stage.rows(
        "SELECT * FROM tickets WHERE customer_id = :id ORDER BY id DESC LIMIT 1", id=customer.id
    )
    return rows[0]


async def _events(stage: Stage, customer: Person) -> list[str]:
    ticket = await _newest(stage, customer)
    rows = await stage.rows(
        "SELECT kind FROM ticket_events WHERE ticket_id = :id ORDER BY id", id=ticket["id"]
    )
    return [row["kind"] for row in rows]
