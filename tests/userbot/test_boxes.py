"""Doubles, gaps and order, without any Telegram."""

import random

from hypothesis import given
from hypothesis import strategies as st

from userbot.boxes import MOST_KEPT, PATIENCE, SILENCE, Boxes, Mark, Need
from userbot.pauses import LONGEST, Pause
from userbot.read_schedule import LIVELY, QUIET, ReadSchedule
from userbot.updates import COMMON, Event

ROOM = -1_000_000_000_007
QUIET_ROOM = -1_000_000_000_006


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
    assert held.wanted(PATIENCE + 1) == []


def test_a_gap_that_nothing_fills_becomes_doubt() -> None:
    held = boxes()
    held.take(change(13), 0)
    assert list(held.due()) == [(ROOM, PATIENCE)]
    assert held.wanted(PATIENCE - 0.1) == []
    assert held.wanted(PATIENCE) == [ROOM]
    assert held.take(change(11), PATIENCE) == []  # the difference brings it
    held.move(ROOM, Mark(pts=13))
    held.sure(ROOM, PATIENCE)
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
    assert held.wanted(0) == [ROOM]
    assert held.take(change(2), 0) == []


def test_a_pause_is_twice_the_one_before_up_to_a_minute() -> None:
    pause = Pause(0.5)
    waits = [pause.fail(0.0) for _ in range(12)]
    assert waits[:4] == [0.5, 1, 2, 4]
    assert waits[-1] == LONGEST
    pause.end()
    assert pause.fail(10.0) == 0.5
    assert pause.not_before == 10.5


def test_no_doubt_undoes_a_pause() -> None:
    """A read that fails raises doubts of its own; a new connection does not make it succeed."""
    held = boxes()
    held.doubt([ROOM])
    held.put_off(ROOM, 0.0)
    held.put_off(ROOM, 1.0)
    for again in (held.doubt, held.look):
        again()
        assert ROOM not in held.wanted(1.9)
    held.reset({ROOM: Mark(pts=10)})  # the database was away
    held.doubt()
    assert held.wanted(1.9) == []
    assert held.wanted(2.0) == [ROOM]


def test_a_look_keeps_taking_what_is_pushed() -> None:
    held = boxes()
    held.look([ROOM])
    assert held.take(change(11), 0) == [change(11)]
    assert held.wanted(0) == [ROOM]
    held.doubt([ROOM])
    assert held.take(change(12), 0) == []


def test_what_waits_for_a_gap_waits_on_when_the_difference_did_not_bring_it() -> None:
    held = boxes()
    held.take(change(14), 0)
    held.take(change(16), 0)
    held.look([ROOM])
    held.move(ROOM, Mark(pts=14))
    held.sure(ROOM, 1.0)
    assert list(held.due()) == [(ROOM, 1.0 + PATIENCE)]
    assert held.take(change(15), 1.1) == [change(15), change(16)]


def test_a_room_in_use_is_read_when_nothing_came_for_half_a_minute() -> None:
    held = Boxes({COMMON: Mark(), ROOM: Mark(pts=10), QUIET_ROOM: Mark(pts=3)})
    held.use([ROOM])
    held.look()
    for box in held.wanted(0.0):
        held.sure(box, 0.0)
    held.take(change(11), 10.0)
    assert list(held.due()) == [(ROOM, 10.0 + SILENCE)]
    assert held.wanted(39.9) == []
    assert held.wanted(40.0) == [ROOM]


def test_the_common_box_goes_first_then_rooms_in_use_then_the_others() -> None:
    held = Boxes({QUIET_ROOM: Mark(), ROOM: Mark(pts=10), COMMON: Mark()})
    held.use([ROOM])
    held.look()
    assert held.wanted(0.0) == [COMMON, ROOM, QUIET_ROOM]
    held.use([])
    held.doubt([QUIET_ROOM])
    held.take(Event(QUIET_ROOM, 4, 1), 0.0)  # somebody talks there
    assert held.wanted(0.0) == [COMMON, QUIET_ROOM, ROOM]


def many(count: int, in_use: int) -> tuple[Boxes, ReadSchedule]:
    rooms = [ROOM - number for number in range(count)]
    held = Boxes({COMMON: Mark(), **dict.fromkeys(rooms, Mark(pts=1))})
    held.use(rooms[:in_use])
    return held, ReadSchedule(held, 0.5)


def test_five_hundred_rooms_are_not_read_at_once() -> None:
    held, schedule = many(500, in_use=30)
    held.look()
    now, read = 0.0, []
    while held[ROOM - 499].need and now < 1000:
        for box in schedule.next(now):
            schedule.count(box, now)
            held.sure(box, now)
            read.append((now, box))
        at = schedule.next_at(now)
        assert at is not None
        now = max(at, now)
    first = [box for _, box in read[:11]]
    assert first[0] == COMMON
    assert all(held.is_lively(box) for box in first)
    lively = {ROOM - number for number in range(30)}
    assert max(at for at, box in read[:40] if box in lively) < 10
    for start in range(0, 400, 10):
        quiet = [at for at, box in read if box not in lively and start <= at < start + 5]
        assert len(quiet) <= 2 * QUIET[0]
    assert now >= (470 / QUIET[0] - 1) * QUIET[1]
    assert LIVELY[0] / LIVELY[1] <= 5


def test_a_flood_wait_stops_the_whole_round() -> None:
    held, schedule = many(5, in_use=5)
    held.look()
    assert schedule.next(0.0) == [COMMON, ROOM]
    schedule.flood(0.0, 30.0)
    assert schedule.next(29.9) == []
    assert schedule.next_at(0.0) == 30.0
    assert schedule.next(30.0) == [COMMON, ROOM]


def test_a_server_that_reads_no_room_is_not_asked_for_each_of_them() -> None:
    held, schedule = many(20, in_use=20)
    held.look()
    now, asked = 0.0, 0
    while now < 6.0:
        for box in schedule.next(now):
            asked += 1
            schedule.count(box, now)
            held.put_off(box, now)
            schedule.failed(box, now)
        now += 0.05
    assert asked <= 8
    schedule.read()
    assert schedule.next(now)  # the next one that is read shows that it was the server


def test_a_room_that_cannot_be_read_keeps_no_other_waiting() -> None:
    held, schedule = many(2, in_use=2)
    held.doubt([ROOM])
    for now in (0.0, 1.0, 3.0):
        assert schedule.next(now) == [ROOM]
        held.put_off(ROOM, now)
        schedule.failed(ROOM, now)
    held.doubt([ROOM - 1])
    assert schedule.next(3.1) == [ROOM - 1]


def test_without_a_connection_nothing_is_asked_until_there_may_be_one() -> None:
    held, schedule = many(5, in_use=5)
    held.look()
    schedule.away(0.0)
    schedule.away(0.5)
    assert schedule.next(1.4) == []
    schedule.back()
    assert schedule.next(1.4) == [COMMON, ROOM]
    assert held[COMMON].need is Need.LOOK


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


def test_what_is_pushed_while_the_difference_is_under_way_follows_it() -> None:
    held = boxes()
    held.doubt([ROOM])
    held.begin(ROOM)
    assert held.wanted(0) == []
    assert list(held.due()) == []
    for pts in (12, 14, 13):
        assert held.take(change(pts), 0) == []
    held.answered(ROOM)
    held.move(ROOM, Mark(pts=12))
    assert held.sure(ROOM, 1) == [change(13), change(14)]
    assert held.take(change(15), 1) == [change(15)]


def test_a_doubt_while_the_difference_is_under_way_asks_for_another() -> None:
    held = boxes()
    held.look([ROOM])
    held.begin(ROOM)
    held.doubt([ROOM])
    held.answered(ROOM)
    held.move(ROOM, Mark(pts=11))
    assert held.sure(ROOM, 1) == []
    assert held.wanted(1) == [ROOM]


def test_what_was_taken_while_a_room_was_looked_at_does_not_go_back() -> None:
    held = boxes()
    asked = held[ROOM].mark
    held.look([ROOM])
    held.begin(ROOM)
    assert held.take(change(11), 0) == [change(11)]
    assert held.moved(ROOM, asked, Mark(pts=10, qts=4)) == Mark(pts=11, qts=4)
    assert held.moved(ROOM, asked, Mark(pts=12)) == Mark(pts=12)
    # A server that knows less than we do is believed, as long as nothing came from it.
    assert held.moved(ROOM, held[ROOM].mark, Mark(pts=3)) == Mark(pts=3)


def test_no_more_is_kept_for_a_difference_than_there_is_room_for() -> None:
    held = boxes()
    held.doubt([ROOM])
    held.begin(ROOM)
    for pts in range(11, 12 + MOST_KEPT):
        held.take(change(pts), 0)
    held.answered(ROOM)
    held.move(ROOM, Mark(pts=10))
    held.sure(ROOM, 1)
    assert held.wanted(1) == [ROOM]
