"""The topics of a staff forum, as the gateway keeps them over the sandbox."""

import pytest

from bot.gateway import BotGateway
from core.model.desk_effects import CopyMessage, CreateTopic, DeleteTopic, PinCard, ShapeTopic
from core.model.effects import SendText, ShowCard
from core.model.outcomes import Cause, Rejected, RetryAt, Sent, Unreachable
from core.model.text_keys import TextKey
from core.model.texts import Text
from sandbox.faults import Face, Faults
from sandbox.state.model import Chat, Content, Topic, User
from sandbox.state.world import World
from tests.bot.relaying import Carried
from tests.bot.telling import CLOSE, WELCOME, Standings, newest, sent_id

CARD = Text(TextKey.CARD_READY, "en", {"ticket": 7})
NEW, DONE, UNKNOWN = "💬", "✅", "🫖"


@pytest.fixture
def forum(world: World, desk: User, owner: User) -> Chat:
    """A staff forum whose topics the bot manages."""
    chat = world.create_supergroup(owner.id, "Desk", is_forum=True)
    rights = {"can_manage_topics", "can_pin_messages", "can_delete_messages"}
    world.promote(owner.id, chat.id, desk.id, rights)
    return chat


async def created(gateway: BotGateway, forum: Chat, icon: str = NEW) -> int:
    outcome = await gateway.carry_out(CreateTopic(forum.id, 3, "Ann", icon))
    assert isinstance(outcome, Sent), outcome
    return int(outcome.value["thread_id"])


def look(world: World, forum: Chat, thread_id: int) -> tuple[str, str | None, bool]:
    """A topic's title, icon and whether it is closed."""
    topic: Topic = world.chats[forum.id].topics[thread_id]
    icon = world.topic_icons().get(topic.icon_emoji_id or "")
    return topic.title, None if icon is None else icon.emoji, topic.closed


async def test_title_icon_and_lock_show_how_things_stand(
    gateway: BotGateway, world: World, forum: Chat
) -> None:
    thread = await created(gateway, forum)
    assert look(world, forum, thread) == ("Ann", NEW, False)
    for shape, shown in (
        (("Ann #2", DONE, True), ("Ann #2", DONE, True)),
        (("Ann #2", DONE, True), ("Ann #2", DONE, True)),  # as it is already
        (("Ann #2", DONE, False), ("Ann #2", DONE, False)),
        (("Ann #2", UNKNOWN, False), ("Ann #2", None, False)),
    ):
        title, icon, is_closed = shape
        effect = ShapeTopic(forum.id, 3, thread, title, icon, is_closed)
        assert await gateway.carry_out(effect) == Sent()
        assert look(world, forum, thread) == shown


@pytest.mark.parametrize("icon", ["", UNKNOWN])
async def test_an_icon_that_telegram_does_not_have_is_none(
    gateway: BotGateway, world: World, forum: Chat, icon: str
) -> None:
    assert look(world, forum, await created(gateway, forum, icon)) == ("Ann", None, False)


async def test_icons_are_asked_for_once_however_an_emoji_is_written(
    gateway: BotGateway, world: World, forum: Chat, faults: Faults
) -> None:
    assert look(world, forum, await created(gateway, forum, "⚡"))[1] == "⚡️"
    faults.error(Face.BOT_API, "getForumTopicIconStickers", 400, "asked twice", times=None)
    assert look(world, forum, await created(gateway, forum, "⚡️"))[1] == "⚡️"


async def test_a_server_without_icons_makes_topics_all_the_same(
    gateway: BotGateway, world: World, forum: Chat, faults: Faults
) -> None:
    faults.error(Face.BOT_API, "getForumTopicIconStickers", 404, "method not found")
    assert look(world, forum, await created(gateway, forum)) == ("Ann", None, False)


async def test_cards_and_words_stand_in_their_topic(
    gateway: BotGateway,
    carried: Carried,
    standings: Standings,
    world: World,
    desk: User,
    customer: User,
    forum: Chat,
) -> None:
    thread = await created(gateway, forum)
    shown = ShowCard(forum.id, "desk:7", CARD, CLOSE, pin=True, thread_id=thread)
    card = await sent_id(gateway, shown)
    standings.cards["desk:7"] = (forum.id, card)
    asked = newest(world, desk, customer.id)
    effect = CopyMessage(forum.id, customer.id, asked.id, thread_id=thread, card="desk:7")
    [(_, copy)] = carried.settle(effect, await gateway.carry_out(effect))
    text = await sent_id(gateway, SendText(forum.id, WELCOME, reply_to=copy, thread_id=thread))
    forward = CopyMessage(forum.id, customer.id, asked.id, thread_id=thread, forward=True)
    [(_, forwarded)] = carried.settle(forward, await gateway.carry_out(forward))
    for message_id in (card, copy, text, forwarded):
        message = world.message(desk.id, forum.id, message_id)
        assert message is not None
        assert message.content.thread_id == thread
    assert await gateway.carry_out(PinCard(forum.id, "desk:7", card)) == Sent()
    pinned = world.message(desk.id, forum.id, card)
    assert pinned is not None
    assert pinned.pinned
    # Edited where it stands; sent anew into the topic when somebody took it away.
    assert await sent_id(gateway, shown) == card
    world.delete(desk.id, forum.id, [card])
    again = world.message(desk.id, forum.id, await sent_id(gateway, shown))
    assert again is not None
    assert again.content.thread_id == thread


async def test_a_topic_deleted_by_hand_is_told_as_gone(
    gateway: BotGateway, world: World, desk: User, owner: User, customer: User, forum: Chat
) -> None:
    thread = await created(gateway, forum)
    world.delete_topic(owner.id, forum.id, thread)
    asked = newest(world, desk, customer.id)
    for effect in (
        CopyMessage(forum.id, customer.id, asked.id, thread_id=thread),
        CopyMessage(forum.id, customer.id, asked.id, thread_id=thread, forward=True),
        SendText(forum.id, WELCOME, thread_id=thread),
        ShowCard(forum.id, "desk:7", CARD, CLOSE, pin=True, thread_id=thread),
        ShapeTopic(forum.id, 3, thread, "Ann", DONE, True),
    ):
        outcome = await gateway.carry_out(effect)
        assert isinstance(outcome, Rejected), effect
        assert outcome.cause is Cause.TOPIC_GONE, effect
    assert await gateway.carry_out(DeleteTopic(forum.id, 3, thread)) == Sent()


async def test_an_album_for_a_topic_that_is_gone_is_told_as_gone(
    gateway: BotGateway, carried: Carried, world: World, desk: User, owner: User, customer: User,
    forum: Chat,
) -> None:  # fmt: skip
    thread = await created(gateway, forum)
    album = world.new_album()
    for number in (1, 2):
        file = world.add_file("photo", bytes([number]), width=9, height=9)
        world.send(customer.id, desk.id, Content(file=file, album=album))
        carried.hear(desk, customer.id, newest(world, desk, customer.id))
    last = newest(world, desk, customer.id)
    effect = CopyMessage(forum.id, customer.id, last.id, thread, last.content.album)
    assert len(carried.settle(effect, await gateway.carry_out(effect))) == 2
    assert newest(world, desk, forum.id).content.thread_id == thread
    carried.copies.clear()
    world.delete_topic(owner.id, forum.id, thread)
    outcome = await gateway.carry_out(effect)
    assert isinstance(outcome, Rejected)
    assert outcome == Rejected("message thread not found", Cause.TOPIC_GONE)


async def test_a_topic_goes_with_all_that_was_said_in_it(
    gateway: BotGateway, world: World, desk: User, forum: Chat
) -> None:
    thread = await created(gateway, forum)
    said = await sent_id(gateway, SendText(forum.id, WELCOME, thread_id=thread))
    for _ in range(2):
        assert await gateway.carry_out(DeleteTopic(forum.id, 3, thread)) == Sent()
        assert world.message(desk.id, forum.id, said) is None


async def test_a_group_without_topics_or_rights_is_told_with_telegrams_words(
    gateway: BotGateway, world: World, room: Chat, desk: User, owner: User
) -> None:
    topic = CreateTopic(room.id, 3, "Ann", NEW)
    assert await gateway.carry_out(topic) == Rejected("the chat is not a forum", Cause.NO_FORUM)
    world.set_forum(owner.id, room.id, True)
    assert await gateway.carry_out(topic) == Rejected(
        "not enough rights to create a topic", Cause.NO_RIGHT
    )
    world.ban(owner.id, room.id, desk.id)
    assert isinstance(await gateway.carry_out(topic), Unreachable)


async def test_a_topic_waits_out_a_flood(gateway: BotGateway, faults: Faults, forum: Chat) -> None:
    faults.flood(Face.BOT_API, "createForumTopic", 30)
    assert isinstance(await gateway.carry_out(CreateTopic(forum.id, 3, "Ann", NEW)), RetryAt)
