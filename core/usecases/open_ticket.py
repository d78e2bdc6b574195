"""The customer wants to talk."""

from core.domain.people import Person
from core.domain.tickets import Ticket
from core.ports import Work


async def open_ticket(work: Work, person: Person, topic: str | None = None) -> Ticket | None:
    """Open a ticket and pull the queue; shows the card of the open one if there is one. None when the contact is asked first."""
    raise AssertionError(work, person, topic)
