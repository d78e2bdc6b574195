"""core.ports.Parts."""

from datetime import datetime

from sqlalchemy import bindparam, select

from db.models import leases
from db.repositories.base import Repository

_GET = select(leases.c.until, leases.c.trouble).where(leases.c.part == bindparam("part"))


class SqlParts(Repository):
    """Leases, as whoever does not hold them sees them."""

    __slots__ = ()

    async def is_absent(self, part: str, now: datetime) -> bool:
        # Its lease was given back, ran out, or has a trouble.
        row = await self._one(_GET, {"part": part})
        return row is None or row.until < now or row.trouble is not None
