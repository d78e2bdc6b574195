"""When the Bot API counts as away, whatever comes in which order."""

import logging

import pytest

from bot.outage import Outage
from tests.bot.telling import NOW

WHY = "Bad Gateway"


def test_what_was_begun_before_says_nothing_about_now(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "bot.outage")
    outage = Outage(lambda: NOW)
    early = outage.era
    assert outage.missed(early, "chat:1", 1, WHY)
    outage.answered(early)  # it had got through just before
    during = outage.era
    assert outage.missed(during, "chat:2", 1, WHY)
    outage.answered(during)
    assert outage.missed(during, "chat:1", 2, WHY), "its try was one of those in vain"
    assert [record.getMessage().partition(";")[0] for record in caplog.records] == [
        "Telegram's Bot API does not answer: Bad Gateway",
        "Telegram's Bot API answers again after 0.0 s",
    ]
