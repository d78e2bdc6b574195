"""/start."""

from core.domain.people import Person
from core.ports import Work


async def greet(work: Work, person: Person) -> None:
    """Answer /start: staff see their panel, a customer what is next for them."""
    raise AssertionError(work, person)
