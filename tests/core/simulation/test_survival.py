"""How long something lasts that was cut short."""

from math import inf
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.simulation.rules.survival import Seen, Survival, survival

spans = st.floats(0.1, 1000)
some = st.lists(st.builds(Seen, spans, st.booleans()), min_size=1, max_size=30)
lucks = st.floats(0.001, 1)


@given(st.lists(spans, min_size=1, max_size=30))
def test_where_nothing_is_cut_it_is_what_was_seen(seen: list[float]) -> None:
    found = survival(Seen(one) for one in seen)
    for span in seen:
        assert found.beyond(span) == pytest.approx(sum(one > span for one in seen) / len(seen))


def test_the_product_limit_is_the_textbooks() -> None:
    """Weeks in remission of E. Freireich's 21 patients under 6-MP, as every textbook has them."""
    ended = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    cut = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    found = survival([*map(Seen, ended), *(Seen(weeks, ended=False) for weeks in cut)])
    assert [round(found.beyond(week), 3) for week in (6, 7, 10, 13, 16, 22, 23)] == [
        *(0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448)
    ]
    assert found.rate == pytest.approx(9 / 359)


@given(some, lucks, st.none() | st.floats(0, 2000))
def test_what_is_drawn_lasts_longer_than_what_is_known(
    seen: list[Seen], luck: float, after: float | None
) -> None:
    found = survival(seen)
    drawn = found.draw(luck, after)
    assert drawn >= (after or 0)
    assert (drawn == inf) <= (not any(one.ended for one in seen))


@given(some, lucks, lucks)
def test_less_luck_lasts_longer(seen: list[Seen], luck: float, other: float) -> None:
    found = survival(seen)
    assert found.draw(min(luck, other)) >= found.draw(max(luck, other))


def test_patience_is_learnt_although_most_were_answered_before() -> None:
    """Of 5,000 with a patience of ten minutes each is answered after another time. Those who gave
    up alone would look far too impatient, and those who were answered for ever patient."""
    random = Random(1)
    seen = []
    for _ in range(5000):
        patience, wait = random.expovariate(1 / 600), random.uniform(0, 600)
        seen.append(Seen(min(patience, wait), ended=patience < wait))
    gave_up = [one.span for one in seen if one.ended]
    assert sum(gave_up) / len(gave_up) < 300
    found = survival(seen)
    assert found.beyond(300) == pytest.approx(0.607, abs=0.02)  # e to minus a half
    drawn = [found.draw(1 - random.random()) for _ in range(5000)]
    assert sum(drawn) / len(drawn) == pytest.approx(600, rel=0.05)


def test_where_nobody_gave_up_nobody_does() -> None:
    assert survival([Seen(5, ended=False)]).draw(0.5) == inf
    assert Survival().draw(0.5, 3) == inf
