"""Stars, own data, being forgotten and the archive, as people meet them."""

import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.domain import actions
from core.domain.actions import Verb
from core.domain.erasure_views import NO, REFUSE, YES
from core.domain.people import Role
from sandbox.faults import Face
from sandbox.people import Person, Seen
from stories import acts
from stories.stage import premises
from tests.e2e.journeys.day import PATIENCE, Day, Talk, Visitor
from tests.support.waiting import eventually

PICTURES = 6


@pytest.fixture
async def archived_day(tmp_path: Path, desk_url: str) -> AsyncIterator[tuple[Day, int]]:
    """A desk with an archive's chat, on SQLite and on PostgreSQL in turn."""
    async with premises(tmp_path, desk_url) as found:
        bot = found.sandbox.people.bot
        assert bot is not None
        chat = await found.userbot.create_group("Archive", [bot])
        async with found.desk(archive_chat_id=chat, room_pool=0) as stage:
            yield Day(stage), chat


async def closes_for_stars(day: Day, talk: Talk) -> tuple[int, Seen]:
    """The ticket's number, and the thanks with the stars."""
    before = await talk.customer.now()
    number = await acts.close_ticket(talk.operator, talk.room, patience=PATIENCE)
    thanks = await talk.customer.sees(acts.carries(Verb.RATE), since=before, timeout=PATIENCE)
    await day.quiet()
    return number, thanks


async def rates(customer: Person, thanks: Seen, ticket: int, stars: int) -> Seen:
    """Presses that star; what stands there then."""
    before = await customer.now()
    await customer.press(thanks, actions.press(Verb.RATE, ticket, stars))
    shown = await customer.sees("★", since=before, timeout=PATIENCE)
    assert shown.message_id == thanks.message_id
    return shown


async def comment_of(day: Day, ticket: int) -> tuple[int, str | None]:
    (row,) = await day.stage.rows(
        "SELECT stars, comment FROM feedback WHERE ticket_id = :id", id=ticket
    )
    return row["stars"], row["comment"]


async def test_a_comment_is_no_wish_and_a_wish_no_comment(day: Day) -> None:
    olga = await day.staff("Olga")
    ann = await day.visitor("Ann")
    bot = day.stage.settings.bot_id

    # Typing the talk button's words after the stars is a wish to talk.
    number, thanks = await closes_for_stars(day, await day.talks(ann, [olga]))
    asked = await rates(ann.person, thanks, number, 5)
    assert acts.carries(Verb.NO_COMMENT)(asked)
    typed = await ann.person.say(bot, "Talk to an operator")
    room = await acts.enter_room(ann.person, typed.moment, patience=PATIENCE)
    assert await comment_of(day, number) == (5, None)
    await acts.operator_in_room(ann.person, room, [olga], patience=PATIENCE)

    # A command, or another button, ends the wait for a comment as well.
    number, thanks = await closes_for_stars(day, Talk(ann.person, olga, room))
    await rates(ann.person, thanks, number, 4)
    said = await ann.person.say(bot, "/help")
    await ann.person.sees(acts.carries(Verb.TALK), since=said, timeout=PATIENCE)
    said = await ann.person.say(bot, "where are you?")
    await ann.person.sees("only understand buttons", since=said, timeout=PATIENCE)
    assert await comment_of(day, number) == (4, None)

    # Pressing stars again asks again, and then the next message is the comment.
    await rates(ann.person, thanks, number, 3)
    said = await ann.person.say(bot, "took a while")
    done = await ann.person.sees("told us why", since=said, timeout=PATIENCE)
    assert done.message_id == thanks.message_id
    assert await comment_of(day, number) == (3, "took a while")
    before = await ann.person.now()
    query = await ann.person.press(done, acts.data_of(done, Verb.TALK))
    await ann.person.answered(query, PATIENCE)
    await ann.person.sees(acts.has_link, since=before, timeout=PATIENCE)


async def test_skipping_is_one_button_and_cancelling_asks_nothing(day: Day) -> None:
    olga = await day.staff("Olga")
    ann, bob = await day.visitor("Ann"), await day.visitor("Bob")
    number, thanks = await closes_for_stars(day, await day.talks(ann, [olga]))
    asked = await rates(ann.person, thanks, number, 5)
    before = await ann.person.now()
    await ann.person.press(asked, acts.data_of(asked, Verb.NO_COMMENT))
    done = await ann.person.sees("★★★★★", since=before, timeout=PATIENCE)
    assert not acts.carries(Verb.NO_COMMENT)(done)

    before = await day.asks(bob)
    card = await bob.person.sees(acts.carries(Verb.CANCEL), since=before, timeout=PATIENCE)
    await bob.person.press(card, acts.data_of(card, Verb.CANCEL))
    await bob.person.sees(acts.carries(Verb.TALK), since=card, timeout=PATIENCE)
    await day.quiet()
    seen = await bob.person.messages(day.stage.settings.bot_id)
    assert not any(acts.carries(Verb.RATE)(each) for each in seen)


async def test_no_file_is_missing_from_the_zip_however_slow_it_is(
    archived_day: tuple[Day, int],
) -> None:
    day, chat = archived_day
    olga = await day.staff("Olga")
    ann = await day.visitor("Ann")
    talk = await day.talks(ann, [olga])
    day.sandbox.faults.delay(Face.MTPROTO, "upload.getFile", 0.3, times=PICTURES)
    pictures = [b"\xff\xd8\xff\xe0 picture %d" % number for number in range(PICTURES)]
    for picture in pictures:
        await talk.customer.send_document(talk.room, picture, "p.bin")
    number = await day.closes(talk)
    sent = await day.stage.userbot.sees(f"#{number}", chat, timeout=PATIENCE)
    await day.quiet()
    path = day.folder(ann.person) / "archive" / f"ticket-{number}.zip"
    assert await day.stage.userbot.download(sent) == path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        media = [name for name in packed.namelist() if name.startswith("media/")]
        assert sorted(packed.read(name) for name in media) == pictures
        assert "not saved yet" not in packed.read("transcript.txt").decode()
    assert (await day.events(number)).count("archived") == 1


async def test_forgotten_in_the_middle_of_a_talk(archived_day: tuple[Day, int]) -> None:
    day, _ = archived_day
    boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
    olga = await day.staff("Olga")
    ann = await day.visitor("Zinaida", username="zinaida_q")
    await boss.start()
    talk = await day.talks(ann, [olga])
    await talk.customer.say(talk.room, "nobody may know of 4711")
    day.sandbox.faults.delay(Face.MTPROTO, "upload.getFile", 0.5, times=1)
    await talk.customer.send_document(talk.room, b"secret 4711", "secret.bin")
    erasure = await asks_to_be_forgotten(day, ann, boss)

    before, told = await boss.now(), await ann.person.now()
    await boss.press(erasure, erasure.buttons[0].data or "")
    sure = await boss.sees("cannot be undone", since=before, timeout=PATIENCE)
    for _ in range(3):
        await boss.press(sure, sure.buttons[0].data or "")
    await ann.person.sees("are erased", since=told, timeout=PATIENCE)
    await ann.person.gets_out_of(talk.room, PATIENCE)
    await day.quiet()
    folder = day.folder(ann.person)
    await eventually(lambda: not folder.exists(), within=PATIENCE)
    for table in ("messages", "message_versions", "inbox", "outbox", "customers", "ticket_events"):
        rows = str(await day.stage.rows(f"SELECT * FROM {table}"))  # noqa: S608
        assert not [word for word in ("4711", "Zinaida", "zinaida_q") if word in rows], table
    (ticket,) = await day.stage.rows("SELECT status, close_reason FROM tickets")
    assert (ticket["status"], ticket["close_reason"]) == ("closed", "forgotten")
    assert await day.stage.rows("SELECT * FROM archives") == []
    assert await day.loads() == {olga.id: 0, boss.id: 0}
    assert (await day.stage.rows("SELECT granted FROM erasures"))[0]["granted"]

    started = await ann.person.start()
    await ann.person.sees(acts.asks_contact, since=started, timeout=PATIENCE)
    assert not folder.exists()


async def asks_to_be_forgotten(day: Day, visitor: Visitor, boss: Person) -> Seen:
    """They mean it; the supervisor's card."""
    said = await visitor.person.say(day.stage.settings.bot_id, "/forget")
    question = await visitor.person.sees(acts.carries(Verb.FORGET), since=said, timeout=PATIENCE)
    heard = await boss.now()
    await visitor.person.press(question, actions.press(Verb.FORGET, YES))
    return await boss.sees(acts.carries(Verb.ERASURE), since=heard, timeout=PATIENCE)


async def test_refused_or_thought_better_of_all_stays(day: Day) -> None:
    boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
    await boss.start()
    ann = await day.visitor("Ann")
    bot = day.stage.settings.bot_id
    said = await ann.person.say(bot, "/forget")
    question = await ann.person.sees(acts.carries(Verb.FORGET), since=said, timeout=PATIENCE)
    await ann.person.press(question, actions.press(Verb.FORGET, NO))
    await ann.person.sees("everything stays", since=question, timeout=PATIENCE)
    await day.quiet()
    assert await day.stage.rows("SELECT * FROM erasures") == []

    erasure = await asks_to_be_forgotten(day, ann, boss)
    before, told = await boss.now(), await ann.person.now()
    refuse = next(each.data for each in erasure.buttons if each.data and each.data.endswith(REFUSE))
    await boss.press(erasure, refuse)
    await ann.person.sees("could not agree", since=told, timeout=PATIENCE)
    await boss.sees("was refused by Boss", since=before, timeout=PATIENCE)
    assert (await day.lead(ann.person))["phone_number"]
    for command in ("/feedback", "/erasures"):
        said = await ann.person.say(bot, command)
        await ann.person.sees("staff only", since=said, timeout=PATIENCE)


async def test_own_data_comes_as_a_document_once_in_a_while(day: Day) -> None:
    olga = await day.staff("Olga")
    ann = await day.visitor("Ann", username="ann_b")
    bot = day.stage.settings.bot_id
    talk = await day.talks(ann, [olga])
    await ann.person.say(talk.room, "my parcel is late")
    await olga.say(talk.room, "/note@another_bot is no command of ours")
    await olga.say(talk.room, "/note rude again")
    await day.keeps(ann.person, "my parcel is late", "/note@another_bot is no command of ours")
    said = await ann.person.say(bot, "/mydata")
    await ann.person.sees("@ann_b", since=said, timeout=PATIENCE)
    file = await ann.person.sees(lambda each: bool(each.file_name), since=said, timeout=PATIENCE)
    text = (await ann.person.download(file)).decode()
    assert "rude" not in text
    kept = json.loads(text)
    assert kept["profile"]["username"] == "ann_b"
    assert "my parcel is late" in [each["text"] for each in kept["tickets"][0]["messages"]]
    said = await ann.person.say(bot, "/mydata")
    await ann.person.sees("a few minutes ago", since=said, timeout=PATIENCE)
    stranger = await day.people.add("Eve")
    said = await stranger.say(bot, "/mydata")
    await stranger.sees("nothing about you", since=said, timeout=PATIENCE)
