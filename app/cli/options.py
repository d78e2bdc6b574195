"""What several commands take: people, and days of the desk's."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from app.errors import CommandError

if TYPE_CHECKING:
    from core.ports.records import Oversight

DAYS = ["%Y-%m-%d"]
"""How a day is written."""

_DIGITS = 18  # of the largest id that Telegram gives, and more


async def person(oversight: "Oversight", named: str) -> int:
    """Return whose id or @username it is. Raises CommandError."""
    if named.isascii() and named.isdigit() and len(named) <= _DIGITS:
        return int(named)
    found = await oversight.by_username(named.removeprefix("@"))
    if found is None:
        raise CommandError(f"The desk knows nobody called {named}.", code=1)
    return found.id


def midnight(day: datetime | None, zone: tzinfo, after: int = 0) -> datetime | None:
    """Return when that day begins in the zone, or the one so many days `after` it."""
    if day is None:
        return None
    return (day + timedelta(days=after)).replace(tzinfo=zone).astimezone(UTC)
