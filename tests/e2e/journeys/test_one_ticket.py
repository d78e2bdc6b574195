"""From /start to a closed ticket, and what may go wrong on the customer's way."""

import pytest

from core.model.actions import Verb
from sandbox.state.model import Refused
from stories import acts
from tests.e2e.journeys.day import PATIENCE, Day
from tests.support.databases import BACKENDS


@pytest.mark.parametrize("database_backend", BACKENDS, indirect=True)
async def test_a_ticket_from_start_to_thanks(any_day: Day) -> None:
    day = any_day
    olga = await day.staff("Olga")
    assert (await day.operator(olga))["is_active"] == "active"
    ann = await day.visitor("Ann", username="ann_b")
    assert await day.lead(ann.person) == {
        "user_id": ann.person.id,
        "username": "Ann",
        "tag": "@ann_b",
        "phone_number": f"+{(ann.person.account.phone or '').lstrip('+')}",
        "operator_tag": None,
        "waiting_status": None,
        "active_chat_link": None,
    }

    link = await day.gets_link(ann)
    row = await day.lead(ann.person)
    assert (row["waiting_status"], row["active_chat_link"]) == ("create_chat", link)

    visit = await ann.person.open_link(link)
    await ann.person.gets_into(visit.chat_id, PATIENCE)
    await olga.gets_into(visit.chat_id, PATIENCE)
    row = await day.lead(ann.person)
    assert (row["waiting_status"], row["operator_tag"]) == ("accepted", "@olga_desk")
    # The link has died with their coming in; who is in finds the chat itself.
    chat = f"https://t.me/c/{-visit.chat_id - 10**12}/1"
    assert row["active_chat_link"] == chat
    assert (await day.operator(olga))["active_chat_links"] == chat
    with pytest.raises(Refused):
        await olga.open_link(link)
    assert await day.loads() == {olga.id: 1}

    question = await ann.person.say(visit.chat_id, "Where is my parcel?")
    await olga.sees("Where is my parcel?", visit.chat_id)
    await olga.say(visit.chat_id, "On its way.", reply_to=question)
    number = await acts.close_ticket(olga, visit.chat_id, patience=PATIENCE)
    await acts.is_thanked(ann.person, question.moment, patience=PATIENCE)
    await ann.person.gets_out_of(visit.chat_id, PATIENCE)
    await day.quiet()

    row = await day.lead(ann.person)
    assert (row["waiting_status"], row["active_chat_link"]) == ("finalize", None)
    assert (await day.operator(olga))["active_chat_links"] is None
    assert await day.loads() == {olga.id: 0}
    await day.keeps(ann.person, "Where is my parcel?", "On its way.")
    told = await day.events(number)
    # Whether the invitation's answer or the newcomer is heard of first is Telegram's business.
    assert sorted(told) == sorted(
        [
            *("opened", "offered", "place_ready", "customer_joined", "assigned"),
            *("operator_invited", "operator_joined", "closed", "place_cleared", "archived"),
        ]
    )
    assert told[:5] == ["opened", "offered", "place_ready", "customer_joined", "assigned"]
    assert told[-3:] == ["closed", "place_cleared", "archived"]


async def test_who_waits_is_waiting_in_the_view_and_who_gives_up_is_final(any_day: Day) -> None:
    ann = await any_day.visitor("Ann")
    card = await any_day.waits(ann)
    assert (await any_day.lead(ann.person))["waiting_status"] == "waiting"
    await ann.person.press(card, acts.data_of(card, Verb.CANCEL))
    await ann.person.sees(acts.carries(Verb.TALK), since=card, timeout=PATIENCE)
    assert (await any_day.lead(ann.person))["waiting_status"] == "finalize"


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
