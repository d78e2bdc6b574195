"""Schedules never let more through than they say."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.delivery.rates import BotRates, SteadyRates, Unlimited, Window
from core.model.desk_effects import (
    CopyMessage,
    CreateTopic,
    DeleteCopy,
    DeleteMessages,
    EditCopy,
    React,
    ReactToCounterpart,
)
from core.model.effects import AnswerPress, SendText
from core.model.room_effects import ApproveJoin
from core.model.text_keys import TextKey
from core.model.texts import Text
from tests.support.desk import NOW

SECOND = timedelta(seconds=1)
GROUP = -1_002_000_000_000


def _text(chat_id: int) -> SendText:
    return SendText(chat_id, Text(TextKey.THANKS, "en"))


@given(
    count=st.integers(1, 5),
    seconds=st.floats(0.1, 10),
    pauses=st.lists(st.floats(0, 5), max_size=60),
)
def test_no_window_ever_holds_more_than_its_count(
    count: int, seconds: float, pauses: list[float]
) -> None:
    window, now, sent = Window(count, seconds), 1_000.0, []
    for pause in pauses:
        now += pause
        now += window.wait(now)
        assert window.wait(now) < 1e-6
        window.take(now)
        sent.append(now)
    for at, after in zip(sent, sent[count:], strict=False):
        assert after - at >= seconds - 1e-6


def test_a_clock_that_jumps_back_stops_nobody_for_long() -> None:
    window = Window(1, 2.0)
    window.take(10_000.0)
    assert window.wait(10.0) == 2.0


def test_a_rate_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="not a rate"):
        Window(0, 1)


def test_one_person_gets_a_short_burst_and_then_one_a_second() -> None:
    rates = BotRates()
    for _ in range(3):
        assert rates.wait(_text(5), NOW) == 0
        rates.take(_text(5), NOW)
    assert rates.wait(_text(5), NOW) == 3.0
    assert rates.wait(_text(6), NOW) == 0, "another person waits for nobody"
    sent, now = 0, NOW
    while now < NOW + 60 * SECOND:
        now += timedelta(seconds=0.1)
        if rates.wait(_text(5), now) == 0:
            rates.take(_text(5), now)
            sent += 1
    assert 57 <= sent <= 60


def test_a_group_gets_twenty_a_minute() -> None:
    rates = BotRates()
    for number in range(20):
        at = NOW + number * SECOND
        assert rates.wait(_text(GROUP), at) == 0
        rates.take(_text(GROUP), at)
    assert rates.wait(_text(GROUP), NOW + 20 * SECOND) == 40.0


def test_all_together_get_thirty_a_second() -> None:
    rates = BotRates()
    for chat in range(1, 31):
        assert rates.wait(_text(chat), NOW) == 0
        rates.take(_text(chat), NOW)
    assert rates.wait(_text(31), NOW) == 1.0
    assert rates.wait(_text(31), NOW + SECOND) == 0


def test_what_is_no_message_waits_for_none() -> None:
    rates = BotRates(overall=1)
    rates.take(_text(5), NOW)
    for effect in (AnswerPress("q"), ApproveJoin(5, 6)):
        rates.take(effect, NOW)
        assert rates.wait(effect, NOW) == 0
    assert rates.wait(_text(6), NOW) == 1.0


def test_copies_are_messages_and_reactions_and_deletions_are_not() -> None:
    rates = BotRates(overall=1)
    for free in (
        React(5, 1, "👀"),
        ReactToCounterpart(5, 6, 1, "👀"),
        DeleteCopy(5, 6, 1),
        DeleteMessages(GROUP, (1, 2), 1),
    ):
        rates.take(free, NOW)
    assert rates.wait(CopyMessage(5, 6, 1), NOW) == 0
    rates.take(CopyMessage(5, 6, 1), NOW)
    assert rates.wait(EditCopy(6, 5, 1), NOW) == 1.0


def test_topics_are_made_so_many_a_minute_in_a_forum_and_hold_up_no_message() -> None:
    rates = BotRates(topics=2)
    topic = CreateTopic(GROUP, 1, "Ann", "")
    for _ in range(2):
        assert rates.wait(topic, NOW) == 0
        rates.take(topic, NOW)
    assert rates.wait(topic, NOW) == 60.0
    assert rates.wait(CreateTopic(GROUP - 1, 1, "Ann", ""), NOW) == 0, "another forum"
    assert rates.wait(_text(GROUP), NOW) == 0
    assert topic.destination != _text(GROUP).destination


def test_silent_chats_are_forgotten() -> None:
    rates = BotRates(overall=10_000)
    for chat in range(1, 2_500):
        rates.take(_text(chat), NOW + chat * SECOND)
    assert len(rates._chats) <= 1_000


def test_a_user_accounts_rate_is_one_for_everything() -> None:
    rates = SteadyRates(2, 1.0)
    for chat in (1, 2):
        rates.take(_text(chat), NOW)
    assert rates.wait(AnswerPress("q"), NOW) == 1.0
    assert Unlimited().wait(_text(1), NOW) == 0
