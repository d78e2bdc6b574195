"""Keys of notices to supervisors; beside each stand the values that its text takes."""

from core.model.text_keys import Key


class NoticeKey(Key):
    """What supervisors hear of by themselves. A notice that fails asks for no other."""

    OPERATOR_UNREACHABLE = "supervisor-operator-unreachable"  # {operator} {ticket}
    INTRUDER = "supervisor-intruder"  # {person} {ticket}
    EFFECT_FAILED = "supervisor-effect-failed"  # {ticket} {reason}
    OFFER_PASSED = "supervisor-offer-passed"  # {ticket} {operator} {next}
    OFFER_WAITS = "supervisor-offer-waits"  # {ticket} {operator}
    OFF_SHIFT = "supervisor-off-shift"  # {ticket} {operator}: nothing reaches them
    MEND_BOT = "supervisor-mend-bot"  # {operator}
    MEND_PRIVACY = "supervisor-mend-privacy"  # {operator}
    MEND_CHATS = "supervisor-mend-chats"  # {operator}
    MEND_ADDRESS = "supervisor-mend-address"  # {operator}
    MEND_OTHER = "supervisor-mend-other"  # {operator} {reason}
    ROOMS_SPENT = "supervisor-rooms-spent"  # {ticket} {minutes}
    ROOMS_FLOODED = "supervisor-rooms-flooded"  # {ticket} {minutes}
    ROOMS_OFFLINE = "supervisor-rooms-offline"  # {ticket} {minutes}
    ROOMS_POORLY = "supervisor-rooms-poorly"  # {ticket} {minutes}
    ROOMS_FULL = "supervisor-rooms-full"  # {ticket}
    ROOMS_AWAY = "supervisor-rooms-away"  # {ticket}
    ACCOUNT_FULL = "supervisor-account-full"  # {account} {chats} {most}
    ACCOUNT_RESTRICTED = "supervisor-account-restricted"  # {account} {hours}
    ACCOUNT_FROZEN = "supervisor-account-frozen"  # {account} {hours}
    ACCOUNT_SPAM = "supervisor-account-spam"  # {account} {hours}
    ACCOUNT_LOGIN = "supervisor-account-login"  # {account} {device} {location}
    ACCOUNT_CODE = "supervisor-account-code"  # {account}
    ACCOUNT_TOLD = "supervisor-account-told"  # {account} {text}
    ACCOUNT_GONE = "supervisor-account-gone"  # {account}
    ACCOUNT_AWAY = "supervisor-account-away"  # {account}
    PART_FAILS = "supervisor-part-fails"  # {part}
    WANTED = "supervisor-wanted"  # {ticket} {customer} {operator}
    RATING = "supervisor-rating"  # {ticket} {stars} {customer} {operator}
    RATING_COMMENT = "supervisor-rating-comment"  # {ticket} {stars} {customer} {operator} {comment}
    FILES_LEFT = "supervisor-files-left"  # {customer} {reason}
    ARCHIVE_CHAT = "supervisor-archive-chat"  # {chat} {reason}
    UNRESOLVED = "supervisor-unresolved"  # {ticket} {customer} {operator}
    RESOLVED_LATER = "supervisor-resolved-later"  # {ticket} {customer} {operator}
    GROUP_LOST = "supervisor-group-lost"  # {group} {trouble}
    GROUP_BACK = "supervisor-group-back"  # {group}
    LEFT_IN_GROUP = "supervisor-left-in-group"  # {group} {count}
    LEFT_IN_ARCHIVE = "supervisor-left-in-archive"  # {count} {messages}
    TOPIC_LEFT = "supervisor-topic-left"  # {group}
    WEBHOOK_OFF = "supervisor-webhook-off"  # {address} {reason}
    DISK_REFUSES = "disk-refuses"  # {reason}
    DATABASE_REFUSES = "database-refuses"
    DATABASE_WRITES = "database-writes"  # again
