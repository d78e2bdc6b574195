"""What people write when they want to be reminded, in three languages, and when that is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.reminder_text_keys import ReminderKey
from core.model.texts import DeskError
from core.tickets.reminder_times import read_reminder

KYIV = ZoneInfo("Europe/Kyiv")
TUESDAY = datetime(2026, 12, 1, 12, 30, tzinfo=UTC)
"""14:30 in Kyiv."""
READ = {
    "in 2 h call the bank": ("01.12 16:30", "call the bank"),
    "In 30 min: Call": ("01.12 15:00", "Call"),
    "2h30m": ("01.12 17:00", ""),
    "in 1 hour and 30 minutes, look": ("01.12 16:00", "look"),
    "через 2 ч перезвонить": ("01.12 16:30", "перезвонить"),
    "через две недели": ("15.12 14:30", ""),
    "in two hours": ("01.12 16:30", ""),
    "завтра к 9 отчёт": ("02.12 09:00", "отчёт"),
    "на пятницу 10:00": ("04.12 10:00", ""),
    "завтра опівдні": ("02.12 12:00", ""),
    "через 2 год": ("01.12 16:30", ""),
    "за годину": ("01.12 15:30", ""),
    "через пів години банк": ("01.12 15:00", "банк"),
    "через полтора часа": ("01.12 16:00", ""),
    "через 1,5 часа": ("01.12 16:00", ""),
    "через неделю": ("08.12 14:30", ""),
    "tomorrow 9:00": ("02.12 09:00", ""),
    "Tomorrow": ("02.12 09:00", ""),
    "tomorrow at 9 call": ("02.12 09:00", "call"),
    "tomorrow 3pm call": ("02.12 15:00", "call"),
    "завтра о 9:00 банк": ("02.12 09:00", "банк"),
    "завтра в 9 вечера": ("02.12 21:00", ""),
    "завтра вранці": ("02.12 09:00", ""),
    "послезавтра 10.15": ("03.12 10:15", ""),
    "15.12 14:30": ("15.12 14:30", ""),
    "2026-12-15 call": ("15.12 09:00", "call"),
    "15 грудня о 10:00 банк": ("15.12 10:00", "банк"),
    "2 января": ("02.01 09:00", ""),
    "mon 10:00": ("07.12 10:00", ""),
    "в пн 10:00": ("07.12 10:00", ""),
    "у п’ятницю о 10": ("04.12 10:00", ""),
    "tue 10:00": ("08.12 10:00", ""),
    "tue 16:00": ("01.12 16:00", ""),
    "18:00": ("01.12 18:00", ""),
    "at 9:00": ("02.12 09:00", ""),
    "9:00 tomorrow call": ("02.12 09:00", "call"),
}
REFUSED = {
    "": ReminderKey.HOW,
    "call the bank": ReminderKey.HOW,
    "через 2 года": ReminderKey.HOW,
    "in 1h30 call": ReminderKey.HOW,
    "tomorrow 9 boxes": ReminderKey.HOW,
    "tomorrow 25:00": ReminderKey.HOW,
    "31.02 10:00": ReminderKey.HOW,
    "today 9:00": ReminderKey.PAST,
    "сегодня в 9:00": ReminderKey.PAST,
    "30.11 10:00": ReminderKey.PAST,
    "in 0 min": ReminderKey.PAST,
    "in 366 days": ReminderKey.TOO_FAR,
    "15.12.2028 10:00": ReminderKey.TOO_FAR,
}


@pytest.mark.parametrize("written", READ)
def test_when_and_of_what_is_read_as_people_write_it(written: str) -> None:
    asked = read_reminder(written, TUESDAY, KYIV)
    assert (f"{asked.due_at.astimezone(KYIV):%d.%m %H:%M}", asked.words) == READ[written]


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_past_too_far_or_unclear_is_refused_and_never_guessed(written: str) -> None:
    with pytest.raises(DeskError) as refused:
        read_reminder(written, TUESDAY, KYIV)
    assert refused.value.key is REFUSED[written]


def test_days_go_by_the_desks_clock_and_hours_as_they_pass() -> None:
    before_summer = datetime(2026, 3, 28, 10, tzinfo=UTC)  # 12:00 in Kyiv, and 3:00 is left out
    assert read_reminder("tomorrow 12:00", before_summer, KYIV).due_at == before_summer + timedelta(
        hours=23
    )
    assert read_reminder("in 1 day", before_summer, KYIV).due_at == before_summer + timedelta(
        hours=23
    )
    assert read_reminder("in 24 h", before_summer, KYIV).due_at == before_summer + timedelta(
        hours=24
    )
    left_out = read_reminder("29.03 3:30", before_summer, KYIV).due_at
    assert f"{left_out.astimezone(KYIV):%H:%M}" == "04:30"


@settings(max_examples=60)
@given(
    st.integers(0, 4 * 365 * 24 * 60),
    st.sampled_from(["UTC", "Europe/Kyiv", "America/New_York", "Asia/Kathmandu"]),
    st.sampled_from(["tomorrow", "завтра", "fri", "в пн", ""]),
    st.integers(0, 23),
    st.integers(0, 59),
)
def test_whatever_the_clock_says_it_is_to_come_at_that_time_of_day(
    minutes: int, zone_name: str, day: str, hour: int, minute: int
) -> None:
    now = TUESDAY + timedelta(minutes=minutes)
    zone = ZoneInfo(zone_name)
    asked = read_reminder(f"{day} {hour}:{minute:02} call", now, zone)
    local = asked.due_at.astimezone(zone)
    assert now < asked.due_at <= now + timedelta(days=8)
    assert asked.words == "call"
    # Also where a change of the clock leaves that time out.
    assert local.replace(hour=hour, minute=minute).astimezone(UTC) == asked.due_at


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_whatever_is_written_is_read_or_refused(written: str) -> None:
    try:
        asked = read_reminder(written, TUESDAY, KYIV)
    except DeskError:
        return
    assert asked.due_at > TUESDAY
