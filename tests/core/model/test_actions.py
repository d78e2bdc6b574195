"""What buttons carry comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.actions import END, Action, Verb, parse, press
from core.model.cards import Card, pressed


@pytest.mark.parametrize(
    ("data", "action"),
    [
        (press(Verb.TALK), Action(Verb.TALK)),
        (press(Verb.TALK, "billing"), Action(Verb.TALK, "billing")),
        (press(Verb.GIVE, 12, 7), Action(Verb.GIVE, "12:7")),
        (press(Verb.SHIFT, END), Action(Verb.SHIFT, END)),
    ],
)
def test_each_button_is_understood(data: str, action: Action) -> None:
    assert parse(data) == action
    assert str(action) == data
    assert len(data.encode()) <= 64


@given(st.none() | st.text())
def test_anything_else_is_nothing_and_never_an_error(data: str | None) -> None:
    action = parse(data)
    if action is not None:
        assert str(action) == data
        assert action.ticket_id is None or action.ticket_id >= 0


@pytest.mark.parametrize("argument", ["", "x", "-1", "1.0", "²", "9" * 30, "1 "])
def test_what_is_no_ticket_is_none(argument: str) -> None:
    assert Action(Verb.CLOSE, argument).ticket_id is None


def test_the_card_pressed_is_the_one_of_that_chat() -> None:
    assert pressed(5, chat_id=70, presser_id=70) == Card.OPERATOR.of(5, 70)
    assert pressed(5, chat_id=-100500, presser_id=70) == Card.ROOM.of(5)
