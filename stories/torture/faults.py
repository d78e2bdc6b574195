"""The table of faults: what each is called, where it applies, how long it lasts, and what it
permits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto

from app.roles import ALL_ROLES, Role
from core.model.places import PlaceKind
from sandbox.faults import Face, Fault, Way
from stories.torture.settings import Engine


class Permit(Enum):
    """What may follow a fault without the desk being at fault."""

    DOUBLED = auto()
    """What the bot had sent without having heard, or noted, the answer is said once more."""
    REJECTED = auto()
    """An effect is given up, because Telegram refused it for good; the desk goes another way."""
    ENDED = auto()
    """A part ends by itself, because only a person can help."""


class Strikes(StrEnum):
    """Faults of the desk's surroundings, beyond those of Telegram's."""

    KILL = "kill"
    FREEZE = "freeze"
    SECOND = "second"  # another process of the same part is started
    TAKE_OVER = "take_over"  # the part stands still until another has its lease, and wakes then
    CUT = "cut"
    RENEW = "renew"  # Telegram forgets the user accounts' sessions
    CLOCK = "clock"  # Telegram's clock jumps ahead, and back
    DEAFEN = "deafen"  # open connections become half-open
    LOCK = "lock"  # somebody else holds the database's lock
    DROP = "drop"  # PostgreSQL ends all connections
    RESTART = "restart"
    FAIL_OVER = "fail_over"  # PostgreSQL lets nobody write
    FULL = "full"  # nothing more can be written to the disk
    FULL_ARCHIVE = "full_archive"  # the archive's own disk has no room left
    READ_ONLY = "read_only"  # the archive's own disk takes nothing
    FLOOD = "flood"  # one customer says very much at once
    LOGIN_LOST = "login_lost"  # until somebody logs in again


ON_ARCHIVE = frozenset({Strikes.FULL_ARCHIVE, Strikes.READ_ONLY})
"""For which the archive has a disk of its own, if the system lets one be mounted."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table.

    `seconds` is how long a standing fault lasts, from and to; (0, 0) for one that strikes once.
    `call` is a fault of Telegram's, `of_account` whether it is about one of the user accounts;
    otherwise `strike` is done, to the part or the face that it names.
    """

    name: str
    strike: Strikes | None = None
    call: Fault | None = None
    part: Role | None = None
    face: Face | None = None
    of_account: bool = False
    seconds: tuple[float, float] = (0.0, 0.0)
    places: frozenset[PlaceKind] = frozenset(PlaceKind)
    engines: frozenset[Engine] = frozenset(Engine)
    permits: frozenset[Permit] = field(default_factory=frozenset)
    after: float = 0.0
    """Seconds until the desk may have got over it."""

    @property
    def lasts(self) -> bool:
        """Whether it lasts."""
        return self.seconds[1] > 0


ROOM = frozenset({PlaceKind.ROOM})
DESK = frozenset({PlaceKind.DESK})
THREAD = frozenset({PlaceKind.THREAD})
RELAYED = DESK | THREAD
ALL = ROOM | RELAYED
DOUBLED = frozenset({Permit.DOUBLED})
SHORT, LONG = (1.5, 3.0), (3.0, 6.0)
ON_POSTGRESQL = frozenset({Engine.POSTGRESQL, Engine.OWN_POSTGRESQL})
TOO_MANY = 429
LONG_WAIT = 65
"""Seconds: more than the minute up to which the desk waits where people wait for it."""
FLOODS = 60
"""Messages that a flooding customer says at once."""


def _parts() -> list[Kind]:
    kinds = []
    for part in ALL_ROLES:
        doubles = DOUBLED if part is Role.BOT else frozenset[Permit]()
        kinds += [
            Kind(f"kill -9 of the {part}", Strikes.KILL, part=part, permits=doubles),
            Kind(f"{part} stands still", Strikes.FREEZE, part=part, seconds=LONG, permits=doubles),
            Kind(f"second {part}", Strikes.SECOND, part=part, seconds=LONG),
        ]
    frozen = Kind(
        "second bot takes over a frozen one",
        Strikes.TAKE_OVER,
        part=Role.BOT,
        seconds=SHORT,
        engines=ON_POSTGRESQL,  # on SQLite the lock dies with its process, and no sooner
        permits=DOUBLED,
        after=60,
    )
    return [*kinds, frozen]


def _connections() -> list[Kind]:
    bot, account = Face.BOT_API, Face.MTPROTO
    return [
        Kind("bot's connections cut", Strikes.CUT, face=bot, permits=DOUBLED),
        Kind("accounts' connections cut", Strikes.CUT, face=account),
        Kind("accounts' connections half open", Strikes.DEAFEN, face=account, after=40),
        Kind("accounts' sessions forgotten", Strikes.RENEW),
        Kind("clock an hour wrong", Strikes.CLOCK, seconds=LONG),
        _call("-404 to an account", Fault(account, Way.TRANSPORT, code=404)),
        _call("-429 to an account", Fault(account, Way.TRANSPORT, code=429)),
        _call("bot cannot connect", Fault(bot, Way.REFUSE, times=None), SHORT),
        _call("accounts cannot connect", Fault(account, Way.REFUSE, times=None), SHORT),
        _call("bot's call lost", Fault(bot, Way.CUT_BEFORE, times=3)),
        _call("updates in another order", Fault(bot, Way.PUSH_LATE, times=5, seconds=1.0)),
    ]


def _call(
    name: str,
    call: Fault,
    seconds: tuple[float, float] = (0.0, 0.0),
    places: frozenset[PlaceKind] = ALL,
    permits: frozenset[Permit] = frozenset(),
    *,
    of_account: bool = False,
) -> Kind:
    return Kind(
        name,
        call=call,
        seconds=seconds,
        places=places,
        permits=permits,
        of_account=of_account,
        after=call.seconds if call.code == TOO_MANY else 0.0,
    )


def _answers() -> list[Kind]:
    bot, account, lost = Face.BOT_API, Face.MTPROTO, Way.CUT_AFTER
    return [
        _call("answer to a copy lost", Fault(bot, lost, "copyMessage"), (0, 0), RELAYED, DOUBLED),
        _call("answer to a text lost", Fault(bot, lost, "sendMessage"), permits=DOUBLED),
        _call("answer to an edit lost", Fault(bot, lost, "editMessageText")),
        _call("updates come again", Fault(bot, lost, "getUpdates", times=2)),
        _call("answer to a topic lost", Fault(bot, lost, "createForumTopic"), places=THREAD),
        _call("answer to a link lost", Fault(bot, lost, "createChatInviteLink"), places=ROOM),
        _call("answer to a room lost", Fault(account, lost, "channels.createChannel"), places=ROOM),
        _call(
            "answer to an invitation lost",
            Fault(account, lost, "channels.inviteToChannel"),
            places=ROOM,
        ),
        _call(
            "account's call swallowed",
            Fault(account, Way.SWALLOW_BEFORE, "channels.inviteToChannel"),
            places=ROOM,
        ),
    ]


def _bot_errors() -> list[Kind]:
    bot, error = Face.BOT_API, Way.ERROR
    return [
        _call(
            "429 for a second", Fault(bot, error, "sendMessage", times=2, code=TOO_MANY, seconds=1)
        ),
        _call(
            "429 for a second on a copy",
            Fault(bot, error, "copyMessage", times=2, code=TOO_MANY, seconds=1),
            places=RELAYED,
        ),
        _call(
            "429 for long on titles",
            Fault(bot, error, "setChatTitle", times=None, code=TOO_MANY, seconds=LONG_WAIT),
            LONG,
            ROOM | DESK,
        ),
        _call(
            "429 for long on topics' looks",
            Fault(bot, error, "editForumTopic", times=None, code=TOO_MANY, seconds=LONG_WAIT),
            LONG,
            THREAD,
        ),
        _call(
            "429 for long on pins",
            Fault(bot, error, "pinChatMessage", times=None, code=TOO_MANY, seconds=LONG_WAIT),
            LONG,
            RELAYED,
        ),
        _call("500 on a text", Fault(bot, error, "sendMessage", times=2, code=500)),
        _call("500 on a copy", Fault(bot, error, "copyMessage", code=500), places=RELAYED),
        _call("500 on updates", Fault(bot, error, "getUpdates", times=None, code=500), SHORT),
        _call("502 on all the bot says", Fault(bot, error, times=6, code=502)),
        _call("late answers", Fault(bot, Way.DELAY, "sendMessage", times=4, seconds=2.0)),
    ]


def _account_errors() -> list[Kind]:
    """What Telegram says to accounts that it does not like, or not now."""
    make, invite = "channels.createChannel", "channels.inviteToChannel"
    answers = [
        (make, 420, "FLOOD_WAIT_2", (0.0, 0.0)),
        (make, 420, "FLOOD_WAIT_3600", LONG),
        (make, 406, "USER_RESTRICTED", LONG),
        (make, 403, "USER_RESTRICTED", LONG),
        (make, 400, "CHANNELS_TOO_MUCH", LONG),
        (make, 400, "CHANNELS_ADMIN_PUBLIC_TOO_MUCH", LONG),
        (make, 420, "FROZEN_METHOD_INVALID", LONG),
        (make, 500, "INTERNAL_SERVER_ERROR", (0.0, 0.0)),
        (invite, 400, "PEER_FLOOD", LONG),
        (invite, 420, "FLOOD_WAIT_3", (0.0, 0.0)),
        (invite, 400, "USER_PRIVACY_RESTRICTED", (0.0, 0.0)),
    ]
    rejected = frozenset({Permit.REJECTED})
    kinds = [
        _call(
            f"{code} {tag} on {method}",
            Fault(
                Face.MTPROTO,
                Way.ERROR,
                method,
                times=None if seconds[1] else 1,
                code=code,
                text=tag,
            ),
            seconds,
            ROOM,
            rejected,
            of_account=True,
        )
        for method, code, tag, seconds in answers
    ]
    difference = Fault(
        Face.MTPROTO,
        Way.ERROR,
        "updates.getChannelDifference",
        times=None,
        code=500,
        text="INTERNAL_SERVER_ERROR",
    )
    kinds.append(_call("500 on a room's difference", difference, LONG, ROOM, of_account=True))
    return kinds


def _files() -> list[Kind]:
    """Files lie where their sender's account lives, at another data centre as a rule."""
    get, error = "upload.getFile", Way.ERROR
    return [
        _call(
            name, Fault(Face.MTPROTO, way, method, times=times, code=code, text=text), places=ROOM
        )
        for name, way, method, times, code, text in (
            ("connection for files cut", Way.CUT_BEFORE, get, 2, 0, ""),
            ("answer to a file's piece lost", Way.CUT_AFTER, get, 1, 0, ""),
            ("a file is at another data centre", error, get, 1, 303, "FILE_MIGRATE_4"),
            ("a file's reference expired", error, get, 1, 400, "FILE_REFERENCE_EXPIRED"),
            ("another data centre forgot us", error, get, 1, 401, "AUTH_KEY_UNREGISTERED"),
            (
                "no authorization for another data centre",
                error,
                "auth.exportAuthorization",
                2,
                500,
                "INTERNAL_SERVER_ERROR",
            ),
        )
    ]


def _logins() -> list[Kind]:
    """Only a person helps: somebody logs in again."""
    tags = (
        "AUTH_KEY_UNREGISTERED",
        "SESSION_REVOKED",
        "SESSION_EXPIRED",
        "USER_DEACTIVATED",
        "USER_DEACTIVATED_BAN",
    )
    return [
        Kind(
            f"401 {tag}",
            Strikes.LOGIN_LOST,
            Fault(Face.MTPROTO, Way.ERROR, times=None, code=401, text=tag),
            of_account=True,
            seconds=SHORT,
            places=ROOM,
            permits=frozenset({Permit.ENDED, Permit.REJECTED}),
        )
        for tag in tags
    ]


def _updates() -> list[Kind]:
    ways = {
        "pushes twice": Way.PUSH_TWICE,
        "pushes late": Way.PUSH_LATE,
        "pushes never": Way.PUSH_NEVER,
        "pushes too many": Way.PUSH_TOO_LONG,
    }
    return [
        _call(f"account's {name}", Fault(Face.MTPROTO, way, times=3), places=ROOM)
        for name, way in ways.items()
    ]


def _databases() -> list[Kind]:
    own = frozenset({Engine.OWN_POSTGRESQL})
    return [
        Kind("database locked", Strikes.LOCK, seconds=SHORT),
        Kind("database's connections dropped", Strikes.DROP, engines=ON_POSTGRESQL),
        Kind("failover to read-only", Strikes.FAIL_OVER, seconds=SHORT, engines=ON_POSTGRESQL),
        Kind("database restarted", Strikes.RESTART, engines=own),
        Kind("disk full", Strikes.FULL, seconds=SHORT),
        Kind("archive's disk full", Strikes.FULL_ARCHIVE, seconds=SHORT),
        Kind("archive's disk read-only", Strikes.READ_ONLY, seconds=SHORT),
    ]


TABLE: Sequence[Kind] = (
    *_parts(),
    *_connections(),
    *_answers(),
    *_bot_errors(),
    *_account_errors(),
    *_files(),
    *_logins(),
    *_updates(),
    *_databases(),
    Kind("a customer floods", Strikes.FLOOD),
)


def applying(place: PlaceKind, engine: Engine, seconds: float) -> list[Kind]:
    """Return the kinds that can strike there, in the table's order, without those whose aftermath
    is longer than the torture itself."""
    return [
        kind
        for kind in TABLE
        if place in kind.places and engine in kind.engines and kind.after <= seconds
    ]
