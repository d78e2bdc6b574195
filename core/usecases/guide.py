"""Something written to the bot that it does not understand."""

from core.domain.people import Person
from core.ports import Work


async def guide(work: Work, person: Person) -> None:
    """Point to the buttons, with those that fit what the person can do now."""
    raise AssertionError(work, person)
