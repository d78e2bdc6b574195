"""Events: what happened that reactions follow from. A use case only says that it happened; the
table of reactions (`core.consequences.reactions`) is run in its order, before the next update is
handled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """The base of all events. Equal events happened once."""


@dataclass(frozen=True, slots=True)
class CustomerUnreachable(Event):
    """The bot may not write to a customer; `ticket_id`: about which they were to be told."""

    customer_id: int
    reason: str
    ticket_id: int | None = None


@dataclass(frozen=True, slots=True)
class OperatorUnreachable(Event):
    """An operator who holds the ticket can neither be added to its room nor be written to."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class RightsChanged(Event):
    """Somebody was taken off staff, or has another role: by whom? None: by the owner."""

    person_id: int
    actor_id: int | None


@dataclass(frozen=True, slots=True)
class OperatorBack(Event):
    """An operator's shift began, or their break ended."""

    operator_id: int


@dataclass(frozen=True, slots=True)
class AnswerMended(Event):
    """An answer that was held back was changed, and nothing in it is asked about any more."""

    ticket_id: int
    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class TicketClosed(Event):
    """A ticket was closed, by whoever served it or by time."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class TicketReopened(Event):
    """A ticket that had ended goes on."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class WatchedTicketEnded(Event):
    """A ticket ended that supervisors watched."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class PlaceCleared(Event):
    """A place was cleared: all that was said there about the ticket is recorded."""

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
    """The queue changed: who waits, or where."""


@dataclass(frozen=True, slots=True)
class BoardsDue(Event):
    """The queue changed, and live boards have not shown it yet."""


@dataclass(frozen=True, slots=True)
class TicketOpened(Event):
    """A customer opened a ticket."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class TicketReturned(Event):
    """A ticket lost its holder while its customer is there."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class OfferLost(Event):
    """A ticket lost its holder `loser`, who did not speak: supervisors are to be notified who has
    it now."""

    ticket_id: int
    loser: int


@dataclass(frozen=True, slots=True)
class WaitingCustomerBack(Event):
    """A waiting customer whom the bot could not write to can be reached again."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class PanelChanged(Event):
    """An operator changed what their panel shows; `fresh`: it is wanted at the chat's end."""

    operator_id: int
    fresh: bool = False
