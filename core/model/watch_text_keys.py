"""Keys of what supervisors read who watch a ticket, and of whispers; beside each stand the values
that its text takes."""

from core.model.text_keys import Key


class WatchKey(Key):
    """What watching takes."""

    HOW = "watch-how"
    LIST = "watch-list"  # {list}
    LINE = "watch-line"  # {ticket} {customer} {time}
    NO_TICKET = "watch-no-ticket"  # {ticket}
    ALREADY = "watch-already"  # {ticket}
    OWN = "watch-own"
    NOT_WATCHED = "watch-not-watched"
    HEAD = "watch-head"  # {ticket} {customer} {topic} {operator}
    NOBODY = "watch-nobody"  # in place of an operator's name
    BEFORE = "watch-before"  # {ticket} {list}
    SAID_BEFORE = "watch-said-before"  # {time} {who} {words}
    STOPPED = "watch-stopped"  # {ticket}
    OVER = "watch-over"  # {ticket}
    BEGUN = "watch-begun"
    # what is said
    BY_CUSTOMER = "watch-by-customer"  # {ticket} {who} {words}
    BY_STAFF = "watch-by-staff"  # {ticket} {who} {words}
    BY_OTHERS = "watch-by-others"  # {ticket} {who} {words}
    EDITED = "watch-edited"  # {ticket} {who} {words}
    DELETED = "watch-deleted"  # {ticket} {who} {words}
    WITH = "watch-with"  # {what} {words}: a file with words below it
    PHOTO = "watch-photo"
    VIDEO = "watch-video"
    VIDEO_NOTE = "watch-video-note"
    VOICE = "watch-voice"
    AUDIO = "watch-audio"
    ANIMATION = "watch-animation"
    STICKER = "watch-sticker"
    DOCUMENT = "watch-document"
    CONTACT = "watch-contact"
    LOCATION = "watch-location"
    POLL = "watch-poll"
    OTHER = "watch-other"
    # whispers
    WHISPER = "whisper"  # {who} {ticket} {customer} {words}
    ANSWER = "whisper-answer"  # {who} {ticket} {words}
    WHISPER_HOW = "whisper-how"
    WHISPER_EMPTY = "whisper-empty"
    WHISPER_TOO_LONG = "whisper-too-long"  # {most}
    WHISPER_NOBODY = "whisper-nobody"  # {ticket}
    WHISPER_NOT_STARTED = "whisper-not-started"  # {operator}
    WHISPER_LOST = "whisper-lost"  # {operator} {ticket} {reason} {words}
    TAKEOVER_HOW = "takeover-how"
    BUTTON_WATCH = "button-watch"
    BUTTON_STOP = "button-watch-stop"
    BUTTON_TAKE_OVER = "button-watch-take-over"
