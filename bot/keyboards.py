"""Makes Telegram's keyboards of buttons."""

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.texts import Texts
from core.model.texts import Button, Rows

ACTION_LIMIT = 64  # bytes of callback_data, https://core.telegram.org/bots/api#inlinekeyboardbutton

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


def inline_keyboard(rows: Rows, language: str, texts: Texts) -> InlineKeyboardMarkup | None:
    """Make the buttons below a message; None for no buttons.

    Raises ValueError for a button that cannot stand there.
    """
    if not rows:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[[_inline(button, language, texts) for button in row] for row in rows]
    )


def keyboard(rows: Rows, language: str, texts: Texts, *, remove: bool = False) -> Markup | None:
    """Make a message's buttons: a reply keyboard when one of them asks for the contact, else
    inline.

    `remove` takes a reply keyboard away, and only where there are no buttons: a message carries one
    of the two.
    """
    if not rows:
        return ReplyKeyboardRemove() if remove else None
    if any(button.asks_contact for row in rows for button in row):
        return ReplyKeyboardMarkup(
            keyboard=[
                [
                    KeyboardButton(
                        text=_label(button, language, texts), request_contact=button.asks_contact
                    )
                    for button in row
                ]
                for row in rows
            ],
            resize_keyboard=True,
        )
    return inline_keyboard(rows, language, texts)


def _inline(button: Button, language: str, texts: Texts) -> InlineKeyboardButton:
    label = _label(button, language, texts)
    if button.url is not None:
        return InlineKeyboardButton(text=label, url=button.url)
    if button.action is None or len(button.action.encode()) > ACTION_LIMIT:
        raise ValueError(f"button {button.label.value} has no action of 1 to {ACTION_LIMIT} bytes")
    return InlineKeyboardButton(text=label, callback_data=button.action)


def _label(button: Button, language: str, texts: Texts) -> str:
    return texts.label(button.label, language, button.values)
