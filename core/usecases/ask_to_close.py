"""The confirmation before closing."""

from core.ports import Work


async def ask_to_close(work: Work, actor_id: int, ticket_id: int, card: str) -> None:
    """Put yes and no on the card that was pressed (`cards.pressed`). Raises NotYourTicket, TicketIsClosed."""
    raise AssertionError(work, actor_id, ticket_id, card)


async def keep_open(work: Work, actor_id: int, ticket_id: int, card: str) -> None:
    """The card as it was. Raises NotYourTicket, TicketIsClosed."""
    raise AssertionError(work, actor_id, ticket_id, card)
