"""Keys of what is said about canned replies; beside each stand the values that its text takes."""

from core.model.text_keys import Key


class ReplyKey(Key):
    """What staff is told of canned replies."""

    # said to a customer
    CANNED_ANSWER = "canned-answer"  # {operator} {shortcut} {words}
    CANNED_LOST = "canned-lost"  # {ticket} {reason} {words}
    REPLY_UNKNOWN = "reply-unknown"  # {shortcut}
    REPLY_UNKNOWN_NEAR = "reply-unknown-near"  # {shortcut} {near}
    REPLY_BY_REPLY = "reply-by-reply"
    REPLY_GONE = "reply-gone"
    # under the card
    BUTTON_REPLIES = "button-replies"
    BUTTON_REPLY = "button-reply"  # {shortcut}
    BUTTON_REPLIES_DONE = "button-replies-done"
    REPLIES_WHICH = "replies-which"  # {ticket} {list}
    REPLIES_NONE = "replies-none"  # {ticket}
    REPLY_LINE = "reply-line"  # {shortcut} {words}
    REPLY_TO_COPY = "reply-to-copy"  # {ticket} {shortcut} {words}
    # /replies
    KEPT_NONE = "kept-none"
    KEPT_LIST = "kept-list"  # {count} {list}
    KEPT_LINE = "kept-line"  # {shortcut} {topic} {code} {count}
    KEPT_CARD = "kept-card"  # {shortcut} {topic} {code} {count} {words}
    KEPT_ASK_WORDS = "kept-ask-words"  # {shortcut} {customer} {operator}: as they are written
    KEPT_SURE = "kept-sure"  # {shortcut} {words}
    BUTTON_KEPT = "button-kept"  # {shortcut} {code}
    BUTTON_KEPT_WORDS = "button-kept-words"
    BUTTON_KEPT_REMOVE = "button-kept-remove"
    BUTTON_KEPT_YES = "button-kept-yes"
    REPLY_TAKEN = "reply-taken"  # {shortcut}
    # /save
    SAVE_HOW = "save-how"  # {customer} {operator}: as they are written
    SAVE_NO_WORDS = "save-no-words"
    SAVE_NOT_OURS = "save-not-ours"  # a customer's words
    SAVE_WRONG = "save-wrong"  # {word}
    REPLY_SAVED = "reply-saved"  # {shortcut} {topic} {code}
    REPLY_KNOWN = "reply-known"  # {shortcut} {topic} {code}
    REPLY_CHANGED = "reply-changed"  # {shortcut} {topic} {code}
    ALL_TOPICS = "all-topics"
    REPLY_TOO_LONG = "reply-too-long"
