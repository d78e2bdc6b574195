"""What the bot hears becomes what the user account would have heard of the same message."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from aiogram.types import Message

from bot.translate import said_of
from core.model.messages import WITH_FILE, Said
from sandbox.bot_api.shapes.messages import message as bot_api_message
from sandbox.bot_api.view import View as BotView
from sandbox.mtproto.tl.messages import written
from sandbox.mtproto.tl.view import View as AccountView
from sandbox.state import model
from sandbox.state.members import ADMIN_RIGHTS
from sandbox.state.model import Content, Entity
from sandbox.state.world import World
from userbot import translate
from userbot.payload import names_of


@dataclass(frozen=True, slots=True)
class Town:
    """A group with the bot, the user account and two people in it."""

    world: World
    bot: model.User
    owner: model.User
    ann: model.User
    group: model.Chat

    def heard_by_bot(self, message: model.Message) -> Said:
        shape = bot_api_message(BotView(self.world, self.bot.id), message)
        return said_of(Message.model_validate(shape))

    def heard_by_account(self, message: model.Message) -> Said:
        view = AccountView(self.world, self.owner.id)
        told: Any = written(view, message)
        return translate.said_of(told, message.chat_id, names_of(view.users, view.chats))

    def say(self, content: Content) -> model.Message:
        return self.world.send(self.ann.id, self.group.id, content)

    def latest(self) -> model.Message:
        return self.world.history(self.owner.id, self.group.id, limit=1)[0]


@pytest.fixture
def town(world: World, desk: model.User) -> Town:
    owner = world.add_person("Owner")
    ann = world.add_person("Кася", last_name="<b>", username="kasia")
    group = world.create_supergroup(owner.id, "Desk 1")
    world.promote(owner.id, group.id, desk.id, ADMIN_RIGHTS)
    world.invite(owner.id, group.id, [ann.id])
    return Town(world, desk, owner, ann, group)


Scene = Callable[[Town], model.Message]


def text(town: Town) -> model.Message:
    marks = [
        Entity("bold", 0, 2),
        Entity("text_link", 2, 3, url="https://example.org/"),
        Entity("pre", 5, 1, language="python"),
        Entity("custom_emoji", 6, 2, custom_emoji_id="536832417067"),
        Entity("text_mention", 8, 1, user_id=town.owner.id),
    ]
    return town.say(Content("привіт \U0001f469\u200d\U0001f680!", entities=marks))


def file(kind: str, **more: Any) -> Scene:
    def scene(town: Town) -> model.Message:
        made = town.world.add_file(kind, b"some bytes", width=64, height=48, **more)
        caption = "" if kind in ("sticker", "video_note") else "see <this>"
        return town.say(Content(caption, file=made, album="42" if kind == "photo" else None))

    return scene


def contact(town: Town) -> model.Message:
    card = {"phone_number": "+380501234567", "first_name": "A", "user_id": town.owner.id}
    return town.say(Content(contact=card))


def location(town: Town) -> model.Message:
    return town.say(Content(location={"latitude": 50.25, "longitude": 30.5}))


def venue(town: Town) -> model.Message:
    place = {"latitude": 50.25, "longitude": 30.5, "title": "Shop", "address": "1 Street"}
    return town.say(Content(venue=place))


def dice(town: Town) -> model.Message:
    return town.say(Content(dice={"emoji": "🎲", "value": 6}))


def story(town: Town) -> model.Message:
    return town.say(Content(story={"chat_id": town.owner.id, "id": 3}))


def poll(town: Town) -> model.Message:
    return town.say(Content(poll={"question": "Why?", "options": ["a", "b"]}))


def reply(town: Town) -> model.Message:
    return town.say(Content("yes", reply_to=town.say(Content("no?")).id))


def edited(town: Town) -> model.Message:
    first = town.say(Content("teh"))
    return town.world.edit(town.ann.id, town.group.id, first.id, Content("the"))


def forwarded(town: Town) -> model.Message:
    first = town.say(Content("an old story"))
    world, ann = town.world, town.ann
    return world.forward(ann.id, town.group.id, [first.id], town.group.id)[0]


def without_a_name(town: Town) -> model.Message:
    words = Content("we close at six")
    return town.world.send(town.owner.id, town.group.id, words, as_chat=town.group.id)


def as_a_channel(town: Town) -> model.Message:
    news = town.world.create_channel(town.owner.id, "News", discussion=town.group.id)
    return town.world.send(town.owner.id, town.group.id, Content("read this"), as_chat=news.id)


def in_topic(*steps: Callable[[Town, int], object]) -> Scene:
    """What stands last in a forum's topic after these steps."""

    def scene(town: Town) -> model.Message:
        forum = town.world.create_supergroup(town.owner.id, "Forum", is_forum=True)
        town.world.promote(town.owner.id, forum.id, town.bot.id, ADMIN_RIGHTS)
        town.world.invite(town.owner.id, forum.id, [town.ann.id])
        town = replace(town, group=forum)
        topic = town.world.create_topic(town.owner.id, town.group.id, "Ann").id
        for step in steps:
            step(town, topic)
        return town.latest()

    return scene


def say_there(town: Town, topic: int) -> None:
    town.say(Content("hello", thread_id=topic))


def answer_there(town: Town, topic: int) -> None:
    answered = town.say(Content("no?", thread_id=topic))
    town.say(Content("yes", thread_id=topic, reply_to=answered.id))


def rename(town: Town, topic: int) -> None:
    town.world.edit_topic(town.owner.id, town.group.id, topic, title="Bob")


def close(town: Town, topic: int) -> None:
    town.world.close_topic(town.owner.id, town.group.id, topic)


def reopen(town: Town, topic: int) -> None:
    town.world.reopen_topic(town.owner.id, town.group.id, topic)


def title(town: Town) -> model.Message:
    return town.world.set_title(town.owner.id, town.group.id, "Bugs: Ann")


def pin(town: Town) -> model.Message:
    town.world.pin(town.owner.id, town.group.id, town.say(Content("keep this")).id)
    return town.latest()


def added(town: Town) -> model.Message:
    new = town.world.add_person("Bob")
    town.world.invite(town.owner.id, town.group.id, [new.id])
    return town.latest()


def left(town: Town) -> model.Message:
    town.world.leave(town.ann.id, town.group.id)
    return town.latest()


def removed(town: Town) -> model.Message:
    town.world.ban(town.owner.id, town.group.id, town.ann.id)
    return town.latest()


def began(town: Town) -> model.Message:
    found = town.world.message(town.owner.id, town.group.id, 1)
    assert found is not None
    return found


def covered(town: Town) -> model.Message:
    made = town.world.add_file("photo", b"some bytes", width=64, height=48)
    return town.say(Content("see below", file=made, spoiler=True, caption_above=True))


FILES = [
    covered,
    file("photo"),
    file("video", mime_type="video/mp4", duration=7),
    file("animation", mime_type="video/mp4", duration=2),
    file("voice", mime_type="audio/ogg", duration=4),
    file("video_note", mime_type="video/mp4", duration=3),
    file("audio", mime_type="audio/mpeg", duration=200, name="song.mp3"),
    file("document", mime_type="application/pdf", name="../../etc/passwd"),
    file("sticker", mime_type="image/webp", emoji="😀"),
    file("sticker", mime_type="application/x-tgsticker", emoji="😀"),
    file("sticker", mime_type="video/webm", emoji="😀"),
]
PLAIN = [text, contact, location, venue, poll, dice, story]
TALK = [reply, edited, forwarded, without_a_name, as_a_channel]
EVENTS = [title, pin, added, left, removed, began]
TOPICS = [
    in_topic(),
    in_topic(say_there),
    in_topic(answer_there),
    in_topic(rename),
    in_topic(close),
    in_topic(close, reopen),
]


@pytest.mark.parametrize("scene", [*FILES, *PLAIN, *TALK, *EVENTS, *TOPICS])
def test_the_bot_hears_what_the_user_account_hears(town: Town, scene: Scene) -> None:
    message = scene(town)
    by_bot, by_account = town.heard_by_bot(message), town.heard_by_account(message)
    assert by_bot == by_account
    assert (by_bot.media is not None) == (by_bot.kind in WITH_FILE)
    if by_bot.media is not None and by_account.media is not None:
        assert by_bot.media.file_id
        assert by_account.media.file_id is None
