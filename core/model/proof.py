"""What is found where the record is proved unchanged: faults, each of a kind, and counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from core.model.journal import JournalEntry
from core.model.ledgers import Witness


class FaultKind(StrEnum):
    """What is wrong, and what it is told by."""

    CHANGED = "changed"  # an entry says something else than what was sealed
    UNLINKED = "unlinked"  # an entry does not follow from those before it
    MISSING = "missing"  # entries are not there
    CUT = "cut"  # a chain ends before its head
    ANOTHER_HEAD = "another-head"  # a chain does not end as its head says, or has none
    NO_RECORD = "no-record"  # a ticket has no chain
    EMPTIED = "emptied"  # content is gone, and no erasure names it
    STILL_THERE = "still-there"  # an erasure names it, and it is there
    NOT_GRANTED = "not-granted"  # an erasure that nobody granted
    LOG_DIFFERS = "log-differs"  # the audit log says something else than was sealed, or nothing
    LOG_UNKNOWN = "log-unknown"  # the audit log has what was never sealed
    LEDGER_CHANGED = "ledger-changed"  # a day's ledger says something else than what was kept
    LEDGER_MISSING = "ledger-missing"  # a day's ledger does not follow from the one before
    LEDGER_DIFFERS = "ledger-differs"  # a chain is not what a day's ledger says
    SIGNATURE = "signature"  # a day's ledger is not signed by the key
    HEAD_UNKNOWN = "head-unknown"  # no ledger has the hash that is known from elsewhere
    FILE_CHANGED = "file-changed"  # a transcript says something else than the record
    FILE_MISSING = "file-missing"
    MEDIA_CHANGED = "media-changed"  # a saved file is not what came
    MEDIA_MISSING = "media-missing"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with which entries of a ticket's chain (numbers `first` to `last`), or with
    `what` (a day, a file)."""

    kind: FaultKind
    chain: int | None = None
    first: int = 0
    last: int = 0
    what: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry as it is kept with its link. `salt` None: it was erased; `head`: what is kept as the
    last number and hash of its chain."""

    entry: JournalEntry
    number: int
    salt: bytes | None
    content: bytes
    hash: bytes
    head: tuple[int, bytes] | None


@dataclass(frozen=True, slots=True)
class Named:
    """An erasure that a chain tells of: entries `first` to `last`, and what it says of who wanted
    it."""

    chain: int
    number: int
    customer_id: int | None
    first: int
    last: int
    said: Mapping[str, object]


@dataclass(slots=True)
class Proof:
    """All that was found. `faults` has the first ones, `count` is how many there are; `unsealed`
    are entries that are not taken in yet, `earlier` such as were sealed at an upgrade, `since`
    those behind the last ledger. `signed` and `known`: the last day whose ledger is signed by a
    given key, and the one whose hash is known from elsewhere; `witness`: where the last one that
    was posted stands. `files`: of so many customers these
    were compared (None: they are not on this machine), `unhashed` saved ones by their size alone,
    since they were saved by a version that kept no hashes."""

    entries: int = 0
    chains: int = 0
    erased: int = 0
    gaps: int = 0
    unsealed: int = 0
    since: int = 0
    ledgers: int = 0
    signed: str = ""
    known: str = ""
    witness: Witness | None = None
    files: int | None = None
    unhashed: int = 0
    earlier: int = 0
    count: int = 0
    faults: list[Fault] = field(default_factory=list)

    def add(self, faults: Sequence[Fault]) -> None:
        """Keep these, of many the first."""
        self.count += len(faults)
        self.faults += faults[: max(0, MOST_FAULTS - len(self.faults))]


MOST_FAULTS = 1_000
