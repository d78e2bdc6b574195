"""The gateway's outcomes, as the sandbox's Bot API gives cause for them over HTTP."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import SendMessage

from bot.gateway import BotGateway
from bot.outcomes import growing_delay, outcome_of
from bot.setup import make_bot
from bot.texts import Texts
from core.domain.effects import (
    AnswerPress,
    ApproveJoin,
    CreateJoinLink,
    DeclineJoin,
    Effect,
    RevokeJoinLink,
    SendDocument,
    SendText,
    SetTitle,
    ShowCard,
    WriteTranscript,
)
from core.domain.outcomes import Migrated, Rejected, RetryAt, Sent, Unreachable
from core.domain.texts import Button, Text, TextKey
from sandbox.bot_api.server import BotApiServer
from sandbox.faults import Face, Fault, Faults, Way
from sandbox.state.model import Chat, Content, Message, Refused, Standing, User
from sandbox.state.world import World
from tests.bot.conftest import TOKEN

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
WELCOME = Text(TextKey.WELCOME, "en", {"name": "Ann <3"})
CLOSE = ((Button(TextKey.BUTTON_CLOSE, action="close:7"),),)


class Standings:
    """Where cards stand: what the database tells the gateway."""

    def __init__(self) -> None:
        self.cards: dict[str, tuple[int, int]] = {}

    async def find(self, card: str) -> tuple[int, int] | None:
        return self.cards.get(card)


@pytest.fixture
def standings() -> Standings:
    return Standings()


@pytest.fixture
def gateway(bot: Bot, texts: Texts, standings: Standings) -> BotGateway:
    return BotGateway(bot, texts, standings, lambda: NOW)


@pytest.fixture
def owner(world: World) -> User:
    return world.add_person("Owner")


@pytest.fixture
def room(world: World, desk: User, owner: User) -> Chat:
    """A supergroup with the bot as its administrator."""
    chat = world.create_supergroup(owner.id, "Support")
    rights = {"can_invite_users", "can_change_info", "can_pin_messages", "can_delete_messages"}
    world.promote(owner.id, chat.id, desk.id, rights)
    return chat


def knock(world: World, room: Chat, desk: User, person: User) -> None:
    link = world.create_link(desk.id, room.id, creates_join_request=True)
    with pytest.raises(Refused, match="INVITE_REQUEST_SENT"):
        world.use_link(person.id, link.url)


def newest(world: World, reader: User, chat_id: int) -> Message:
    return world.history(reader.id, chat_id, limit=1)[0]


async def sent_id(gateway: BotGateway, effect: Effect) -> int:
    outcome = await gateway.carry_out(effect)
    assert isinstance(outcome, Sent), outcome
    return int(outcome.value["message_id"])


# ---------------------------------------------------------------------------------------- messages
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
    assert world.chats[room.id].pinned == [second]


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


async def test_a_card_that_is_too_old_to_be_deleted_loses_its_buttons(
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


async def test_a_card_counts_as_sent_when_it_cannot_be_pinned(
    gateway: BotGateway, room: Chat, faults: Faults, world: World, desk: User
) -> None:
    faults.error(Face.BOT_API, "pinChatMessage", 400, "not enough rights")
    waiting = Text(TextKey.ROOM_CARD_WAITING, "en", {"ticket": 7})
    card = await sent_id(gateway, ShowCard(room.id, "room:7", waiting, pin=True))
    assert world.chats[room.id].pinned == []
    assert newest(world, desk, room.id).id == card


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


# ------------------------------------------------------------------------------------------- rooms
async def test_who_knocks_is_let_in_once(
    gateway: BotGateway, world: World, room: Chat, desk: User, customer: User
) -> None:
    knock(world, room, desk, customer)
    assert await gateway.carry_out(ApproveJoin(room.id, customer.id)) == Sent()
    member = world.member(room.id, customer.id)
    assert member is not None
    assert member.standing is Standing.MEMBER
    assert await gateway.carry_out(ApproveJoin(room.id, customer.id)) == Sent()


async def test_who_knocks_is_turned_away_once(
    gateway: BotGateway, world: World, room: Chat, desk: User, customer: User
) -> None:
    knock(world, room, desk, customer)
    assert await gateway.carry_out(DeclineJoin(room.id, customer.id)) == Sent()
    assert world.member(room.id, customer.id) is None
    assert await gateway.carry_out(DeclineJoin(room.id, customer.id)) == Sent()


async def test_a_link_asks_to_join_and_dies_once(
    gateway: BotGateway, world: World, room: Chat, desk: User
) -> None:
    outcome = await gateway.carry_out(CreateJoinLink(room.id, place_id=3))
    assert isinstance(outcome, Sent)
    url = str(outcome.value["url"])
    assert world.look_at_link(url)[1].creates_join_request
    assert await gateway.carry_out(RevokeJoinLink(room.id, url)) == Sent()
    with pytest.raises(Refused, match="INVITE_HASH_EXPIRED"):
        world.look_at_link(url)
    assert await gateway.carry_out(RevokeJoinLink(room.id, url)) == Sent()


async def test_a_title_is_cut_and_set_once(gateway: BotGateway, world: World, room: Chat) -> None:
    assert await gateway.carry_out(SetTitle(room.id, "№1 " + "я" * 200)) == Sent()
    assert len(world.chats[room.id].title) == 128
    assert await gateway.carry_out(SetTitle(room.id, "№1 " + "я" * 200)) == Sent()


# ---------------------------------------------------------------------------------------- refusals
async def test_somebody_who_blocked_the_bot_is_unreachable(
    gateway: BotGateway, world: World, customer: User, desk: User
) -> None:
    world.block(customer.id, desk.id)
    outcome = await gateway.carry_out(SendText(customer.id, WELCOME))
    assert outcome == Unreachable("bot was blocked by the user")


async def test_somebody_whose_account_is_gone_is_unreachable(
    gateway: BotGateway, world: World, customer: User
) -> None:
    world.delete_account(customer.id)
    assert await gateway.carry_out(SendText(customer.id, WELCOME)) == Unreachable(
        "user is deactivated"
    )


async def test_somebody_never_seen_is_unreachable(gateway: BotGateway, world: World) -> None:
    stranger = world.add_person("Stranger")
    assert await gateway.carry_out(SendText(stranger.id, WELCOME)) == Unreachable("chat not found")


async def test_a_group_that_put_the_bot_out_is_unreachable(
    gateway: BotGateway, world: World, room: Chat, desk: User, owner: User
) -> None:
    world.ban(owner.id, room.id, desk.id)
    outcome = await gateway.carry_out(SendText(room.id, WELCOME))
    assert isinstance(outcome, Unreachable)
    assert "kicked" in outcome.reason


async def test_a_group_that_became_a_supergroup_is_followed(
    gateway: BotGateway, world: World, desk: User, owner: User
) -> None:
    world.send(owner.id, desk.id, Content("/start"))
    old = world.create_basic_group(owner.id, "Staff", [desk.id])
    new = world.migrate(owner.id, old.id)
    assert await gateway.carry_out(SendText(old.id, WELCOME)) == Migrated(new.id)


async def test_an_unknown_group_is_rejected_with_telegrams_words(gateway: BotGateway) -> None:
    assert await gateway.carry_out(SendText(-1001234567890, WELCOME)) == Rejected("chat not found")


async def test_a_lack_of_rights_is_rejected(
    gateway: BotGateway, world: World, desk: User, owner: User
) -> None:
    chat = world.create_supergroup(owner.id, "Support")
    world.promote(owner.id, chat.id, desk.id, {"can_delete_messages"})
    outcome = await gateway.carry_out(SetTitle(chat.id, "Other"))
    assert outcome == Rejected("not enough rights to change chat title")


async def test_what_cannot_be_said_at_all_is_rejected(gateway: BotGateway, customer: User) -> None:
    rows = ((Button(TextKey.BUTTON_TALK, action="talk:" + "x" * 90),),)
    outcome = await gateway.carry_out(SendText(customer.id, WELCOME, rows))
    assert isinstance(outcome, Rejected)
    assert "button-talk" in outcome.reason


async def test_another_gateways_effect_is_a_mistake_of_ours(gateway: BotGateway) -> None:
    with pytest.raises(TypeError, match="WriteTranscript"):
        await gateway.carry_out(WriteTranscript(1))


# ---------------------------------------------------------------------------------------- bad days
async def test_a_flood_wait_is_kept_to(gateway: BotGateway, faults: Faults, customer: User) -> None:
    faults.flood(Face.BOT_API, "sendMessage", 37)
    outcome = await gateway.carry_out(SendText(customer.id, WELCOME))
    assert outcome == RetryAt(NOW + timedelta(seconds=37), "flood wait of 37 s")


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Face.BOT_API, Way.ERROR, code=500, text="sorry"),
        Fault(Face.BOT_API, Way.ERROR, code=502),
        Fault(Face.BOT_API, Way.ERROR, code=401),
        Fault(Face.BOT_API, Way.ERROR, code=404),
        Fault(Face.BOT_API, Way.ERROR, code=409, text="terminated"),
        Fault(Face.BOT_API, Way.CUT_BEFORE),
    ],
)
async def test_what_is_not_the_effects_fault_is_tried_again_later_and_later(
    gateway: BotGateway, faults: Faults, customer: User, fault: Fault
) -> None:
    faults.add(replace(fault, times=3))
    waits = []
    for _ in range(3):
        outcome = await gateway.carry_out(SendText(customer.id, WELCOME))
        assert isinstance(outcome, RetryAt)
        waits.append((outcome.at - NOW).total_seconds())
    assert waits == [0.1, 0.2, 0.4]
    assert isinstance(await gateway.carry_out(SendText(customer.id, WELCOME)), Sent)
    faults.add(fault)
    outcome = await gateway.carry_out(SendText(customer.id, WELCOME))
    assert isinstance(outcome, RetryAt)
    assert outcome.at - NOW == timedelta(seconds=0.1)


async def test_one_persons_trouble_does_not_make_another_wait_longer(
    gateway: BotGateway, faults: Faults, customer: User, world: World, desk: User
) -> None:
    other = world.add_person("Ben")
    world.send(other.id, desk.id, Content("/start"))
    faults.lose_call(Face.BOT_API, "sendMessage", times=3)
    await gateway.carry_out(SendText(customer.id, WELCOME))
    await gateway.carry_out(SendText(customer.id, WELCOME))
    outcome = await gateway.carry_out(SendText(other.id, WELCOME))
    assert isinstance(outcome, RetryAt)
    assert outcome.at - NOW == timedelta(seconds=0.1)


async def test_a_server_that_is_down_is_tried_again(
    gateway: BotGateway, api: BotApiServer, customer: User
) -> None:
    await api.stop()
    outcome = await gateway.carry_out(SendText(customer.id, WELCOME))
    assert isinstance(outcome, RetryAt)


async def test_no_outcome_names_the_token(texts: Texts, customer: User) -> None:
    bot = make_bot(TOKEN, "http://127.0.0.1:1")
    gateway = BotGateway(bot, texts, Standings(), lambda: NOW)
    outcome = await gateway.carry_out(SendText(customer.id, WELCOME))
    await bot.session.close()
    assert isinstance(outcome, RetryAt)
    assert TOKEN not in outcome.reason


def test_the_token_in_an_error_is_taken_out() -> None:
    method = SendMessage(chat_id=1, text="x")
    url = f"InvalidURL: http://127.0.0.1/bot{TOKEN}/sendMessage"
    outcome = outcome_of(TelegramNetworkError(method, url), 1, 1, NOW)
    assert isinstance(outcome, RetryAt)
    assert outcome.reason == "InvalidURL: http://127.0.0.1/bot<token>/sendMessage"


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ({"ok": True, "result": {"message_id": 5, "odd": 1}}, Sent({"message_id": 5})),
        ({"ok": True, "result": {"invite_link": "u"}}, Sent({"url": "u"})),
        ({"ok": True, "result": True}, Sent()),
        ("<html>", RetryAt(NOW + growing_delay(1), "Failed to decode object")),
    ],
)
def test_an_answer_that_aiogram_cannot_read(answer: object, meant: object) -> None:
    error = ClientDecodeError("Failed to decode object", ValueError("odd"), answer)
    assert outcome_of(error, 1, 1, NOW) == meant


def test_the_delay_grows_up_to_a_minute() -> None:
    def seconds(failures: int) -> float:
        return growing_delay(failures).total_seconds()

    assert [seconds(n) for n in (1, 2, 3, 10, 11, 1000)] == [0.1, 0.2, 0.4, 51.2, 60, 60]


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
    gateway = BotGateway(bot, texts, standings, lambda: NOW, files)
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
