"""What the gateway says, as the sandbox's Bot API carries it over HTTP: texts, cards, files."""

from pathlib import Path

import pytest
from aiogram import Bot

from bot.gateway import BotGateway
from bot.texts import Texts
from core.model.desk_effects import PinCard, React
from core.model.effects import AnswerPress, SendDocument, SendText, ShowCard
from core.model.outcomes import Rejected, Sent
from core.model.text_keys import TextKey
from core.model.texts import Button, Text
from sandbox.faults import Face, Faults
from sandbox.state.model import Chat, Content, User
from sandbox.state.world import World
from tests.bot.relaying import gateway_of
from tests.bot.telling import CLOSE, WELCOME, Standings, newest, sent_id


async def test_a_text_arrives_as_written(
    gateway: BotGateway, world: World, customer: User, desk: User
) -> None:
    rows = ((Button(TextKey.BUTTON_TALK, action="talk"),),)
    outcome = await gateway.carry_out(SendText(customer.id, WELCOME, rows))
    assert isinstance(outcome, Sent)
    seen = newest(world, desk, customer.id)
    assert outcome.value == {"chat_id": customer.id, "message_id": seen.id}
    assert seen.content.text.startswith("Ann <3, good to see you!")
    assert seen.content.markup is not None
    assert seen.content.markup["inline_keyboard"][0][0]["callback_data"] == "talk"


async def test_the_contact_is_asked_and_the_keyboard_taken_away(
    gateway: BotGateway, world: World, customer: User, desk: User
) -> None:
    asks = ((Button(TextKey.BUTTON_SHARE_CONTACT, asks_contact=True),),)
    await sent_id(
        gateway, SendText(customer.id, Text(TextKey.ASK_CONTACT, "en", {"name": "A"}), asks)
    )
    markup = newest(world, desk, customer.id).content.markup
    assert markup is not None
    assert markup["keyboard"][0][0]["request_contact"] is True
    saved = SendText(customer.id, Text(TextKey.CONTACT_SAVED, "en"), remove_keyboard=True)
    await sent_id(gateway, saved)
    assert newest(world, desk, customer.id).content.markup == {"remove_keyboard": True}


async def test_an_answer_comes_also_when_the_message_is_gone(
    gateway: BotGateway, world: World, customer: User, desk: User
) -> None:
    for wanted in (await sent_id(gateway, SendText(customer.id, WELCOME)), 987_654):
        await sent_id(gateway, SendText(customer.id, WELCOME, reply_to=wanted))
        answered = newest(world, desk, customer.id).content.reply_to
        assert answered == (wanted if wanted != 987_654 else None)


@pytest.mark.parametrize("name", ["<b>", "&amp;", "x" * 9000, "🇺🇦" * 3000, "\0\u202e", "a\nb"])
async def test_any_value_can_be_sent(gateway: BotGateway, customer: User, name: str) -> None:
    await sent_id(gateway, SendText(customer.id, Text(TextKey.WELCOME, "ru", {"name": name})))


READY = Text(TextKey.CARD_READY, "en", {"ticket": 7})


async def test_a_card_is_edited_where_it_stands(
    gateway: BotGateway, world: World, customer: User, desk: User, standings: Standings
) -> None:
    queued = Text(TextKey.CARD_QUEUED, "en", {"ticket": 7, "position": 2})
    ready = Text(TextKey.CARD_READY, "en", {"ticket": 7})
    first = await sent_id(gateway, ShowCard(customer.id, "ticket:7", queued, CLOSE))
    standings.cards["ticket:7"] = (customer.id, first)
    assert await sent_id(gateway, ShowCard(customer.id, "ticket:7", ready, CLOSE)) == first
    seen = world.message(desk.id, customer.id, first)
    assert seen is not None
    assert "ready" in seen.content.text
    assert await sent_id(gateway, ShowCard(customer.id, "ticket:7", ready, CLOSE)) == first
    assert newest(world, desk, customer.id).id == first


async def test_a_card_that_is_gone_is_sent_anew(
    gateway: BotGateway, world: World, customer: User, desk: User, standings: Standings
) -> None:
    card = ShowCard(customer.id, "ticket:7", Text(TextKey.CARD_CLOSED, "en", {"ticket": 7}))
    first = await sent_id(gateway, card)
    standings.cards["ticket:7"] = (customer.id, first)
    world.delete(desk.id, customer.id, [first])
    assert await sent_id(gateway, card) > first


async def test_a_card_that_is_not_ours_or_stands_elsewhere_is_sent_anew(
    gateway: BotGateway, world: World, customer: User, desk: User, standings: Standings
) -> None:
    card = ShowCard(customer.id, "ticket:7", Text(TextKey.CARD_CLOSED, "en", {"ticket": 7}))
    theirs = newest(world, desk, customer.id).id
    standings.cards["ticket:7"] = (customer.id, theirs)
    first = await sent_id(gateway, card)
    assert first > theirs
    standings.cards["ticket:7"] = (customer.id + 1, first)
    assert await sent_id(gateway, card) > first


async def test_a_fresh_card_is_sent_and_pinned(
    gateway: BotGateway, room: Chat, desk: User, world: World, standings: Standings
) -> None:
    waiting = Text(TextKey.ROOM_CARD_WAITING, "en", {"ticket": 7})
    first = await sent_id(gateway, ShowCard(room.id, "room:7", waiting, CLOSE))
    standings.cards["room:7"] = (room.id, first)
    second = await sent_id(
        gateway, ShowCard(room.id, "room:7", waiting, CLOSE, fresh=True, pin=True)
    )
    assert second > first
    assert world.chats[room.id].pinned == []  # in a lane of its own: the card waits for no pin
    for _ in "once", "again, after a death in the middle":
        assert await gateway.carry_out(PinCard(room.id, "room:7", second)) == Sent()
        assert world.chats[room.id].pinned == [second]


async def test_what_is_gone_needs_no_pin_and_no_mark(gateway: BotGateway, room: Chat) -> None:
    card = ShowCard(room.id, "room:7", Text(TextKey.ROOM_CARD_WAITING, "en", {"ticket": 7}))
    gone = await sent_id(gateway, card) + 1
    assert await gateway.carry_out(PinCard(room.id, "room:7", gone)) == Sent()
    assert await gateway.carry_out(React(room.id, gone, "👍")) == Sent()


async def test_a_fresh_card_is_taken_away_from_where_it_stood(
    gateway: BotGateway, world: World, customer: User, desk: User, standings: Standings
) -> None:
    card = ShowCard(customer.id, "ticket:7", READY, CLOSE, fresh=True)
    first = await sent_id(gateway, card)
    standings.cards["ticket:7"] = (customer.id, first)
    second = await sent_id(gateway, card)
    assert world.message(desk.id, customer.id, first) is None
    # The person deleted it, or it stands in another chat: nothing to take away.
    for where in ((customer.id, first), (customer.id + 1, second)):
        standings.cards["ticket:7"] = where
        await sent_id(gateway, card)
        assert world.message(desk.id, customer.id, second) is not None


async def test_a_card_that_is_too_old_to_be_deleted_points_on(
    gateway: BotGateway,
    world: World,
    customer: User,
    desk: User,
    standings: Standings,
    faults: Faults,
) -> None:
    card = ShowCard(customer.id, "ticket:7", READY, CLOSE, fresh=True)
    first = await sent_id(gateway, card)
    standings.cards["ticket:7"] = (customer.id, first)
    faults.error(Face.BOT_API, "deleteMessage", 400, "message can't be deleted for everyone")
    assert await sent_id(gateway, card) > first
    old = world.message(desk.id, customer.id, first)
    assert old is not None
    assert old.content.markup is None
    assert old.content.text.startswith("⤵️")


async def test_a_press_is_answered_once_and_a_late_answer_is_no_trouble(
    gateway: BotGateway, world: World, customer: User, desk: User
) -> None:
    await sent_id(gateway, SendText(customer.id, WELCOME, CLOSE))
    message = newest(world, customer, desk.id)
    query = world.press(customer.id, desk.id, message.id, "close:7")
    answer = AnswerPress(query.id, Text(TextKey.NOT_YOUR_TICKET, "en"), alert=True)
    assert await gateway.carry_out(answer) == Sent()
    asked = world.query(query.id)
    assert asked is not None
    assert (asked.answer_text, asked.answer_alert) == (
        "This ticket belongs to another operator.",
        True,
    )
    assert await gateway.carry_out(answer) == Sent()
    assert await gateway.carry_out(AnswerPress("404")) == Sent()


async def test_sends_a_file_as_it_stands_in_the_effect(
    gateway: BotGateway, world: World, owner: User, desk: User
) -> None:
    world.send(owner.id, desk.id, Content("hello"))
    caption = Text(TextKey.WELCOME, "en", {"name": "Ann <3"})
    effect = SendDocument(owner.id, "days.csv", "day,tickets\n1,2\n", caption=caption)
    outcome = await gateway.carry_out(effect)
    assert isinstance(outcome, Sent)
    sent = newest(world, owner, desk.id)
    assert sent.content.file is not None
    assert (sent.content.file.name, sent.content.file.data) == ("days.csv", b"day,tickets\n1,2\n")
    assert "Ann <3" in sent.content.text


async def test_sends_a_file_out_of_the_archive_and_none_from_beyond(
    bot: Bot,
    texts: Texts,
    standings: Standings,
    world: World,
    owner: User,
    desk: User,
    tmp_path: Path,
) -> None:
    files = tmp_path / "logs"
    (files / "5" / "archive").mkdir(parents=True)
    (files / "5" / "archive" / "ticket-1.zip").write_bytes(b"PK all of it")
    (tmp_path / "secret").write_text("a token")
    gateway = gateway_of(bot, texts, standings, files=files)
    world.send(owner.id, desk.id, Content("hello"))
    sent = await gateway.carry_out(SendDocument(owner.id, "1.zip", path="5/archive/ticket-1.zip"))
    assert isinstance(sent, Sent)
    file = newest(world, owner, desk.id).content.file
    assert file is not None
    assert (file.name, file.data) == ("1.zip", b"PK all of it")
    for path in ("../secret", "5/archive/ticket-2.zip", "5"):
        assert isinstance(
            await gateway.carry_out(SendDocument(owner.id, "x", path=path)), Rejected
        ), path
    assert isinstance(await gateway.carry_out(SendDocument(owner.id, "x")), Rejected)
