"""Whose words in a staff group are answers, and which reactions can be shown elsewhere."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import Message, MessageReactionUpdated

from bot.routers.conversations import emoji_of, is_to, is_to_before, marked
from bot.routers.filters import by_staff

GROUP = {"id": -1001, "type": "supergroup", "title": "Desk 1"}
OLGA = {"id": 7, "is_bot": False, "first_name": "Olga"}
CHANNEL = {"id": -1009, "type": "channel", "title": "News"}
# Who stands behind a message in a chat's name (https://core.telegram.org/bots/api#message, from).
GROUP_BOT = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}


def message(**more: Any) -> Message:
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    known = {"message_id": 1, "date": moment, "chat": GROUP, "text": "hello"}
    return Message.model_validate(known | more)


WRITERS = [
    ("a person", {"from": OLGA}, True),
    ("an anonymous administrator", {"from": GROUP_BOT, "sender_chat": GROUP}, True),
    ("a person as a channel of theirs", {"from": CHANNEL_BOT, "sender_chat": CHANNEL}, True),
    (
        "a post of the linked channel",
        {"from": TELEGRAM, "sender_chat": CHANNEL, "is_automatic_forward": True},
        False,
    ),
    ("another bot", {"from": {"id": 99, "is_bot": True, "first_name": "Bot"}}, False),
]


@pytest.mark.parametrize(("who", "given", "counts"), WRITERS, ids=[each[0] for each in WRITERS])
def test_who_counts_as_staff(who: str, given: dict[str, Any], counts: bool) -> None:
    assert by_staff(message(**given)) is counts, who


def test_a_reply_to_the_bot_is_known_by_whom_it_answers() -> None:
    bot = {"id": 4242, "is_bot": True, "first_name": "Desk"}
    answered = message(**{"from": bot}).model_dump(mode="json", by_alias=True, exclude_none=True)
    assert is_to(message(**{"from": OLGA, "reply_to_message": answered}), 4242)
    assert not is_to(message(**{"from": OLGA, "reply_to_message": answered}), 4243)
    assert not is_to(message(**{"from": OLGA}), 4242)


def test_a_reply_to_what_stood_before_a_migration_names_no_chat() -> None:
    bot = {"id": 4242, "is_bot": True, "first_name": "Desk"}
    date = datetime(2026, 11, 20, tzinfo=UTC)
    origin = {"type": "user", "date": date, "sender_user": bot}
    before = message(**{"from": OLGA, "external_reply": {"origin": origin}})
    assert is_to_before(before, 4242)
    assert not is_to_before(before, 4243)
    elsewhere = {"origin": origin, "chat": {**GROUP, "id": -1002}, "message_id": 5}
    assert not is_to_before(message(**{"from": OLGA, "external_reply": elsewhere}), 4242)
    assert not is_to_before(message(**{"from": OLGA}), 4242)


BUTTONS = [
    ("below a customer's words", ["whose:7"], 7),
    ("on the card", ["desk-close:7", "desk-history:7"], 7),
    ("on the card that asks", ["desk-close-yes:7", "desk-close-no:7"], 7),
    ("below the question of /close", ["desk-close-yes:7", "desk-stay:7"], None),
    ("below a notice", ["send-again:7"], None),
    ("none", [], None),
]


@pytest.mark.parametrize(("where", "data", "ticket"), BUTTONS, ids=[each[0] for each in BUTTONS])
def test_which_buttons_name_the_ticket_that_is_answered(
    where: str, data: list[str], ticket: int | None
) -> None:
    row = [{"text": "Press", "callback_data": each} for each in data]
    assert marked(message(reply_markup={"inline_keyboard": [row]})) == ticket, where


def reaction(*kinds: dict[str, Any]) -> MessageReactionUpdated:
    return MessageReactionUpdated.model_validate(
        {
            "chat": GROUP,
            "message_id": 1,
            "user": OLGA,
            "date": datetime(2026, 11, 20, tzinfo=UTC),
            "old_reaction": [],
            "new_reaction": list(kinds),
        }
    )


def test_a_custom_emoji_is_no_reaction_that_a_bot_can_show() -> None:
    custom = {"type": "custom_emoji", "custom_emoji_id": "5"}
    assert emoji_of(reaction()) == ""
    assert emoji_of(reaction(custom)) == ""
    assert emoji_of(reaction(custom, {"type": "emoji", "emoji": "🔥"})) == "🔥"
