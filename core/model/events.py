"""What happened that something else follows from. A use case says only that it did; what follows is
the table of reactions (`core.consequences.reactions`), in its order, before the next update is
handled.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events. Those that are equal happened once."""


@dataclass(frozen=True, slots=True)
class CustomerUnreachable(Event):
    """The bot may not write to them; `ticket_id`: about which they were to be told."""

    customer_id: int
    reason: str
    ticket_id: int | None = None


@dataclass(frozen=True, slots=True)
class OperatorUnreachable(Event):
    """Whoever holds the ticket can neither be added to its room nor be written to."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class RightsChanged(Event):
    """Somebody is off staff, or has another role there."""

    person_id: int


@dataclass(frozen=True, slots=True)
class OperatorBack(Event):
    """An operator's shift began, or their break ended."""

    operator_id: int


@dataclass(frozen=True, slots=True)
class TicketClosed(Event):
    """Whoever served it, or time, ended it."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class PlaceCleared(Event):
    """All that was said there about the ticket is recorded."""

    ticket_id: int | None


@dataclass(frozen=True, slots=True)
class DeskFree(Event):
    """A desk has no ticket any more, or is new."""


@dataclass(frozen=True, slots=True)
class GroupUsable(Event):
    """A staff group was taken into use."""


@dataclass(frozen=True, slots=True)
class RoomFree(Event):
    """A room is clean, or one may be made that could not be before."""


@dataclass(frozen=True, slots=True)
class CapacityFreed(Event):
    """Somebody may be able to take a ticket who was not before, or a ticket waits that did not."""


@dataclass(frozen=True, slots=True)
class QueueMoved(Event):
    """Who waits, or where, is another than before."""


@dataclass(frozen=True, slots=True)
class TicketOpened(Event):
    """A customer asked."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class TicketReturned(Event):
    """Whoever held it holds it no more, while its customer is there."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class OfferLost(Event):
    """The same, since the holder `loser` did not speak: supervisors are to hear who has it now."""

    ticket_id: int
    loser: int


@dataclass(frozen=True, slots=True)
class WaitingCustomerBack(Event):
    """Whoever waits could not be written to, and can be again."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class PanelChanged(Event):
    """An operator changed what their panel shows; `fresh`: it is wanted at the chat's end."""

    operator_id: int
    fresh: bool = False
