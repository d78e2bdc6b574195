"""Tickets as they might come."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.simulation.rules.chance import DAY, HOUR, Demand, Kind, Spans, cases, moments

seeds = st.integers(0, 2**32)


@given(seeds, st.lists(st.floats(0, 40), min_size=1, max_size=24), st.floats(0, 2 * DAY))
def test_they_come_in_order_in_time_and_never_in_an_hour_without_a_rate(
    seed: int, rates: list[float], lasts: float
) -> None:
    found = list(moments(rates, lasts, Random(seed)))
    assert found == sorted(found)
    assert all(0 < at < lasts for at in found)
    assert all(rates[int(at % DAY // (DAY / len(rates)))] > 0 for at in found)


def test_as_many_come_as_the_hour_has() -> None:
    rates = [0.0] * 9 + [40.0] * 3 + [10.0] * 12
    found = list(moments(rates, 200 * DAY, Random(1)))
    hours = [int(at % DAY // HOUR) for at in found]
    assert sum(9 <= hour < 12 for hour in hours) == pytest.approx(200 * 3 * 40, rel=0.02)
    assert sum(hour >= 12 for hour in hours) == pytest.approx(200 * 12 * 10, rel=0.02)


@pytest.mark.parametrize("spans", [Spans(600), Spans(600, Kind.LOGNORMAL, 0.7)])
def test_spans_have_their_mean_and_variation(spans: Spans) -> None:
    random = Random(1)
    drawn = [spans.draw(random) for _ in range(40_000)]
    mean = sum(drawn) / len(drawn)
    variance = sum((one - mean) ** 2 for one in drawn) / len(drawn)
    assert mean == pytest.approx(600, rel=0.02)
    assert variance**0.5 / mean == pytest.approx(spans.variation, rel=0.05)


@given(seeds)
def test_other_handle_times_leave_the_same_customers(seed: int) -> None:
    demand = Demand((20.0,), Spans(300), Spans(600), topics={"a": 0.3, "b": 0.7}, returning=0.3)
    quick, slow = (
        cases(replace(demand, handle=each), DAY / 4, Random(seed))
        for each in (demand.handle, Spans(900, Kind.LOGNORMAL, 2.0))
    )
    assert [replace(one, handle=0) for one in quick] == [replace(one, handle=0) for one in slow]


def test_some_come_again_and_some_offers_are_missed() -> None:
    demand = Demand((30.0,), Spans(300), misses=0.2, returning=0.25)
    found = cases(demand, 30 * DAY, Random(1))
    assert 1 - len({one.customer_id for one in found}) / len(found) == pytest.approx(0.25, abs=0.02)
    # Missed in a row: each of those again.
    assert sum(one.misses for one in found) / len(found) == pytest.approx(0.25, abs=0.02)
