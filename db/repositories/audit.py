"""Keeps the audit log: core.ports.Audit."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    cast,
    func,
    insert,
    select,
    true,
    update,
)

from core.model.audit import (
    OWNER,
    AuditEntry,
    AuditFilter,
    AuditSubject,
    ListedAudit,
    UnsealedAudit,
)
from core.model.journal import JOURNAL
from db.models import audit, operators
from db.prepared import AnyRow
from db.repositories.base import Repository, columns_of
from db.sql import one_of

_A = audit.c
_ACTOR, _MEMBER = operators.alias("actor"), operators.alias("member")
_ADD = insert(audit)
# Other subjects' keys are no numbers, and a database may look at the key first.
_ITS_ID = case((_A.subject == AuditSubject.STAFF, cast(_A.key, BigInteger)))
_LISTED = (
    select(_A.id, *columns_of(audit, AuditEntry), _ACTOR.c.name, _MEMBER.c.name)
    .outerjoin(_ACTOR, _ACTOR.c.id == _A.actor_id)
    .outerjoin(_MEMBER, _MEMBER.c.id == _ITS_ID)
)
_UNSEALED = (
    select(_A.id, *columns_of(audit, AuditEntry), _A.is_earlier)
    .where(~_A.is_sealed)
    .order_by(_A.id)
    .limit(bindparam("most"))
)
_SEALED = update(audit).where(one_of(_A.id, "ids")).values(is_sealed=true())


class SqlAudit(Repository):
    """Keeps who changed what."""

    __slots__ = ()

    def add(self, entry: AuditEntry) -> None:
        self._transaction.write_later(_ADD, asdict(entry))
        self._transaction.woken.add(JOURNAL)

    async def newest(
        self, where: AuditFilter, limit: int, *, before: int | None = None, offset: int = 0
    ) -> list[ListedAudit]:
        query = _filtered(_LISTED, where).order_by(_A.id.desc()).limit(limit).offset(offset)
        if before is not None:
            query = query.where(_A.id < before)
        return [_listed(row) for row in await self._all(query)]

    async def oldest(self, where: AuditFilter, limit: int, after: int = 0) -> list[ListedAudit]:
        query = _filtered(_LISTED, where).where(_A.id > after).order_by(_A.id).limit(limit)
        return [_listed(row) for row in await self._all(query)]

    async def count(self, where: AuditFilter) -> int:
        counted = _filtered(select(func.count()).select_from(audit), where)
        number: int = (await self._execute(counted)).scalar_one()
        return number

    async def unsealed(self, limit: int) -> list[UnsealedAudit]:
        rows = await self._all(_UNSEALED, {"most": limit})
        return [UnsealedAudit(row[0], AuditEntry(*row[1:-1]), bool(row[-1])) for row in rows]

    async def sealed(self, ids: Collection[int]) -> None:
        await self._execute(_SEALED, {"ids": sorted(ids)})


def _filtered(query: Select[Any], where: AuditFilter) -> Select[Any]:
    wanted: list[ColumnElement[bool]] = []
    if where.kinds:
        wanted.append(_A.kind.in_(sorted(where.kinds)))
    if where.by is not None:
        wanted.append(_A.actor_id.is_(None) if where.by == OWNER else _A.actor_id == where.by)
    if where.subject is not None:
        wanted.append(_A.subject == where.subject)
    if where.key is not None:
        wanted.append(_A.key == where.key)
    if where.since is not None:
        wanted.append(_A.at >= where.since)
    if where.until is not None:
        wanted.append(_A.at < where.until)
    return query.where(and_(*wanted)) if wanted else query


def _listed(row: AnyRow) -> ListedAudit:
    number, *entry, actor, member = row
    return ListedAudit(number, AuditEntry(*entry), actor, member)
