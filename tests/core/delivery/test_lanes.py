"""Lanes in memory: what may go next, whatever comes in whatever order."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.delivery.lanes import Lanes
from core.delivery.rates import BotRates, Unlimited
from core.model.desk_effects import (
    CopyMessage,
    DeleteCopy,
    DeleteMessages,
    DeleteTopic,
    EditCopy,
    PinCard,
    React,
    ReactToCounterpart,
    ShapeTopic,
)
from core.model.effects import (
    Chart,
    DeleteMessage,
    Effect,
    Priority,
    SendChart,
    SendDocument,
    SendTranscript,
    Series,
    SetCommands,
    SetTitle,
    ShowCard,
)
from core.model.outcomes import Cause, Rejected, RetryAt, Scope, Sent
from core.model.report_text_keys import StatsKey
from core.model.room_effects import InviteOperator, KeepTitle, RemoveFromRoom, SetRoomCommands
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.ports import OutboxEffect
from tests.core.delivery.support import message
from tests.support.desk import NOW
from tests.support.present import present

SECOND = timedelta(seconds=1)
CARD = Text(TextKey.CARD_CLOSED, "en", {"ticket": 7})
CHART = Chart(CARD, Series(StatsKey.CHART_WAITING, (1,)), (), ("1",))


def _row(number: int, chat: int, priority: Priority = Priority.REPLY) -> OutboxEffect:
    return OutboxEffect(number, message(chat, number), priority, None, None, None, 0)


def test_one_that_committed_late_takes_its_place_by_id_but_not_before_what_is_in_flight() -> None:
    lanes = Lanes(Unlimited())
    lanes.add([_row(5, 1)], NOW)
    [first] = lanes.start(NOW, 9)
    lanes.add([_row(7, 1)], NOW)
    lanes.add([_row(6, 1), _row(4, 1)], NOW)
    order = [first.id]
    while True:
        lanes.settled(first, Sent(), NOW)
        started = lanes.start(NOW, 9)
        if not started:
            break
        [first] = started
        order.append(first.id)
    assert order == [5, 4, 6, 7]
    assert lanes.loaded == 0


def test_what_is_loaded_twice_is_in_memory_once() -> None:
    lanes = Lanes(Unlimited())
    lanes.add([_row(1, 1), _row(1, 1)], NOW)
    lanes.add([_row(1, 1)], NOW)
    assert len(lanes.ids()) == 1
    [row] = lanes.start(NOW, 9)
    lanes.settled(row, Sent(), NOW)
    assert lanes.start(NOW, 9) == []


def test_a_lane_that_waits_is_due_when_it_says() -> None:
    lanes = Lanes(Unlimited())
    lanes.add([_row(1, 1), _row(2, 1)], NOW)
    [row] = lanes.start(NOW, 9)
    assert lanes.next_due() is None
    lanes.settled(row, RetryAt(NOW + 5 * SECOND, "flood wait"), NOW)
    assert lanes.next_due() == NOW + 5 * SECOND
    assert lanes.start(NOW + 4 * SECOND, 9) == []
    lanes.add([_row(3, 1)], NOW + 4 * SECOND)
    assert lanes.start(NOW + 4 * SECOND, 9) == []
    [again] = lanes.start(NOW + 5 * SECOND, 9)
    assert (again.id, again.attempts) == (1, 1)


def test_an_album_counts_as_its_parts_once_they_are_known() -> None:
    lanes = Lanes(BotRates())
    copies = [
        OutboxEffect(number, CopyMessage(-7, 5, number), Priority.REPLY, None, None, None, 0)
        for number in (1, 2)
    ]
    lanes.add(copies, NOW)
    [album] = lanes.start(NOW, 9)
    lanes.settled(album, Sent(copies=tuple((part, part) for part in range(20))), NOW)
    assert lanes.start(NOW, 9) == [], "a group gets twenty messages a minute"
    assert lanes.next_due() == NOW + 60 * SECOND


@given(
    rows=st.lists(st.tuples(st.integers(1, 4), st.sampled_from(Priority)), min_size=1, max_size=40),
    pages=st.integers(1, 7),
    slots=st.integers(1, 5),
    choices=st.randoms(use_true_random=False),
)
def test_every_effect_goes_once_and_in_order_for_each_chat(
    rows: list[tuple[int, Priority]], pages: int, slots: int, choices: object
) -> None:
    lanes = Lanes(Unlimited())
    left = [_row(number, chat, priority) for number, (chat, priority) in enumerate(rows)]
    done: list[OutboxEffect] = []
    flying: list[OutboxEffect] = []
    while left or flying or lanes.loaded:
        lanes.add(left[:pages], NOW)
        del left[:pages]
        flying += lanes.start(NOW, slots - len(flying))
        assert len({row.effect.destination for row in flying}) == len(flying) <= slots
        row = flying.pop(choices.randrange(len(flying)))  # type: ignore[attr-defined]
        lanes.settled(row, Sent(), NOW)
        done.append(row)
    assert sorted(row.id for row in done) == list(range(len(rows)))
    for chat in range(1, 5):
        ids = [row.id for row in done if row.effect.destination == f"chat:{chat}"]
        assert ids == sorted(ids)


def test_what_committed_late_does_not_end_the_wait_of_its_lane() -> None:
    lanes = Lanes(Unlimited())
    lanes.add([_row(5, 1)], NOW)
    [row] = lanes.start(NOW, 9)
    lanes.settled(row, RetryAt(NOW + 5 * SECOND, "flood wait"), NOW)
    lanes.add([_row(4, 1)], NOW + SECOND)  # it stands first now, and has no time of its own
    assert lanes.start(NOW + SECOND, 9) == []
    assert lanes.next_due() == NOW + 5 * SECOND
    [late] = lanes.start(NOW + 5 * SECOND, 9)
    assert late.id == 4


SIDE_LANES: tuple[Effect, ...] = (
    SetTitle(-7, "#7"),
    PinCard(-7, "desk:7", 3),
    DeleteMessage(-7, 3),
    DeleteMessages(-7, (3,), 1),
    DeleteCopy(-7, 5, 3),
    DeleteTopic(-7, 1, 3),
    SetCommands(-7, None),
    SetRoomCommands(-7, 5, None),
    React(-7, 3, "👍"),
    ReactToCounterpart(-7, 5, 3, "👍"),
    ShapeTopic(-7, 1, 3, "Anna", "", is_closed=False),
)


@pytest.mark.parametrize("effect", SIDE_LANES, ids=lambda each: type(each).__name__)
def test_words_wait_for_no_side_lane_and_side_lanes_do_not_wait_for_each_other(
    effect: Effect,
) -> None:
    lanes = Lanes(Unlimited())
    lanes.add([_effect(1, effect)], NOW)
    [row] = lanes.start(NOW, 9)
    lanes.settled(row, RetryAt(NOW + 300 * SECOND, "flood wait"), NOW)
    others = [each for each in SIDE_LANES if each.destination != effect.destination]
    rows = [_effect(number, each) for number, each in enumerate((message(-7, 2), *others), 2)]
    lanes.add(rows, NOW)
    started = {row.effect.destination for row in lanes.start(NOW, 99)}
    assert started == {row.effect.destination for row in rows}


OF_ONE_METHOD = RetryAt(NOW + 300 * SECOND, "flood wait", Cause.FLOOD_WAIT, scope=Scope.EFFECT)
YIELDING: tuple[Effect, ...] = (
    ShowCard(-7, "desk:7", CARD),
    EditCopy(-7, 5, 3),
    SendChart(-7, "chart", CHART, CARD),
    SendTranscript(-7, 5, CARD),
    SendDocument(-7, "a.csv", "1"),
)


@pytest.mark.parametrize("yielding", YIELDING, ids=lambda each: type(each).__name__)
@pytest.mark.parametrize("chat", [5, -7])
def test_words_go_on_past_an_edit_that_has_to_wait(yielding: Effect, chat: int) -> None:
    lanes = Lanes(Unlimited())
    yielding = replace(yielding, chat_id=chat)  # type: ignore[call-arg]
    lanes.add([_effect(1, yielding)], NOW)
    [row] = lanes.start(NOW, 9)
    lanes.settled(row, OF_ONE_METHOD, NOW)
    lanes.add([_row(2, chat), _row(3, chat)], NOW)
    for number in (2, 3):
        [word] = lanes.start(NOW, 9)
        assert word.id == number
        lanes.settled(word, Sent(), NOW)
    assert lanes.next_due() == OF_ONE_METHOD.at
    [again] = lanes.start(OF_ONE_METHOD.at, 9)
    assert (again.id, again.attempts) == (1, 1)


@pytest.mark.parametrize("yielding", YIELDING, ids=lambda each: type(each).__name__)
def test_after_a_kill_they_go_on_past_it_too(yielding: Effect) -> None:
    lanes = Lanes(Unlimited())
    waits = replace(_effect(1, yielding), not_before=OF_ONE_METHOD.at, attempts=1)
    lanes.add([waits, _row(2, -7)], NOW)
    assert [row.id for row in lanes.start(NOW, 9)] == [2]


def test_an_edit_waits_for_its_copy_and_words_for_words() -> None:
    """What is sent keeps its order, whichever method made it wait."""
    lanes = Lanes(Unlimited())
    copy, card = _effect(1, CopyMessage(-7, 5, 3)), _effect(2, ShowCard(-7, "a", CARD, fresh=True))
    lanes.add([copy, _effect(3, EditCopy(-7, 5, 3)), card, _row(4, -7)], NOW)
    [first] = lanes.start(NOW, 9)
    assert first.id == 1
    lanes.settled(first, OF_ONE_METHOD, NOW)
    assert lanes.start(NOW, 9) == []


def test_an_edit_that_waits_is_let_be_once_something_newer_is_shown() -> None:
    lanes = Lanes(Unlimited())
    old = [_effect(1, ShowCard(-7, "a", CARD)), _effect(2, ShowCard(-7, "b", CARD))]
    lanes.add(old, NOW)
    for _ in old:
        [row] = lanes.start(NOW, 9)
        lanes.settled(row, OF_ONE_METHOD, NOW)
    newer = [_effect(3, ShowCard(-7, "a", CARD, fresh=True)), _effect(4, ShowCard(-7, "b", CARD))]
    lanes.add(newer, NOW)
    for number in (3, 4):
        [row] = lanes.start(NOW, 9)
        assert row.id == number
        lanes.settled(row, Sent(), NOW)
    assert [each.row.id for each in lanes.dropped()] == [1, 2]


NEWER: tuple[tuple[Effect, ...], ...] = (
    (SetTitle(-7, "#1"), SetTitle(-7, "Desk 1"), SetTitle(-7, "#2")),
    (SetTitle(-7, "#7"), KeepTitle(-7)),  # a room that is given up gets no title any more
    tuple(PinCard(-7, f"desk:{number}", number, alone=True) for number in (1, 2, 3)),
)


@pytest.mark.parametrize("effects", NEWER, ids=["titles", "kept title", "pins"])
def test_of_several_that_wait_only_the_newest_is_carried_out(effects: tuple[Effect, ...]) -> None:
    lanes = Lanes(Unlimited())
    first, *newer = [_effect(number, effect) for number, effect in enumerate(effects, 1)]
    lanes.add([first], NOW)
    [row] = lanes.start(NOW, 9)
    lanes.settled(row, RetryAt(NOW + 300 * SECOND, "flood wait"), NOW)
    lanes.add(newer, NOW)
    later = NOW + 300 * SECOND
    started = [row for _ in effects for row in lanes.start(later, 9)]
    assert [row.effect for row in started] == [effects[-1]]
    assert [each.row.id for each in lanes.dropped()] == [*range(1, len(effects))]


def test_a_pin_that_is_tried_again_later_holds_up_no_other() -> None:
    """A desk's next ticket came while the pin of its last one, or of one beside it in the overflow
    group, waits for ten minutes."""
    lanes = Lanes(Unlimited())
    later = NOW + 600 * SECOND
    refused = OutboxEffect(1, PinCard(-7, "desk:1", 3, 2), Priority.NOTICE, 1, later, None, 0)
    other = OutboxEffect(2, PinCard(-7, "desk:2", 4), Priority.NOTICE, 2, None, None, 0)
    lanes.add([refused, other], NOW)
    assert [row.id for row in lanes.start(NOW, 9)] == [2]


def _effect(number: int, effect: Effect) -> OutboxEffect:
    return OutboxEffect(number, effect, Priority.REPLY, None, None, None, 0)


def _invite(number: int, place: int, waited: int = 0) -> OutboxEffect:
    effect = InviteOperator(place, 2, -3, 4)
    since = NOW - waited * SECOND
    return OutboxEffect(number, effect, Priority.REPLY, None, None, None, 0, since)


def test_who_stands_behind_what_telegram_holds_up_waits_no_longer_than_their_patience() -> None:
    lanes = Lanes(Unlimited())
    first = _effect(1, RemoveFromRoom(7, -3, 5))
    lanes.add([first, _invite(2, 7)], NOW)
    patience = InviteOperator.patience or timedelta()
    now = NOW
    while now <= NOW + patience:
        assert lanes.overdue(now) == []
        for row in lanes.start(now, 9):
            assert row.id == 1
            now += SECOND
            lanes.settled(row, RetryAt(now + 4 * SECOND, "wait", Cause.FLOOD_WAIT), now)
        due = present(lanes.next_due())
        now = max(due, now)
    [given_up] = lanes.overdue(now)
    assert (given_up.row.id, given_up.was_begun) == (2, False)
    assert isinstance(given_up.outcome, Rejected)
    assert given_up.outcome.gave_up
    lanes.forget(given_up.row)
    assert lanes.loaded == 1
    assert lanes.overdue(now + patience) == []


def test_a_pause_of_the_whole_account_is_waited_out_by_nobody() -> None:
    lanes = Lanes(Unlimited())
    lanes.add([_effect(1, RemoveFromRoom(6, -3, 5)), _invite(2, 7, waited=19)], NOW)
    row = next(row for row in lanes.start(NOW, 1))
    lanes.settled(row, RetryAt(NOW + 60 * SECOND, "away", Cause.NO_CONNECTION, Scope.ACCOUNT), NOW)
    assert lanes.start(NOW, 9) == []
    assert lanes.next_due() == NOW + SECOND
    assert [each.row.id for each in lanes.overdue(NOW + SECOND)] == [2]


def test_what_only_our_own_pace_holds_up_is_not_given_up() -> None:
    lanes = Lanes(Unlimited())
    lanes.add([_invite(1, 7, waited=60)], NOW)
    assert lanes.overdue(NOW) == []
    assert [row.id for row in lanes.start(NOW, 9)] == [1]
    assert lanes.overdue(NOW + 60 * SECOND) == []  # it is under way
