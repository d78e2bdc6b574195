"""Minutes that are seconds: who does not speak, who falls silent, who leaves, and rooms made in
advance."""

import asyncio
import time
from pathlib import Path

from core.domain.actions import Verb
from core.domain.people import Role
from core.domain.places import PlaceState
from stories import acts
from tests.e2e.journeys.day import PATIENCE, Day, a_day
from tests.support.waiting import eventually


async def clean_rooms(day: Day) -> list[int]:
    async with day.stage.container.work() as work:
        places = await work.uow.places.all_live()
    return [place.chat_id or 0 for place in places if place.state is PlaceState.CLEAN]


async def test_who_does_not_speak_loses_the_offer_to_the_next(
    tmp_path: Path, desk_url: str
) -> None:
    quick = {"answer_minutes": 0.06, "answer_reminder_minutes": 0.04, "sweep_seconds": 0.3}
    async with a_day(tmp_path, desk_url, room_pool=1, room_pool_seconds=0.3, **quick) as day:
        boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
        await boss.start()
        olga, omar = await day.staff("Olga"), await day.staff("Omar")
        # A room is there before anybody asks, proved empty.
        (ready,) = await eventually(lambda: clean_rooms(day), within=PATIENCE, every=0.05)
        ann = await day.visitor("Ann")
        talk = await day.talks(ann, [olga, omar])
        assert talk.room == ready
        silent = talk.operator
        other = omar if silent is olga else olga
        await silent.sees("waiting for your first word", timeout=PATIENCE)
        told = await boss.sees("did not answer the customer", timeout=PATIENCE)
        await other.gets_into(talk.room, PATIENCE)
        await other.say(talk.room, "Here I am")
        await silent.gets_out_of(talk.room, PATIENCE)
        await ann.person.sees(f"{other.account.name} is with you", timeout=PATIENCE)
        assert f"@{silent.account.username}" in told.text
        assert await day.loads() == {boss.id: 0, silent.id: 0, other.id: 1}
        await silent.sees("taken from you", timeout=PATIENCE)
        number = (await day.open_tickets(ann.person))[0]["id"]
        assert (await day.events(number)).count("offer_lost") == 1


async def test_silence_and_leaving(tmp_path: Path, file_url: str) -> None:
    quick = {"nudge_minutes": 0.01, "ask_minutes": 0.03, "close_minutes": 0.06}
    async with a_day(tmp_path, file_url, sweep_seconds=0.3, **quick) as day:
        olga = await day.staff("Olga")
        ann, bob = await day.visitor("Ann"), await day.visitor("Bob")
        talk = await day.talks(ann, [olga])
        await olga.say(talk.room, "Hello")
        begun = await ann.person.now()
        await ann.person.say(talk.room, "Are you there?")
        await olga.sees("has been waiting for your answer", timeout=PATIENCE)
        asked = await ann.person.sees(acts.carries(Verb.GO_ON), since=begun, timeout=PATIENCE)
        await ann.person.press(asked, acts.data_of(asked, Verb.GO_ON))
        await olga.sees("still need help", timeout=PATIENCE)
        again = await ann.person.sees(
            lambda seen: acts.carries(Verb.SOLVED)(seen) and seen.message_id != asked.message_id,
            since=begun,
            timeout=PATIENCE,
        )
        await ann.person.press(again, acts.data_of(again, Verb.SOLVED))
        await ann.person.gets_out_of(talk.room, PATIENCE)

        second = await day.talks(bob, [olga])
        await olga.say(second.room, "Hello Bob")
        await bob.person.leave(second.room)
        await olga.sees("has left the chat", timeout=PATIENCE)
        card = await bob.person.sees(
            lambda seen: "have left the chat" in seen.text and acts.has_link(seen),
            timeout=PATIENCE,
        )
        # Telegram tells whole seconds: nobody leaves and comes back within one.
        await asyncio.sleep(1 - time.time() % 1)
        await bob.person.open_link(acts.link_of(card) or "")
        await olga.sees("is back in the chat", timeout=PATIENCE)
        await bob.person.leave(second.room)
        await bob.person.sees("did not come back", timeout=PATIENCE)
        await day.quiet()
        rows = await day.stage.rows("SELECT close_reason FROM tickets ORDER BY id")
        assert [row["close_reason"] for row in rows] == ["solved", "customer_left"]
        assert await day.loads() == {olga.id: 0}
