"""The owner's choices that use cases and the domain need, as plain values (made from the
settings)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.domain.hours import WorkingHours
from core.domain.places import PlaceKind


@dataclass(frozen=True, slots=True)
class Topic:
    """What a ticket is about; `skill` restricts who may get it, a higher `priority` is served
    first, `place` is where it is talked about unless that cannot be had. `hours` None: always."""

    key: str
    title: str
    skill: str | None = None
    priority: int = 0
    titles: Mapping[str, str] = field(default_factory=dict)  # by language, where they differ
    place: PlaceKind = PlaceKind.ROOM
    asks_contact: bool = True  # before a ticket about it is opened
    hours: WorkingHours | None = None

    def titled(self, language: str) -> str:
        """The title in that language."""
        return self.titles.get(language, self.title)

    def is_open(self, at: datetime) -> bool:
        """Whether it is answered at `at`."""
        return self.hours is None or self.hours.is_open(at)


@dataclass(frozen=True, slots=True)
class Budget:
    """How hard user accounts may be worked; Telegram bans or slows those that make many chats
    (tdlib/td#2682, #1139)."""

    rooms_a_day: int = 15  # new ones, for each account
    chats: int = 500  # that an account may be in
    alarm_share: float = 0.8  # of `chats`: supervisors are told
    patience: timedelta = timedelta(minutes=1)  # a longer flood wait, and another place is tried


@dataclass(frozen=True, slots=True)
class Rules:
    """Limits and names. Durations are positive."""

    topics: tuple[Topic, ...] = (Topic("general", "General"),)
    capacity: int = 6  # of a new operator
    offer_lasts: timedelta = timedelta(minutes=15)  # for the customer to come into the room
    offer_reminder: timedelta = timedelta(minutes=5)  # that long before its end
    answer_within: timedelta = timedelta(minutes=3)  # the operator, after the customer came
    answer_reminder: timedelta = timedelta(minutes=1)  # that long before its end
    nudge_after: timedelta = timedelta(minutes=10)  # the customer spoke last, and nobody answered
    ask_after: timedelta = timedelta(hours=2)  # nobody spoke: does the customer still need us?
    close_after: timedelta = timedelta(hours=1)  # that question was not answered
    unreachable_for: timedelta = timedelta(days=1)  # the bot may not write to a customer who waits
    queue_when_closed: bool = True  # outside working hours, or with nobody on shift
    room_title: str = "Support"
    room_pool: int = 1  # clean rooms kept ready
    rooms_kept: int = 50  # most clean rooms; those above are deleted
    budget: Budget = Budget()
    bot_id: int = 0
    bot_username: str = ""  # by which commands name it; "" where it is not known
    userbot_id: int = 0
    userbot_ids: frozenset[int] = frozenset()  # all accounts of ours, when there are several
    phone_to_operators: bool = False
    supervisor_enters_silently: bool = False
    service_level: timedelta = timedelta(minutes=1)  # answered within that counts as in time
    announcement_rate: int = 20  # people a second
    archive_chat_id: int | None = None
    thread_per_customer: bool = True  # else one for each ticket
    desk_language: str = "en"  # of cards and notices in staff groups, which have many readers
    threads_a_minute: int = 20  # made anew in the forum
    internal_prefix: str = "//"  # what begins so in a thread stays among staff
    album_wait: timedelta = timedelta(seconds=1)  # for an album's next part
    time_zone: str = "UTC"  # in which staff are told times, and of the days in statistics
    bell_every: timedelta = timedelta(minutes=1)  # the queue rings at most so often for each
    board_every: timedelta = timedelta(seconds=5)  # a live board changes at most so often

    def topic(self, key: str) -> Topic:
        """The topic of that key; the first one for a key that is not configured any more."""
        return next((topic for topic in self.topics if topic.key == key), self.topics[0])

    @property
    def skills(self) -> tuple[str, ...]:
        """What topics ask for, in order."""
        return tuple(sorted({topic.skill for topic in self.topics if topic.skill is not None}))

    def is_ours(self, person_id: int) -> bool:
        """The bot, or one of our user accounts."""
        return person_id in (self.bot_id, self.userbot_id) or person_id in self.userbot_ids
