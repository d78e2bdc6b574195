"""Implements core.ports.tokens."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, text, update

from core.model.tokens import ApiRight, Token
from db.models import api_tokens
from db.models.tokens import STANDING
from db.prepared import AnyRow
from db.repositories.base import Repository
from db.sql import Either

_T = api_tokens.c
_TOKEN = (
    _T.id,
    _T.name,
    _T.rights,
    _T.made_at,
    _T.made_by,
    _T.expires_at,
    _T.used_at,
    _T.revoked_at,
)
_AT = bindparam("at", type_=_T.used_at.type)
_MAKE = Either(
    lambda insert: insert(api_tokens).on_conflict_do_nothing(
        index_elements=[_T.name], index_where=text(STANDING)
    )
)
_NAMED = select(*_TOKEN).where(_T.name == bindparam("called"), _T.revoked_at.is_(None))
_REVOKE = (
    update(api_tokens)
    .where(_T.name == bindparam("called"), _T.revoked_at.is_(None))
    .values(revoked_at=_AT)
)
_ALL = select(*_TOKEN).order_by(_T.id.desc()).limit(bindparam("most"))
_USED = update(api_tokens).where(_T.id == bindparam("of")).values(used_at=_AT)
TOKEN_OF = select(*_TOKEN).where(_T.key == bindparam("of"))


class SqlTokens(Repository):
    """Keeps tokens."""

    __slots__ = ()

    async def make(
        self,
        key: str,
        name: str,
        rights: frozenset[ApiRight],
        by: int | None,
        now: datetime,
        expires_at: datetime | None,
    ) -> bool:
        row = {
            "key": key,
            "name": name,
            "rights": sorted(rights),
            "made_at": now,
            "made_by": by,
            "expires_at": expires_at,
        }
        return await self._changed(_MAKE[self._is_postgresql], row)

    async def revoke(self, name: str, now: datetime) -> Token | None:
        row = await self._one(_NAMED, {"called": name})
        taken = await self._changed(_REVOKE, {"called": name, "at": now})
        return token_of(row) if row is not None and taken else None

    async def all(self, limit: int) -> Sequence[Token]:
        return [token_of(row) for row in await self._all(_ALL, {"most": limit})]

    async def used(self, token_id: int, now: datetime) -> None:
        await self._execute(_USED, {"of": token_id, "at": now})


def token_of(row: AnyRow) -> Token:
    """Read one."""
    number, name, rights, *rest = row
    return Token(number, name, frozenset(ApiRight(word) for word in rights), *rest)
