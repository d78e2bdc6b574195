"""A customer who stays in the bot's chat, from /start to the yes or no; what they send is looked
for at the desk."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from core.domain.actions import Verb
from core.domain.tickets import CloseReason
from core.usecases.close_ticket import finish
from sandbox.people import Attachment, Person, Seen
from stories import acts
from stories.desks.premises import desk_group
from stories.pictures import JPEG, OGG, WEBP
from stories.stage import premises
from tests.e2e.journeys.day import PATIENCE, Day

pytestmark = pytest.mark.asyncio(loop_scope="module")

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
titles = { ru = "Баги" }
place = "desk"

[[topics]]
key = "contracts"
title = "Contracts"
place = "desk"
contact = true
"""


@dataclass(frozen=True, slots=True)
class Office:
    """The desk while it is open, and who sits there."""

    day: Day
    dana: Person
    groups: tuple[int, ...]

    @property
    def bot(self) -> int:
        return self.day.stage.settings.bot_id

    async def asks(self, customer: Person, text: str, topic: str = "bugs") -> Seen:
        """From /start to the question; it as the desk sees it."""
        started = await customer.start()
        greeting = await customer.sees(acts.carries(Verb.TALK), since=started, timeout=PATIENCE)
        await customer.press(greeting, f"talk:{topic}")
        await customer.sees("write your question", since=started, timeout=PATIENCE)
        before = await self.dana.now()
        await customer.say(self.bot, text)
        return await self.dana.sees(text, since=before, timeout=PATIENCE)

    async def ends(self, customer: Person) -> int:
        """The desk closes the customer's ticket; its number."""
        ticket = (await self.day.open_tickets(customer))[-1]["id"]
        async with self.day.stage.container.work() as work:
            await finish(work, int(ticket), self.dana.id, CloseReason.SOLVED)
        return int(ticket)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """Two desks and the overflow group, one for all tests."""
    home = tmp_path_factory.mktemp("asking")
    (home / "topics.toml").write_text(TOPICS, encoding="utf-8")
    async with premises(home) as found:
        dana = await found.sandbox.people.add("Dana", username="dana_desk")
        desks = [await desk_group(found, dana, f"Desk {number}") for number in (1, 2)]
        overflow = await desk_group(found, dana, "Overflow")
        async with found.desk(
            room_pool=0, bot_burst=100, desk_chat_ids=desks, overflow_chat_id=overflow
        ) as stage:
            yield Office(Day(stage), dana, (*desks, overflow))


@pytest_asyncio.fixture(loop_scope="module")
async def ann(office: Office) -> AsyncIterator[Person]:
    """A customer of this test's own, whose ticket is ended for them."""
    person = await office.day.people.add("Ann", language_code="en")
    yield person
    tickets = await office.day.open_tickets(person)
    if tickets and tickets[-1]["status"] in ("queued", "active"):
        await office.ends(person)
    await office.day.quiet()


async def test_the_whole_way_in_russian_word_for_word(office: Office) -> None:
    vera = await office.day.people.add("Вера", language_code="ru")
    started = await vera.start()
    greeting = await vera.sees(acts.carries(Verb.TALK), since=started, timeout=PATIENCE)
    assert greeting.text == "Добрый день! Выберите, пожалуйста, тему обращения!"
    assert vera.buttons(greeting) == ["Баги", "Contracts"]
    wrong = await vera.say(office.bot, "Не открывается страница")
    told = await vera.sees("нажав одну из кнопок", since=wrong, timeout=PATIENCE)
    assert told.reply_to == wrong.message_id
    assert told.text == (
        "Пожалуйста, выберите тему обращения, нажав одну из кнопок."
        " Если вы передумали задавать вопрос - отправьте команду /cancel."
    )
    await vera.press(greeting, "Баги")
    asked = await vera.sees("введите", since=told, timeout=PATIENCE)
    assert asked.text == "Спасибо! А теперь введите ваш вопрос."
    cancelled = await vera.say(office.bot, "/cancel")
    await vera.sees("отменено", since=cancelled, timeout=PATIENCE)

    before = await vera.start()
    again = await vera.sees(acts.carries(Verb.TALK), since=before, timeout=PATIENCE)
    await vera.press(again, "Баги")
    await vera.sees("введите", since=before, timeout=PATIENCE)
    looked = await office.dana.now()
    await vera.say(office.bot, "Не открывается страница")
    question = await office.dana.sees("Не открывается страница", since=looked, timeout=PATIENCE)
    assert question.chat_id in office.groups
    card = await vera.sees("Ваш вопрос принят", since=before, timeout=PATIENCE)
    await office.dana.say(question.chat_id, "Уже чиним", reply_to=question)
    await vera.sees("Уже чиним", since=card, timeout=PATIENCE)
    shown = await vera.sees("Вам отвечают", since=card, timeout=PATIENCE)
    assert shown.message_id == card.message_id

    ended = await vera.now()
    ticket = await office.ends(vera)
    farewell = await vera.sees(acts.carries(Verb.RESOLVE), since=ended, timeout=PATIENCE)
    assert farewell.text == "Ваше обращение было закрыто. Вы выяснили всё, что хотели?"
    assert vera.buttons(farewell) == ["Да", "Нет"]
    await vera.press(farewell, "Нет")
    sorry = await vera.sees("/start", since=farewell, timeout=PATIENCE)
    assert sorry.message_id == farewell.message_id
    await vera.press(sorry, "Да")
    await vera.sees("Рады", since=sorry, timeout=PATIENCE)
    kept = await office.day.stage.rows(
        "SELECT solved FROM resolutions WHERE ticket_id = :t", t=ticket
    )
    assert [bool(row["solved"]) for row in kept] == [True]
    await vera.press(sorry, Verb.TALK.value)
    await vera.sees("тему обращения", since=sorry, timeout=PATIENCE)


async def test_everything_that_telegram_carries_arrives_at_the_desk(
    office: Office, ann: Person
) -> None:
    question = await office.asks(ann, "Look at all this")
    desk, bot = question.chat_id, office.bot
    before = await office.dana.now()
    await ann.send_photo(bot, JPEG, "a photo")
    await ann.send_video(bot, b"video", "a video")
    await ann.send_voice(bot, OGG)
    await ann.send_video_note(bot, b"round")
    await ann.send_audio(bot, b"music", "song.mp3")
    await ann.send_document(bot, b"%PDF", "invoice.pdf")
    await ann.send_sticker(bot, WEBP, "🙏")
    await ann.send_animation(bot, b"gif")
    await ann.share_card_of(office.dana)
    await ann.share_contact()
    await ann.send_location(bot, 50.45, 30.52)
    await ann.send_venue(bot, 50.45, 30.52, "Shop", "Main street 1")
    await ann.send_poll(bot, "Which?", ["this", "that"])
    await ann.send_dice(bot)
    await ann.send_album(
        bot, [Attachment("photo", JPEG, None, "image/jpeg", (1, 1))] * 3, ["three"]
    )
    last = await ann.say(bot, "that was all", reply_to=await last_of(ann, bot))
    seen = await office.dana.sees(last.text, desk, since=before, timeout=PATIENCE)
    arrived = [each for each in await office.dana.messages(desk) if each.moment > question.moment]
    arrived = [each for each in arrived if not each.own and each.kind != "service"]
    kinds = [each.kind for each in arrived if each.message_id > question.message_id]
    singles = ["photo", "video", "voice", "video_note", "audio", "document", "sticker"]
    others = ["animation", "contact", "contact", "location", "venue", "poll", "dice"]
    assert kinds == [*singles, *others, "photo", "photo", "photo", "text"]
    assert len({each.album for each in arrived if each.album}) == 1
    assert seen.reply_to is not None
    poll = next(each for each in arrived if each.kind == "poll")
    assert poll.forwarded


async def test_edits_and_reactions_reach_the_desk(office: Office, ann: Person) -> None:
    question = await office.asks(ann, "It fials")
    mine = (await ann.messages(office.bot))[-2:]
    written = next(seen for seen in mine if seen.own)
    await ann.edit(written, "It fails")
    edited = await office.dana.sees("It fails", question.chat_id, timeout=PATIENCE)
    assert edited.message_id == question.message_id
    before = await ann.now()
    await office.dana.say(question.chat_id, "Restart it", reply_to=question)
    restart = await ann.sees("Restart it", since=before, timeout=PATIENCE)
    await office.day.quiet()  # nobody reacts within the moment that the answer takes to be kept
    await ann.react(restart, "🔥")

    async def follows() -> bool:
        at_desk = await office.dana.messages(question.chat_id)
        return any(seen.text == "Restart it" and "🔥" in seen.reactions for seen in at_desk)

    await office.dana.until(follows, "the reaction at the desk", timeout=PATIENCE)


async def test_commands_stay_commands_in_the_middle_of_a_talk(office: Office, ann: Person) -> None:
    question = await office.asks(ann, "A long story")
    for command, answer in (
        ("/language", "Which language"),
        ("/help", "Just write here"),
        ("/mydata", ""),
        ("/cancel", "being worked on already"),
    ):
        given = await ann.say(office.bot, command)
        await ann.sees(answer, since=given, timeout=PATIENCE)
    await ann.say(office.bot, "the end of it")
    await office.dana.sees("the end of it", question.chat_id, since=question, timeout=PATIENCE)
    texts = [seen.text for seen in await office.dana.messages(question.chat_id)]
    assert not [text for text in texts if text.startswith("/")]
    offer = next(
        seen for seen in reversed(await ann.messages(office.bot)) if acts.carries(Verb.SOLVED)(seen)
    )
    await ann.press(offer, acts.data_of(offer, Verb.SOLVED))
    await ann.sees(acts.carries(Verb.RESOLVE), since=offer, timeout=PATIENCE)
    late = await ann.answered(await ann.press(offer, acts.data_of(offer, Verb.SOLVED)))
    assert late.alert
    assert "closed already" in (late.text or "")


async def test_a_topic_that_asks_for_the_contact_gets_it_before_the_question(
    office: Office, ann: Person
) -> None:
    started = await ann.start()
    greeting = await ann.sees(acts.carries(Verb.TALK), since=started, timeout=PATIENCE)
    await ann.press(greeting, "Contracts")
    asked = await ann.sees(acts.asks_contact, since=started, timeout=PATIENCE)
    foreign = await ann.share_card_of(office.dana)
    await ann.sees(acts.asks_contact, since=foreign, timeout=PATIENCE)
    await ann.share_contact()
    await ann.sees("write your question", since=asked, timeout=PATIENCE)
    before = await office.dana.now()
    sent = await ann.share_card_of(office.dana)  # the question is somebody's card
    card = await office.dana.sees(lambda seen: seen.kind == "contact", since=before)
    assert card.chat_id in office.groups
    await ann.sees("Your question was accepted", since=sent, timeout=PATIENCE)
    assert (await office.day.lead(ann))["phone_number"] is not None


async def last_of(person: Person, chat: int) -> Seen:
    found = await person.last(chat)
    assert found is not None
    return found
