"""Chapter: what a customer meets who stays in the bot's chat, from /start to the yes or no."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from core.model.actions import Verb
from sandbox.people import Attachment, Person, Seen
from stories import acts
from stories.desks.premises import desk_group
from stories.pictures import JPEG, OGG, WEBP
from stories.stage import Premises, Stage
from stories.steps import Steps, claim

AS_DELIVERED = ["Сотрудничество", "Баги", "Платформа", "Другое"]
TOPICS = (
    resources.files("app").joinpath("desk_topics.toml").read_text(encoding="utf-8")
    + """
[[topics]]
key = "contracts"
title = "Contracts"
titles = { ru = "Договоры" }
place = "desk"
contact = true
"""
)
ALL_KINDS = [
    *("photo", "video", "voice", "video_note", "audio", "document", "sticker", "animation"),
    *("contact", "location", "venue", "poll", "dice"),
]
GREETING = "Добрый день! Выберите, пожалуйста, тему обращения!"
BY_BUTTON = (
    "Пожалуйста, выберите тему обращения, нажав одну из кнопок."
    " Если вы передумали задавать вопрос - отправьте команду /cancel."
)
QUESTION = "Спасибо! А теперь введите ваш вопрос."
FAREWELL = "Ваше обращение было закрыто. Вы выяснили всё, что хотели?"
AGAIN = "Не решено: открыть снова"


@dataclass(slots=True)
class Scene:
    """Who plays, and where."""

    stage: Stage
    dana: Person  # sits at the desk
    vera: Person
    desk: int

    @property
    def bot(self) -> int:
        """The chat with the bot."""
        return self.stage.settings.bot_id


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """Make one desk."""
    dana = await premises.sandbox.people.add("Dana", username="dana_asked")
    group = await desk_group(premises, dana, "Desk of questions")
    return {"desk_chat_ids": [group], "bot_burst": 30}


async def tell(stage: Stage, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    vera = await stage.people.add("Вера", language_code="ru")
    [desk] = stage.settings.desk_chat_ids
    scene = Scene(stage, await stage.people.person("@dana_asked"), vera, desk)
    await _topic(scene, steps)
    await _cancelled(scene, steps)
    await _question(scene, steps)
    await _in_line(scene, steps)
    await _talk(scene, steps)
    await _contact(scene, steps, await _end(scene, steps))


async def _chooses(customer: Person, topic: str) -> int:
    """Go from /start to the topic; returns the moment before it."""
    started = await customer.start()
    greeting = await customer.sees(acts.carries(Verb.TALK), since=started)
    await customer.press(greeting, topic)
    return started.moment


async def _topic(scene: Scene, steps: Steps) -> None:
    vera = scene.vera
    async with steps.step("1: /start greets with the topics, as delivered (and one more)"):
        started = await vera.start()
        greeting = await vera.sees(acts.carries(Verb.TALK), since=started)
        claim(greeting.text == GREETING, greeting.text)
        claim(vera.buttons(greeting)[:4] == AS_DELIVERED, str(vera.buttons(greeting)))
    async with steps.step("1: anything but a button is pointed to the buttons, word for word"):
        for text in ("Не открывается страница", ""):
            if text:
                wrong = await vera.say(scene.bot, text)
            else:
                wrong = await vera.send_sticker(scene.bot, WEBP)
            told = await vera.sees("нажав одну из кнопок", since=wrong)
            claim(told.text == BY_BUTTON, told.text)
            claim(told.reply_to == wrong.message_id, "it answers that very message")


async def _cancelled(scene: Scene, steps: Steps) -> None:
    vera = scene.vera
    async with steps.step("1: /cancel at the topics, at the question, and where nothing was begun"):
        for topic in (None, "Баги"):
            if topic is None:
                await vera.start()
            else:
                since = await _chooses(vera, topic)
                await vera.sees(QUESTION, since=since)
            given = await vera.say(scene.bot, "/cancel")
            await vera.sees("отменено", since=given)
        given = await vera.say(scene.bot, "/cancel")
        await vera.sees("Отменять нечего", since=given)
        claim(
            not await scene.stage.rows(
                "SELECT id FROM tickets WHERE customer_id = :id", id=vera.id
            ),
            "no ticket was opened",
        )


async def _question(scene: Scene, steps: Steps) -> None:
    vera, dana = scene.vera, scene.dana
    async with steps.step(
        "2: the topic chosen, the question is an album: one question, one ticket"
    ):
        since = await _chooses(vera, "Баги")
        asked = await vera.sees(QUESTION, since=since)
        before = await dana.now()
        picture = Attachment("photo", JPEG, None, "image/jpeg", (1, 1))
        await vera.send_album(scene.bot, [picture] * 3, ["Не открывается страница"])
        await dana.sees("Не открывается страница", scene.desk, since=before)
        await scene.stage.is_quiet()
        album = [seen for seen in await dana.messages(scene.desk) if seen.album]
        claim(len(album) == 3, f"the whole album is at the desk: {len(album)}")
        claim(len({seen.album for seen in album}) == 1, "as one album")
        card = await vera.sees("Ваш вопрос принят", since=asked)
        claim(acts.link_of(card) is None, "the customer stays in the bot's chat")


async def _in_line(scene: Scene, steps: Steps) -> None:
    async with steps.step("3: the only desk is busy: Boris waits in line, and /cancel ends it"):
        boris = await scene.stage.people.add("Борис", language_code="ru")
        asked = await boris.sees(QUESTION, since=await _chooses(boris, "Другое"))
        await boris.say(scene.bot, "А у меня не печатает")
        await boris.sees("место в очереди: 1", since=asked)
        more = await boris.say(scene.bot, "И не сканирует")
        await scene.stage.has_heard("И не сканирует")
        await scene.stage.is_quiet()
        told = [seen for seen in await boris.messages(scene.bot) if seen.moment > more.moment]
        claim(not told, f"words while waiting are kept, and answered by nothing: {told}")
        given = await boris.say(scene.bot, "/cancel")
        await boris.sees("Вы отменили это обращение", since=given)
        texts = [seen.text for seen in await scene.dana.messages(scene.desk)]
        claim(not [text for text in texts if "печатает" in text], "no desk saw any of it")


async def _talk(scene: Scene, steps: Steps) -> None:
    vera, dana, bot, desk = scene.vera, scene.dana, scene.bot, scene.desk
    async with steps.step("2: everything that Telegram carries arrives at the desk"):
        before = await dana.now()
        await _sends_everything(vera, dana, bot)
        await vera.say(bot, "это всё")
        await dana.sees("это всё", desk, since=before)
        await scene.stage.is_quiet()
        arrived = [
            seen for seen in await dana.messages(desk) if seen.moment > before and not seen.own
        ]
        kinds = [seen.kind for seen in arrived if seen.kind not in ("service", "text")]
        claim(kinds == ALL_KINDS, f"each kind as what it is, in order: {kinds}")
        claim(any(seen.kind == "poll" and seen.forwarded for seen in arrived), "a poll: forwarded")
    async with steps.step("4: an edit follows; a Reply answers, and the customer's card says so"):
        written = await vera.say(bot, "Страница номр 5")
        question = await dana.sees("номр", desk)
        await scene.stage.has_heard(written.text)
        await scene.stage.is_quiet()
        await vera.edit(written, "Страница номер 5")
        changed = await dana.sees("Страница номер 5", desk)
        claim(changed.message_id == question.message_id, "it is the same message")
        await dana.say(desk, "Уже чиним", reply_to=changed)
        answer = await vera.sees("Уже чиним", since=written)
        claim(answer.reply_to == written.message_id, "it answers what was asked")
        await vera.sees("Вам отвечают")
    async with steps.step("/help and /language stay commands; /cancel offers to end the talk"):
        for command, told in (("/help", "Просто пишите сюда"), ("/cancel", "уже занимаются")):
            given = await vera.say(bot, command)
            await vera.sees(told, since=given)
        texts = [seen.text for seen in await dana.messages(desk)]
        claim(not [text for text in texts if text.startswith("/")], "the desk sees none of it")


async def _sends_everything(vera: Person, dana: Person, bot: int) -> None:
    await vera.send_photo(bot, JPEG)
    await vera.send_video(bot, b"video")
    await vera.send_voice(bot, OGG)
    await vera.send_video_note(bot, b"round")
    await vera.send_audio(bot, b"music", "song.mp3")
    await vera.send_document(bot, b"%PDF", "invoice.pdf")
    await vera.send_sticker(bot, WEBP)
    await vera.send_animation(bot, b"gif")
    await vera.share_card_of(dana)
    await vera.send_location(bot, 50.45, 30.52)
    await vera.send_venue(bot, 50.45, 30.52, "Магазин", "Главная улица, 1")
    await vera.send_poll(bot, "Что лучше?", ["это", "то"])
    await vera.send_dice(bot)


async def _end(scene: Scene, steps: Steps) -> Seen:
    vera = scene.vera
    async with steps.step(
        "6: closed (here by herself), Vera says whether everything is clear, and may change it"
    ):
        ended = await vera.now()
        offer = await acts.card_in(vera, scene.bot, Verb.SOLVED)
        await vera.press(offer, acts.data_of(offer, Verb.SOLVED))
        farewell = await vera.sees(acts.carries(Verb.RESOLVE), since=ended)
        claim(farewell.text == FAREWELL, farewell.text)
        claim(vera.buttons(farewell) == ["Да", "Нет", AGAIN], str(vera.buttons(farewell)))
        await vera.press(farewell, "Нет")
        sorry = await vera.sees("/start", since=farewell)
    async with steps.step("6: she has the ticket opened again: it goes on at a desk, and ends"):
        await vera.press(sorry, AGAIN)
        await vera.sees("снова открыто", since=sorry)
        going_on = await vera.sees("принят", since=sorry)
        found = await scene.stage.rows("SELECT status FROM tickets WHERE reopened_at IS NOT NULL")
        claim([row["status"] for row in found] == ["active"], f"the same one: {found}")
        await vera.say(scene.bot, "/cancel")
        offer = await vera.sees(acts.carries(Verb.SOLVED), since=going_on)
        await vera.press(offer, acts.data_of(offer, Verb.SOLVED))
        sorry = await vera.sees(acts.carries(Verb.RESOLVE), since=offer)
    async with steps.step("6: what she says of it then is what counts"):
        await vera.press(sorry, "Да")
        glad = await vera.sees("Рады", since=sorry)
        claim(glad.message_id == farewell.message_id, "on that very message")
        await scene.stage.is_quiet()
        kept = await scene.stage.rows("SELECT solved FROM resolutions")
        claim([bool(row["solved"]) for row in kept] == [True], f"the answer is kept: {kept}")
    async with steps.step("6: the button under it asks for the topic of a new question"):
        await vera.press(glad, "Задать вопрос")
        return await vera.sees(GREETING, since=glad)


async def _contact(scene: Scene, steps: Steps, greeting: Seen) -> None:
    vera = scene.vera
    async with steps.step("2: the contact is asked for where the topic says so, and only there"):
        await vera.press(greeting, "Договоры")
        asked = await vera.sees(acts.asks_contact, since=greeting)
        foreign = await vera.share_card_of(scene.dana)
        await vera.sees(acts.asks_contact, since=foreign)
        await vera.share_contact()
        await vera.sees(QUESTION, since=asked)
        await _is_carried(scene, "Где подписать?")


async def _is_carried(scene: Scene, words: str) -> Seen:
    before = await scene.dana.now()
    await scene.vera.say(scene.bot, words)
    return await scene.dana.sees(words, scene.desk, since=before)
