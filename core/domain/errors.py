"""Expected refusals. Each has a text for the person; unexpected errors are never one of these."""

from core.domain.texts import Key, TextKey


class DeskError(Exception):
    """Base of what the desk refuses in good order; `key` is what the person reads."""

    key: Key

    def __init__(self, key: Key) -> None:
        super().__init__(key.value)
        self.key = key


class NotYourTicket(DeskError):
    """Only the ticket's operator or a supervisor may do this."""

    def __init__(self) -> None:
        super().__init__(TextKey.NOT_YOUR_TICKET)


class StaffOnly(DeskError):
    """A staff route was tried by somebody else."""

    def __init__(self) -> None:
        super().__init__(TextKey.STAFF_ONLY)


class TicketIsClosed(DeskError):
    """The ticket ended before."""

    def __init__(self) -> None:
        super().__init__(TextKey.TICKET_IS_CLOSED)
