"""What the desk remembers, so that it says or does things once."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.model.cards import RowName

Changed = Mapping[str, str | None]
"""Of names whose word changed: the word before, None where there was none."""


@dataclass(frozen=True, slots=True)
class Word:
    """A short word that is remembered under the name of a card or a memo from now on, at most 100
    characters. `unless`: only if nothing was remembered under that name. `if_known`: only if
    something was remembered under its own."""

    name: str
    word: str
    unless: str | None = None
    if_known: bool = False


class Memo(RowName):
    """What is remembered. Its value is how the rows' names begin, as earlier versions wrote them.
    Below each stands what its key consists of, and which words are remembered."""

    ASKED = "asked"
    """By a card or a text of somebody: when it was last asked for (seconds since 1970)."""
    CALLED = "called"
    """Ticket: when a supervisor was last called to it."""
    HISTORY = "history"
    """Ticket, and who or which chat got the customer's transcript: when they last did."""
    SEARCH = "search"
    """Supervisor: what they looked for last."""
    OWN_DATA = "own-data"
    """Customer: when they last got what is kept of them."""

    BLOCKED = "blocked"
    """Customer: when they were last told that the desk takes nothing from them."""

    HELD = "held-told"
    """Ticket: when its customer was last told that words of theirs do not pass. Chat, message:
    which edit of it staff had shown, or what became of an answer that was held back."""
    AUTO_FIRST = "auto-first"
    """Ticket: its first words were answered by the desk itself."""
    AUTO_CLOSED = "auto-closed"
    """Customer: until when nobody was there when they were last told so by the desk itself."""
    LINK = "link-told"
    """Ticket: told that its customer, who is new, sent a link into its room."""

    ROOM_GOES = "room-goes"
    """Ticket, place: when it was last told there that the room will be gone."""

    CAME = "came"
    """Ticket, person: `told` that they came into its room, or `left` since."""
    ADMISSION = "door"
    """Ticket, person: told that they have to wait before they are let in."""
    DENIED = "denied"
    """Ticket: the day, and why no place was to be had then."""
    NO_ROOMS = "no-rooms"
    """Cause: the last day on which supervisors heard of it."""
    FAILED = "failed"
    """Ticket, kind of effect: told to supervisors."""
    POSITION = "position"
    """Ticket: what its waiting customer was last told of their place in line; `-` once it waits
    no more."""

    ADDRESSEE = "whose"
    """Chat, message: its author was asked whom that answer is for."""
    REPLIED = "replied"
    """Ticket, message with the list of canned replies: the one that was chosen there."""
    CLOSED_THREAD = "closed-thread"
    """Place: the use after which staff heard that words in the topic go nowhere."""
    HELD_UP = "held-up"
    """Ticket, chat: until when words on their way there are held up, or `arrived`; the card of that
    name tells it."""
    LOOK = "look"
    """Place: how its topic looks. Group: the turn in which it was last looked at."""

    ARRIVAL = "queue-arrival"
    """Of the queue: who came to wait last, and when."""
    BELL = "bell"
    """Operator: when the queue last rang for them, and for which arrival."""
    BELL_DUE = "bell-due"
    """Of the queue: when the bells ring that had to wait for their minute."""
    STATUS = "status"
    """Operator: what the queue's message last told them."""

    REACH = "reach"
    """Way (`bot`, `invite`), operator: why they are not reached by it, or `fine`."""
    VERDICT = "verdict-on"
    """Account: what Telegram refused it, or `well`."""
    CHATS = "chats-of"
    """Account: whether it is in `many` chats or in `few`."""
    PART = "part"
    """Part of the desk: whether it `works` or `fails`."""
    TAKEN_OUT = "taken-out"
    """Chat, message: the bot deletes it there, so it is nobody's deletion."""
    MISSED = "missed"
    """Chat, message: the transcript says that it could not be had."""
    DISK = "disk-refuses"
    """The last day on which supervisors heard of it."""
    DATABASE = "database-writes"
    """When the database was last tried."""
    ARCHIVE_CHAT = "archive-chat"
    """The archive's chat: `well`, or `failed`."""
    ARCHIVE_HEAD = "archive-head"
    """Ticket: told in the archive's chat that it ended."""
    CONVERSATION = "conversation"
    """Ticket: when its customer asked for it as a file."""
    EXPORT = "export"
    """Ticket or customer, form, reader: when that was asked for."""
    ARCHIVE_BIG = "archive-big"
    """Ticket: told that its archive is too big to be sent."""
