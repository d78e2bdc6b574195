"""Where one more or one less would be wrong: minutes, pages, rungs."""

from datetime import timedelta

import pytest

from core.model.actions import PAGE, Verb, clipped, page_buttons, part
from core.model.fallback import Can, Cannot, Lack, Rung, Step, descend
from core.model.places import PlaceKind
from core.tickets.rules import before, in_minutes


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 1), (1, 1), (59, 1), (60, 1), (61, 2), (120, 2), (121, 3)]
)
def test_begun_minutes_count_and_there_is_one_at_least(seconds: int, minutes: int) -> None:
    assert in_minutes(timedelta(seconds=seconds)) == minutes


def test_a_reminder_never_goes_in_the_first_half() -> None:
    minute = timedelta(minutes=1)
    assert before(5 * minute, 15 * minute) == 5 * minute
    assert before(5 * minute, 8 * minute) == 4 * minute
    assert before(0 * minute, 8 * minute) == 0 * minute


def test_a_list_of_exactly_one_page_is_not_turned() -> None:
    entries = list(range(PAGE))
    assert PAGE == 8
    assert part(entries, 0) == entries
    assert page_buttons(0, PAGE, Verb.QUEUE) == ()
    assert clipped(1, PAGE) == 0
    (row,) = page_buttons(0, PAGE + 1, Verb.QUEUE)
    assert [button.action for button in row] == ["queue:1"]
    (row,) = page_buttons(1, PAGE + 1, Verb.QUEUE)
    assert [button.action for button in row] == ["queue:0"]
    (row,) = page_buttons(1, 2 * PAGE, Verb.QUEUE)
    assert [button.action for button in row] == ["queue:0"]


def test_a_thread_that_cannot_be_had_is_a_desk_before_it_is_overflow() -> None:
    can: dict[Rung, Can | Cannot] = {
        Rung.OVERFLOW: Can(),
        Rung.DESK: Can(),
        Rung.NEW_ROOM: Can(),
        Rung.THREAD: Cannot(Lack.REFUSED),
    }
    step = descend(PlaceKind.THREAD, can)
    assert isinstance(step, Step)
    assert step.rung is Rung.DESK
    del can[Rung.DESK]
    step = descend(PlaceKind.THREAD, can)
    assert isinstance(step, Step)
    assert step.rung is Rung.OVERFLOW
