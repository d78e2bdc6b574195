"""What may go wrong on the customer's way; the way itself is told by the demo."""

import pytest

from sandbox.state.model import Refused
from stories import acts
from tests.e2e.journeys.day import PATIENCE, Day


async def test_the_link_lets_in_only_its_customer(day: Day) -> None:
    olga = await day.staff("Olga")
    omar = await day.staff("Omar", on_shift=False)
    ann = await day.visitor("Ann")
    link = await day.gets_link(ann)
    eve = await day.people.add("Eve", last_name="<b>Curious</b>")
    visit = await eve.open_link(link)
    assert not visit.joined
    assert not (await omar.open_link(link)).joined
    await day.quiet()
    for stranger in (eve, omar):
        assert not await stranger.is_in(visit.chat_id)
        with pytest.raises(Refused):
            await stranger.messages(visit.chat_id)
    number = (await day.open_tickets(ann.person))[0]["id"]
    assert (await day.events(number)).count("join_declined") == 2
    declined = await day.stage.rows(
        "SELECT actor_id FROM ticket_events WHERE kind = 'join_declined' ORDER BY id"
    )
    assert [row["actor_id"] for row in declined] == [eve.id, omar.id]

    await ann.person.open_link(link)
    await ann.person.gets_into(visit.chat_id, PATIENCE)
    await olga.gets_into(visit.chat_id, PATIENCE)
    await day.quiet()
    # And now that the customer is in, there is no door any more to knock at.
    with pytest.raises(Refused, match="INVITE_HASH_EXPIRED"):
        await eve.open_link(link)
    inside = {account.id for account in await ann.person.members(visit.chat_id)}
    ours = {day.stage.userbot.id, day.stage.settings.bot_id}
    assert inside == ours | {ann.person.id, olga.id}


async def test_a_second_ticket_lands_in_the_same_transcript(day: Day) -> None:
    olga = await day.staff("Olga")
    ann = await day.visitor("Ann")
    for words in ("First time here", "Here again"):
        talk = await day.talks(ann, [olga])
        await ann.person.say(talk.room, words)
        before = await ann.person.now()
        await day.closes(talk)
        ann.menu = await acts.is_thanked(ann.person, before, patience=PATIENCE)
    kept = await day.keeps(ann.person, "First time here", "Here again")
    assert len({row["ticket"] for row in kept}) == 2
    await day.quiet()
    plain = day.plain(ann.person)
    assert plain.index("First time here") < plain.index("Here again")
    assert plain.count("-- ticket opened") == 2
    assert plain.count("-- ticket closed: solved, by Olga (@olga_desk)") == 2
