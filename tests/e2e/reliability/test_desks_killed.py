"""SIGKILL to the bot's process at each step of a desk's ticket: it goes on where it was."""

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from redis.asyncio import Redis

from core.delivery.relay import SLOTS
from core.model.actions import Verb
from sandbox.faults import Face
from sandbox.people import Person
from sandbox.people.views import Attachment
from stories import acts
from stories.pictures import JPEG
from tests.e2e.reliability.desks import Desks, desks_rig
from tests.e2e.reliability.rig import PATIENCE
from tests.support.desk import desk_url, postgresql_desk
from tests.support.either import either
from tests.support.waiting import eventually

__all__ = ["desk_url", "either", "postgresql_desk"]  # fixtures

CUSTOMERS, EACH = 20, 5
ASKED = "введите ваш вопрос"
PARTS = [f"part {number}" for number in range(10)]
PICTURES = [Attachment("photo", JPEG, None, "image/jpeg", (640, 480)) for _ in PARTS]


@pytest.fixture
async def floor(tmp_path: Path, desk_url: str) -> AsyncIterator[Desks]:
    """Three desks and an overflow group."""
    async with desks_rig(tmp_path, desk_url, desks=3, overflow=True) as made:
        yield made


async def test_killed_in_a_backlog_for_desks_and_overflow(floor: Desks) -> None:
    customers = await floor.customers(CUSTOMERS)
    said: dict[str, list[str]] = defaultdict(list)
    for number in range(EACH):
        for person in customers:
            text = f"{person.name} says {number}"
            said[person.name].append(text)
            await person.say(floor.rig.bot_id, text)
    texts = {text for each in said.values() for text in each}
    doubled = 0
    for carried in (1, 30, 25):
        with floor.rig.sandbox.faults.delay(Face.BOT_API, "copyMessage", 0, times=None) as copying:
            async with floor.rig.bot() as bot:
                await copying.struck(carried, PATIENCE)
                await floor.kill(bot)
        lost_track_of = await floor.lost_track_of(texts)
        assert lost_track_of - doubled <= SLOTS
        doubled = lost_track_of
    assert len({text for each in (await floor.all_copies(texts)).values() for text in each}) < 100
    async with floor.at_work():
        await floor.everything_is_carried(texts)
    there = await floor.all_copies(texts)
    assert sum(map(len, there.values())) - len(texts) == doubled
    await _each_at_one_place_in_order(floor, said, there)


@pytest.fixture
async def desk(
    tmp_path: Path, desk_url: str, request: pytest.FixtureRequest
) -> AsyncIterator[Desks]:
    """One desk, with the steps in the database or in Redis."""
    redis = request.getfixturevalue("redis_url") if request.param == "redis" else None
    async with desks_rig(tmp_path, desk_url, redis_url=redis) as made:
        yield made


@pytest.mark.parametrize(
    ("database_backend", "desk"),
    [("sqlite", "database"), ("postgresql", "redis")],
    indirect=True,
)
async def test_killed_at_every_step_of_a_ticket(desk: Desks) -> None:
    rig, dana, (group,) = desk.rig, desk.dana, desk.groups.desks
    anna = await desk.anna()

    async with rig.bot() as bot, desk.dies_at(bot, "sendMessage"):
        await anna.start()
    async with rig.bot() as bot:
        topics = await anna.sees(acts.carries(Verb.TALK), timeout=PATIENCE)
        async with desk.dies_at(bot, "sendMessage"):  # the topic is chosen, the question not asked
            await anna.press(topics, "Баги")
    async with rig.bot() as bot:
        await anna.sees(ASKED, timeout=PATIENCE)
        async with desk.dies_at(bot, "copyMessage"):  # the question is stored and not carried
            await anna.say(rig.bot_id, "Не открывается страница")
    async with rig.bot() as bot:
        copy = await dana.sees("Не открывается страница", group, timeout=PATIENCE)
        await rig.is_quiet()  # nobody answers in the instant in which the copy becomes known
        async with desk.dies_at(bot, "copyMessage"):  # the answer is stored and not sent
            await dana.say(group, "Уже чиним", reply_to=copy)
    async with rig.bot() as bot:
        await anna.sees("Уже чиним", timeout=PATIENCE)
        async with desk.dies_at(bot, "copyMessages"):  # in the middle of an album
            await anna.send_album(rig.bot_id, PICTURES, PARTS)
    async with rig.bot() as bot:
        await dana.sees(PARTS[-1], group, timeout=PATIENCE)
        async with desk.dies_at(bot, "copyMessage", done=True):  # carried, and nobody knows
            await anna.say(rig.bot_id, "Ну как?")
    async with rig.bot() as bot:
        assert await desk.albums(dana, group) == [PARTS]
        async with desk.dies_at(bot, "sendMediaGroup", done=True):  # only the answer to it is lost
            await dana.send_album(group, PICTURES, PARTS, reply_to=copy)
    async with rig.bot() as bot:
        await anna.sees(PARTS[-1], timeout=PATIENCE)
        async with desk.dies_at(bot, "deleteMessages", "sendMessage"):  # closed, and not cleared
            await press(dana, group, Verb.DESK_CLOSE)
            await press(dana, group, Verb.DESK_CLOSE_YES)
    async with desk.at_work():
        asked = await anna.sees(acts.carries(Verb.RESOLVE), timeout=PATIENCE)
    await anna.press(asked, "Да")
    async with rig.bot() as bot, desk.dies_at(bot, "editMessageText"):
        pass
    async with desk.at_work():
        await anna.sees(acts.carries(Verb.TALK), since=asked, timeout=PATIENCE)
        await rig.is_quiet()
    assert await desk.albums(anna) == [PARTS, PARTS], "doubled by what was in flight"
    assert await desk.told(anna) == [
        "Тема: Баги",
        "Спасибо! А теперь введите ваш вопрос.",
        "Обращение №1",
        "Уже чиним",
        "Рады, что смогли помочь! Если появится новый вопрос, отправьте /start.",
    ]
    assert await desk.from_bot(dana, group) == [], "nothing stands there, known or not"
    assert [each.title for each in await dana.chats() if each.id == group] == ["Desk 1"]
    assert await desk.places() == [("clean", None, group, False)]
    assert await desk.kept() == ["Не открывается страница", "Уже чиним", *PARTS, "Ну как?", *PARTS]
    assert await rig.rows("SELECT solved FROM resolutions") == [(True,)]


@pytest.mark.parametrize(("database_backend", "desk"), [("sqlite", "redis")], indirect=True)
async def test_killed_between_the_database_and_redis(desk: Desks, redis_url: str) -> None:
    rig, dana, (group,) = desk.rig, desk.dana, desk.groups.desks
    anna = await desk.anna()
    async with rig.bot() as bot:
        await anna.start()
        topics = await anna.sees(acts.carries(Verb.TALK), timeout=PATIENCE)
        await rig.is_quiet()
        async with takes_nothing(redis_url):
            await anna.press(topics, "Баги")
            await waits_for(redis_url)
            await desk.kill(bot)
    async with rig.bot() as bot:
        await anna.sees(ASKED, timeout=PATIENCE)
        await rig.is_quiet()
        async with takes_nothing(redis_url):
            await anna.say(rig.bot_id, "Не открывается страница")
            await dana.sees("Не открывается страница", group, timeout=PATIENCE)
            await waits_for(redis_url)
            await desk.kill(bot)
    async with desk.at_work():
        await press(dana, group, Verb.DESK_CLOSE)
        await press(dana, group, Verb.DESK_CLOSE_YES)
        await anna.sees(acts.carries(Verb.RESOLVE), timeout=PATIENCE)
        thanks = await anna.say(rig.bot_id, "Спасибо!")  # the step has outlived its question
        await anna.sees(acts.carries(Verb.TALK), since=thanks, timeout=PATIENCE)
    assert await desk.kept() == ["Не открывается страница"]
    assert await desk.places() == [("clean", None, group, False)]


@asynccontextmanager
async def takes_nothing(redis_url: str) -> AsyncIterator[None]:
    """A Redis that keeps whoever writes waiting, and has forgotten them in the end."""
    async with Redis.from_url(redis_url) as redis:
        await redis.client_pause(int(PATIENCE * 1000), all=False)
        try:
            yield
        finally:
            await redis.client_kill_filter(_type="normal")
            await redis.client_unpause()


async def waits_for(redis_url: str) -> None:
    """Until somebody wants to write."""

    async def waits() -> bool:
        return bool((await redis.info("clients"))["blocked_clients"])

    async with Redis.from_url(redis_url) as redis:
        await eventually(waits, within=PATIENCE, describe="nobody writes to Redis")


@pytest.fixture
async def forum(tmp_path: Path, desk_url: str) -> AsyncIterator[Desks]:
    """A forum, and nothing else."""
    async with desks_rig(tmp_path, desk_url, desks=0, forum=True) as made:
        yield made


async def test_killed_while_a_topic_is_made_and_used(forum: Desks) -> None:
    rig, dana, chat = forum.rig, await forum.on_shift(), forum.groups.forum
    assert chat is not None
    anna = await forum.anna()
    async with rig.bot() as bot:
        await anna.start()
        await anna.sees("вопрос", timeout=PATIENCE)
        async with forum.dies_at(bot, "createForumTopic", done=True):
            await anna.say(rig.bot_id, "Какой тариф?")
    assert len(await dana.topics(chat)) == 2  # General, and the one whose answer was lost
    async with rig.bot() as bot:
        question = await dana.sees("Какой тариф?", chat, timeout=PATIENCE)
        async with forum.dies_at(bot, "copyMessage", done=True):
            await anna.say(rig.bot_id, "И сколько он стоит?")
    await dana.say(chat, "Триста", topic=question.topic)
    async with rig.bot() as bot:
        await anna.sees("Триста", timeout=PATIENCE)
        async with forum.dies_at(bot, "closeForumTopic", done=True):
            await press(dana, chat, Verb.CLOSE)
            await press(dana, chat, Verb.CLOSE_YES)
    async with forum.at_work():
        await anna.sees(acts.carries(Verb.RESOLVE), timeout=PATIENCE)
    _, topic = await dana.topics(chat)
    assert topic.closed
    assert topic.id == question.topic
    asked = ["Какой тариф?", "И сколько он стоит?"]
    carried = await forum.copies(chat, set(asked))
    assert carried == [*asked, asked[1]], "doubled by what was in flight"
    assert (await forum.told(anna))[1:] == [  # after the greeting
        "Обращение №1",
        "Триста",
        "Ваше обращение было закрыто. Вы выяснили всё, что хотели?",
    ]
    assert await forum.kept() == [*asked, "Триста"]


@pytest.fixture
async def basic(tmp_path: Path, desk_url: str) -> AsyncIterator[Desks]:
    """A desk that is no supergroup yet, and an overflow group."""
    async with desks_rig(tmp_path, desk_url, overflow=True, basic=True) as made:
        yield made


async def test_killed_while_its_group_becomes_another_and_is_lost(basic: Desks) -> None:
    rig, dana, (old,), overflow = basic.rig, basic.dana, basic.groups.desks, basic.groups.overflow
    assert overflow is not None
    (anna,) = await basic.customers(1)
    said = [f"{number}. говорит Анна" for number in range(5)]
    await anna.say(rig.bot_id, said[0])
    async with rig.bot() as bot:
        await dana.sees(said[0], old, timeout=PATIENCE)
        async with basic.dies_at(bot, "copyMessage"):
            await anna.say(rig.bot_id, said[1])
    new = await dana.migrate(old)
    await anna.say(rig.bot_id, said[2])
    async with rig.bot() as bot:
        copy = await dana.sees(said[2], new, timeout=PATIENCE)
        await dana.say(new, "Слышу", reply_to=copy)
        await anna.sees("Слышу", timeout=PATIENCE)
        assert await basic.copies(new, set(said)) == said[1:3], "the first stands in the old one"
        assert await basic.places() == [("ready", 1, new, False)]
        async with basic.dies_at(bot, "copyMessage"):
            await anna.say(rig.bot_id, said[3])
    await dana.remove(new, rig.bot_id)
    await anna.say(rig.bot_id, said[4])
    async with rig.bot():
        copy = await dana.sees(said[4], overflow, timeout=PATIENCE)
        await dana.say(overflow, "Слышу и здесь", reply_to=copy)
        await anna.sees("Слышу и здесь", timeout=PATIENCE)
        await rig.is_quiet()
    assert await basic.copies(overflow, set(said)) == said
    assert await basic.places() == [("ready", 1, overflow, True)]
    assert (await basic.told(anna))[1:] == ["Слышу", "Слышу и здесь"]
    assert await basic.kept() == [*said[:3], "Слышу", *said[3:], "Слышу и здесь"]


async def press(person: Person, chat: int, verb: Verb) -> None:
    """The newest button of that kind."""
    card = await acts.card_in(person, chat, verb, patience=PATIENCE)
    await person.press(card, acts.data_of(card, verb))


async def _each_at_one_place_in_order(
    floor: Desks, said: dict[str, list[str]], there: dict[int, list[str]]
) -> None:
    """Three talk at desks, which nobody shares, and all others in the overflow group."""
    at: dict[int, set[str]] = defaultdict(set)
    for name, texts in said.items():
        (chat,) = {chat for chat, found in there.items() if set(found) & set(texts)}
        copies = [text for text in there[chat] if text in texts]
        assert copies == sorted(copies), "reordered"
        assert set(copies) == set(texts), "lost"
        at[chat].add(name)
    assert [len(at[desk]) for desk in floor.groups.desks] == [1, 1, 1]
    await floor.no_ticket_is_at_two_desks()
    kept = await floor.rig.rows("SELECT text FROM messages WHERE role = 'customer' ORDER BY id")
    assert sorted(row.text for row in kept) == sorted(
        text for each in said.values() for text in each
    )
