"""Staff answers from a desk and from the overflow group, as people do it, over real sockets."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from core.domain.actions import Verb
from core.domain.tickets import CloseReason
from core.usecases.close_ticket import finish
from sandbox.faults import Face
from sandbox.people import Attachment, Person, Seen, Sight
from stories import acts
from stories.desks.premises import desk_group
from stories.pictures import JPEG
from stories.stage import premises
from tests.e2e.journeys.day import PATIENCE, Day

pytestmark = pytest.mark.asyncio(loop_scope="module")

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
place = "desk"
"""


@dataclass(slots=True)
class Office:
    """A desk and an overflow group, and who sits in both."""

    day: Day
    dana: Person
    desk: int
    overflow: int

    @property
    def bot(self) -> int:
        return self.day.stage.settings.bot_id

    async def asks(self, name: str, text: str) -> tuple[Person, Seen]:
        """A new customer with a question; it as staff sees it."""
        customer = await self.day.people.add(name)
        started = await customer.start()
        await customer.sees("your question", since=started, timeout=PATIENCE)
        asked = await self.dana.now()
        await customer.say(self.bot, text)
        copy = await self.dana.sees(lambda seen: seen.text == text, since=asked, timeout=PATIENCE)
        return customer, copy

    async def ends_all(self) -> None:
        """Every ticket, so that the desk is free for the next test."""
        rows = await self.day.stage.rows(
            "SELECT id FROM tickets WHERE closed_at IS NULL ORDER BY place_id DESC"
        )
        for row in rows:
            async with self.day.stage.container.work() as work:
                await finish(work, row["id"], None, CloseReason.SOLVED)
            await self.day.quiet()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def opened(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """One for all of them."""
    home = tmp_path_factory.mktemp("staff-answers")
    async with premises(home, f"sqlite:///{home / 'desk.db'}") as found:
        dana = await found.sandbox.people.add("Dana", username="dana_desk")
        desk = await desk_group(found, dana, "Desk 1")
        overflow = await desk_group(found, dana, "Overflow")
        (home / "topics.toml").write_text(TOPICS, encoding="utf-8")
        async with found.desk(
            desk_chat_ids=[desk], overflow_chat_id=overflow, bot_burst=30
        ) as stage:
            yield Office(Day(stage), dana, desk, overflow)


@pytest_asyncio.fixture(loop_scope="module")
async def office(opened: Office) -> AsyncIterator[Office]:
    """With nobody in it."""
    yield opened
    await opened.ends_all()


def says(text: str) -> Sight:
    return Sight(text=text)


async def test_five_customers_in_overflow_are_answered_crosswise(office: Office) -> None:
    await office.asks("First", "at the desk")
    people = [await office.asks(f"Customer {n}", f"question {n}") for n in range(5)]
    assert {copy.chat_id for _, copy in people} == {office.overflow}
    for number, (_, copy) in reversed([*enumerate(people)]):
        await office.dana.say(office.overflow, f"answer {number}", reply_to=copy)
    for number, (customer, _) in enumerate(people):
        answer = await customer.sees(says(f"answer {number}"), timeout=PATIENCE)
        [asked] = [
            seen
            for seen in await customer.messages(office.bot)
            if seen.own and seen.text == f"question {number}"
        ]
        assert answer.reply_to == asked.message_id
        since = await office.dana.now()
        await customer.say(office.bot, f"thanks {number}", reply_to=answer)
        back = await office.dana.sees(says(f"thanks {number}"), since=since, timeout=PATIENCE)
        own = [seen for seen in await office.dana.messages(office.overflow) if seen.own]
        [given] = [seen for seen in own if seen.text == f"answer {number}"]
        assert back.reply_to == given.message_id
    await office.day.quiet()
    for number, (customer, _) in enumerate(people):
        said = {seen.text for seen in await customer.messages(office.bot)}
        assert not said & {f"answer {other}" for other in range(5) if other != number}


async def test_a_reply_to_a_forward_whose_row_was_lost_is_asked_about(office: Office) -> None:
    """In overflow copies bear their ticket's number; what is forwarded can bear no button."""
    await office.asks("First", "at the desk")
    customer, _ = await office.asks("Second", "in overflow")
    letters = await office.day.people.add("Bank")
    group = await letters.create_group("Letters", [customer.id])
    letter = await letters.say(group, "Your account is closed")
    since = await office.dana.now()
    with office.day.sandbox.faults.lose_answer(Face.BOT_API, "forwardMessage"):
        await customer.forward(letter, office.bot)
        shown = says("Your account is closed")
        first = await office.dana.sees(shown, office.overflow, since=since, timeout=PATIENCE)
        again = await office.dana.sees(shown, office.overflow, since=first, timeout=PATIENCE)
    await office.day.quiet()
    answer = await office.dana.say(office.overflow, "It is not us", reply_to=first)
    asked = await office.dana.sees("Whom does this", office.overflow, since=answer)
    assert asked.reply_to == answer.message_id
    await office.dana.say(office.overflow, "Do not answer them", reply_to=again)
    await customer.sees("Do not answer them", timeout=PATIENCE)


async def test_an_album_of_ten_each_way_stays_one(office: Office) -> None:
    files = [Attachment("photo", JPEG, None, "image/jpeg", (1, 1)) for _ in range(10)]
    customer, question = await office.asks("Ann", "ten pictures follow")
    since = await office.dana.now()
    await customer.send_album(office.bot, files, ["what came"])
    there = await office.dana.sees(says("what came"), since=since, timeout=PATIENCE)
    await office.day.quiet()
    assert await album_of(office.dana, there) == 10

    since = await customer.now()
    await office.dana.send_album(office.desk, files, ["what shall be"], reply_to=question)
    here = await customer.sees(says("what shall be"), since=since, timeout=PATIENCE)
    await office.day.quiet()
    assert await album_of(customer, here) == 10
    # The first of them alone bears the mark, as Telegram shows it.
    marked = [seen for seen in await office.dana.messages(office.desk) if "👍" in seen.reactions]
    assert [seen.text for seen in marked] == ["what shall be"]


async def album_of(person: Person, part: Seen) -> int:
    """How many parts its album has."""
    assert part.album is not None
    return sum(seen.album == part.album for seen in await person.messages(part.chat_id))


async def test_a_customer_who_blocks_the_bot_in_the_middle_and_comes_back(office: Office) -> None:
    dana, desk = office.dana, office.desk
    gone, question = await office.asks("Gone", "before I leave")
    other, elsewhere = await office.asks("Other", "I am still here")
    await gone.block()
    since = await dana.now()
    answer = await dana.say(desk, "are you there?", reply_to=question)
    await dana.say(office.overflow, "and you?", reply_to=elsewhere)
    await other.sees(says("and you?"), timeout=PATIENCE)
    notice = await dana.sees(acts.carries(Verb.SEND_AGAIN), desk, since=since, timeout=PATIENCE)
    assert notice.reply_to == answer.message_id
    assert "blocked the bot" in notice.text
    early = await dana.press(notice, "Send again")
    assert (await dana.answered(early, PATIENCE)).text is not None

    await gone.unblock()
    back = await dana.sees("is back", desk, since=notice, timeout=PATIENCE)
    assert back.message_id == notice.message_id
    for press in [await dana.press(back, "Send again") for _ in range(2)]:
        await dana.answered(press, PATIENCE)
    await gone.sees(says("are you there?"), timeout=PATIENCE)
    await dana.sees_reaction(answer, "👍", PATIENCE)
    await office.day.quiet()
    got = [seen.text for seen in await gone.messages(office.bot)]
    assert got.count("are you there?") == 1


async def test_edits_reactions_and_taking_back(office: Office) -> None:
    dana, desk = office.dana, office.desk
    ann, question = await office.asks("Ann", "how long?")
    answer = await dana.say(desk, "two hours", reply_to=question)
    copy = await ann.sees(says("two hours"), timeout=PATIENCE)
    await dana.edit(answer, "two days")
    await ann.sees(says("two days"), since=copy, timeout=PATIENCE)
    await ann.react(copy, "❤")
    await dana.sees_reaction(answer, "❤", PATIENCE)
    asked = next(seen for seen in await ann.messages(office.bot) if seen.text == "how long?")
    await dana.react(question, "👀")
    await ann.sees_reaction(asked, "👀", PATIENCE)

    await dana.delete(answer)  # of which the bot hears nothing
    card = [seen for seen in await dana.messages(desk) if acts.carries(Verb.WITHDRAW)(seen)][-1]
    await dana.press(card, "Take an answer back")
    listed = await dana.sees(acts.carries(Verb.WITHDRAW_THIS), desk, timeout=PATIENCE)
    assert "Dana: two days" in listed.labels()
    await dana.press(listed, "two days")
    await ann.sees_gone(copy, PATIENCE)
    told = await dana.sees("does not see this answer", desk, since=listed, timeout=PATIENCE)
    assert told.message_id == listed.message_id
    second = await dana.say(desk, "soon", reply_to=question)
    seen = await ann.sees(says("soon"), timeout=PATIENCE)
    await dana.say(desk, "/withdraw", reply_to=second)
    await ann.sees_gone(seen, PATIENCE)
    await office.day.quiet()
    assert office.day.plain(ann).count("x deleted") == 2


async def test_whoever_writes_in_a_groups_name_is_staff_and_pins_are_nobodys(
    office: Office,
) -> None:
    dana, desk = office.dana, office.desk
    ann, question = await office.asks("Ann", "who are you?")
    await dana.say(desk, "we", reply_to=question, as_chat=desk)
    await ann.sees(says("we"), timeout=PATIENCE)
    await dana.pin(question)
    we = next(seen for seen in await dana.messages(desk) if seen.text == "we")
    await dana.say(desk, "among us", reply_to=we)
    await dana.say(desk, "the last one", reply_to=question)
    await ann.sees(says("the last one"), timeout=PATIENCE)
    assert "among us" not in {seen.text for seen in await ann.messages(office.bot)}
    await office.day.quiet()
    assert "operator Desk 1: we" in office.day.plain(ann)
