"""A room is used again only when nothing of those before can be found in it."""

import json
from pathlib import Path

import pytest

from core.model.actions import Verb
from core.model.places import PlaceState
from sandbox.people import Person
from sandbox.state.model import Refused
from stories import acts
from stories.pictures import JPEG
from tests.e2e.journeys.day import PATIENCE, Day, Talk, a_day
from tests.support.waiting import eventually

SECRET = "my card is 4242 4242 4242 4242"


async def test_the_next_customer_finds_nothing_of_the_one_before(any_day: Day) -> None:
    day = any_day
    olga = await day.staff("Olga", capacity=1)
    ann = await day.visitor("Ann", last_name="Secretive", username="ann_secret")
    first = await day.talks(ann, [olga])
    (link,) = await dead_links(day, first.room)
    await leave_traces(first)
    before = await ann.person.now()
    await day.closes(first)
    ann.menu = await acts.is_thanked(ann.person, before, patience=PATIENCE)
    await ann.person.gets_out_of(first.room, PATIENCE)
    await day.quiet()

    bob = await day.visitor("Bob")
    second = await day.talks(bob, [olga])
    assert second.room == first.room  # the very room, or this test says nothing
    for person in (bob.person, olga):
        await sees_nothing_of(person, second.room, [SECRET, "Ann", "ann_secret", "receipt", "#1"])
    inside = {account.id for account in await bob.person.members(second.room)}
    assert inside == {
        bob.person.id,
        olga.id,
        day.stage.userbot.id,
        day.stage.settings.bot_id,
    }
    # The old way in is dead, also for who once belonged there.
    with pytest.raises(Refused):
        await ann.person.open_link(link)
    # Neither is there a new one.
    await day.quiet()
    _, new_link = await dead_links(day, second.room)
    assert new_link != link
    with pytest.raises(Refused):
        await ann.person.open_link(new_link)
    with pytest.raises(Refused):
        await ann.person.messages(second.room)

    # What was said is in the transcripts: each in its own.
    assert SECRET in day.plain(ann.person)
    assert SECRET not in day.plain(bob.person)
    assert "Bob" not in day.plain(ann.person)


async def dead_links(day: Day, room: int) -> list[str]:
    """The links by which customers came into the room, which died behind them, oldest first."""
    rows = await day.stage.rows(
        "SELECT CAST(fields AS TEXT) AS fields FROM outbox"
        " WHERE kind = 'RevokeJoinLink' AND destination = :to ORDER BY id",
        to=f"chat:{room}",
    )
    return [json.loads(row["fields"])["url"] for row in rows]


async def leave_traces(talk: Talk) -> None:
    """Everything by which a room could remember somebody."""
    said = await talk.customer.say(talk.room, SECRET)
    await talk.operator.say(talk.room, "noted", reply_to=said)
    await talk.customer.send_photo(talk.room, JPEG, "receipt")
    await talk.customer.send_document(talk.room, b"secret bytes", "secret.txt")
    edited = await talk.customer.say(talk.room, "first")
    await talk.customer.edit(edited, "second " + SECRET)
    await talk.customer.send_contact(talk.room, "+4912345", "Ann's mother")


async def sees_nothing_of(person: Person, room: int, traces: list[str]) -> None:
    """Nothing that a person can look at in the room has any of these words in it."""
    for seen in await person.messages(room):
        shown = f"{seen.text} {seen.sender_name} {seen.file_name} {seen.service} {seen.contact}"
        for trace in traces:
            # Words of this ticket's own card and title do not count.
            assert trace not in shown, shown
        assert seen.kind in {"text", "service"}, seen
    titles = [chat.title for chat in await person.chats() if chat.id == room]
    assert titles == ["Support #2"]


async def test_the_same_customer_comes_back_and_gets_a_room_again(day: Day) -> None:
    olga = await day.staff("Olga")
    omar = await day.staff("Omar")
    ann = await day.visitor("Ann")
    first = await day.talks(ann, [olga, omar])
    await ann.person.say(first.room, "about my first order")
    before = await ann.person.now()
    await day.closes(first)
    ann.menu = await acts.is_thanked(ann.person, before, patience=PATIENCE)
    await day.quiet()
    second = await day.talks(ann, [olga, omar])
    assert second.room == first.room
    assert second.operator.id == first.operator.id  # who knows her serves her again
    left = [seen.text for seen in await ann.person.messages(second.room)]
    assert "about my first order" not in left
    card = await acts.staff_card(second.operator, second.room, Verb.CLOSE)
    assert "#2" in card.text


async def test_a_room_that_cannot_be_proved_empty_is_never_used_again(day: Day) -> None:
    from sandbox.faults import Face

    olga = await day.staff("Olga")
    ann = await day.visitor("Ann")
    first = await day.talks(ann, [olga])
    await ann.person.say(first.room, SECRET)
    # Telegram says nothing against it, but the history stays where it is.
    refuses = day.sandbox.faults.error(
        Face.MTPROTO, "channels.deleteHistory", 400, "CHAT_ADMIN_REQUIRED", times=None
    )
    with refuses:
        await day.closes(first)
        await day.quiet()
    second = await day.talks(await day.visitor("Bob"), [olga])
    assert second.room != first.room
    assert first.room not in [chat.id for chat in await day.stage.userbot.chats()]


async def test_a_room_is_there_before_anybody_asks(tmp_path: Path, desk_url: str) -> None:
    async with a_day(tmp_path, desk_url, room_pool=1, room_pool_seconds=0.3) as day:

        async def clean_rooms() -> list[int]:
            async with day.stage.container.work() as work:
                places = await work.uow.places.all_live()
            return [each.chat_id or 0 for each in places if each.state is PlaceState.CLEAN]

        olga = await day.staff("Olga")
        (ready,) = await eventually(clean_rooms, within=PATIENCE, every=0.05)
        talk = await day.talks(await day.visitor("Ann"), [olga])
        assert talk.room == ready
