"""Doubles, gaps and order, without any Telegram."""

import random

from hypothesis import given
from hypothesis import strategies as st

from userbot.boxes import PATIENCE, Boxes, Mark
from userbot.updates import COMMON, Event

ROOM = -1_000_000_000_007


def boxes(pts: int = 10) -> Boxes:
    return Boxes({COMMON: Mark(pts=5), ROOM: Mark(pts=pts)})


def change(pts: int, count: int = 1) -> Event:
    return Event(ROOM, pts, count)


def test_what_follows_is_applied_and_moves_the_box() -> None:
    held = boxes()
    assert held.take(change(11), 0) == [change(11)]
    assert held.take(change(13, 2), 0) == [change(13, 2)]
    assert held[ROOM].mark.pts == 13


def test_what_was_applied_is_dropped() -> None:
    held = boxes()
    held.take(change(11), 0)
    assert held.take(change(11), 0) == []
    assert held.take(change(10), 0) == []
    assert held[ROOM].mark.pts == 11


def test_what_overtook_waits_for_those_before_it() -> None:
    held = boxes()
    assert held.take(change(13), 0) == []
    assert held.take(change(12), 0) == []
    assert held.take(change(11), 0) == [change(11), change(12), change(13)]
    assert held.doubtful(PATIENCE + 1) == []


def test_a_gap_that_nothing_fills_becomes_doubt() -> None:
    held = boxes()
    held.take(change(13), 0)
    assert held.next_look() == PATIENCE
    assert held.doubtful(PATIENCE - 0.1) == []
    assert held.doubtful(PATIENCE) == [ROOM]
    assert held.take(change(11), PATIENCE) == []  # the difference brings it
    held.move(ROOM, Mark(pts=13))
    held.sure(ROOM)
    assert held.take(change(14), 1) == [change(14)]


def test_boxes_do_not_wait_for_each_other() -> None:
    held = boxes()
    held.take(change(20), 0)
    common = Event(COMMON, 6, 1)
    assert held.take(common, 0) == [common]


def test_a_channel_that_is_not_followed_is_nothing() -> None:
    assert boxes().take(Event(-1_000_000_000_008, 2, 1), 0) == []


def test_a_room_that_is_followed_anew_is_read_before_it_is_believed() -> None:
    held = Boxes({COMMON: Mark()})
    held.follow(ROOM)
    assert held[ROOM].unread
    assert held.doubtful(0) == [ROOM]
    assert held.take(change(2), 0) == []


def test_putting_off_waits_ever_longer() -> None:
    held = boxes()
    held.doubt([ROOM])
    waits = []
    for _ in range(12):
        held.put_off(ROOM, 0.0)
        waits.append(held[ROOM].not_before)
    assert waits == sorted(waits)
    assert waits[0] == 0.5
    assert waits[-1] == 60.0
    assert held.doubtful(59) == []
    held.doubt()  # a new connection: at once
    assert ROOM in held.doubtful(0)


@given(st.lists(st.integers(1, 3), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_in_whatever_order_and_however_often_each_is_applied_once_in_order(
    counts: list[int], chance: random.Random
) -> None:
    held, pts, changes = boxes(), 10, []
    for count in counts:
        pts += count
        changes.append(change(pts, count))
    arriving = changes * 2
    chance.shuffle(arriving)
    applied = [each for event in arriving for each in held.take(event, 0)]
    assert applied == changes
    assert held[ROOM].mark.pts == pts
