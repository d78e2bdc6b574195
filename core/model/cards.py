"""Names of live cards: messages of the bot that are edited while what they show changes."""


def ticket(ticket_id: int) -> str:
    """The customer's card of a ticket, in the bot's private chat with them."""
    return f"ticket:{ticket_id}"


def topics(customer_id: int) -> str:
    """The question what a ticket is to be about."""
    return f"topics:{customer_id}"


def language(person_id: int) -> str:
    """The question which language the desk shall speak with somebody."""
    return f"language:{person_id}"


def room(ticket_id: int) -> str:
    """The pinned card in the ticket's room."""
    return f"room:{ticket_id}"


def desk(ticket_id: int) -> str:
    """The card of a ticket in the staff's group, or in its topic there."""
    return f"desk:{ticket_id}"


def left_desk(ticket_id: int, chat_id: int) -> str:
    """What its card becomes in a group where the ticket was and is no more."""
    return f"desk-was:{ticket_id}:{chat_id}"


def operator(ticket_id: int, operator_id: int) -> str:
    """The card of a ticket in the bot's private chat with somebody who holds or held it."""
    return f"operator:{ticket_id}:{operator_id}"


def question(ticket_id: int) -> str:
    """Whether the customer of a silent ticket still needs help."""
    return f"question:{ticket_id}"


def farewell(ticket_id: int) -> str:
    """The thanks after a ticket, with the customer's stars."""
    return f"farewell:{ticket_id}"


def rating(ticket_id: int, supervisor_id: int) -> str:
    """A poor rating, as one supervisor is told of it."""
    return f"rating:{ticket_id}:{supervisor_id}"


def feedback(supervisor_id: int) -> str:
    """A supervisor's list of what customers thought."""
    return f"feedback:{supervisor_id}"


def forget(customer_id: int) -> str:
    """Whether the customer means it, and what became of it."""
    return f"forget:{customer_id}"


def erasure(erasure_id: int, supervisor_id: int) -> str:
    """A customer's wish to be forgotten, as one supervisor sees it."""
    return f"erasure:{erasure_id}:{supervisor_id}"


def panel(operator_id: int) -> str:
    """An operator's panel."""
    return f"panel:{operator_id}"


def queue(operator_id: int) -> str:
    """Who waits, as one operator on shift sees it."""
    return f"queue:{operator_id}"


def closing(ticket_id: int) -> str:
    """The question in the room that answers /close."""
    return f"closing:{ticket_id}"


def dialog(operator_id: int) -> str:
    """Where a member of staff chooses: own tickets, whom to give one to, what to note."""
    return f"dialog:{operator_id}"


def announcement(announcement_id: int) -> str:
    """How far an announcement has come, as its author sees it."""
    return f"announcement:{announcement_id}"


def statistics(supervisor_id: int) -> str:
    """The statistics that a supervisor looks at."""
    return f"statistics:{supervisor_id}"


def statistics_chart(supervisor_id: int) -> str:
    """Their picture."""
    return f"statistics-chart:{supervisor_id}"


def board(supervisor_id: int) -> str:
    """A supervisor's live board."""
    return f"board:{supervisor_id}"


def old_board(supervisor_id: int) -> str:
    """Where that stood before it was asked for again."""
    return f"old-board:{supervisor_id}"


def pressed(ticket_id: int, chat_id: int, presser_id: int) -> str:
    """Which of a ticket's staff cards carries the button that was pressed in that chat."""
    return operator(ticket_id, presser_id) if chat_id == presser_id else room(ticket_id)


def undelivered(ticket_id: int, chat_id: int, message_id: int) -> str:
    """What staff is told of an answer whose customer cannot be reached."""
    return f"undelivered:{ticket_id}:{chat_id}:{message_id}"


def refused(ticket_id: int, chat_id: int, message_id: int) -> str:
    """What staff is told of an answer that Telegram does not carry to anybody."""
    return f"refused:{ticket_id}:{chat_id}:{message_id}"


def held_up(ticket_id: int, chat_id: int) -> str:
    """What whoever waits is told of words that Telegram lets wait on their way to that chat."""
    return f"held-up:{ticket_id}:{chat_id}"


def unedited(ticket_id: int, chat_id: int, message_id: int) -> str:
    """The same of an edit."""
    return f"unedited:{ticket_id}:{chat_id}:{message_id}"


def unseen(ticket_id: int, message_id: int) -> str:
    """What staff is told of a customer's message that could not be carried there."""
    return f"unseen:{ticket_id}:{message_id}"


def withdrawing(ticket_id: int) -> str:
    """The answers of a ticket, of which one may be taken back."""
    return f"withdrawing:{ticket_id}"


def inside(chat_id: int, album: str) -> str:
    """No card: the part of an album by which all of it stays among staff."""
    return f"inside:{chat_id}:{album}"


_IN_STAFF_GROUPS = frozenset(
    {
        "desk",
        "desk-was",
        "undelivered",
        "refused",
        "held-up",
        "unedited",
        "unseen",
        "withdrawing",
        "closing",
    }
)


_FOR_CUSTOMERS = frozenset({"desk", "desk-was", "unseen"})
"""A Reply to these is said to the customer: the ticket's own, and what stands for their words."""


def ticket_in_group(card: str) -> int | None:
    """About which ticket a card in a staff group is; None for any other."""
    return _ticket_of(card, _IN_STAFF_GROUPS)


def customer_in_group(card: str) -> int | None:
    """The ticket whose customer gets what is answered to that card; None for any other."""
    return _ticket_of(card, _FOR_CUSTOMERS)


def _ticket_of(card: str, kinds: frozenset[str]) -> int | None:
    kind, *rest = card.split(":")
    return int(rest[0]) if kind in kinds and rest and rest[0].isdigit() else None
