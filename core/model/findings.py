"""What the doctor finds, as keys and values: the words are the page's and the command line's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.model.texts import Text


class Found(StrEnum):
    """The keys of what is looked at, and of what is found; beside each stand its values."""

    # what is looked at
    CHECKED_SETTINGS = "checked-settings"
    CHECKED_DATABASE = "checked-database"
    CHECKED_WORK = "checked-work"
    CHECKED_UPDATES = "checked-updates"
    CHECKED_PART = "checked-part"
    CHECKED_ACCOUNT = "checked-account"  # {account}
    CHECKED_REDIS = "checked-redis"
    CHECKED_TRANSCRIPTS = "checked-transcripts"
    CHECKED_RECORD = "checked-record"
    CHECKED_HOOK = "checked-hook"  # {number} {address}
    CHECKED_BOT_TOKEN = "checked-bot-token"  # noqa: S105
    CHECKED_BOT_GROUPS = "checked-bot-groups"
    CHECKED_BOT_INLINE = "checked-bot-inline"
    CHECKED_BOT_UPDATES = "checked-bot-updates"
    CHECKED_BOT_FILES = "checked-bot-files"
    CHECKED_BOT_SERVER = "checked-bot-server"
    CHECKED_SERVER = "checked-server"
    CHECKED_SESSION = "checked-session"
    CHECKED_LOGIN = "checked-login"
    CHECKED_BOT = "checked-bot"
    CHECKED_USER_ACCOUNT = "checked-user-account"
    CHECKED_ACCOUNT_PART = "checked-account-part"  # {account} {part}
    CHECKED_USER_ACCOUNT_OF = "checked-user-account-of"  # {file}
    CHECKED_GROUP_DESK = "checked-group-desk"  # {title} {id}
    CHECKED_GROUP_OVERFLOW = "checked-group-overflow"  # {title} {id}
    CHECKED_GROUP_FORUM = "checked-group-forum"  # {title} {id}
    CHECKED_PAGE_TOPIC = "checked-page-topic"  # {key}
    CHECKED_PAGE_ORDER = "checked-page-order"
    CHECKED_PAGE_HOURS = "checked-page-hours"
    CHECKED_PAGE_HOURS_OF = "checked-page-hours-of"  # {key}
    CHECKED_PAGE_HOLIDAYS = "checked-page-holidays"
    CHECKED_PAGE_TAGS = "checked-page-tags"
    CHECKED_PAGE_WORDS = "checked-page-words"  # {key}
    CHECKED_PAGE_FIELDS = "checked-page-fields"
    CHECKED_PAGE_HOLIDAYS_OF = "checked-page-holidays-of"  # {key}
    CHECKED_PAGE_TEXT = "checked-page-text"  # {key} {of}: a language
    # what is found; a line is as whoever found it wrote it
    LINE = "found-line"  # {line}
    # settings, files, database
    NOTHING_MISSING = "found-nothing-missing"
    NOT_WRITABLE = "found-not-writable"  # {folder}
    RECORD_SIGNED = "found-record-signed"  # {file}
    RECORD_UNSIGNED = "found-record-unsigned"
    RECORD_KEY_REFUSED = "found-record-key-refused"  # {reason}
    TRANSCRIPTS_GO = "found-transcripts-go"  # {folder}
    TRANSCRIPTS_ELSEWHERE = "found-transcripts-elsewhere"  # {host} {since}
    TRANSCRIPTS_LEFT = "found-transcripts-left"  # {host} {since}
    NOT_UP_TO_DATE = "found-not-up-to-date"
    UP_TO_DATE = "found-up-to-date"  # {kind}
    ANSWERS = "found-answers"
    # parts and what waits for them
    BY_BOT = "found-by-bot"
    BY_USERBOT = "found-by-userbot"
    BY_ACCOUNT = "found-by-account"  # {account}
    BY_SCHEDULER = "found-by-scheduler"
    BY_WEB = "found-by-web"
    BY_FILES = "found-by-files"
    BY_STAND_BY = "found-by-stand-by"  # {part} {host}
    WAITS_UPDATE = "found-waits-update"  # {count} {who} {age}
    WAITS_TASK = "found-waits-task"  # {count} {who} {age}
    IS_IT_RUNNING = "found-is-it-running"
    SET_ASIDE = "found-set-aside"  # {count}
    PART_ABSENT = "found-part-absent"  # {part}
    PART_HANGS = "found-part-hangs"  # {part} {age}
    PART_TROUBLE = "found-part-trouble"  # {part} {trouble}
    PART_WORKS = "found-part-works"  # {part}
    PART_WORKS_ON = "found-part-works-on"  # {part} {host}
    PART_WAITS = "found-part-waits"  # {part}
    # user accounts
    ACCOUNT_AWAY = "found-account-away"
    ROOMS_TODAY = "found-rooms-today"  # {made} {most}
    IN_CHATS = "found-in-chats"  # {chats} {most}
    HEALTH = "found-health"  # {health} {most}
    RESTS = "found-rests"  # {until} {trouble} {what}
    RESTS_MAKING = "found-rests-making"
    RESTS_INVITING = "found-rests-inviting"
    RESTS_ALL = "found-rests-all"
    RESTS_GROWING = "found-rests-growing"
    NO_ROOMS_UNTIL = "found-no-rooms-until"  # {until}
    LAST_TROUBLE = "found-last-trouble"  # {trouble}
    UNREAD = "found-unread"  # {what} {since} {reason}
    OWN_UPDATES = "found-own-updates"
    ROOM = "found-room"  # {room}
    NO_ACCOUNT = "found-no-account"
    IN_USE = "found-in-use"
    NO_SESSION = "found-no-session"  # {file}
    SESSION_MODE = "found-session-mode"  # {file} {mode}
    SESSION_THERE = "found-session-there"  # {file}
    SERVER_ANSWERS = "found-server-answers"
    SERVER_AWAY = "found-server-away"  # {reason}
    NOBODY_LOGGED_IN = "found-nobody-logged-in"
    LOGIN_REFUSED = "found-login-refused"  # {reason}
    LOGGED_IN = "found-logged-in"  # {name} {id}
    LOGIN_ELSEWHERE = "found-login-elsewhere"  # {host}
    BOT_KNOWN = "found-bot-known"  # {bot}
    BOT_FOUND = "found-bot-found"  # {bot}
    BOT_NOT_FOUND = "found-bot-not-found"  # {bot} {reason}
    # the bot
    TOKEN_UNKNOWN = "found-token-unknown"  # noqa: S105
    API_AWAY = "found-api-away"  # {reason}
    BOT_IS = "found-bot-is"  # {username} {id}
    GROUPS_REFUSED = "found-groups-refused"
    GROUPS_ALLOWED = "found-groups-allowed"
    INLINE_ON = "found-inline-on"
    INLINE_OFF = "found-inline-off"
    WEBHOOK_TAKEN = "found-webhook-taken"
    WEBHOOK_FAILED = "found-webhook-failed"  # {reason}
    UPDATES_WAITING = "found-updates-waiting"  # {count}
    NO_FILES = "found-no-files"
    FILE_FETCHED = "found-file-fetched"
    SERVER_OLDER = "found-server-older"  # {least}
    # webhooks
    HOOK_TAKES = "found-hook-takes"  # {at}
    HOOK_NEW = "found-hook-new"
    HOOK_FAILS = "found-hook-fails"  # {since} {count} {reason}
    HOOK_OFF = "found-hook-off"
    HOOK_SWITCHED_OFF = "found-hook-switched-off"  # {reason}
    HOOK_OTHER_KEY = "found-hook-other-key"  # {file}
    # staff groups
    ADD_BOT = "found-add-bot"  # {reason}
    NEED_FORUM = "found-need-forum"
    NEED_ADMIN = "found-need-admin"
    NEED_DELETE = "found-need-delete"
    NEED_RENAME = "found-need-rename"
    NEED_PIN = "found-need-pin"
    NEED_TOPICS = "found-need-topics"
    TAKEN_OUT = "found-taken-out"  # {use}
    BOT_IS_ADMIN = "found-bot-is-admin"
    MAY_DESK = "found-may-desk"
    MAY_OVERFLOW = "found-may-overflow"
    MAY_FORUM = "found-may-forum"
    HEARS_ALL = "found-hears-all"
    HEARS_ALL_PRIVATE = "found-hears-all-private"
    HEARS_COMMANDS = "found-hears-commands"
    ACCOUNT_DELETES = "found-account-deletes"
    ACCOUNT_DELETES_NOT = "found-account-deletes-not"
    ACCOUNT_ABSENT = "found-account-absent"
    SUPERGROUP = "found-supergroup"  # {id}
    # the page, the file, what is delivered
    UNUSABLE = "found-unusable"  # {reason}
    PAGE_ALONE = "found-page-alone"
    DIFFERS_FILE = "found-differs-file"
    DIFFERS_DELIVERED = "found-differs-delivered"
    SAME = "found-same"

    # what troubles a user account, by the words of `core.model.accounts.Trouble`
    TROUBLE_FLOOD_WAIT = "account-trouble-flood_wait"
    TROUBLE_SLOWED = "account-trouble-slowed"
    TROUBLE_OFFLINE = "account-trouble-offline"
    TROUBLE_PEER_FLOOD = "account-trouble-peer_flood"
    TROUBLE_CHANNELS_TOO_MUCH = "account-trouble-channels_too_much"
    TROUBLE_RESTRICTED = "account-trouble-restricted"
    TROUBLE_FROZEN = "account-trouble-frozen"
    TROUBLE_AWAY = "account-trouble-away"


@dataclass(frozen=True, slots=True)
class Said:
    """A few words by key; values are data, or words again: by such a key, or the bot's."""

    key: Found
    values: Mapping[str, Value] = field(default_factory=dict)

    def mapped(self, change: Callable[[str], str]) -> Said:
        """Return the same with its texts changed."""

        def of(value: Value) -> Value:
            if isinstance(value, Said):
                return value.mapped(change)
            return change(value) if isinstance(value, str) else value

        return Said(self.key, {name: of(value) for name, value in self.values.items()})


Value = str | int | Said | Text


def said(key: Found, /, **values: Value) -> Said:
    """Say that."""
    return Said(key, values)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check: what was looked at, whether it is well, and what was seen or is to be
    done."""

    what: Said
    ok: bool
    says: tuple[Said, ...]

    def mapped(self, change: Callable[[str], str]) -> Finding:
        """Return the same with all texts of its values changed."""
        says = tuple(each.mapped(change) for each in self.says)
        return Finding(self.what.mapped(change), self.ok, says)


def well(what: Said | Found, *says: Said | Found) -> Finding:
    """Say that it is well; a key alone has no values."""
    return Finding(_said(what), True, tuple(map(_said, says)))


def ill(what: Said | Found, *says: Said | Found) -> Finding:
    """Say that it is not, and why, or what to do."""
    return Finding(_said(what), False, tuple(map(_said, says)))


def _said(given: Said | Found) -> Said:
    return Said(given) if isinstance(given, Found) else given
