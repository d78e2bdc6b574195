"""Keys of what is said of the API's tokens; beside each stand the values that its text takes."""

from core.model.text_keys import Key


class TokenKey(Key):
    """Tokens, and what is refused to who has one."""

    NAME = "token-name"  # {most}
    TAKEN = "token-taken"  # {name}
    RIGHTS = "token-rights"
    EXPIRED = "token-expired"
    UNKNOWN = "token-unknown"  # {name}
    # what is said by a program, and where staff sees that
    SAID = "program-said"  # {words}
    SAID_TO_CUSTOMER = "program-said-to-customer"  # {program} {words}
    SAID_IN_ROOM = "program-said-in-room"  # {program} {words}
    # what is refused to it
    NO_TOPIC = "program-no-topic"
    FORGOTTEN = "program-forgotten"
    BLOCKED = "program-blocked"
    UNREACHABLE = "program-unreachable"
    HAS_TICKET = "program-has-ticket"  # {ticket}
    NO_CONTACT = "program-no-contact"
    CLOSED = "program-closed"
    EMPTY = "program-empty"
    TOO_LONG = "program-too-long"  # {most}
    HELD_BACK = "program-held-back"
