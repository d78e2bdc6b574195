"""Keys of what is said to customers who stay in the bot's chat, and to their staff in groups;
beside each stand the values that its text takes."""

from core.model.text_keys import Key


class RelayKey(Key):
    """What customers who stay in the bot's chat, and their staff in groups, are told."""

    # customer: the question
    CHOOSE_TOPIC = "choose-topic"
    CHOOSE_TOPIC_BY_BUTTON = "choose-topic-by-button"  # anything but a button was sent
    ASK_QUESTION = "ask-question"
    ASK_QUESTION_AT_ONCE = "ask-question-at-once"  # there is only one topic
    QUESTION_ACCEPTED = "question-accepted"  # {ticket}
    QUESTION_ACCEPTED_CLOSED = (
        "question-accepted-closed"  # {ticket} {day} {date} {clock} {zone}: outside working hours
    )
    QUESTION_WAITING = "question-waiting"  # {ticket} {position} {ahead} {minutes} {hours}
    TOO_LATE_TO_CANCEL = "too-late-to-cancel"  # the button of a card that waited a moment ago
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
    FEEDBACK_LINE_RESOLVED = "feedback-line-resolved"  # {ticket} {customer} {operator}
    FEEDBACK_LINE_OPEN = "feedback-line-open"  # {ticket} {customer} {operator}
    # the life of a desk: its card
    DESK_CARD = "desk-card"  # {ticket} {topic} {customer} {opened} {history} {operator}
    DESK_CUSTOMER = "desk-customer"  # {customer}
    DESK_CUSTOMER_PHONE = "desk-customer-phone"  # {customer} {phone}
    DESK_FIRST_TIME = "desk-first-time"
    DESK_BEFORE = "desk-before"  # {count} {topic} {day} {outcome}
    DESK_OUTCOME_CLOSED = "desk-outcome-closed"
    DESK_OUTCOME_SOLVED = "desk-outcome-solved"
    DESK_OUTCOME_UNSOLVED = "desk-outcome-unsolved"
    DESK_OUTCOME_CANCELLED = "desk-outcome-cancelled"
    DESK_OUTCOME_LEFT = "desk-outcome-left"
    DESK_OUTCOME_SILENT = "desk-outcome-silent"
    DESK_HOLDER = "desk-holder"  # {operator}
    DESK_ANYBODY = "desk-anybody"
    DESK_CARD_CLOSED = "desk-card-closed"  # {ticket} {customer} {topic}
    DESK_CARD_WENT = "desk-card-went"  # {ticket} {customer} {topic} {where}
    DESK_CARD_WAITS = "desk-card-waits"  # {ticket} {customer} {topic}
    DESK_SURE_TO_CLOSE = "desk-sure-to-close"  # {ticket} {customer} {topic}
    BUTTON_CLOSE_DESK = "button-close-desk"
    BUTTON_DESK_HISTORY = "button-desk-history"
    BUTTON_DESK_YES = "button-desk-yes"
    BUTTON_DESK_NO = "button-desk-no"
    # the life of a desk: what is said there
    DESK_IS_CLOSED = "desk-is-closed"
    DESK_WENT_ELSEWHERE = "desk-went-elsewhere"
    DESK_NO_TICKET = "desk-no-ticket"
    DESK_CLOSE_BY_REPLY = "desk-close-by-reply"
    DESK_LEFT = "desk-left"  # {count}: what could not be cleared
    # answers: what became of them, for staff in its groups
    UNDELIVERED_BLOCKED = "undelivered-blocked"
    UNDELIVERED_NOBODY = "undelivered-nobody"  # the account is gone
    UNDELIVERED_VOICE = "undelivered-voice"  # the customer takes no voice messages
    UNDELIVERED_REFUSED = "undelivered-refused"  # {reason}
    ANSWER_UNEDITED = "answer-unedited"  # {reason}
    UNSEEN_WORDS = "unseen-words"  # {what}: of the customer
    UNSEEN_EDIT = "unseen-edit"  # {what}
    ANSWER_SENT_AGAIN = "answer-sent-again"
    ANSWER_HELD_UP = "answer-held-up"  # {time}
    WORDS_HELD_UP = "words-held-up"  # {time}: to the customer
    ANSWER_ARRIVED_LATE = "answer-arrived-late"
    CUSTOMER_IS_BACK = "customer-is-back"
    BUTTON_SEND_AGAIN = "button-send-again"
    # … what a press of that button is answered
    ANSWER_ON_ITS_WAY = "answer-on-its-way"
    ANSWER_NOT_WAITING = "answer-not-waiting"
    ANSWER_TOO_LATE = "answer-too-late"
    CUSTOMER_STILL_AWAY = "customer-still-away"
    # answers: taking one back
    BUTTON_WITHDRAW = "button-withdraw"
    BUTTON_ANSWER = "button-answer"  # {name} {kind} {words}
    BUTTON_WITHDRAW_DONE = "button-withdraw-done"
    ANSWER_LINE = "answer-line"  # {name} {kind} {words}
    WITHDRAW_WHICH = "withdraw-which"  # {ticket}
    WITHDRAW_NOTHING = "withdraw-nothing"  # {ticket}
    WITHDRAW_AFTER = "withdraw-after"  # {outcome} {question}
    WITHDRAWN = "withdrawn"  # {answer}
    WITHDRAW_TOO_OLD = "withdraw-too-old"  # {answer}
    WITHDRAW_REFUSED = "withdraw-refused"  # {answer} {reason}
    WITHDRAWING = "withdrawing"
    NO_SUCH_ANSWER = "no-such-answer"
    # threads: the customer's card, wherever the staff sits
    HERE_WAITING = "here-waiting"  # {card}: how long it may take
    HERE_COMING = "here-coming"  # {ticket}
    HERE_ACTIVE = "here-active"  # {ticket} {operator}
    # threads: in the topic; {operator}: a MENTION
    MENTION = "mention"  # {person}: a Telegram id; {name}
    THREAD_CARD = "thread-card"  # {ticket} {customer} {topic} {operator} {prefix}
    THREAD_CARD_WAITING = "thread-card-waiting"  # {ticket} {customer} {topic}
    THREAD_CARD_CLOSED = "thread-card-closed"  # {ticket} {customer} {topic}
    THREAD_HOLDER = "thread-holder"  # {ticket} {operator}
    THREAD_MADE_ANEW = "thread-made-anew"  # {ticket}
    THREAD_IS_CLOSED = "thread-is-closed"
    ENTER_HERE = "enter-here"  # {ticket} {customer}, with a button
    # threads and desks: what /why tells
    WHY_THREAD_TAKEN = "why-thread-taken"  # {time}
    WHY_DESK_TAKEN = "why-desk-taken"  # {time} {title}
    WHY_THREAD_LOST = "why-thread-lost"  # {time}
    WHY_DESK_LOST = "why-desk-lost"  # {time}
    # staff's groups: taking them into use
    GROUP_WELCOME = "group-welcome"
    GROUP_NOT_SEEN = "group-not-seen"  # the bot's server is too old to tell how it stands
    GROUP_SUPERVISORS_ONLY = "group-supervisors-only"
    GROUP_WHO_ASKS = "group-who-asks"  # who writes as the group cannot be told apart
    GROUP_LACKS = "group-lacks"  # {needs}
    NEED_FORUM = "need-forum"
    NEED_ADMIN = "need-admin"
    NEED_DELETE = "need-delete"
    NEED_RENAME = "need-rename"
    NEED_PIN = "need-pin"
    NEED_TOPICS = "need-topics"
    GROUP_IS_DESK = "group-is-desk"
    GROUP_IS_OVERFLOW = "group-is-overflow"
    GROUP_IS_FORUM = "group-is-forum"
    GROUP_BUSY = "group-busy"  # it serves a ticket as something else
    GROUP_TAKEN_OUT = "group-taken-out"
    GROUP_TAKEN_OUT_LATER = "group-taken-out-later"
    GROUP_NOT_IN_USE = "group-not-in-use"
    GROUP_MIGRATED = "group-migrated"
    GROUP_MIGRATED_LEFT = "group-migrated-left"  # {count}
    # staff's groups: what supervisors are told
    TROUBLE_REMOVED = "trouble-removed"
    TROUBLE_RIGHTS = "trouble-rights"  # {needs}
    TROUBLE_TAKEN_OUT = "trouble-taken-out"
    TROUBLE_SETTINGS = "trouble-settings"
    TROUBLE_UNSEEN = "trouble-unseen"
    # /desks
    GROUPS_EMPTY = "groups-empty"
    GROUPS_LIST = "groups-list"  # {count} {list}
    GROUPS_LINE_DESK = "groups-line-desk"  # {group} {state}
    GROUPS_LINE_OVERFLOW = "groups-line-overflow"  # {group} {state}
    GROUPS_LINE_FORUM = "groups-line-forum"  # {group} {state}
    GROUP_FREE = "group-free"
    GROUP_CLEARING = "group-clearing"
    GROUP_SERVES = "group-serves"  # {ticket} {customer}
    GROUP_SERVES_MANY = "group-serves-many"  # {count}
    BUTTON_GROUP_OUT = "button-group-out"  # {group}
    BUTTON_GROUP_BACK = "button-group-back"  # {group}
    # records: forgetting, time, figures
    STATS_RATING_SOLVED = "stats-rating-solved"  # {rating} {percent} {count}
    # records: to the holder, or where nobody holds the ticket into its group
    DESK_NUDGE = "desk-nudge"  # {ticket} {customer} {minutes}
    DESK_GOES_ON = "desk-goes-on"  # {ticket} {customer}
    DESK_CUSTOMER_BLOCKED = "desk-customer-blocked"  # {ticket} {customer}
    DESK_CUSTOMER_BACK = "desk-customer-back"  # {ticket} {customer}
    # staff: whose is it, where several tickets stand side by side
    BUTTON_WHOSE = "button-whose"  # {ticket}
    ANSWER_TO_WHOM = "answer-to-whom"
    # staff: answers from the page
    PAGE_ANSWER = "page-answer"  # {operator} {words}
    PAGE_FILE = "page-file"  # {operator}
    PAGE_ANSWER_ELSEWHERE = "page-answer-elsewhere"  # the customer is in a room
    PAGE_ANSWER_TOO_EARLY = "page-answer-too-early"  # nobody is there for the ticket yet
    PAGE_ANSWER_EMPTY = "page-answer-empty"
    PAGE_ANSWER_TOO_LONG = "page-answer-too-long"
    PAGE_CAPTION_TOO_LONG = "page-caption-too-long"
    PAGE_FILES_TOO_MANY = "page-files-too-many"
    PAGE_ANSWER_INTERNAL = "page-answer-internal"
    PAGE_ANSWER_LOST = "page-answer-lost"  # {ticket} {reason} {words}
    NOTE_BY_REPLY = "note-by-reply"
