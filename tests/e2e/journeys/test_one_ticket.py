"""From /start to a closed ticket, and what may go wrong on the customer's way."""

import asyncio

import pytest

from core.domain.actions import Verb
from sandbox.people import Seen
from sandbox.state.model import Refused
from stories import acts
from tests.e2e.journeys.day import PATIENCE, Day, Talk
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


async def test_only_ones_own_card_by_ones_own_hand_counts(day: Day) -> None:
    ann = await day.people.add("Ann")
    eve = await day.people.add("Eve")
    started = await ann.start()
    await ann.sees(acts.asks_contact, since=started, timeout=PATIENCE)

    async def is_refused(sent: Seen) -> None:
        answer = await ann.sees(acts.asks_contact, since=sent, timeout=PATIENCE)
        assert "somebody else" in answer.text
        assert (await day.lead(ann))["phone_number"] is None

    await is_refused(await ann.share_card_of(eve))
    # A card without an owner: a number out of the address book of somebody not on Telegram.
    bot = day.stage.settings.bot_id
    await is_refused(await ann.send_contact(bot, "+4912345678", "Ann"))
    # Her own card, but forwarded: whoever forwards it need not have meant to give it.
    group = await ann.create_group("Two of us", [eve.id])
    own = await ann.send_contact(group, ann.account.phone or "", "Ann", user_id=ann.id)
    await is_refused((await ann.forward(own, bot))[0])

    shared = await ann.share_contact()
    # She came to talk: nothing more is asked.
    await ann.sees(acts.carries(Verb.CANCEL), since=shared, timeout=PATIENCE)
    assert len(await day.open_tickets(ann)) == 1
    assert (await day.lead(ann))["phone_number"] == f"+{(ann.account.phone or '').lstrip('+')}"


async def test_whoever_asks_before_sharing_the_number_is_served_after_it(day: Day) -> None:
    await day.staff("Olga")
    ann = await day.people.add("Ann")
    typed = await ann.say(day.stage.settings.bot_id, "Talk to an operator")
    await ann.sees(acts.asks_contact, since=typed, timeout=PATIENCE)
    shared = await ann.share_contact()
    await ann.sees(acts.has_link, since=shared, timeout=PATIENCE)


async def test_ten_quick_taps_open_one_ticket(any_day: Day) -> None:
    await any_day.staff("Olga")
    ann = await any_day.visitor("Ann")
    before = await ann.person.now()
    await asyncio.gather(
        *(ann.person.press(ann.menu, acts.data_of(ann.menu, Verb.TALK)) for _ in range(10))
    )
    await ann.person.sees(acts.has_link, since=before, timeout=PATIENCE)
    await any_day.quiet()
    assert len(await any_day.open_tickets(ann.person)) == 1
    assert list((await any_day.loads()).values()) == [1]


async def test_a_storm_of_starts_opens_nothing_and_asks_once_more_each_time(day: Day) -> None:
    await day.staff("Olga")
    ann = await day.people.add("Ann")
    started = [await ann.start() for _ in range(20)]
    await day.quiet()
    asked = [
        seen for seen in await ann.messages(day.stage.settings.bot_id) if acts.asks_contact(seen)
    ]
    assert 1 <= len(asked) <= len(started)
    assert await day.open_tickets(ann) == []

    shared = await ann.now()
    storm = [ann.start() for _ in range(10)]
    await asyncio.gather(ann.share_contact(), *storm)
    await ann.sees(acts.has_link, since=shared, timeout=PATIENCE)
    await day.quiet()
    assert len(await day.open_tickets(ann)) == 1


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


LANGUAGES = [
    ("uk", "Поділитися", "Дякуємо"),
    ("ru", "Поделиться", "Спасибо"),
    ("en", "Share", "Thank you"),
    ("pt-br", "Share", "Thank you"),
    (None, "Share", "Thank you"),
]


async def test_customers_are_spoken_to_in_their_languages(day: Day) -> None:
    olga = await day.staff("Olga")
    for language, asks, thanks in LANGUAGES:
        ann = await day.people.add("Ann", language_code=language)
        started = await ann.start()
        asked = await ann.sees(acts.asks_contact, since=started, timeout=PATIENCE)
        assert any(asks in label for label in asked.labels()), asked.labels()
        before = await ann.share_contact()
        room = await acts.enter_room(ann, before.moment, patience=PATIENCE)
        operator = await acts.operator_in_room(ann, room, [olga], patience=PATIENCE)
        talk = Talk(ann, operator, room)
        closing = await ann.now()
        await day.closes(talk)
        thanked = await acts.is_thanked(ann, closing, patience=PATIENCE)
        assert thanks in thanked.text


async def test_whoever_blocks_the_bot_stops_nobody_else(day: Day) -> None:
    await day.staff("Olga")
    gone = await day.visitor("Gone")
    ann = await day.visitor("Ann")
    await day.asks(gone)
    await gone.person.block()
    await day.gets_link(ann)
    await day.quiet()
    # They come back: what they find is their ticket, not a second one.
    back = await gone.person.start()
    await gone.person.sees(acts.has_link, since=back, timeout=PATIENCE)
    assert len(await day.open_tickets(gone.person)) == 1


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


async def test_nobody_need_write_commands(day: Day) -> None:
    """Whatever is written to the bot is answered with the buttons that fit."""
    await day.staff("Olga")
    ann = await day.visitor("Ann")
    bot = day.stage.settings.bot_id
    for text in ("hello?", "/nonsense", "<b>&amp;", "💬 talk to an operator"):
        said = await ann.person.say(bot, text)
        wanted = acts.has_link if text.startswith("💬") else acts.carries(Verb.TALK)
        await ann.person.sees(wanted, since=said, timeout=PATIENCE)
    photo = await ann.person.send_photo(bot, b"\xff\xd8\xff\xe0", "look")
    await ann.person.sees(acts.has_link, since=photo, timeout=PATIENCE)
    assert len(await day.open_tickets(ann.person)) == 1


async def test_leaving_and_coming_back_is_no_second_ticket(day: Day) -> None:
    olga = await day.staff("Olga")
    ann = await day.visitor("Ann")
    talk = await day.talks(ann, [olga])
    left = await ann.person.now()
    await ann.person.leave(talk.room)
    await day.quiet()
    link = (await day.lead(ann.person))["active_chat_link"]
    assert "/+" in link
    card = await ann.person.sees(acts.has_link, since=left, timeout=PATIENCE)
    assert acts.link_of(card) == link
    visit = await ann.person.open_link(link)
    assert not visit.joined
    await ann.person.gets_into(talk.room, PATIENCE)
    await ann.person.say(talk.room, "sorry, wrong button")
    await day.keeps(ann.person, "sorry, wrong button")
    assert len(await day.open_tickets(ann.person)) == 1
    assert await olga.is_in(talk.room)
