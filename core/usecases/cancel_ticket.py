"""The customer gives up waiting."""

from core.ports import Work


async def cancel_ticket(work: Work, person_id: int, ticket_id: int) -> None:
    """Abandon a ticket that no operator has taken up. Raises NotYourTicket, or DeskError(NOTHING_TO_CANCEL)."""
    raise AssertionError(work, person_id, ticket_id)
