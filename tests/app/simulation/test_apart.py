"""What if, in a process of its own."""

import pytest

from app.simulation import apart
from app.simulation.again import answer
from core.model.rules import Rules
from core.simulation.days import Asked, Days, NoAnswerError
from core.simulation.rules.teams import Change
from core.statistics.rules.periods import Period
from tests.support.simulated import two_days

FACTS = two_days()
PERIOD = Period(FACTS.since.date(), FACTS.since.date())
ASKED = Asked(Days(PERIOD, FACTS, (), FACTS.until, 0), Rules(), Change(capacity=4), runs=2)


async def test_another_process_answers_the_same() -> None:
    assert await apart.answer_apart(ASKED) == answer(ASKED)


async def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PATIENCE", 0.05)
    with pytest.raises(NoAnswerError):
        await apart.answer_apart(ASKED)
    monkeypatch.undo()
    assert (await apart.answer_apart(ASKED)).again.runs == 2  # and is in nobody's way
