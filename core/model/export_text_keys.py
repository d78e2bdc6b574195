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
    # for customers
    BUTTON_CONVERSATION = "button-conversation"
    CONVERSATION_BEGUN = "conversation-begun"  # the answer to that press
    CONVERSATION_CAPTION = "conversation-caption"  # {ticket}
    CONVERSATION_GIVEN = "conversation-given"  # they have had it today
    CONVERSATION_NOT = "conversation-not"  # the owner does not give it, or nothing is kept
    CONVERSATION_FAILED = "conversation-failed"
    ROOM_GOES = "room-goes"  # in a room: it is gone when the talk has ended
    ROOM_GOES_SENT = "room-goes-sent"  # and they may have it as a file then
