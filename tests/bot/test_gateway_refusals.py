"""The gateway's outcomes on Telegram's bad days, as the sandbox's Bot API gives cause for them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import SendMessage
from structlog.testing import capture_logs

from bot.gateway import BotGateway
from bot.outcomes import growing_delay, outcome_of
from bot.setup import make_bot
from bot.texts import Texts
from core.model.effects import SendText, SetTitle
from core.model.outcomes import Cause, Migrated, Outcome, Rejected, RetryAt, Sent, Unreachable
from core.model.room_effects import WriteOwnData
from core.model.text_keys import TextKey
from core.model.texts import Button
from sandbox.bot_api.server import BotApiServer
from sandbox.faults import Face, Fault, Faults, Way
from sandbox.state.model import Chat, Content, User
from sandbox.state.world import World
from tests.bot.conftest import TOKEN
from tests.bot.relaying import gateway_of
from tests.bot.telling import NOW, WELCOME


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("blocked the bot", Unreachable("bot was blocked by the user", Cause.BLOCKED)),
        ("deleted the account", Unreachable("user is deactivated", Cause.NOBODY)),
        ("never wrote", Unreachable("chat not found", Cause.NOBODY)),
        ("is an unknown group", Rejected("chat not found", Cause.NOBODY)),
    ],
)
async def test_whom_the_bot_cannot_write_to(
    gateway: BotGateway, world: World, customer: User, desk: User, who: str, expected: Outcome
) -> None:
    to = customer.id
    if who == "blocked the bot":
        world.block(customer.id, desk.id)
    elif who == "deleted the account":
        world.delete_account(customer.id)
    elif who == "never wrote":
        to = world.add_person("Stranger").id
    else:
        to = -1001234567890
    assert await gateway.carry_out(SendText(to, WELCOME)) == expected


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


async def test_a_lack_of_rights_is_rejected(
    gateway: BotGateway, world: World, desk: User, owner: User
) -> None:
    chat = world.create_supergroup(owner.id, "Support")
    world.promote(owner.id, chat.id, desk.id, {"can_delete_messages"})
    outcome = await gateway.carry_out(SetTitle(chat.id, "Other"))
    assert outcome == Rejected("not enough rights to change chat title", Cause.NO_RIGHT)


async def test_what_cannot_be_said_at_all_is_rejected(gateway: BotGateway, customer: User) -> None:
    rows = ((Button(TextKey.BUTTON_TALK, action="talk:" + "x" * 90),),)
    outcome = await gateway.carry_out(SendText(customer.id, WELCOME, rows))
    assert isinstance(outcome, Rejected)
    assert "button-talk" in outcome.reason


async def test_another_gateways_effect_is_a_mistake_of_ours(gateway: BotGateway) -> None:
    with pytest.raises(TypeError, match="WriteOwnData"):
        await gateway.carry_out(WriteOwnData(1))


async def test_a_flood_wait_is_kept_to(gateway: BotGateway, faults: Faults, customer: User) -> None:
    faults.flood(Face.BOT_API, "sendMessage", 37)
    outcome = await gateway.carry_out(SendText(customer.id, WELCOME))
    assert outcome == RetryAt(NOW + timedelta(seconds=37), "flood wait of 37 s", Cause.FLOOD_WAIT)


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
    gateway = gateway_of(bot, texts)
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


async def test_a_refusal_for_a_reason_nobody_foresaw_stands_in_the_log(
    gateway: BotGateway, customer: User, faults: Faults, caplog: pytest.LogCaptureFixture
) -> None:
    with faults.error(Face.BOT_API, "sendMessage", 400, "never heard of", times=None):
        await gateway.carry_out(SendText(customer.id, WELCOME))
    assert "SendText to chat:" in caplog.text
    assert "is refused: never heard of" in caplog.text
    caplog.clear()
    with faults.error(Face.BOT_API, "sendMessage", 400, "chat not found", times=None):
        await gateway.carry_out(SendText(customer.id, WELCOME))
    assert not caplog.text


async def tried(gateway: BotGateway, people: list[User], times: int) -> None:
    for _ in range(times):
        for person in people:
            await gateway.carry_out(SendText(person.id, WELCOME))


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]


@pytest.mark.parametrize("way", ["502", "no connection"])
async def test_a_bot_api_that_is_away_is_one_line_when_it_begins_and_one_when_it_is_over(
    gateway: BotGateway,
    world: World,
    desk: User,
    faults: Faults,
    way: str,
) -> None:
    people = [world.add_person(f"P{number}") for number in range(7)]
    for person in people:
        world.send(person.id, desk.id, Content("/start"))
    if way == "502":
        fault = faults.error(Face.BOT_API, "sendMessage", 502, "Bad Gateway", times=None)
    else:
        fault = faults.add(Fault(Face.BOT_API, Way.CUT_BEFORE, "sendMessage", times=None))
    with capture_logs() as logs:
        with fault:
            await tried(gateway, people, 6)
        await tried(gateway, people, 2)
    begins, over = logs
    assert begins["event"] == "Telegram's Bot API does not answer"
    assert over["event"] == "Telegram's Bot API does not answer: over"
    assert over["tries"] == 42


async def test_an_error_of_one_destination_alone_is_told_of_that(
    gateway: BotGateway,
    world: World,
    customer: User,
    room: Chat,
    faults: Faults,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with (
        capture_logs() as logs,
        faults.error(Face.BOT_API, "setChatTitle", 500, "Internal Server Error", times=None),
    ):
        for _ in range(4):
            await gateway.carry_out(SetTitle(room.id, "x"))
            await gateway.carry_out(SendText(customer.id, WELCOME))
    assert len(logs) == 2, "as it begins, and as it is over"
    why = "Internal Server Error: Internal Server Error"
    assert told(caplog) == [f"SetTitle to title:{room.id}: {why}"] * 3
