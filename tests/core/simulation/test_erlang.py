"""What theory says, held to what the literature prints and to its own limits."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.simulation.rules.erlang import Line, erlang_a, erlang_b, erlang_c

WITHIN = 20.0
loads = st.floats(0.05, 0.95)
slots = st.integers(1, 30)


def test_the_example_of_mandelbaum_and_zeltyn() -> None:
    """48 calls a minute, a minute each, 50 agents, patience of two minutes: their table 1."""
    line = Line(48 / 60, 60.0, 50, 120.0)
    found, endless = erlang_a(line, WITHIN), erlang_c(Line(48 / 60, 60.0, 50), WITHIN)
    assert found.abandonment == pytest.approx(0.031, abs=5e-4)
    assert found.abandonment * line.patience == pytest.approx(3.7, abs=0.05)  # all waits, Little
    assert found.occupancy == pytest.approx(0.93, abs=5e-3)
    assert endless.asa == pytest.approx(20.8, abs=0.05)
    assert endless.occupancy == pytest.approx(0.96)


def test_one_operator_is_the_textbooks_queue() -> None:
    found = erlang_c(Line(0.01, 50.0, 1), WITHIN)
    assert found.delayed == pytest.approx(0.5)
    assert found.asa == pytest.approx(50.0)
    assert found.service_level == pytest.approx(1 - 0.5 * exp(-0.01 * WITHIN))
    with pytest.raises(ValueError, match="without end"):
        erlang_c(Line(0.02, 50.0, 1), WITHIN)


@given(loads, slots)
def test_endless_patience_is_erlang_c(load: float, count: int) -> None:
    line = Line(load * count / 60, 60.0, count)
    found, limit = erlang_a(Line(line.arrivals, 60.0, count, 1e9), WITHIN), erlang_c(line, WITHIN)
    assert found.delayed == pytest.approx(limit.delayed, rel=1e-4)
    assert found.asa == pytest.approx(limit.asa, rel=1e-3)
    assert found.service_level == pytest.approx(limit.service_level, rel=1e-4)


@given(st.floats(0.05, 3), slots)
def test_no_patience_is_erlang_b(load: float, count: int) -> None:
    line = Line(load * count / 60, 60.0, count, 1e-3)
    lost = erlang_b(line.offered, count)
    assert erlang_a(line, WITHIN).abandonment == pytest.approx(lost, rel=0.01)


@given(st.floats(0.05, 3), slots, st.floats(1, 600), st.floats(0, 300))
def test_shares_are_shares_and_more_time_is_more_in_time(
    load: float, count: int, patience: float, within: float
) -> None:
    line = Line(load * count / 60, 60.0, count, patience)
    found, later = erlang_a(line, within), erlang_a(line, within + 30)
    for share in (found.delayed, found.abandonment, found.service_level, found.occupancy):
        assert -1e-9 <= share <= 1 + 1e-9
    assert found.service_level <= later.service_level + 1e-9
    assert found.asa >= 0
    # In the very long run all who stay are answered in time.
    assert erlang_a(line, 1e6).service_level == pytest.approx(1, abs=1e-4)
