"""Texts of desks and threads, beside each the values that it takes."""

from core.domain.text_keys import Key


class RelayKey(Key):
    """What customers who stay in the bot's chat, and their staff in groups, are told."""

    # customer: the question
    CHOOSE_TOPIC = "choose-topic"
    CHOOSE_TOPIC_BY_BUTTON = "choose-topic-by-button"  # anything but a button was sent
    ASK_QUESTION = "ask-question"
    ASK_QUESTION_AT_ONCE = "ask-question-at-once"  # there is only one topic
    QUESTION_ACCEPTED = "question-accepted"  # {ticket}
    QUESTION_ACCEPTED_CLOSED = (
        "question-accepted-closed"  # {ticket} {day} {clock} {zone}: outside working hours
    )
    QUESTION_WAITING = "question-waiting"  # {ticket} {position}
    QUESTION_ANSWERED = "question-answered"  # {ticket}: staff has answered
    QUESTION_CLOSED = "question-closed"  # {ticket}
    QUESTION_WITHDRAWN = "question-withdrawn"  # {ticket}: by the customer
    QUESTION_CANCELLED = "question-cancelled"
    NOTHING_ASKED = "nothing-asked"  # /cancel, and there is nothing to cancel
    TALK_RUNS = "talk-runs"  # {ticket}: /cancel in the middle of a talk
    TALK_RUNS_ELSEWHERE = "talk-runs-elsewhere"  # {ticket}: in a room
    WRITE_HERE = "write-here"  # {ticket}: /help in the middle of a talk
    BUTTON_ASK_AGAIN = "button-ask-again"
    BUTTON_END_TALK = "button-end-talk"
    # customer: the end
    DESK_FAREWELL = "desk-farewell"
    DESK_FAREWELL_SILENT = "desk-farewell-silent"
    RESOLVED_YES = "resolved-yes"
    RESOLVED_NO = "resolved-no"
    RESOLUTION_IS_KEPT = "resolution-is-kept"  # too late for another answer
    CANNOT_BE_RESOLVED = "cannot-be-resolved"  # that talk ended otherwise, or was forgotten
    BUTTON_RESOLVED_YES = "button-resolved-yes"
    BUTTON_RESOLVED_NO = "button-resolved-no"
    # supervisors: the end
    SUPERVISOR_UNRESOLVED = "supervisor-unresolved"  # {ticket} {customer} {operator}
    SUPERVISOR_RESOLVED_LATER = "supervisor-resolved-later"  # {ticket} {customer} {operator}
    # staff's groups
    DESK_CARD = "desk-card"  # {ticket} {customer} {topic} {operator} {history}
    DESK_CARD_CLOSED = "desk-card-closed"  # {ticket} {customer} {topic}
    BUTTON_CLOSE_DESK = "button-close-desk"
