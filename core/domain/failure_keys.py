"""Texts that name what failed, in people's words, beside each the values that it takes."""

from core.domain.text_keys import Key


class FailureKey(Key):
    """What was not done, or which part does not work."""

    MESSAGE = "failed-message"  # {reason}
    CARD = "failed-card"  # {reason}
    DOCUMENT = "failed-document"  # {reason}
    PRESS = "failed-press"  # {reason}
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
    ERASE = "failed-erase"  # {reason}
    PART_BOT = "part-bot"
    PART_USERBOT = "part-userbot"
    PART_FILES = "part-files"
    PART_SCHEDULER = "part-scheduler"
