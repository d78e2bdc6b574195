"""Keys of what is said of words that are held back; beside each stand the values that its text
takes."""

from core.model.text_keys import Key


class HeldKey(Key):
    """What customers and staff are told of what is held back."""

    # the customer
    TOLD_FLOOD = "held-told-flood"
    TOLD_WORD = "held-told-word"
    # staff, where the ticket is served
    FLOOD = "held-flood"  # {ticket} {customer}
    WORD = "held-by-word"  # {ticket} {customer}
    BUTTON_SHOW = "button-held-show"
    SHOWN = "held-shown"  # {ticket} {count} {operator}
    NOTHING = "held-nothing"  # a press, and nothing is held back
    # answers of the staff, in its group
    ANSWER_CARD = "held-answer-card"  # {operator}
    ANSWER_WALLET = "held-answer-wallet"  # {operator}
    ANSWER_WORD = "held-answer-word"  # {operator}
    BUTTON_SEND = "button-held-send"
    BUTTON_DROP = "button-held-drop"
    ANSWER_SENT = "held-answer-sent"  # {operator}
    ANSWER_DROPPED = "held-answer-dropped"  # {operator}
    ANSWER_CHANGED = "held-answer-changed"
    DECIDED = "held-decided"  # a press, and it was decided before
    ASK_FIRST = "held-ask-first"  # the page did not ask
    # supervisors: words of the staff in a room
    ROOM_CARD = "held-room-card"  # {ticket} {operator}
    ROOM_WALLET = "held-room-wallet"  # {ticket} {operator}
    ROOM_WORD = "held-room-word"  # {ticket} {operator}
    # links of somebody new
    BUTTON_LINK = "button-held-link"  # below the words: it is only read
    LINK = "held-link"  # {ticket}: beside what can have no button
    LINK_IN_ROOM = "held-link-in-room"  # {ticket} {customer}
    # the lists
    WORD_WRONG = "words-wrong"  # {most}: characters
    WORD_KNOWN = "words-known"
    WORDS_FULL = "words-full"  # {most}
    WORD_UNKNOWN = "words-unknown"
    PATTERN_UNKNOWN = "words-pattern-unknown"  # {list}
