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
    # links of somebody new
    BUTTON_LINK = "button-held-link"  # below the words: it is only read
    LINK = "held-link"  # {ticket}: beside what can have no button
    LINK_IN_ROOM = "held-link-in-room"  # {ticket} {customer}
    # the lists
    WORD_WRONG = "words-wrong"  # {most}: characters
    WORD_KNOWN = "words-known"
    WORDS_FULL = "words-full"  # {most}
    WORD_UNKNOWN = "words-unknown"
