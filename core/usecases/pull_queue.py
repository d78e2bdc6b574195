"""Capacity may be free: bring those who wait together with those who can."""

from core.ports import Work


async def pull_queue(work: Work) -> list[int]:
    """Offer waiting tickets in order to whoever fits; returns the ids of tickets taken. Tells whose position changed."""
    raise AssertionError(work)
