"""Keys of what is said of words that are held back; beside each stand the values that its text
takes."""

from core.model.text_keys import Key


class HeldKey(Key):
    """What customers and staff are told of what is held back."""

    # the customer
    TOLD_FLOOD = "held-told-flood"
    # staff, where the ticket is served
    FLOOD = "held-flood"  # {ticket} {customer}
    BUTTON_SHOW = "button-held-show"
    SHOWN = "held-shown"  # {ticket} {count} {operator}
    NOTHING = "held-nothing"  # a press, and nothing is held back
