"""Rows of buttons as Telegram's keyboards."""

import pytest
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.keyboards import inline_keyboard, keyboard
from bot.texts import Texts
from core.model.text_keys import TextKey
from core.model.texts import Button


def test_actions_and_addresses_stand_below_the_message(texts: Texts) -> None:
    rows = (
        (Button(TextKey.BUTTON_ENTER_ROOM, url="https://t.me/+abc"),),
        (
            Button(TextKey.BUTTON_YES_CLOSE, action="close-yes:7"),
            Button(TextKey.BUTTON_NO, action="close-no:7"),
        ),
    )
    markup = keyboard(rows, "uk", texts)
    assert isinstance(markup, InlineKeyboardMarkup)
    enter, yes, no = (button for row in markup.inline_keyboard for button in row)
    assert (enter.text, enter.url, enter.callback_data) == (
        "Увійти до чату",
        "https://t.me/+abc",
        None,
    )
    assert (yes.text, yes.callback_data) == ("Так, закрити", "close-yes:7")
    assert (no.text, no.callback_data) == ("Ні", "close-no:7")
    assert [len(row) for row in markup.inline_keyboard] == [1, 2]


def test_the_contact_is_asked_by_a_reply_keyboard(texts: Texts) -> None:
    markup = keyboard(((Button(TextKey.BUTTON_SHARE_CONTACT, asks_contact=True),),), "ru", texts)
    assert isinstance(markup, ReplyKeyboardMarkup)
    button = markup.keyboard[0][0]
    assert (button.text, button.request_contact) == ("📱 Поделиться номером", True)
    assert markup.resize_keyboard


def test_no_buttons_take_the_reply_keyboard_away_when_asked(texts: Texts) -> None:
    assert keyboard((), "en", texts) is None
    assert isinstance(keyboard((), "en", texts, remove=True), ReplyKeyboardRemove)
    assert inline_keyboard((), "en", texts) is None


@pytest.mark.parametrize("action", [None, "talk:" + "x" * 60])
def test_a_button_without_a_fitting_action_is_refused(action: str | None, texts: Texts) -> None:
    with pytest.raises(ValueError, match="button-talk"):
        inline_keyboard(((Button(TextKey.BUTTON_TALK, action=action),),), "en", texts)
