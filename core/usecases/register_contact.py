"""A shared contact."""

from core.domain.people import Person
from core.ports import Work


async def register_contact(
    work: Work, person: Person, contact_user_id: int | None, phone: str, forwarded: bool
) -> bool:
    """Keep the sender's own phone; go on to the ticket if that was what they wanted. False when refused."""
    raise AssertionError(work, person, contact_user_id, phone, forwarded)
