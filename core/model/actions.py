"""What a button's callback data says: `verb`, or `verb:argument`, never more than 64 bytes (Bot
API, InlineKeyboardButton). Also the pages of long lists, and short words for lengths of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from core.model.text_keys import Key, TextKey
from core.model.texts import Button, Rows, Text, text


class Verb(StrEnum):
    """What a press asks for."""

    TALK = "talk"  # argument: a topic's key, or none
    CANCEL = "cancel"  # the customer's ticket
    CLOSE = "close"  # a ticket: asks for confirmation
    CLOSE_YES = "close-yes"  # a ticket
    CLOSE_NO = "close-no"  # a ticket
    SHIFT = "shift"  # START or END
    PANEL = "panel"
    # topics and languages
    TOPICS = "topics"  # a page of the question what it is about
    LANGUAGE = "language"  # its code
    # silence
    GO_ON = "go-on"  # a ticket: the customer still needs help
    SOLVED = "solved"  # a ticket: the customer does not
    LET_IN = "let-in"  # a ticket: they left a group, and are to be let into its room now
    # supervisors
    STAFF = "staff"  # a page
    STAFF_ADD = "staff-add"
    HIRE = "hire"  # a person, a role
    MEMBER = "member"  # an operator, as all up to MEMBER_GONE
    MEMBER_ROLE = "member-role"  # and a role
    MEMBER_CAPACITY = "member-capacity"  # and perhaps a number
    MEMBER_SKILLS = "member-skills"  # and perhaps a skill's code
    MEMBER_REMOVE = "member-remove"  # asks for confirmation
    MEMBER_GONE = "member-gone"
    WHY = "why"  # a page of tickets
    WHY_TICKET = "why-ticket"  # a ticket
    EXPORT = "export"  # a ticket, and as what it is handed over
    EXPORT_ALL = "export-all"  # a customer, and as what all of theirs is
    ROOMS = "rooms"  # a page
    ROOM = "room"  # a ticket, as all up to ROOM_CLOSE_YES
    ENTER = "enter"
    TAKE_OVER = "take-over"  # asks for confirmation
    TAKE_OVER_YES = "take-over-yes"
    WATCH = "watch"
    WATCH_STOP = "watch-stop"
    WATCH_TAKE = "watch-take"  # asks for confirmation where it is read
    ROOM_CLOSE = "room-close"  # asks for confirmation
    ROOM_CLOSE_YES = "room-close-yes"
    AUDIT = "audit"  # a page of the audit log
    CUSTOMERS = "customers"  # a page of those who are blocked
    CUSTOMER = "customer"  # a customer, as all up to UNBLOCK_YES
    CUSTOMER_OF = "customer-of"  # a ticket
    BLOCK = "block"  # asks what becomes of an open ticket
    BLOCK_WHY = "block-why"  # and CLOSE or KEEP: asks for the reason
    UNBLOCK = "unblock"  # asks for confirmation
    UNBLOCK_YES = "unblock-yes"
    ERASE = "erase"  # a customer: asks for the reason to propose it
    SEARCH = "search"  # a page of what was found
    FOUND = "found"  # that page, a message's row: the talk around it
    TEXTS = "texts"  # what customers are told: a moment, a language, a page
    TEXT_SHOWN = "show-text"  # a language, a text's key: as customers get it
    TAG_GONE = "tag-gone"  # a tag's word: off the desk's list
    FOUND_FILE = "found-file"  # a ticket: its customer's transcript
    AUDIENCE = "audience"  # an announcement, operators or customers
    ANNOUNCE_YES = "announce-yes"  # an announcement
    ANNOUNCE_STOP = "announce-stop"  # an announcement: not to be sent, or no further
    GROUPS = "groups"  # a page of the staff's groups
    GROUP_OUT = "group-out"  # a group by its id without the sign, a page
    GROUP_BACK = "group-back"  # the same
    # operators
    BREAK = "break"  # START or END
    LEAVE = "leave"  # the shift, with tickets open: KEEP, HAND_OVER or STAY
    QUEUE = "queue"  # a page
    TAKE = "take"  # a ticket
    CHATS = "chats"  # own open tickets: what for (`Doing`), a page
    END_TICKET = "end"  # from that list: a ticket; asks for confirmation
    END_TICKET_YES = "end-yes"  # a ticket
    TRANSFER = "transfer"  # a ticket: to whom? or also a page
    GIVE = "give"  # a ticket, an operator (0: the queue): with which note?
    GIVE_NOW = "give-now"  # a ticket, an operator (0: the queue): without a note
    HISTORY = "history"  # a ticket: the customer's transcript, in private
    CALL = "call"  # a ticket: a supervisor is wanted
    TAGS = "tags"  # a ticket: which tags?
    FIELD = "field"  # a field and the number of a choice: a customer gives it
    FIELD_SKIP = "field-skip"  # a field: they would rather not
    FIELD_LEAVE = "field-leave"  # and do not ask any more
    TAG_ON = "tag-on"  # a ticket, a tag's word
    TAG_OFF = "tag-off"  # the same
    NOTES = "notes"  # a ticket: what is noted on its customer?
    NOTE_WRITE = "note-write"  # a ticket: with which words?
    NOTE_GONE = "note-gone"  # a ticket, a note on its customer
    REMINDERS = "reminders"  # a ticket: which are set?
    REMIND = "remind"  # a ticket, one of `CHOICES`
    REMIND_WRITE = "remind-write"  # a ticket: when, and of what?
    REMIND_NOT = "remind-not"  # a ticket, a reminder: it goes
    REMIND_NOT_MINE = "remind-not-mine"  # a reminder, from the list of one's own
    STAY_OPEN = "stay-open"  # a ticket: no, do not close (the answer to /close in the room)

    # statistics
    STATS = "stats"  # a word (today, yesterday, week, month), or first and last day and the page
    STATS_DAYS = "stats-days"  # a month to choose days from, and the first day once it is chosen
    STATS_FILES = "stats-files"  # first and last day
    BOARD = "board"
    BOARD_STOP = "board-stop"
    NOTHING = "nothing"  # a button that is only read
    # answers from staff groups
    SEND_AGAIN = "send-again"  # a message of that group that did not arrive
    WITHDRAW = "withdraw"  # a ticket, a page of its answers
    WITHDRAW_THIS = "withdraw-this"  # a ticket, a message of that group
    WITHDRAW_DONE = "withdraw-done"  # a ticket: the list of its answers goes
    # what is held back
    HELD_SEND = "held-send"  # a ticket, a message of that group: an answer that is held back
    HELD_DROP = "held-drop"  # the same
    HELD_SHOW = "held-show"  # a ticket: its customer's words that were not passed on
    # canned replies
    REPLIES = "replies"  # a ticket, a page
    REPLY = "reply"  # a ticket, a canned reply
    REPLIES_DONE = "replies-done"  # a ticket: their list goes
    KEPT_REPLIES = "kept-replies"  # a page of all of them
    KEPT_REPLY = "kept-reply"  # a canned reply, as all up to KEPT_GONE
    KEPT_WORDS = "kept-words"  # asks for other words
    KEPT_REMOVE = "kept-remove"  # asks for confirmation
    KEPT_GONE = "kept-gone"
    # desks and threads
    ADDRESSEE = "whose"  # a ticket: below each of its messages in the overflow group
    DESK_CLOSE = "desk-close"  # a ticket: asks for confirmation on its card
    DESK_CLOSE_YES = "desk-close-yes"  # a ticket
    DESK_CLOSE_NO = "desk-close-no"  # a ticket: the card as it was
    DESK_STAY = "desk-stay"  # a ticket: the question that answered /close goes
    DESK_HISTORY = "desk-history"  # a ticket: the customer's transcript
    # privacy
    RATE = "rate"  # a ticket, stars
    CONVERSATION = "conversation"  # a ticket: its customer wants it as a file
    NO_COMMENT = "no-comment"  # a ticket
    RESOLVE = "resolve"  # a ticket, yes or no: has the customer found out everything?
    REOPEN = "reopen"  # a ticket that ended: its customer wants it to go on
    REOPEN_TICKET = "reopen-ticket"  # the same, by staff
    FEEDBACK = "feedback"  # a page
    FORGET = "forget"  # YES or NO
    ERASURE = "erasure"  # a wish to be forgotten, and what becomes of it
    RETENTION = "retention"  # ASK, YES or BACK: may words go whose time is over?
    RELEASE = "release"  # a ticket that is held


MOST_BYTES = 64


START = "start"


END = "end"


KEEP = "keep"


HAND_OVER = "hand-over"


STAY = "stay"


CLOSE = "close"


class Doing(StrEnum):
    """What the list of one's own tickets is shown for."""

    ALL = "all"
    CLOSE = "close"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Action:
    """A press, parsed."""

    verb: Verb
    argument: str | None = None

    def __str__(self) -> str:
        return self.verb.value if self.argument is None else f"{self.verb.value}:{self.argument}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """The argument's parts, which colons divide."""
        return () if self.argument is None else tuple(self.argument.split(":"))

    @property
    def numbers(self) -> tuple[int, ...] | None:
        """The argument's parts as numbers; None when one of them is none."""
        parts = self.arguments
        if not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
            return None
        return tuple(int(part) for part in parts)

    @property
    def ticket_id(self) -> int | None:
        """The argument as a ticket's id; None when it is none."""
        text = self.argument or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def whole_number(part: str) -> int | None:
    """Parse a part of an argument as a number that fits an id; None when it is none."""
    return int(part) if part.isascii() and part.isdigit() and len(part) < 19 else None


def parse(data: str | None) -> Action | None:
    """Return the action of a press; None for callback data that no button of ours has."""
    verb, colon, argument = (data or "").partition(":")
    try:
        return Action(Verb(verb), argument if colon else None)
    except ValueError:
        return None


def press(verb: Verb, *arguments: str | int) -> str:
    """Return the callback data of a button. Raises ValueError beyond Telegram's 64 bytes."""
    given = ":".join(str(argument) for argument in arguments)
    data = str(Action(verb, given if arguments else None))
    if len(data.encode()) > MOST_BYTES:
        raise ValueError(f"more than {MOST_BYTES} bytes: {data}")
    return data


def button(label: Key, verb: Verb, *arguments: str | int, **values: str | int) -> Button:
    """Make a button with that action; `values` are its label's."""
    return Button(label, action=press(verb, *arguments), values=values)


T = TypeVar("T")


PAGE = 8
"""Entries of a list on one page."""


def clipped(page: int, count: int) -> int:
    """Return the nearest page that exists (from 0): lists grow shorter."""
    return max(0, min(page, (count - 1) // PAGE))


def part(entries: Sequence[T], page: int) -> Sequence[T]:
    """Return the entries of a page, from 0."""
    return entries[page * PAGE : (page + 1) * PAGE]


def page_buttons(page: int, count: int, verb: Verb, *before: str | int) -> Rows:
    """Make the row of buttons that turn the pages of a list of `count` entries; empty for one page.

    Its buttons carry `before` and the other page's number.
    """
    row = []
    if page > 0:
        row.append(button(TextKey.BUTTON_BEFORE, verb, *before, page - 1))
    if (page + 1) * PAGE < count:
        row.append(button(TextKey.BUTTON_AFTER, verb, *before, page + 1))
    return (tuple(row),) if row else ()


def age(length: timedelta, language: str) -> Text:
    """Say a length of time: seconds below a minute, minutes below an hour, then hours and
    minutes."""
    seconds = max(0, int(length.total_seconds()))
    if seconds < 60:
        return text(TextKey.AGE_SECONDS, language, count=seconds)
    minutes = seconds // 60
    if minutes < 60:
        return text(TextKey.AGE_MINUTES, language, count=minutes)
    return text(TextKey.AGE_HOURS, language, count=minutes // 60, minutes=minutes % 60)


LONGEST_NOTE = 1000
"""In characters: a note must fit a card together with everything else."""
