"""How long somebody waits before another way is taken."""

from datetime import UTC, datetime, timedelta

import pytest

from core.model.desk_effects import CopyMessage, CreateTopic
from core.model.effects import Effect, ResolveUsername
from core.model.outcomes import Cause, Outcome, Rejected, RetryAt, Scope, Sent, bounded
from core.model.room_effects import CreateRoom, DeleteRoom, InviteOperator
from core.model.rules import Budget

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
BUDGET = Budget(patience=timedelta(seconds=60))
INVITE = InviteOperator(1, 2, -3, 4)
TOPIC = CreateTopic(-3, 1, "Ann", "💬")
ROOM = CreateRoom(1, "marker", "Support")
WAITING = [INVITE, ResolveUsername("olga", 5), TOPIC]


def after(effect: Effect, outcome: Outcome, waited: timedelta = timedelta()) -> Outcome:
    """What it comes to once somebody has waited for so long."""
    return bounded(effect, outcome, NOW, NOW - waited, BUDGET)


def longest_of(effect: Effect) -> timedelta:
    """How long somebody waits for it."""
    assert effect.patience is not None
    return effect.patience


def wait(seconds: float, cause: Cause = Cause.FLOOD_WAIT) -> RetryAt:
    return RetryAt(NOW + timedelta(seconds=seconds), "wait", cause)


@pytest.mark.parametrize("effect", WAITING, ids=lambda effect: type(effect).__name__)
def test_a_longer_flood_wait_is_an_answer(effect: Effect) -> None:
    longest = longest_of(effect).total_seconds()
    assert after(effect, wait(longest)) == wait(longest)
    long = wait(longest + 1)
    assert after(effect, long) == Rejected(
        "wait", Cause.FLOOD_WAIT, Scope.DESTINATION, until=long.at, gave_up=True
    )


@pytest.mark.parametrize("effect", WAITING, ids=lambda effect: type(effect).__name__)
def test_short_waits_in_a_row_count_together(effect: Effect) -> None:
    waited = longest_of(effect) - 2 * SECOND
    assert after(effect, wait(1), waited) == wait(1)
    assert isinstance(after(effect, wait(3), waited), Rejected)


@pytest.mark.parametrize("cause", [Cause.NO_CONNECTION, Cause.LOGGED_OUT, Cause.OTHER])
def test_nobody_waits_longer_for_an_account_that_cannot_be_reached(cause: Cause) -> None:
    assert isinstance(after(INVITE, wait(2, cause), longest_of(INVITE)), Rejected)


def test_what_the_bot_cannot_do_without_its_line_waits_for_the_line() -> None:
    """Every other way would go by the same line."""
    assert isinstance(after(TOPIC, wait(2, Cause.OTHER), timedelta(hours=1)), RetryAt)


@pytest.mark.parametrize("cause", [Cause.DISK, Cause.DATABASE])
def test_our_own_disk_and_database_are_waited_for(cause: Cause) -> None:
    assert isinstance(after(INVITE, wait(2, cause), timedelta(days=1)), RetryAt)


def test_a_room_is_waited_for_as_long_as_the_budget_says_and_then_another_account_asked() -> None:
    assert after(ROOM, wait(60)) == wait(60)
    refused = after(ROOM, wait(15), timedelta(seconds=50))
    assert isinstance(refused, Rejected)
    assert refused.scope is Scope.ACCOUNT
    made = RetryAt(NOW + timedelta(hours=1), "wait", Cause.FLOOD_WAIT, made=-7)
    half = after(ROOM, made)
    assert isinstance(half, Rejected)
    assert half.made == -7


def test_words_are_never_given_up_and_who_waits_is_told() -> None:
    words = CopyMessage(5, -3, 6)
    assert after(words, wait(30)) == wait(30)
    held_up = after(words, wait(3600))
    assert isinstance(held_up, RetryAt)
    assert held_up.notify
    assert isinstance(after(words, wait(5), timedelta(seconds=28)), RetryAt)
    assert after(words, wait(5), timedelta(seconds=28)) != wait(5)


def test_nothing_else_is_given_up() -> None:
    flood = wait(86_400)
    assert after(DeleteRoom(1, -3), flood) is flood
    assert after(INVITE, Sent()) == Sent()
