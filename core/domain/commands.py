"""Which commands a person is shown, by role. What each does is said by `command-<name>` of the
texts."""

from core.domain.people import Role

CUSTOMER = ("start", "cancel", "language", "mydata", "forget", "help")
OPERATOR = (
    "start",
    "panel",
    "shift_start",
    "shift_end",
    "break",
    "queue",
    "chats",
    "take",
    "close",
    "transfer",
    "language",
    "help",
)
SUPERVISOR = (
    *OPERATOR[:-1],
    "rooms",
    "stats",
    "board",
    "feedback",
    "erasures",
    "why",
    "staff",
    "announce",
    "desks",
    "help",
)
IN_ROOM = ("close", "note")
"""For staff, in the room of their ticket."""
ANSWERING = ("withdraw",)
"""For whoever answers in groups of the staff."""
IN_GROUP = (*ANSWERING, "desk", "overflow", "forum")
"""There, for supervisors."""


def of_role(role: Role | None) -> tuple[str, ...]:
    """The menu of that role; None is a customer's."""
    match role:
        case Role.SUPERVISOR:
            return SUPERVISOR
        case Role.OPERATOR:
            return OPERATOR
        case None:
            return CUSTOMER
