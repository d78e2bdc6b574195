"""A press that is read straight from the update is the one that Telegram's library reads."""

from typing import Any

import pytest
from aiogram.types import CallbackQuery, Update

from bot.pressed import Pressed, pressed
from bot.routers.filters import person_of
from bot.routers.presses import ROWS
from core.model.actions import Verb

PRIVATE = {"id": 7, "type": "private", "first_name": "Ann"}
GROUP = {"id": -1001, "type": "supergroup", "title": "Desk 1"}
WHOLE = {"message_id": 5, "date": 1_700_000_000, "chat": PRIVATE, "text": "Panel"}
OUT_OF_REACH = {"message_id": 6, "date": 0, "chat": GROUP}
PLAIN = {"id": 7, "is_bot": False, "first_name": "Ann"}


def press(**parts: Any) -> dict[str, Any]:
    query = {"id": "77", "from": PLAIN, "chat_instance": "1", **parts}
    return {"update_id": 1, "callback_query": query}


def as_aiogram_reads(update: dict[str, Any]) -> Pressed:
    query = Update.model_validate(update).callback_query
    assert isinstance(query, CallbackQuery)
    below = query.message
    return Pressed(
        query.id,
        person_of(query.from_user),
        query.data,
        None if below is None else below.chat.id,
        None if below is None else below.message_id,
    )


@pytest.mark.parametrize(
    "update",
    [
        press(data="panel", message=WHOLE),
        press(data="desk-close:1", message=OUT_OF_REACH),
        press(data="panel", inline_message_id="x"),
        press(game_short_name="x"),
        press(**{"from": PLAIN | {"last_name": "Lee", "username": "ann", "language_code": "uk"}}),
        press(**{"from": PLAIN | {"last_name": ""}}),
    ],
)
def test_it_is_alike(update: dict[str, Any]) -> None:
    assert pressed(update) == as_aiogram_reads(update)


def test_whatever_is_no_press_is_none() -> None:
    assert pressed({"update_id": 1, "message": WHOLE | {"from": PLAIN}}) is None
    assert pressed({"update_id": 1, "callback_query": {"id": "77"}}) is None


def test_every_button_leads_somewhere_but_the_one_that_does_nothing() -> None:
    assert set(Verb) - ROWS.keys() == {Verb.NOTHING}
