"""The scheduler's jobs, and the owner's times in them."""

from datetime import timedelta
from typing import Any

from app.scheduler import jobs
from app.stories.stage import GivenSettings
from core.usecases.keep_pool import keep_pool
from core.usecases.show_queue import tell_status
from core.usecases.sweep import TICKS


def test_every_interval_is_a_setting() -> None:
    settings = GivenSettings(sweep_seconds=7, queue_status_minutes=8, room_pool_seconds=9)
    found = jobs(settings)
    assert (TICKS, 7) in found
    assert (tell_status, 480) in found
    assert (keep_pool, 9) in found


def test_every_deadline_is_a_setting() -> None:
    names = {
        "offer_lasts": "offer",
        "offer_reminder": "offer_reminder",
        "answer_within": "answer",
        "answer_reminder": "answer_reminder",
        "nudge_after": "nudge",
        "ask_after": "ask",
        "close_after": "close",
    }
    given: dict[str, Any] = {
        f"{name}_minutes": number for number, name in enumerate(names.values(), start=1)
    }
    rules = GivenSettings(**given).rules()
    for minutes, name in enumerate(names, start=1):
        assert getattr(rules, name) == timedelta(minutes=minutes)
