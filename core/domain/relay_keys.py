"""Texts of desks and threads, beside each the values that it takes."""

from core.domain.text_keys import Key


class RelayKey(Key):
    """What customers who stay in the bot's chat, and their staff in groups, are told."""

    # customer: the question
    CHOOSE_TOPIC = "choose-topic"
    CHOOSE_TOPIC_BY_BUTTON = "choose-topic-by-button"  # anything but a button was sent
    ASK_QUESTION = "ask-question"
    QUESTION_ACCEPTED = "question-accepted"  # {ticket}
    QUESTION_CANCELLED = "question-cancelled"
    # customer: the end
    DESK_FAREWELL = "desk-farewell"
    # staff's groups
    DESK_CARD = "desk-card"  # {ticket} {customer} {topic} {operator} {history}
    DESK_CARD_CLOSED = "desk-card-closed"  # {ticket} {customer} {topic}
    BUTTON_CLOSE_DESK = "button-close-desk"
