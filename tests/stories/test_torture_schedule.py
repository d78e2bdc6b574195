"""When which fault strikes is decided by the seed alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.roles import ALL_ROLES
from core.model.places import PlaceKind
from stories.torture.faults import TABLE, applying
from stories.torture.schedule import GRACE, schedule
from stories.torture.settings import Engine

PLACES, ENGINES = st.sampled_from(PlaceKind), st.sampled_from(Engine)
SECONDS = st.floats(5, 600)
SEEDS = st.integers(0, 2**32)


@given(seconds=SECONDS, seed=SEEDS, place=PLACES, engine=ENGINES)
def test_the_same_seed_makes_the_same_faults(
    seconds: float, seed: int, place: PlaceKind, engine: Engine
) -> None:
    assert schedule(seconds, seed, place, engine) == schedule(seconds, seed, place, engine)


@given(seconds=SECONDS, seed=SEEDS, place=PLACES, engine=ENGINES)
def test_strikes_are_in_order_and_within_the_time(
    seconds: float, seed: int, place: PlaceKind, engine: Engine
) -> None:
    planned = schedule(seconds, seed, place, engine)
    times = [strike.at for strike in planned]
    assert times == sorted(times)
    assert all(0 <= at <= seconds - GRACE + 0.01 for at in times)
    assert all((strike.lasts > 0) == strike.kind.lasts for strike in planned)
    assert all(strike.kind in applying(place, engine, seconds) for strike in planned)


@given(seed=SEEDS, place=PLACES, engine=ENGINES)
def test_in_two_minutes_each_kind_strikes_and_at_least_forty_do(
    seed: int, place: PlaceKind, engine: Engine
) -> None:
    planned = schedule(120, seed, place, engine)
    assert len(planned) >= 40
    assert {strike.kind.name for strike in planned} == {
        kind.name for kind in TABLE if place in kind.places and engine in kind.engines
    }


def test_a_whole_number_of_seconds_is_a_number_of_seconds() -> None:
    place, engine = PlaceKind.ROOM, Engine.SQLITE
    assert schedule(20, 1, place, engine) == schedule(20.0, 1, place, engine)


def test_other_seeds_make_other_faults() -> None:
    told = {
        tuple((strike.at, strike.kind.name) for strike in schedule(60, seed, place, engine))
        for seed in range(10)
        for place in PlaceKind
        for engine in Engine
    }
    assert len(told) == 10 * len(PlaceKind) * len(Engine)


def test_no_two_kinds_have_one_name() -> None:
    names = [kind.name for kind in TABLE]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("place", PlaceKind)
def test_what_takes_long_to_get_over_is_kept_for_long_ones(place: PlaceKind) -> None:
    short = {kind.name for kind in applying(place, Engine.SQLITE, 20)}
    long = {kind.name for kind in applying(place, Engine.SQLITE, 120)}
    assert short < long
    assert "accounts' connections half open" in long - short


def test_what_strikes_a_part_strikes_one_that_is_played() -> None:
    assert {kind.part for kind in TABLE} <= {None, *ALL_ROLES}
