"""The keys of all texts; beside each stand the values that the text takes."""

from enum import StrEnum


class Key(StrEnum):
    """The base of text keys. Each key has a text in each language (a test holds that)."""


class TextKey(Key):
    """Texts of the desk as a whole, and of rooms."""

    # customer
    ASK_CONTACT = "ask-contact"  # {name}
    CONTACT_NOT_YOURS = "contact-not-yours"
    CONTACT_SAVED = "contact-saved"
    WELCOME = "welcome"  # {name}
    USE_BUTTONS = "use-buttons"  # anything written that is not understood
    CARD_QUEUED = "card-queued"  # {ticket} {position} {ahead} {minutes} {hours}
    CARD_QUEUED_NOBODY = "card-queued-nobody"  # {ticket} {position} {ahead}: nobody is on shift
    CARD_QUEUED_CLOSED = (
        "card-queued-closed"  # {ticket} {position} {ahead} {day} {date} {clock} {zone}: closed
    )
    CARD_PREPARING = "card-preparing"  # {ticket}
    CARD_READY = "card-ready"  # {ticket}
    CARD_JOINED_WAITING = (
        "card-joined-waiting"  # {ticket} {position} {ahead} {minutes} {hours}: inside
    )
    CARD_ACTIVE = "card-active"  # {ticket} {operator}
    CARD_CLOSED = "card-closed"  # {ticket}
    CARD_CANCELLED = "card-cancelled"  # {ticket}
    CARD_NEVER_CAME = "card-never-came"  # {ticket}
    THANKS = "thanks"  # {ticket}
    NOTHING_TO_CANCEL = "nothing-to-cancel"
    # customer: working hours, topics, languages
    DAY_OF_MONTH = "day-of-month"  # {day} {month}: of an opening more than a week away
    DESK_CLOSED = "desk-closed"  # {name} {day} {date} {clock} {zone}
    DESK_NOBODY = "desk-nobody"  # {name}
    ASK_TOPIC = "ask-topic"  # {name}
    TOPIC_GONE = "topic-gone"  # {name}: asks again after a button of a topic that was taken away
    TOPIC_CHOSEN = "topic-chosen"  # {topic}
    BUTTON_TOPIC = "button-topic"  # {topic}
    BUTTON_EARLIER = "button-earlier"  # the page before
    BUTTON_FURTHER = "button-further"
    ASK_LANGUAGE = "ask-language"
    LANGUAGE_CHOSEN = "language-chosen"
    BUTTON_LANGUAGE_EN = "button-language-en"
    BUTTON_LANGUAGE_UK = "button-language-uk"
    BUTTON_LANGUAGE_RU = "button-language-ru"
    # operator
    PANEL_ON_SHIFT = "panel-on-shift"  # {name} {load} {capacity} {waiting}
    PANEL_OFF_SHIFT = "panel-off-shift"  # {name} {load} {capacity} {waiting}
    QUEUE_WAITING = "queue-waiting"  # {count} {list} {minutes}
    QUEUE_EMPTY = "queue-empty"
    CARD_MOVED = "card-moved"
    DOOR_WAITS = "door-waits"  # {ticket} {time}
    DOOR_TOO_MANY_CHATS = "door-too-many-chats"  # {ticket}
    BUTTON_LET_IN = "button-let-in"
    DOOR_TRIED = "door-tried"
    OPERATOR_TICKET = (
        "operator-ticket"  # {ticket} {customer} {topic}: the operator's own card of a ticket
    )
    OPERATOR_TICKET_LINK = (
        "operator-ticket-link"  # {ticket} {customer}: could not be invited, here is the link
    )
    OPERATOR_TICKET_CLOSED = "operator-ticket-closed"  # {ticket} {customer}
    ROOM_CARD = "room-card"  # {ticket} {customer} {topic} {operator} {goes}
    ROOM_CARD_WAITING = "room-card-waiting"  # {ticket} {goes}
    ROOM_CARD_CLOSED = "room-card-closed"  # {ticket}
    CONFIRM_CLOSE = "confirm-close"  # {ticket}
    # deadlines: of the customer
    OFFER_REMINDER = "offer-reminder"  # {ticket} {minutes}
    STILL_NEEDED = "still-needed"  # {ticket}: a question, with two buttons
    STILL_NEEDED_YES = "still-needed-yes"  # {ticket}
    CLOSED_SILENT = "closed-silent"  # {ticket}
    CLOSED_LEFT = "closed-left"  # {ticket}
    CARD_LEFT = "card-left"  # {ticket}: left the room, and may come back
    CARD_CLOSED_SILENT = "card-closed-silent"  # {ticket}
    CARD_CLOSED_LEFT = "card-closed-left"  # {ticket}
    BUTTON_STILL_NEEDED = "button-still-needed"
    BUTTON_SOLVED = "button-solved"
    # deadlines: of the operator
    ANSWER_REMINDER = "answer-reminder"  # {ticket} {customer} {minutes}
    OFFER_LOST = "offer-lost"  # {ticket} {customer}
    NUDGE = "nudge"  # {ticket} {customer} {minutes}
    GOES_ON = "goes-on"  # {ticket} {customer}: they answered that they still need help
    CUSTOMER_LEFT = "customer-left"  # {ticket} {customer}
    CUSTOMER_BACK = "customer-back"  # {ticket} {customer}
    # accounts and their rooms
    CARD_NO_ROOM_YET = "card-no-room-yet"  # {ticket}: an operator is found, a room cannot be had
    ROOM_ABOUT = "room-about"
    # buttons
    BUTTON_SHARE_CONTACT = "button-share-contact"
    BUTTON_TALK = "button-talk"
    BUTTON_CANCEL = "button-cancel"
    BUTTON_ENTER_ROOM = "button-enter-room"
    BUTTON_START_SHIFT = "button-start-shift"
    BUTTON_END_SHIFT = "button-end-shift"
    BUTTON_REFRESH = "button-refresh"
    BUTTON_CLOSE = "button-close"
    BUTTON_YES_CLOSE = "button-yes-close"
    BUTTON_NO = "button-no"
    # answers to a press, and expected errors
    DONE = "done"
    ALREADY_DONE = "already-done"
    NOT_YOUR_TICKET = "not-your-ticket"
    STAFF_ONLY = "staff-only"
    TICKET_IS_CLOSED = "ticket-is-closed"
    ALREADY_ON_SHIFT = "already-on-shift"
    NOT_ON_SHIFT = "not-on-shift"
    # staff, as supervisors see it
    STAFF_LIST = "staff-list"  # {count} {list}
    STAFF_LINE = "staff-line"  # {name} {role} {load} {capacity} {shift}
    ROLE_OPERATOR = "role-operator"
    ROLE_SUPERVISOR = "role-supervisor"
    SHIFT_ON = "shift-on"
    SHIFT_OFF = "shift-off"
    SHIFT_BREAK = "shift-break"
    MEMBER = "member"  # {list}
    MEMBER_CARD = "member-card"  # {name} {tag} {role} {load} {capacity} {shift}
    MEMBER_HAS_SKILLS = "member-has-skills"  # {skills}
    MEMBER_NOT_STARTED = "member-not-started"
    MEMBER_CAPACITY = "member-capacity"  # {name} {capacity}
    MEMBER_SKILLS = "member-skills"  # {name}
    MEMBER_REMOVE = "member-remove"  # {name} {count}
    STAFF_HOW_TO_ADD = "staff-how-to-add"
    STAFF_CANDIDATE = "staff-candidate"  # {name} {tag}
    STAFF_LOOKING = "staff-looking"  # {username}
    STAFF_NOT_LOOKED_UP = "staff-not-looked-up"  # {username}
    STAFF_NOBODY = "staff-nobody"  # {username}
    STAFF_HIDDEN = "staff-hidden"  # {name}: forwarded, and hides who they are
    STAFF_NOT_ON_TELEGRAM = "staff-not-on-telegram"  # {name}
    STAFF_NOT_A_PERSON = "staff-not-a-person"
    STAFF_ASK_AGAIN = "staff-ask-again"
    NOT_ON_STAFF = "not-on-staff"
    LAST_SUPERVISOR = "last-supervisor"
    YOU_ARE_ON_STAFF = "you-are-on-staff"  # {role}
    BUTTON_MEMBER = "button-member"  # {name}
    BUTTON_ADD_STAFF = "button-add-staff"
    BUTTON_HIRE_OPERATOR = "button-hire-operator"
    BUTTON_HIRE_SUPERVISOR = "button-hire-supervisor"
    BUTTON_MAKE_OPERATOR = "button-make-operator"
    BUTTON_MAKE_SUPERVISOR = "button-make-supervisor"
    BUTTON_CAPACITY = "button-capacity"
    BUTTON_NUMBER = "button-number"  # {count}
    BUTTON_SKILLS = "button-skills"
    BUTTON_SKILL_ON = "button-skill-on"  # {skill}
    BUTTON_SKILL_OFF = "button-skill-off"  # {skill}
    BUTTON_REMOVE = "button-remove"
    BUTTON_YES_REMOVE = "button-yes-remove"
    # why a ticket went where it went
    WHY_LIST = "why-list"  # {count}
    WHY_EMPTY = "why-empty"
    WHY_TICKET = "why-ticket"  # {ticket} {customer} {topic} {list}
    WHY_OPENED = "why-opened"  # {time}
    WHY_OFFERED = "why-offered"  # {time} {operator}
    WHY_ASSIGNED = "why-assigned"  # {time} {operator}
    WHY_JOINED = "why-joined"  # {time}
    WHY_TAKEN = "why-taken"  # {time} {operator}
    WHY_TRANSFERRED = "why-transferred"  # {time} {holder} {operator}
    WHY_TRANSFERRED_QUEUE = "why-transferred-queue"  # {time} {holder}
    WHY_TAKEN_OVER = "why-taken-over"  # {time} {holder} {operator}
    WHY_OFFER_LOST = "why-offer-lost"  # {time} {operator}
    WHY_REQUEUED = "why-requeued"  # {time}
    WHY_UNREACHABLE = "why-unreachable"  # {time} {operator}
    WHY_CALLED = "why-called"  # {time}
    WHY_ENTERED = "why-entered"  # {time} {operator}
    WHY_CLOSED = "why-closed"  # {time} {operator}
    WHY_ENDED = "why-ended"  # {time}
    WHY_CUSTOMER_UNREACHABLE = "why-customer-unreachable"  # {time}
    WHY_CUSTOMER_LEFT = "why-customer-left"  # {time}
    WHY_NOTE = "why-note"  # {note}
    WHY_NOW = "why-now"
    WHY_OTHERS_OFF = "why-others-off"
    REASON_CHOSEN = "reason-chosen"  # {operator} {load} {capacity} {idle} {last} {holds}
    REASON_FITS = "reason-fits"  # {operator} {load} {capacity} {idle} {last} {holds}
    REASON_NEVER_BUSY = "reason-never-busy"
    REASON_IDLE = "reason-idle"  # {age}
    REASON_LAST = "reason-last"
    REASON_HOLDS = "reason-holds"
    REASON_OFF_SHIFT = "reason-off-shift"  # {operator}
    REASON_ON_BREAK = "reason-on-break"  # {operator}
    REASON_IS_CUSTOMER = "reason-is-customer"  # {operator}
    REASON_LOST_OFFER = "reason-lost-offer"  # {operator}
    REASON_LACKS_SKILL = "reason-lacks-skill"  # {operator} {skill}
    REASON_NO_HEADROOM = "reason-no-headroom"  # {operator} {load} {capacity}
    REASON_FILLED = "reason-filled"  # {operator}
    REASON_OTHERS_FIT = "reason-others-fit"  # {count}
    REASON_OTHERS_FULL = "reason-others-full"  # {count}
    REASON_OTHERS_LACK_SKILL = "reason-others-lack-skill"  # {count}
    REASON_OTHERS_ON_BREAK = "reason-others-on-break"  # {count}
    REASON_WORDS = "reason-words"  # {operator} {words}: as the first versions kept it
    AGE_SECONDS = "age-seconds"  # {count}
    AGE_MINUTES = "age-minutes"  # {count}
    AGE_HOURS = "age-hours"  # {count} {minutes}
    BUTTON_TICKET = "button-ticket"  # {ticket} {name}
    BUTTON_WHY = "button-why"
    # active rooms, as supervisors see them
    ROOMS_LIST = "rooms-list"  # {count} {list}
    ROOMS_LINE = "rooms-line"  # {ticket} {customer} {operator} {age}
    ROOMS_EMPTY = "rooms-empty"
    ROOM_OF_TICKET = "room-of-ticket"  # {ticket} {customer} {topic} {operator} {age}
    BUTTON_STEP_IN = "button-step-in"
    BUTTON_TAKE_OVER = "button-take-over"
    BUTTON_YES_TAKE_OVER = "button-yes-take-over"
    CONFIRM_TAKE_OVER = "confirm-take-over"  # {ticket} {operator}
    ENTERING = "entering"
    ENTER_LINK = "enter-link"  # {ticket} {customer}: could not be invited
    ENTER_FAILED = "enter-failed"  # {ticket}
    ROOM_SUPERVISOR_ENTERED = "room-supervisor-entered"  # {name}
    NOT_ACTIVE = "not-active"
    ALREADY_YOURS = "already-yours"
    TAKE_OVER_FULL = "take-over-full"
    TAKE_OVER_OWN = "take-over-own"
    # what supervisors announce
    ANNOUNCE_ASK = "announce-ask"
    ANNOUNCE_ONLY_TEXT = "announce-only-text"
    ANNOUNCE_TO_WHOM = "announce-to-whom"  # {text}
    ANNOUNCE_SURE_OPERATORS = "announce-sure-operators"  # {count} {text}
    ANNOUNCE_SURE_CUSTOMERS = "announce-sure-customers"  # {count} {text}
    ANNOUNCE_SENDING = "announce-sending"  # {sent} {failed} {count}
    ANNOUNCE_DONE = "announce-done"  # {sent} {failed} {count}
    ANNOUNCE_STOPPED = "announce-stopped"  # {sent} {failed} {count}
    ANNOUNCE_DROPPED = "announce-dropped"
    ANNOUNCE_NOBODY = "announce-nobody"
    BUTTON_TO_OPERATORS = "button-to-operators"
    BUTTON_TO_CUSTOMERS = "button-to-customers"
    BUTTON_YES_SEND = "button-yes-send"
    BUTTON_STOP = "button-stop"
    # pages
    BUTTON_BEFORE = "button-before"
    BUTTON_AFTER = "button-after"
    BUTTON_BACK = "button-back"
    # the operator's shift and panel
    PANEL_ON_BREAK = "panel-on-break"  # {name} {load} {capacity} {waiting}
    PANEL_LEAVING = "panel-leaving"  # {name} {count}: ends the shift with tickets open
    BUTTON_BREAK = "button-break"
    BUTTON_END_BREAK = "button-end-break"
    BUTTON_KEEP_TICKETS = "button-keep-tickets"
    BUTTON_HAND_OVER = "button-hand-over"
    BUTTON_STAY_ON_SHIFT = "button-stay-on-shift"
    ALREADY_ON_BREAK = "already-on-break"
    NOT_ON_BREAK = "not-on-break"
    HELP_OPERATOR = "help-operator"
    HELP_SUPERVISOR = "help-supervisor"
    # the queue as operators see it, and their own tickets
    BUTTON_QUEUE = "button-queue"
    BUTTON_CHATS = "button-chats"
    BUTTON_TAKE = "button-take"  # {ticket}
    TAKEN_BY_OTHER = "taken-by-other"
    ON_BREAK = "on-break"
    NO_HEADROOM = "no-headroom"
    OWN_REQUEST = "own-request"
    CHATS_LIST = "chats-list"  # {count} {list}
    CHATS_EMPTY = "chats-empty"
    CHATS_CLOSE = "chats-close"  # {count} {list}
    CHATS_TRANSFER = "chats-transfer"  # {count} {list}
    BUTTON_CHAT_OF = "button-chat-of"  # {ticket}
    BUTTON_CLOSE_OF = "button-close-of"  # {ticket}
    BUTTON_TRANSFER_OF = "button-transfer-of"  # {ticket}
    # giving a ticket to somebody else
    TRANSFER_TO_WHOM = "transfer-to-whom"  # {ticket} {customer}
    TRANSFER_TO_NOBODY = "transfer-to-nobody"  # {ticket} {customer}: nobody has headroom
    TRANSFER_NOTE = "transfer-note"  # {ticket} {operator}
    TRANSFER_NOTE_QUEUE = "transfer-note-queue"  # {ticket}
    TRANSFERRED = "transferred"  # {ticket} {operator}
    TRANSFERRED_QUEUE = "transferred-queue"  # {ticket}
    BUTTON_TRANSFER = "button-transfer"
    BUTTON_OPERATOR = "button-operator"  # {name} {load} {capacity}
    BUTTON_TO_QUEUE = "button-to-queue"
    BUTTON_NO_NOTE = "button-no-note"
    CANNOT_TAKE = "cannot-take"  # the operator who was chosen
    NOBODY_HOLDS = "nobody-holds"
    OPERATOR_TICKET_NOTE = (
        "operator-ticket-note"  # {ticket} {customer} {topic} {operator} {note}: handed over by whom
    )
    OPERATOR_TICKET_PASSED = "operator-ticket-passed"  # {ticket} {customer}
    # what staff may do in a room
    BUTTON_HISTORY = "button-history"
    BUTTON_CALL_SUPERVISOR = "button-call-supervisor"
    BUTTON_ENTER_TICKET = "button-enter-ticket"
    HISTORY = "history"  # {customer}: below the file
    SUPERVISORS_TOLD = "supervisors-told"
    SUPERVISORS_TOLD_BEFORE = "supervisors-told-before"
    NO_SUPERVISOR = "no-supervisor"
    SEE_PRIVATE_CHAT = "see-private-chat"
    START_BOT_FIRST = "start-bot-first"
    NOTE_KEPT = "note-kept"  # {ticket}
    NOTE_EMPTY = "note-empty"
    # what customers think of a ticket
    STARS = "stars"  # {stars}: so many out of five
    BUTTON_STARS = "button-stars"  # {stars}
    BUTTON_NO_COMMENT = "button-no-comment"
    RATED_ASK_COMMENT = "rated-ask-comment"  # {ticket} {stars}
    RATED = "rated"  # {ticket} {stars}
    RATED_WITH_COMMENT = "rated-with-comment"  # {ticket} {stars}
    CANNOT_BE_RATED = "cannot-be-rated"
    RATING_IS_KEPT = "rating-is-kept"
    FEEDBACK_LIST = "feedback-list"  # {count} {list}
    FEEDBACK_LINE = "feedback-line"  # {ticket} {stars} {customer} {operator}
    FEEDBACK_LINE_COMMENT = (
        "feedback-line-comment"  # {ticket} {stars} {customer} {operator} {comment}
    )
    FEEDBACK_NONE = "feedback-none"
    NAME_FORGOTTEN = "name-forgotten"
    # what is kept about a customer
    OWN_DATA = "own-data"  # {name} {tag} {phone} {tickets} {messages} {files} {ratings}
    OWN_DATA_NONE = "own-data-none"
    OWN_DATA_FILE = "own-data-file"
    OWN_DATA_GIVEN = "own-data-given"
    NOTHING_KEPT = "nothing-kept"
    # being forgotten
    FORGET_ASK = "forget-ask"
    BUTTON_FORGET = "button-forget"
    BUTTON_FORGET_NOT = "button-forget-not"
    FORGET_ASKED = "forget-asked"
    FORGET_WAITS = "forget-waits"
    FORGET_NOT = "forget-not"
    FORGET_REFUSED = "forget-refused"
    FORGOTTEN = "forgotten"
    ERASURE_ASKED = "erasure-asked"  # {customer} {count}
    BUTTON_ERASE = "button-erase"
    BUTTON_ERASE_NOT = "button-erase-not"
    ERASURE_CONFIRM = "erasure-confirm"  # {customer}
    BUTTON_ERASE_YES = "button-erase-yes"
    BUTTON_ERASE_BACK = "button-erase-back"
    ERASURE_BEGUN = "erasure-begun"  # {number} {supervisor}
    ERASURE_GRANTED = "erasure-granted"  # {number} {supervisor}
    ERASURE_GRANTED_SENT = "erasure-granted-sent"  # {number} {supervisor} {count}
    ERASURE_REFUSED = "erasure-refused"  # {customer} {supervisor}
    ERASURE_PROPOSED = "erasure-proposed"  # {customer} {count} {supervisor} {reason}
    ERASURE_OWN_CARD = "erasure-own-card"  # {list}
    ERASURE_NEEDS_ANOTHER = "erasure-needs-another"
    ERASURE_NEEDS_SECOND = "erasure-needs-second"
    ERASURE_OWN = "erasure-own"
    ERASURE_WAITS = "erasure-waits"
    ERASURE_DROPPED = "erasure-dropped"  # {customer} {supervisor}
    BUTTON_ERASURE_BACK = "button-erasure-back"
    NOTHING_TO_ERASE = "nothing-to-erase"
    NO_ERASURES = "no-erasures"
    # customers as supervisors see them, and blocking
    BLOCKED = "blocked"
    ALREADY_BLOCKED = "already-blocked"
    NOT_BLOCKED = "not-blocked"
    CUSTOMER_UNKNOWN = "customer-unknown"
    CUSTOMER_ON_STAFF = "customer-on-staff"
    GIVE_REASON = "give-reason"
    CUSTOMERS_HOW = "customers-how"
    CUSTOMERS_BLOCKED = "customers-blocked"  # {count}
    CUSTOMER_CARD = "customer-card"  # {customer} {list}
    CUSTOMER_PHONE = "customer-phone"  # {phone}
    CUSTOMER_ID = "customer-id"  # {number}
    CUSTOMER_TICKETS = "customer-tickets"  # {count}
    CUSTOMER_OPEN = "customer-open"  # {ticket}
    CUSTOMER_BLOCKED = "customer-blocked"  # {time} {supervisor} {reason}
    CUSTOMER_ERASURE = "customer-erasure"
    ERASE_WHY = "erase-why"  # {customer}
    BUTTON_PROPOSE_ERASURE = "button-propose-erasure"
    BLOCK_ASK = "block-ask"  # {customer}
    BLOCK_ASK_OPEN = "block-ask-open"  # {customer} {ticket}
    BLOCK_WHY = "block-why"  # {customer}
    UNBLOCK_ASK = "unblock-ask"  # {customer}
    BUTTON_CUSTOMER = "button-customer"
    BUTTON_CUSTOMER_NAMED = "button-customer-named"  # {name}
    BUTTON_BLOCK = "button-block"
    BUTTON_BLOCK_YES = "button-block-yes"
    BUTTON_BLOCK_AND_CLOSE = "button-block-and-close"  # {ticket}
    BUTTON_BLOCK_AFTER = "button-block-after"  # {ticket}
    BUTTON_UNBLOCK = "button-unblock"
    BUTTON_UNBLOCK_YES = "button-unblock-yes"
    # the page
    WEB_LINK = "web-link"  # {minutes}
    WEB_LINK_WRITTEN = "web-link-written"  # {minutes} {link}: of an address that no button takes
    BUTTON_WEB = "button-web"
    WEB_NOT_SET_UP = "web-not-set-up"
    WEB_LINK_OVER = "web-link-over"
    # the archive
    LEDGER_CAPTION = "ledger-caption"  # {day} {entries} {erased} {hash}
    ARCHIVE_CAPTION = "archive-caption"  # {ticket} {customer} {topic}
    ARCHIVE_HEAD = "archive-head"  # {ticket} {customer} {topic} {opened} {ended}
    ARCHIVE_TOO_BIG = "archive-too-big"  # {ticket} {customer} {megabytes} {path}
