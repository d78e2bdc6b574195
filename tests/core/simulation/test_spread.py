"""How sure a mean is, and how even a distribution."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.simulation.rules.spread import interval, jain, quantile, t_quantile

amounts = st.lists(st.floats(0, 1000), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("freedom", "wide"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (9, 2.262), (10, 2.228), (30, 2.042), (1000, 1.962)],
)
def test_students_t_is_that_of_the_tables(freedom: int, wide: float) -> None:
    assert t_quantile(0.95, freedom) == pytest.approx(wide, abs=5e-4)


def test_an_interval_is_the_textbooks() -> None:
    found = interval([1.0, None, 2.0, 3.0])
    assert found is not None
    assert found.mean == 2.0
    assert found.half == pytest.approx(4.303 / 3**0.5, abs=1e-3)
    assert interval([5.0]) is not None
    assert interval([None]) is None


@given(amounts)
def test_the_index_lies_between_one_for_all_and_the_same_for_each(shares: list[float]) -> None:
    found = jain(shares)
    assert found is not None
    assert 1 / len(shares) - 1e-9 <= found <= 1 + 1e-9
    assert jain([7.0] * len(shares)) == pytest.approx(1)
    assert jain([7.0, *[0.0] * len(shares)]) == pytest.approx(1 / (len(shares) + 1))


@given(st.lists(st.floats(0, 9), min_size=1), st.floats(0.01, 1))
def test_so_many_do_not_exceed_a_quantile(values: list[float], share: float) -> None:
    found = quantile(sorted(values), share)
    assert found is not None
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
    assert sum(value < found for value in values) < share * len(values)
