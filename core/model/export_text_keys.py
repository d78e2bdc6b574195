"""Keys of what is read where a talk is handed over as a file; beside each stand the values that its
text takes."""

from core.model.text_keys import Key


class ExportKey(Key):
    """Handing over."""

    BUTTON_PDF = "button-export-pdf"
    BUTTON_ZIP = "button-export-zip"
    BUTTON_ALL_PDF = "button-export-all-pdf"
    BUTTON_ALL_ZIP = "button-export-all-zip"
    BEGUN = "export-begun"  # the answer to a press: the file comes when it is made
    CAPTION = "export-caption"  # {ticket} {customer}
    CAPTION_ALL = "export-caption-all"  # {customer}
    NOTHING = "export-nothing"  # nothing is kept of it any more
    FAILED = "export-failed"  # {reason}
    TOO_BIG = "export-too-big"  # {megabytes} {path}
    # of the talk itself, as its customer has it
    TALK_TITLE = "talk-title"  # {ticket}
    TALK_MADE = "talk-made"  # a moment follows
    TALK_TIMES = "talk-times"  # a time zone follows
    TALK_PAGE = "talk-page"  # {page} {pages}
    TALK_TICKET = "talk-ticket"  # {ticket} {topic}
    TALK_OPENED = "talk-opened"  # {day} {clock}
    TALK_REPLY = "talk-reply"  # {words}
    TALK_BEFORE = "talk-before"  # {day} {clock} {words}: of what was edited
    TALK_DELETED = "talk-deleted"  # {day} {clock}
    TALK_UNDELIVERED = "talk-undelivered"  # {reason}
    TALK_TOO_MANY = "talk-too-many"  # of a picture
    TALK_UNPICTURED = "talk-unpictured"  # of a picture
    TALK_MISSING = "talk-missing"  # of a file
    TALK_CUSTOMER = "talk-customer"  # stands before a name
    TALK_SUPPORT = "talk-support"
    TALK_BOT = "talk-bot"
    TALK_STRANGER = "talk-stranger"
    # for customers
    BUTTON_CONVERSATION = "button-conversation"
    CONVERSATION_BEGUN = "conversation-begun"  # the answer to that press
    CONVERSATION_CAPTION = "conversation-caption"  # {ticket}
    CONVERSATION_GIVEN = "conversation-given"  # they have had it today
    CONVERSATION_NOT = "conversation-not"  # the owner does not give it, or nothing is kept
    CONVERSATION_FAILED = "conversation-failed"
    ROOM_GOES = "room-goes"  # in a room: it is gone when the talk has ended
    ROOM_GOES_SENT = "room-goes-sent"  # and they may have it as a file then
    ROOM_GOES_NOW = "room-goes-now"  # in a room: somebody is about to close the ticket
    ROOM_GOES_NOW_SENT = "room-goes-now-sent"  # and they may have it as a file then
