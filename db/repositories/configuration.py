"""Implements core.ports.configuration.Configuration."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, delete, select

from core.model.configuration import Entry, Named
from db.models import configuration_entries, configuration_revisions, file_entries
from db.models.configuration import ONLY
from db.repositories.base import Repository, columns_of
from db.sql import Either

_E = configuration_entries.c
_R = configuration_revisions.c
_NEXT = Either(
    lambda insert: (
        insert(configuration_revisions)
        .values(id=ONLY, revision=1)
        .on_conflict_do_update(index_elements=[_R.id], set_={"revision": _R.revision + 1})
        .returning(_R.revision)
    )
)
REVISION = select(_R.revision).where(_R.id == ONLY)
ENTRIES = select(*columns_of(configuration_entries, Entry)).order_by(_E.revision)


def _put(insert_into: Any) -> Any:
    new = insert_into(configuration_entries)
    changed = {name: new.excluded[name] for name in ("value", "revision", "at", "actor_id")}
    return new.on_conflict_do_update(index_elements=[_E.kind, _E.key], set_=changed)


_PUT = Either(_put)
_REMOVE = delete(configuration_entries).where(
    _E.kind == bindparam("of_kind"), _E.key == bindparam("of_key")
)


_F = file_entries.c
_OF_FILES = select(_F.kind, _F.key, _F.value)


def _put_of_file(insert_into: Any) -> Any:
    new = insert_into(file_entries)
    changed = {"value": new.excluded["value"]}
    return new.on_conflict_do_update(index_elements=[_F.kind, _F.key], set_=changed)


_PUT_OF_FILE = Either(_put_of_file)
_REMOVE_OF_FILE = delete(file_entries).where(
    _F.kind == bindparam("of_kind"), _F.key == bindparam("of_key")
)


class SqlConfiguration(Repository):
    """Keeps what supervisors set on the page."""

    __slots__ = ()

    async def next_revision(self) -> int:
        number: int = (await self._execute(_NEXT[self._is_postgresql])).scalar_one()
        return number

    async def revision(self) -> int:
        return (await self._execute(REVISION)).scalar_one_or_none() or 0

    async def entries(self) -> list[Entry]:
        return [Entry(*row) for row in await self._all(ENTRIES)]

    async def put(self, entry: Entry) -> None:
        await self._execute(_PUT[self._is_postgresql], asdict(entry))

    async def remove(self, name: Named) -> None:
        await self._execute(_REMOVE, {"of_kind": name.kind, "of_key": name.key})

    async def of_files(self) -> dict[Named, Any]:
        rows = await self._all(_OF_FILES)
        return {Named(row.kind, row.key): row.value for row in rows}

    async def put_of_file(self, name: Named, value: Any) -> None:
        if value is None:
            await self._execute(_REMOVE_OF_FILE, {"of_kind": name.kind, "of_key": name.key})
            return
        row = {"kind": name.kind, "key": name.key, "value": value}
        await self._execute(_PUT_OF_FILE[self._is_postgresql], row)
