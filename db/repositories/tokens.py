"""Implements core.ports.tokens."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, text, update

from core.model.tokens import ApiRight, Token
from db.models import api_calls, api_tokens
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

_C = api_calls.c
_THIS = (_C.token_id == bindparam("token"), _C.key == bindparam("under"))
_BEGIN = Either(
    lambda insert: insert(api_calls).on_conflict_do_nothing(index_elements=[_C.token_id, _C.key])
)
_ANSWERED = update(api_calls).where(*_THIS).values(answer=bindparam("given", type_=_C.answer.type))
_ANSWER = select(_C.digest, _C.answer).where(*_THIS)
_PRUNE = delete(api_calls).where(_C.at < bindparam("before"))


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

    async def begin(self, token_id: int, key: str, digest: str, now: datetime) -> bool:
        row = {"token_id": token_id, "key": key, "digest": digest, "answer": None, "at": now}
        return await self._changed(_BEGIN[self._is_postgresql], row)

    async def answered(self, token_id: int, key: str, answer: Mapping[str, Any]) -> None:
        values = {"token": token_id, "under": key, "given": dict(answer)}
        await self._execute(_ANSWERED, values)

    async def answer(self, token_id: int, key: str) -> tuple[str, Mapping[str, Any]] | None:
        row = await self._one(_ANSWER, {"token": token_id, "under": key})
        return None if row is None else (row.digest, row.answer or {})

    async def prune(self, before: datetime) -> int:
        return (await self._execute(_PRUNE, {"before": before})).rowcount


def token_of(row: AnyRow) -> Token:
    """Read one."""
    number, name, rights, *rest = row
    return Token(number, name, frozenset(ApiRight(word) for word in rights), *rest)
