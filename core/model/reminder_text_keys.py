"""Keys of what is said of reminders; beside each stand the values that its text takes."""

from core.model.text_keys import Key


class ReminderKey(Key):
    """Reminders of tickets."""

    # what comes of what was asked for
    HOW = "reminder-how"
    PAST = "reminder-past"  # {time}
    TOO_FAR = "reminder-too-far"  # {days}
    FULL = "reminder-full"  # {most}
    WHICH = "reminder-which"
    BY_REPLY = "reminder-by-reply"
    GONE = "reminder-gone"
    KEPT = "reminder-kept"  # {ticket} {time}
    KEPT_WORDS = "reminder-kept-words"  # {ticket} {time} {words}
    # lists
    OF_TICKET = "reminders-of"  # {ticket} {customer} {list}
    NONE_OF = "reminders-none-of"  # {ticket} {customer}
    LINE = "reminder-line"  # {number} {time} {author}
    LINE_WORDS = "reminder-line-words"  # {number} {time} {author} {words}
    LIST = "reminders-list"  # {list}
    LIST_LINE = "reminders-list-line"  # {number} {ticket} {customer} {time}
    LIST_LINE_WORDS = "reminders-list-line-words"  # {number} {ticket} {customer} {time} {words}
    LIST_MORE = "reminders-more"
    LIST_NONE = "reminders-none"
    BY_OWNER = "reminder-by-owner"  # in place of an author's name
    ASK = "reminder-ask"  # {ticket} {customer}
    # when the time has come
    DUE = "reminder-due"  # {ticket} {customer} {author}
    DUE_WORDS = "reminder-due-words"  # {ticket} {customer} {author} {words}
    ENDED = "reminder-ended"  # {ticket} {customer} {author}
    ENDED_WORDS = "reminder-ended-words"  # {ticket} {customer} {author} {words}
    UNHELD = "supervisor-reminder"  # {ticket} {customer} {operator} {author}
    UNHELD_WORDS = "supervisor-reminder-words"  # {ticket} {customer} {operator} {author} {words}
    # buttons
    BUTTON = "button-reminders"
    BUTTON_HOUR = "button-remind-hour"
    BUTTON_HOURS = "button-remind-hours"
    BUTTON_MORNING = "button-remind-morning"
    BUTTON_WRITE = "button-remind-write"
    BUTTON_GONE = "button-reminder-gone"  # {number}
