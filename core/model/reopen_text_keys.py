"""Keys of what is said of tickets that go on after their end; beside each stand the values that its
text takes."""

from core.model.text_keys import Key


class ReopenKey(Key):
    """Tickets that go on after their end."""

    BUTTON = "button-reopen"  # the customer's
    BUTTON_STAFF = "button-reopen-ticket"  # staff's, on the card of a ticket that ended
    FAREWELL = "reopened-farewell"  # {ticket}: in place of the question at its end
    LINE = "reopened-line"  # {time}: on staff's cards
    TOO_LATE = "reopen-too-late"
    HAS_OTHER = "reopen-has-other"  # {ticket}: the open one
    ENDED_LONG_AGO = "reopen-ended-long-ago"  # {ticket}: to staff
    CUSTOMER_HAS_OTHER = "reopen-customer-has-other"  # {ticket}: the open one; to staff
    CANNOT = "reopen-cannot"  # {ticket}
    OF_BLOCKED = "reopen-of-blocked"  # {ticket}
    HOW = "reopen-how"
    DONE = "reopen-done"  # {ticket}
    WHY = "why-reopened"  # {time}
    WHY_BY = "why-reopened-by"  # {time} {operator}
