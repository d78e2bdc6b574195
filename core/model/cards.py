"""Names of live cards: messages of the bot that are edited while what they show changes."""

from enum import StrEnum


class RowName(StrEnum):
    """How the names of the rows begin that keep what the desk has shown or said."""

    def of(self, *key: int | str) -> str:
        """Return the name of the row with that key."""
        return ":".join([self.value, *map(str, key)])


class Card(RowName):
    """What a card shows; its value is how its names begin. Below each stands what follows there."""

    TICKET = "ticket"
    """Ticket: the customer's card of it, in the bot's private chat with them."""
    TOPICS = "topics"
    """Customer: the question what a ticket is to be about."""
    LANGUAGE = "language"
    """Person: the question which language the desk shall speak with somebody."""
    HELD = "held-back"
    """Ticket: that words of its customer are held back, where staff serves it."""
    HELD_ANSWER = "held-answer"
    """Chat, message: whether an answer of the staff that is held back is to go."""
    ROOM = "room"
    """Ticket: the pinned card in the ticket's room."""
    DESK = "desk"
    """Ticket: the card of a ticket in the staff's group, or in its topic there."""
    LEFT_DESK = "desk-was"
    """Ticket, chat: what its card becomes in a group where the ticket was and is no more."""
    OPERATOR = "operator"
    """Ticket, operator: the ticket, in the private chat with somebody who holds or held it."""
    QUESTION = "question"
    """Ticket: whether the customer of a silent ticket still needs help."""
    FAREWELL = "farewell"
    """Ticket: the thanks after a ticket, with the customer's stars."""
    RATING = "rating"
    """Ticket, supervisor: a poor rating, as one supervisor is told of it."""
    FEEDBACK = "feedback"
    """Supervisor: their list of what customers thought."""
    FORGET = "forget"
    """Customer: whether the customer means it, and what became of it."""
    ERASURE = "erasure"
    """Erasure, supervisor: a customer's wish to be forgotten, as one supervisor sees it."""
    RETENTION = "retention"
    """Supervisor: how long words are kept, and what would go now."""
    HOLD = "hold"
    """Ticket, supervisor: that its words stay."""
    PANEL = "panel"
    """Operator: their panel."""
    QUEUE = "queue"
    """Operator: who waits, as one operator on shift sees it."""
    CLOSING = "closing"
    """Ticket: the question in the room that answers /close."""
    DIALOG = "dialog"
    """Operator: where a member of staff chooses: own tickets, whom to give one to, what to note."""
    ANNOUNCEMENT = "announcement"
    """Announcement: how far an announcement has come, as its author sees it."""
    STATISTICS = "statistics"
    """Supervisor: the statistics that they look at."""
    STATISTICS_CHART = "statistics-chart"
    """Supervisor: their picture."""
    BOARD = "board"
    """Supervisor: their live board."""
    OLD_BOARD = "old-board"
    """Supervisor: where that stood before it was asked for again."""
    UNDELIVERED = "undelivered"
    """Ticket, chat, message: what staff is told of an answer whose customer cannot be reached."""
    REFUSED = "refused"
    """Ticket, chat, message: what staff is told of an answer that nobody can be sent."""
    HELD_UP = "held-up"
    """Ticket, chat: that words on their way to that chat have to wait for Telegram."""
    UNEDITED = "unedited"
    """Ticket, chat, message: the same of an edit."""
    NOT_RELAYED = "unseen"
    """Ticket, message: that a customer's message could not be brought to staff."""
    WITHDRAWING = "withdrawing"
    """Ticket: the answers of a ticket, of which one may be taken back."""
    REPLIES = "replies"
    """Ticket: the canned replies, of which one may be said to its customer."""
    INSIDE = "inside"
    """Chat, album: no card, but the part of an album by which all of it stays among staff."""


def pressed(ticket_id: int, chat_id: int, presser_id: int) -> str:
    """Return which of a ticket's staff cards has the button that was pressed in that chat."""
    if chat_id == presser_id:
        return Card.OPERATOR.of(ticket_id, presser_id)
    return Card.ROOM.of(ticket_id)


_IN_STAFF_GROUPS = frozenset(
    {
        Card.DESK,
        Card.LEFT_DESK,
        Card.UNDELIVERED,
        Card.REFUSED,
        Card.HELD_UP,
        Card.UNEDITED,
        Card.NOT_RELAYED,
        Card.WITHDRAWING,
        Card.REPLIES,
        Card.CLOSING,
    }
)


_FOR_CUSTOMERS = frozenset({Card.DESK, Card.LEFT_DESK, Card.NOT_RELAYED})
"""A Reply to these is said to the customer: the ticket's own, and what stands for their words."""


def ticket_in_group(card: str) -> int | None:
    """Return the ticket that a card in a staff group is about; None for any other message."""
    return _ticket_of(card, _IN_STAFF_GROUPS)


def customer_in_group(card: str) -> int | None:
    """Return the ticket whose customer gets replies to that card; None for any other message."""
    return _ticket_of(card, _FOR_CUSTOMERS)


def ticket_in_private(card: str | None) -> int | None:
    """Return the ticket whose card that is in the private chat with who holds or held it; None for
    any other message."""
    return None if card is None else _ticket_of(card, frozenset({Card.OPERATOR}))


def _ticket_of(card: str, kinds: frozenset[str]) -> int | None:
    kind, *rest = card.split(":")
    return int(rest[0]) if kind in kinds and rest and rest[0].isdigit() else None
