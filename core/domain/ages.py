"""How long something lasts or is over, in words that a person takes in at a glance."""

from datetime import timedelta

from core.domain.texts import Text, TextKey
from core.domain.views import text


def age(length: timedelta, language: str) -> Text:
    """Seconds below a minute, minutes below an hour, then hours and minutes."""
    seconds = max(0, int(length.total_seconds()))
    if seconds < 60:
        return text(TextKey.AGE_SECONDS, language, count=seconds)
    minutes = seconds // 60
    if minutes < 60:
        return text(TextKey.AGE_MINUTES, language, count=minutes)
    return text(TextKey.AGE_HOURS, language, count=minutes // 60, minutes=minutes % 60)
