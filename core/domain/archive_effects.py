"""Effects on the customers' files: what the archive is told, in order for each customer."""

from dataclasses import dataclass
from typing import ClassVar

from core.domain.effects import Effect, Gateway, effect
from core.domain.texts import FailureKey


@dataclass(frozen=True, slots=True)
class _FilesEffect(Effect):
    gateway: ClassVar[Gateway] = Gateway.ARCHIVE
    customer_id: int

    @property
    def destination(self) -> str:
        return f"customer:{self.customer_id}"


@effect(FailureKey.TRANSCRIPT)
class WriteTranscript(_FilesEffect):
    """Project a customer's rows into the files of their folder."""

    @property
    def supersedes(self) -> str | None:
        return f"transcript:{self.customer_id}"


@effect(FailureKey.TRANSCRIPT)
class WriteArchive(_FilesEffect):
    """Put a ticket that ended into one zip. Outcome: path (relative to the archive's folder) and
    size (bytes); neither when there is nothing to keep any more."""

    ticket_id: int

    @property
    def supersedes(self) -> str | None:
        return f"archive:{self.ticket_id}"


@effect(FailureKey.TRANSCRIPT)
class WriteOwnData(_FilesEffect):
    """Write down for a customer what is kept about them. Outcome: path; none for nobody."""

    @property
    def supersedes(self) -> str | None:
        return f"own-data:{self.customer_id}"


@effect(FailureKey.ERASE)
class EraseTranscript(_FilesEffect):
    """Take away every file of a customer that no row of theirs speaks of any more.

    `names`: names that what was under way then may still have carried; with the files they go, too.
    """

    names: tuple[str, ...] = ()

    @property
    def supersedes(self) -> str | None:
        return None if self.names else f"erase:{self.customer_id}"
