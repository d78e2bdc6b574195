"""Several user accounts, what Telegram allows them, and what the next customer can find out."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pyrogram.errors import RPCError

from app.doctor import budget_of
from core.domain.budget import Trouble
from core.domain.people import Role
from db.reads import Reads
from sandbox.faults import Face
from sandbox.people import Seen
from stories import acts
from stories.pictures import JPEG
from tests.e2e.journeys.day import PATIENCE, Day, a_day
from tests.e2e.journeys.spy import Spy, plain_client

HOUR = 3600
CREATE = "channels.createChannel"
CARD = "my card is 4242 4242 4242 4242"


@pytest.fixture
async def two_accounts(tmp_path: Path, desk_url: str) -> AsyncIterator[Day]:
    """A desk with two user accounts."""
    async with a_day(tmp_path, desk_url, accounts=2, room_pool=0) as day:
        yield day


async def owners(day: Day) -> dict[int, str]:
    """Chat → the account whose room it is."""
    rows = await day.stage.rows(
        "SELECT chat_id, account FROM places WHERE chat_id IS NOT NULL AND state <> 'deleted'"
    )
    return {row["chat_id"]: row["account"] for row in rows}


async def rooms_of(day: Day) -> dict[str, list[int]]:
    """Account → the groups that it is in, as Telegram has it."""
    both = (day.stage.userbot, *day.stage.further)
    return {
        str(person.id): [chat.id for chat in await person.chats() if chat.id < 0] for person in both
    }


async def test_a_flood_wait_moves_rooms_to_the_other_account_and_then_to_waiting(
    two_accounts: Day,
) -> None:
    day = two_accounts
    boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
    await boss.start()
    olga = await day.staff("Olga", capacity=9)
    first, second = str(day.stage.userbot.id), str(day.stage.further[0].id)

    # The first account has to wait for an hour: the second makes the room, once.
    day.sandbox.faults.flood(Face.MTPROTO, CREATE, HOUR, who=day.stage.userbot.id)
    ann = await day.visitor("Ann")
    talk = await day.talks(ann, [olga])
    await day.quiet()
    assert await owners(day) == {talk.room: second}
    assert await rooms_of(day) == {first: [], second: [talk.room]}
    # All that is done in the room is done by its own account: it hears, and brings people in.
    await ann.person.say(talk.room, "hello")
    await day.keeps(ann.person, "hello")
    budgets = {
        each.name: each
        for each in await Reads(day.stage.container.database).account_budgets(
            day.stage.container.clock()
        )
    }
    assert (budgets[first].made, budgets[first].chats, budgets[second].made) == (0, 0, 1)
    assert budgets[first].health < budgets[second].health == 100
    assert budgets[first].flood_until is not None
    shown = budget_of(
        budgets[first], day.stage.settings.rules().budget, day.stage.container.clock()
    )
    assert "no new rooms until" in shown.text

    # Now the second one too: who asks waits, is told so, and gets the next room that is clean.
    day.sandbox.faults.flood(Face.MTPROTO, CREATE, HOUR, who=day.stage.further[0].id)
    bob = await day.visitor("Bob")
    told = await boss.now()
    asked = await day.asks(bob)
    await bob.person.sees("takes longer than usual", since=asked, timeout=PATIENCE)
    await boss.sees("waits for a room", since=told, timeout=PATIENCE)
    number = (await day.open_tickets(bob.person))[0]["id"]
    assert "place_denied" in await day.events(number)
    await acts.close_ticket(olga, talk.room, patience=PATIENCE)
    assert await acts.enter_room(bob.person, asked, patience=PATIENCE) == talk.room
    await acts.operator_in_room(bob.person, talk.room, [olga], patience=PATIENCE)
    await day.quiet()
    assert await rooms_of(day) == {first: [], second: [talk.room]}
    notices = [seen.text for seen in await boss.messages(day.stage.settings.bot_id)]
    assert len([text for text in notices if "waits for a room" in text]) == 1


async def test_when_one_account_loses_its_login_the_other_goes_on(
    tmp_path: Path, file_url: str
) -> None:
    async with a_day(tmp_path, file_url, accounts=2, room_pool=0) as day:
        boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
        await boss.start()
        olga = await day.staff("Olga")
        first, second = str(day.stage.userbot.id), str(day.stage.further[0].id)
        day.sandbox.faults.error(
            Face.MTPROTO, CREATE, 401, "AUTH_KEY_UNREGISTERED", who=day.stage.userbot.id
        )
        told = await boss.now()
        talk = await day.talks(await day.visitor("Ann"), [olga])
        assert await owners(day) == {talk.room: second}
        notice = await boss.sees("has lost its login", since=told, timeout=PATIENCE)
        assert first in notice.text
        read = await Reads(day.stage.container.database).account_budgets(
            day.stage.container.clock()
        )
        assert [each.name for each in read if each.trouble is Trouble.AWAY] == [first]


async def test_the_next_customer_finds_nothing_over_mtproto(day: Day) -> None:
    olga = await day.staff("Olga", capacity=1)
    ann = await day.visitor("Ann", last_name="Secretive", username="ann_secret")
    first = await day.talks(ann, [olga])
    await ann.person.say(first.room, CARD)
    await ann.person.send_photo(first.room, JPEG, "receipt")
    await ann.person.send_document(first.room, b"secret bytes", "secret.txt")
    await ann.person.send_contact(first.room, "+4912345", "Ann's mother")
    await olga.say(first.room, "noted")
    async with plain_client(day, ann.person) as client:
        hers = Spy(client, first.room)
        seen = await hers.everything()
        # The spy is worth something: as Ann it finds what is there.
        for trace in (CARD, "secret.txt", "receipt", "ann_secret", "Ann's mother"):
            assert trace in seen
        (location,) = await hers.documents()
        assert await hers.fetch(location) == b"secret bytes"
    await day.closes(first)
    await ann.person.gets_out_of(first.room, PATIENCE)
    await day.quiet()

    bob = await day.visitor("Bob")
    second = await day.talks(bob, [olga])
    assert second.room == first.room
    await day.quiet()
    async with plain_client(day, bob.person) as client:
        his = Spy(client, second.room)
        seen = await his.everything()
        assert "Bob" in seen
        for trace in (
            CARD,
            "secret.txt",
            "receipt",
            "Ann",
            "ann_secret",
            "Secretive",
            str(ann.person.id),
            "#1",
            "noted",
        ):
            assert trace not in seen, trace
        # Links, and who was put out, are for administrators; nobody else may even ask.
        assert "CHAT_ADMIN_REQUIRED" in his.refused["messages.GetExportedChatInvites"]
        with pytest.raises(RPCError, match="FILE_REFERENCE"):
            await his.fetch(location)


async def test_a_stranger_whom_an_administrator_brings_in_is_put_out_and_reported(
    day: Day,
) -> None:
    boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
    await boss.start()
    olga = await day.staff("Olga")
    talk = await day.talks(await day.visitor("Ann"), [olga])
    await day.stage.userbot.promote(talk.room, olga.id, ["can_invite_users"])
    eve = await day.people.add("Eve")
    await olga.invite(talk.room, eve.id)
    await boss.sees("without being invited", timeout=PATIENCE)
    await eve.gets_out_of(talk.room, PATIENCE)
    number = (await day.open_tickets(talk.customer))[0]["id"]
    assert "intruder_removed" in await day.events(number)


def is_chat_button(seen: Seen) -> bool:
    """Sees a card that leads to the chat itself, for those who are in it."""
    return "/c/" in (acts.link_of(seen) or "")


async def test_the_card_leads_into_the_room_as_long_as_the_customer_is_in_it(day: Day) -> None:
    olga = await day.staff("Olga")
    ann = await day.visitor("Ann")
    link = await day.gets_link(ann)
    visit = await ann.person.open_link(link)
    await olga.gets_into(visit.chat_id, PATIENCE)
    card = await ann.person.sees(is_chat_button, since=0, timeout=PATIENCE)
    opened = await ann.person.open_link(acts.link_of(card) or "")
    assert (opened.chat_id, opened.joined) == (visit.chat_id, True)
