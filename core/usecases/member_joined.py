"""Somebody came into a room."""

from core.domain.people import Person
from core.ports import Work


async def member_joined(work: Work, chat_id: int, person: Person) -> None:
    """The customer: the choice is made again and the operator invited. A stranger is put out. Repeats are harmless."""
    raise AssertionError(work, chat_id, person)
