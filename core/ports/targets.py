"""What use cases ask for of targets: until when a ticket's first answer, and its end, are to
come."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from core.model.targets import Target, TargetKind


class Targets(Protocol):
    """Keeps targets with their moments. Finders return what is open still and not met."""

    async def put(self, targets: Iterable[Target]) -> None:
        """Keep them; one of the same kind gives way."""

    async def of(self, ticket_ids: Collection[int]) -> Sequence[Target]:
        """Return the targets of these tickets."""

    async def pending(self) -> Sequence[Target]:
        """Return all targets of open tickets that are still to be met, the first one first."""

    async def near(self, now: datetime) -> Sequence[tuple[int, TargetKind]]:
        """Find those of which who holds the ticket now, or its group, is to be warned and was not
        yet; whose time is over are not among them."""

    async def missed(self, now: datetime) -> Sequence[tuple[int, TargetKind]]:
        """Find those whose time is over, of which supervisors have not heard."""

    async def warned(self, ticket_id: int, kind: TargetKind, who: int) -> bool:
        """Note who was warned (0: a group). Returns False when they were already."""

    async def note_missed(self, ticket_id: int, kind: TargetKind, now: datetime) -> bool:
        """Note that supervisors hear of it. Returns False when they have already."""
