"""The owner's choices that use cases need, as plain values made from the settings: topics, budgets,
deadlines, and the working hours in which a topic, or the whole desk, is answered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.model.fields import CustomerField
from core.model.moderation import NO_WORDS, WordRules
from core.model.places import PlaceKind
from core.model.retention import FOR_EVER, Terms
from core.model.webhooks import NOBODY, Subscriptions

Span = tuple[time, time]
"""From (inclusive) to (exclusive), local time; an end of midnight is the end of the day."""


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """`days`: weekday (0: Monday) → its spans, in order; a day that is not there is free. `dates`:
    spans of single days, in place of their weekday's, from midnight to midnight.

    A span does not go past midnight: what does is two spans.
    """

    zone: str
    days: Mapping[int, tuple[Span, ...]]
    dates: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)

    def spans(self, day: date) -> tuple[Span, ...]:
        """Return when somebody works on that day, in order."""
        found = self.dates.get(day)
        return self.days.get(day.weekday(), ()) if found is None else found

    def is_open(self, at: datetime) -> bool:
        """Tell whether somebody works at `at` (with a time zone)."""
        local = at.astimezone(ZoneInfo(self.zone))
        now = local.time()
        return any(
            start <= now and (now < end or end == time()) for start, end in self.spans(local.date())
        )

    def after(self, at: datetime, span: timedelta) -> datetime | None:
        """Return when somebody will have worked for so long since `at`, in UTC; None when that is
        more than a year away."""
        zone, left = ZoneInfo(self.zone), span
        day = at.astimezone(zone).date()
        for number in range(_YEAR):
            for start, end in self.spans(day + timedelta(days=number)):
                last = day + timedelta(days=number + (end == time()))
                begins = datetime.combine(day + timedelta(days=number), start, zone).astimezone(UTC)
                ends = datetime.combine(last, end, zone).astimezone(UTC)
                begins = max(begins, at.astimezone(UTC))
                if ends <= begins:
                    continue
                if ends - begins >= left:
                    return begins + left
                left -= ends - begins
        return None

    def next_opening(self, at: datetime) -> datetime | None:
        """Return the first opening after `at`, in UTC; None when there is none any more."""
        zone = ZoneInfo(self.zone)
        today = at.astimezone(zone).date()
        # Within a week, and each date puts it off by another at most; or on such a date.
        far = [day for day, spans in self.dates.items() if spans and day >= today]
        week = (today + timedelta(days=number) for number in range(8 + 7 * len(self.dates)))
        for day in sorted({*week, *far}):
            for start, _end in self.spans(day):
                for opening in _moments(day, start, zone):
                    if opening > at:
                        return opening
        return None


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
    is_off: bool = False  # not offered any more; tickets that are open go on
    keep_days: int | None = None  # what was said stays after a ticket; None: as the desk has it

    targets: Mapping[str, int] = field(default_factory=dict)  # minutes, by `TargetKind`
    auto_first: bool = False  # a ticket's first words are answered by the desk itself
    auto_closed: bool = False  # so is what is written outside its hours

    def after(self, at: datetime, span: timedelta) -> datetime | None:
        """Return when it will have been answered for so long since `at`; None: never."""
        return at + span if self.hours is None else self.hours.after(at, span)

    def titled(self, language: str) -> str:
        """Return the title in that language."""
        return self.titles.get(language, self.title)

    def is_open(self, at: datetime) -> bool:
        """Tell whether it is answered at `at`."""
        return self.hours is None or self.hours.is_open(at)


@dataclass(frozen=True, slots=True)
class Budget:
    """How much user accounts may be used. Telegram bans or slows those that make many chats
    (tdlib/td#2682, #1139)."""

    rooms_a_day: int = 15  # new ones, for each account
    chats: int = 500  # that an account may be in
    alarm_share: float = 0.8  # of `chats`: supervisors are told
    patience: timedelta = timedelta(minutes=1)  # a longer flood wait, and another place is tried


@dataclass(frozen=True, slots=True)
class Rules:
    """The owner's limits and names. Durations are positive."""

    topics: tuple[Topic, ...] = (Topic("general", "General"),)
    capacity: int = 6  # of a new operator
    offer_lasts: timedelta = timedelta(minutes=15)  # for the customer to come into the room
    offer_reminder: timedelta = timedelta(minutes=5)  # that long before its end
    answer_within: timedelta = timedelta(minutes=3)  # the operator, after the customer came
    answer_reminder: timedelta = timedelta(minutes=1)  # that long before its end
    nudge_after: timedelta = timedelta(minutes=10)  # the customer spoke last, and nobody answered
    ask_after: timedelta = timedelta(hours=2)  # nobody spoke: does the customer still need us?
    close_after: timedelta = timedelta(hours=1)  # that question was not answered
    target_warning: float = 0.8  # of a target's time: who holds the ticket is warned
    reopen_within: timedelta = timedelta()  # after its end a ticket may go on; 0: none does
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
    conversation_to_customers: bool = False  # as a file, when it has ended
    supervisor_enters_silently: bool = False
    service_level: timedelta = timedelta(minutes=1)  # answered within that counts as in time
    announcement_rate: int = 20  # people a second
    keep_days: int = 0  # what was said stays after a ticket's end; 0: for ever
    keep_at_least: int = 0  # days in which what came and went is kept anyway
    most_file: int | None = None  # bytes of a file that is kept of a talk
    archive_chat_id: int | None = None
    archive_heads_only: bool = False  # no names and words in that chat
    thread_per_customer: bool = True  # else one for each ticket
    desk_language: str = "en"  # of cards and notices in staff groups, which have many readers
    threads_a_minute: int = 20  # made anew in the forum
    internal_prefix: str = "//"  # what begins so in a thread stays among staff
    album_wait: timedelta = timedelta(seconds=1)  # for an album's next part
    time_zone: str = "UTC"  # in which staff are told times, and of the days in statistics
    bell_every: timedelta = timedelta(minutes=1)  # the queue rings at most so often for each
    board_every: timedelta = timedelta(seconds=5)  # a live board changes at most so often
    web_address: str | None = None  # of the page; None: there is none
    tags: tuple[str, ...] = ()  # that staff may put on tickets
    words: WordRules = NO_WORDS  # that are held back
    fields: tuple[CustomerField, ...] = ()  # what customers are asked for
    flood_messages: int = 0  # of a customer within `flood_within`: further ones are held back
    flood_within: timedelta = timedelta(minutes=1)
    reports: Subscriptions = NOBODY  # what is posted to others' systems
    reports_to_private: bool = False  # also within the owner's network, and there without TLS

    def topic(self, key: str) -> Topic:
        """Return the topic of that key; the first one for a key that is not configured any more."""
        return next((topic for topic in self.topics if topic.key == key), self.topics[0])

    @property
    def has_targets(self) -> bool:
        """Whether any topic has targets."""
        return any(topic.targets for topic in self.topics)

    @property
    def terms(self) -> Terms:
        """How long what was said stays."""
        own = {each.key: each.keep_days for each in self.topics if each.keep_days is not None}
        return Terms(self._kept(self.keep_days), {key: self._kept(own[key]) for key in own})

    def _kept(self, days: int) -> int:
        return max(days, self.keep_at_least) if days else FOR_EVER

    @property
    def offered(self) -> tuple[Topic, ...]:
        """The topics that customers may choose."""
        return tuple(topic for topic in self.topics if not topic.is_off)

    @property
    def skills(self) -> tuple[str, ...]:
        """The skills that topics ask for, in order."""
        return tuple(sorted({topic.skill for topic in self.topics if topic.skill is not None}))

    def is_ours(self, person_id: int) -> bool:
        """Tell whether that is the bot, or one of our user accounts."""
        return person_id in (self.bot_id, self.userbot_id) or person_id in self.userbot_ids


_SECOND = timedelta(seconds=1)
_WEEK = 7
"""Days."""
_YEAR = 366
"""Days."""


def _moments(day: date, clock: time, zone: ZoneInfo) -> Iterator[datetime]:
    """Return when the clock shows that time on that day, in UTC: twice in the night in which it is
    set back; when it jumps over that time, the moment of the jump."""
    earlier = datetime.combine(day, clock, zone).astimezone(UTC)
    later = datetime.combine(day, clock, zone).replace(fold=1).astimezone(UTC)
    if later >= earlier:
        yield earlier
        if later > earlier:
            yield later
        return
    # The time does not exist: taken by the offset after the jump it lies before it, and vice versa.
    before, after = later, earlier
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    yield after.replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Opening:
    """A time of opening as it is told at some moment: `day` 0 is today, 1 tomorrow, 2 to 8 are
    Monday to Sunday, 9 is more than a week away, on that date (`on`); `clock` as `09:00`; `zone` as
    `EET`, or `UTC+3` where a zone has no letters.
    """

    day: int
    clock: str
    zone: str
    on: date | None = None


FAR = 9
"""The `day` of an opening that is told by its date: within a week a weekday's name is clear."""


def opening(hours: WorkingHours, at: datetime) -> Opening | None:
    """Return when it opens next, as it is told at `at`; None when it does no more."""
    moment = hours.next_opening(at)
    if moment is None:
        return None
    local = moment.astimezone(ZoneInfo(hours.zone))
    distance = (local.date() - at.astimezone(ZoneInfo(hours.zone)).date()).days
    if distance > _WEEK:
        return Opening(FAR, f"{local:%H:%M}", _zone(local), local.date())
    day = distance if distance < 2 else 2 + local.weekday()
    return Opening(day, f"{local:%H:%M}", _zone(local))


def clock_time(at: datetime, now: datetime, zone: str) -> str:
    """Say a moment to come as people are told it at `now`, begun minutes counted: `14:05 EET`, with
    its day (`29.11 00:05 EET`) where that is another one."""
    tz = ZoneInfo(zone)
    up = timedelta(minutes=1) - timedelta(microseconds=1)
    local = (at + up).astimezone(tz)
    form = "%H:%M" if local.date() == now.astimezone(tz).date() else "%d.%m %H:%M"
    return f"{local.strftime(form)} {_zone(local)}"


def _zone(local: datetime) -> str:
    name = local.tzname() or ""
    if name.isalpha():
        return name
    offset = local.utcoffset() or timedelta()
    hours, minutes = divmod(int(abs(offset).total_seconds()) // 60, 60)
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")
