"""Keys of what supervisors read of the desk: figures, the live board, and what failed; beside each
stand the values that its text takes."""

from core.model.text_keys import Key


class StatsKey(Key):
    """What supervisors read of how the desk does."""

    STATS_CARD = (
        "stats-card"  # {period} {entered} {answered} {abandoned} {abandonment} {waiting} {reopened}
        # {asa} {frt} {aht} {level} {seconds} {rating} {details}
    )
    STATS_OPERATORS = "stats-operators"  # {page} {pages}: stands above them
    STATS_ACCOUNTS = "stats-accounts"  # stands above them
    STATS_ACCOUNT = "stats-account"  # {name} {made} {rooms} {chats} {most} {health}
    STATS_ACCOUNT_FLOODED = (
        "stats-account-flooded"  # {name} {made} {rooms} {chats} {most} {health} {minutes}
    )
    STATS_ACCOUNT_AWAY = "stats-account-away"  # {name} {made} {rooms} {chats} {most}
    STATS_REPLIES = "stats-replies"  # {count} {list}: how often canned ones were said, and which
    STATS_DAY = "stats-day"  # {day} {month} {year}
    STATS_DAYS = "stats-days"  # {from} {to}
    STATS_OPERATOR = (
        "stats-operator"  # {name} {handled} {load} {capacity} {aht} {frt} {rating} {busy} {full}
    )
    STATS_PERCENT = "stats-percent"  # {percent}
    STATS_RATING = "stats-rating"  # {whole} {tenth} {count}
    STATS_NO_RATING = "stats-no-rating"
    STATS_NOTHING = "stats-nothing"  # there is nothing to take a mean of
    STATS_CHOOSE_FIRST = "stats-choose-first"
    STATS_CHOOSE_LAST = "stats-choose-last"  # {first}
    STATS_UNCLEAR = "stats-unclear"  # what was written behind the command
    CHART_TITLE_DAY = "chart-title-day"  # {period}
    CHART_TITLE_DAYS = "chart-title-days"  # {period}
    CHART_WAITING = "chart-waiting"
    CHART_LOAD = "chart-load"
    CHART_ON_SHIFT = "chart-on-shift"
    CHART_CAPTION = "chart-caption"  # {period}
    TICKETS_FILE = "tickets-file"  # {period}
    OPERATORS_FILE = "operators-file"  # {period}
    BUTTON_TODAY = "button-today"
    BUTTON_YESTERDAY = "button-yesterday"
    BUTTON_WEEK = "button-week"
    BUTTON_MONTH = "button-month"
    BUTTON_CHOOSE_DAYS = "button-choose-days"
    BUTTON_FILES = "button-files"
    BUTTON_MONTH_NAME = "button-month-name"  # {month} {year}
    BUTTON_WEEKDAY = "button-weekday"  # {weekday}: 0 is Monday
    BUTTON_DAY = "button-day"  # {day}
    BUTTON_NO_DAY = "button-no-day"
    # live board
    BOARD_CARD = "board-card"  # {queue} {staff} {active}
    BOARD_QUEUE = "board-queue"  # {count} {hours} {minutes}: stands above those who wait
    BOARD_NOBODY_WAITS = "board-nobody-waits"
    BOARD_STAFF = "board-staff"  # {count}: stands above those on shift
    BOARD_NOBODY_ON_SHIFT = "board-nobody-on-shift"
    BOARD_WAITER = "board-waiter"  # {ticket} {name} {topic} {hours} {minutes}
    BOARD_OPERATOR = "board-operator"  # {name} {load} {capacity}
    BOARD_OPERATOR_ON_BREAK = "board-operator-on-break"  # {name} {load} {capacity}
    BOARD_MORE = "board-more"  # {count}
    BOARD_STOPPED = "board-stopped"
    BOARD_MOVED = "board-moved"
    BUTTON_BOARD = "button-board"
    BUTTON_STOP_BOARD = "button-stop-board"


class FailureKey(Key):
    """What was not done, or which part does not work."""

    MESSAGE = "failed-message"  # {reason}
    CARD = "failed-card"  # {reason}
    DOCUMENT = "failed-document"  # {reason}
    PRESS = "failed-press"  # {reason}
    INLINE = "failed-inline"  # {reason}
    LET_IN = "failed-let-in"  # {reason}
    TURN_AWAY = "failed-turn-away"  # {reason}
    LINK = "failed-link"  # {reason}
    LINK_END = "failed-link-end"  # {reason}
    TITLE = "failed-title"  # {reason}
    PIN = "failed-pin"  # {reason}
    DELETE = "failed-delete"  # {reason}
    COMMANDS = "failed-commands"  # {reason}
    USERNAME = "failed-username"  # {reason}
    COPY = "failed-copy"  # {reason}
    EDIT = "failed-edit"  # {reason}
    REACTION = "failed-reaction"  # {reason}
    TOPIC = "failed-topic"  # {reason}
    TOPIC_DELETE = "failed-topic-delete"  # {reason}
    GROUP = "failed-group"  # {reason}
    ROOM = "failed-room"  # {reason}
    ROOM_CLEAR = "failed-room-clear"  # {reason}
    ROOM_DELETE = "failed-room-delete"  # {reason}
    INVITE = "failed-invite"  # {reason}
    REMOVE = "failed-remove"  # {reason}
    MEDIA = "failed-media"  # {reason}
    TRANSCRIPT = "failed-transcript"  # {reason}
    EXPORT = "failed-export"  # {reason}
    ERASE = "failed-erase"  # {reason}
    PART_BOT = "part-bot"
    PART_USERBOT = "part-userbot"
    PART_FILES = "part-files"
    PART_SCHEDULER = "part-scheduler"
    PART_WEB = "part-web"
