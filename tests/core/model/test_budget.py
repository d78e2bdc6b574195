"""Which account makes a room, and where a ticket goes when none can: pure, whatever is given."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.model.accounts import (
    LONG_FLOOD,
    LOWEST_HEALTH,
    NOTICEABLE,
    WELL,
    AccountBudget,
    Cause,
    Complaint,
    Denied,
    Rest,
    Trouble,
    after,
    choose_account,
    day_of,
    health_at,
    is_filling_up,
    next_day,
    surplus,
    why_not,
)
from core.model.fallback import LADDER, Can, Cannot, Rung, Step, Wait, descend, rungs
from core.model.places import Place, PlaceKind, PlaceState
from core.model.rules import Budget

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MOMENTS = st.datetimes(
    datetime(2026, 11, 1),  # noqa: DTZ001 - the zone is given below
    datetime(2026, 12, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
BUDGETS = st.builds(
    Budget,
    rooms_a_day=st.integers(0, 20),
    chats=st.integers(1, 50),
    alarm_share=st.floats(0.1, 1.0),
)
ACCOUNTS = st.lists(
    st.builds(
        AccountBudget,
        name=st.sampled_from("abcdef"),
        user_id=st.integers(1, 9),
        chats=st.integers(0, 60),
        health=st.integers(0, WELL),
        flood_until=st.none() | MOMENTS,
        trouble=st.none() | st.sampled_from(Trouble),
        seen_at=MOMENTS,
        made=st.integers(0, 25),
    ),
    unique_by=lambda account: account.name,
)
A = AccountBudget("a", 1, 0, WELL, None, None, NOW)


@given(ACCOUNTS, BUDGETS, MOMENTS, st.sets(st.sampled_from("abcdef")))
def test_who_is_chosen_may_make_a_room_and_nobody_healthier_may(
    accounts: list[AccountBudget], budget: Budget, at: datetime, without: set[str]
) -> None:
    choice = choose_account(accounts, budget, at, without)
    able = [
        each for each in accounts if why_not(each, budget, at) is None and each.name not in without
    ]
    if isinstance(choice, Denied):
        assert not able
        assert (choice.cause is Cause.NOBODY) == (not accounts)
        assert set(choice.accounts) == {each.name for each in accounts}
        assert choice.until is None or choice.until >= at
    else:
        assert choice in able
        assert all(health_at(choice, at) >= health_at(each, at) for each in able)
        assert choice.made < budget.rooms_a_day
        assert choice.chats < budget.chats
        assert choice.flood_until is None or choice.flood_until <= at
    # The order in which they are given does not matter.
    assert choose_account(list(reversed(accounts)), budget, at, without) == choice


@given(ACCOUNTS, BUDGETS, MOMENTS)
def test_waiting_until_the_time_that_was_said_helps_unless_something_else_is_in_the_way(
    accounts: list[AccountBudget], budget: Budget, at: datetime
) -> None:
    for account in accounts:
        refusal = why_not(account, budget, at)
        if refusal is None or refusal.until is None:
            continue
        assert refusal.until > at
        later = why_not(replace(account, made=0), budget, refusal.until)
        allowed = budget.rooms_a_day > 0
        assert later is None or later.cause is not refusal.cause or not allowed


@given(
    st.integers(0, WELL),
    st.sampled_from(Trouble),
    st.timedeltas(timedelta(), timedelta(days=1)),
    MOMENTS,
)
def test_trouble_never_heals_and_time_never_harms(
    health: int, trouble: Trouble, wait: timedelta, at: datetime
) -> None:
    account = replace(A, health=health, seen_at=at)
    kept = after(account, Complaint(trouble, wait), at)
    assert 0 <= kept.health <= health
    assert (kept.flood_until is not None) == (trouble is Trouble.FLOOD)
    hours = [health_at(kept, at + timedelta(hours=count)) for count in range(30)]
    assert hours == sorted(hours)
    assert hours[-1] == WELL


def test_what_an_account_bears() -> None:
    budget = Budget(rooms_a_day=2, chats=10)
    assert why_not(A, budget, NOW) is None
    assert why_not(replace(A, made=2), budget, NOW) == Denied(Cause.SPENT, next_day(NOW))
    assert why_not(replace(A, chats=10), budget, NOW) == Denied(Cause.FULL)
    assert why_not(replace(A, trouble=Trouble.AWAY), budget, NOW) == Denied(Cause.AWAY)
    flooded = replace(A, flood_until=NOW + timedelta(hours=1))
    assert why_not(flooded, budget, NOW) == Denied(Cause.FLOODED, NOW + timedelta(hours=1))
    poorly = replace(A, health=LOWEST_HEALTH - 10)
    assert why_not(poorly, budget, NOW) == Denied(Cause.POORLY, NOW + timedelta(hours=2))
    assert next_day(NOW) == datetime(2026, 11, 21, tzinfo=UTC)
    kyiv_evening = datetime(2026, 11, 21, 1, 0, tzinfo=UTC).astimezone()
    assert day_of(kyiv_evening).day == 21


def test_a_short_flood_wait_costs_nothing_and_a_long_one_much() -> None:
    costs = [
        WELL - after(A, Complaint(trouble, wait), NOW).health
        for trouble, wait in (
            (Trouble.FLOOD, NOTICEABLE - timedelta(seconds=1)),
            (Trouble.FLOOD, NOTICEABLE),
            (Trouble.SLOWED, NOTICEABLE),
            (Trouble.FLOOD, LONG_FLOOD),
            (Trouble.PEER_FLOOD, timedelta()),
            (Trouble.TOO_MANY_CHATS, timedelta()),
        )
    ]
    assert costs == [0, 10, 10, 30, 40, 0]
    longer = replace(A, flood_until=NOW + timedelta(hours=5))
    assert (
        after(longer, Complaint(Trouble.FLOOD, NOTICEABLE), NOW).flood_until == longer.flood_until
    )


def test_supervisors_hear_at_four_fifths_of_the_chats() -> None:
    budget = Budget(chats=500)
    assert [is_filling_up(replace(A, chats=chats), budget) for chats in (399, 400)] == [False, True]


@given(
    st.lists(st.sampled_from(["a", "b", None]), max_size=12),
    st.sets(st.sampled_from("ab")),
    st.integers(0, 5),
    st.integers(0, 8),
)
def test_no_more_clean_rooms_stay_than_are_kept_and_never_fewer_than_the_pool(
    owners: list[str | None], filling: set[str], pool: int, kept: int
) -> None:
    clean = [
        Place(number, PlaceKind.ROOM, PlaceState.CLEAN, f"m{number}", "S", -number, account=owner)
        for number, owner in enumerate(owners, 1)
    ]
    gone = surplus(clean, filling, pool, kept)
    left = [place for place in clean if place.id not in gone]
    assert len(gone) == len(set(gone))
    assert len(left) <= kept
    assert len(left) >= min(pool, kept, len(clean))
    if len(left) > pool:
        assert all(place.account not in filling for place in left)
    if not filling:
        assert gone == [place.id for place in clean[: max(0, len(clean) - kept)]]


OFFERS = st.dictionaries(
    st.sampled_from(Rung),
    st.builds(Can, st.none() | st.sampled_from("ab"))
    | st.builds(Cannot, st.sampled_from(["spent", "busy"]), st.none() | MOMENTS),
)


@given(st.sampled_from(PlaceKind), OFFERS)
def test_the_first_rung_that_can_be_had_is_taken(
    kind: PlaceKind, can: dict[Rung, Can | Cannot]
) -> None:
    step = descend(kind, can)
    order = [rung for rung in rungs(kind) if rung in can]
    had = [rung for rung in order if isinstance(can[rung], Can)]
    if had:
        assert isinstance(step, Step)
        assert step.rung is had[0]
        assert can[step.rung] == Can(step.account)
        assert list(step.passed) == order[: order.index(step.rung)]
    else:
        assert isinstance(step, Wait)
        assert list(step.passed) == order
        times = [each.until for each in step.passed.values() if each.until is not None]
        assert step.until == min(times, default=None)


def test_every_kind_of_place_begins_with_its_own_and_knows_all_ways() -> None:
    for kind in PlaceKind:
        order = rungs(kind)
        assert sorted(order) == sorted(LADDER)
        assert order[0].kind is kind
    assert rungs(PlaceKind.ROOM) == LADDER


def test_who_talks_in_the_bots_chat_is_sent_to_a_room_only_when_nothing_else_is_left() -> None:
    for kind in PlaceKind:
        if kind.is_relayed:
            assert [rung.kind for rung in rungs(kind)[-2:]] == [PlaceKind.ROOM] * 2


def test_a_rest_grows_and_is_never_cut_short() -> None:
    day, hour = timedelta(days=1), timedelta(hours=1)
    spammer = after(A, Complaint(Trouble.PEER_FLOOD, day, Rest.INVITING), NOW)
    assert why_not(spammer, Budget(), NOW) is None  # rooms and links still work
    frozen = after(spammer, Complaint(Trouble.FROZEN, hour, Rest.ALL), NOW + hour)
    assert (frozen.rests, frozen.rests_until) == (Rest.ALL, NOW + day)
    assert why_not(frozen, Budget(), NOW + hour) == Denied(Cause.RESTING, NOW + day)
    # What a person must know is not covered by a flood wait that passes.
    slowed = after(frozen, Complaint(Trouble.SLOWED, hour), NOW + hour)
    assert (slowed.trouble, slowed.rests, slowed.rests_until) == (
        Trouble.FROZEN,
        Rest.ALL,
        NOW + day,
    )
    assert slowed.resting(NOW + day) is Rest.NONE
    assert why_not(slowed, Budget(), NOW + day) is None
    again = after(slowed, Complaint(Trouble.SLOWED, hour), NOW + day)
    assert (again.trouble, again.rests, again.rests_until) == (Trouble.SLOWED, Rest.NONE, None)
