"""The audit log, as use cases and whoever shows it ask for it."""

from collections.abc import Collection
from typing import Protocol

from core.model.audit import AuditEntry, AuditFilter, ListedAudit, UnsealedAudit


class Audit(Protocol):
    """Keeps who changed what. Nothing is ever changed in it, or taken out of it."""

    def add(self, entry: AuditEntry) -> None:
        """Add an entry. It is written with the commit."""

    async def newest(
        self, where: AuditFilter, limit: int, *, before: int | None = None, offset: int = 0
    ) -> list[ListedAudit]:
        """Return entries, the newest first; behind that one, or all but the first so many."""

    async def oldest(self, where: AuditFilter, limit: int, after: int = 0) -> list[ListedAudit]:
        """Return entries, the oldest first, behind that one."""

    async def count(self, where: AuditFilter) -> int:
        """Return how many entries the filter lets through."""

    async def unsealed(self, limit: int) -> list[UnsealedAudit]:
        """Return entries that are no links of the desk's own chain yet, the oldest first."""

    async def sealed(self, ids: Collection[int]) -> None:
        """Note that these are links of it."""
