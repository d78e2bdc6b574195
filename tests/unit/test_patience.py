"""How long somebody waits before another way is taken."""

from datetime import UTC, datetime, timedelta

import pytest

from core.domain.effects import DeleteRoom, Effect, InviteOperator, ResolveUsername
from core.domain.outcomes import Cause, Rejected, RetryAt, Scope, Sent
from core.domain.patience import PATIENCE, bounded
from core.domain.relay_effects import CreateTopic

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
WAITING = [
    InviteOperator(1, 2, -3, 4),
    ResolveUsername("olga", 5),
    CreateTopic(-3, 1, "Ann", "💬"),
]


@pytest.mark.parametrize("effect", WAITING, ids=lambda effect: type(effect).__name__)
def test_a_longer_flood_wait_is_an_answer(effect: Effect) -> None:
    longest = NOW + PATIENCE[type(effect)]
    short = RetryAt(longest, "flood wait", Cause.FLOOD_WAIT)
    assert bounded(effect, short, NOW) is short
    long = RetryAt(longest + timedelta(seconds=1), "flood wait", Cause.FLOOD_WAIT)
    assert bounded(effect, long, NOW) == Rejected(
        "flood wait", Cause.FLOOD_WAIT, Scope.DESTINATION, until=long.at
    )


def test_nothing_else_is_given_up() -> None:
    flood = RetryAt(NOW + timedelta(days=1), "flood wait", Cause.FLOOD_WAIT)
    assert bounded(DeleteRoom(1, -3), flood, NOW) is flood
    away = RetryAt(NOW + timedelta(days=1), "no connection", Cause.NO_CONNECTION)
    assert bounded(WAITING[0], away, NOW) is away
    assert bounded(WAITING[0], Sent(), NOW) == Sent()
