"""Keys of what is said of how long words are kept; beside each stand the values that its text
takes."""

from core.model.text_keys import Key


class RetentionKey(Key):
    """How long words are kept, and tickets that are held."""

    PREVIEW = "retention-preview"  # {list} {tickets} {customers} {messages} {files} {held} {since}
    NOTHING = "retention-nothing"  # {list} {held}
    TERM = "retention-term"  # {topic} {count}
    TERM_FOR_EVER = "retention-term-for-ever"  # {topic}
    ALL_TOPICS = "retention-all-topics"
    OFF = "retention-off"
    AGREED_BY = "retention-agreed-by"  # {supervisor} {time}
    CONFIRM = "retention-confirm"  # {tickets} {messages}
    CHANGED = "retention-changed"
    GONE = "retention-gone"  # {count}
    BUTTON_AGREE = "button-retention-agree"
    BUTTON_YES = "button-retention-yes"
    BUTTON_BACK = "button-retention-back"
    HOW = "hold-how"
    NO_TICKET = "hold-no-ticket"  # {ticket}
    TOO_LATE = "hold-too-late"  # {ticket}
    HELD = "hold-held"  # {ticket} {who} {time} {reason}
    RELEASED = "hold-released"  # {ticket}
    LIST = "hold-list"  # {list}
    NONE = "hold-none"
    LINE = "hold-line"  # {ticket} {who} {time} {reason}
    OWNER = "hold-owner"
    BUTTON_RELEASE = "button-release"
