"""Decides which commands a person is shown, by role, and what counts as a command. What each does
is said by `command-<name>` of the texts."""

import re

from core.model.people import Role

_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?:\s|$)", re.ASCII)
"""https://core.telegram.org/bots/features#commands"""


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
    "reopen",
    "remind",
    "reminders",
    "field",
    "web",
    "language",
    "help",
)


SUPERVISOR = (
    *OPERATOR[:-1],
    "rooms",
    "watch",
    "unwatch",
    "whisper",
    "takeover",
    "stats",
    "board",
    "feedback",
    "erasures",
    "retention",
    "hold",
    "why",
    "search",
    "tags",
    "texts",
    "link",
    "customer",
    "replies",
    "staff",
    "audit",
    "announce",
    "desks",
    "help",
)


UNSEEN = ("note", "remind", "reminders", "field")
"""For staff in the room of their ticket: what its customer is not to see."""


IN_ROOM = ("close", *UNSEEN)
"""For staff, in the room of their ticket."""


ANSWERING = ("withdraw", "save")
"""For whoever answers in groups of the staff."""


IN_GROUP = (*ANSWERING, "desk", "overflow", "forum")
"""There, for supervisors."""


def of_role(role: Role | None) -> tuple[str, ...]:
    """Return the menu of that role; None is a customer's."""
    match role:
        case Role.SUPERVISOR:
            return SUPERVISOR
        case Role.OPERATOR:
            return OPERATOR
        case None:
            return CUSTOMER


def looks_like_command(words: str) -> bool:
    """Tell whether that is said to a bot. A path that begins with a slash is not."""
    return _COMMAND.match(words) is not None


def command_of(words: str) -> str | None:
    """Return the name of the command that the words begin with, whichever bot it names; None when
    there is none."""
    found = _COMMAND.match(words)
    return None if found is None else found[1].casefold()


def is_command_of_ours(words: str, name: str, bot_username: str) -> bool:
    """Tell whether that is the command of that name, and names no other bot. While our bot's name
    is not known (""), no bot counts as another."""
    found = _COMMAND.match(words)
    if found is None or found[1].casefold() != name:
        return False
    meant = (found[2] or "").casefold()
    return not meant or not bot_username or meant == bot_username.casefold()
