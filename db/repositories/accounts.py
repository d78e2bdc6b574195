"""core.ports.AccountStates."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from core.ports import UnreadBox
from db.models import account_states, unread_boxes
from db.repositories.base import Repository
from db.sql import Either

_A = account_states.c
_LOAD = select(_A.box, _A.pts, _A.qts, _A.date, _A.seq).where(_A.account == bindparam("name"))
_FORGET = delete(account_states).where(
    _A.account == bindparam("name"), _A.box == bindparam("which")
)


def _save(insert: Any) -> Any:
    new = insert(account_states)
    return new.on_conflict_do_update(
        index_elements=[_A.account, _A.box],
        set_={name: new.excluded[name] for name in ("pts", "qts", "date", "seq")},
    )


_SAVE = Either(_save)

_U = unread_boxes.c
_UNREADABLE = select(_U.account, _U.box, _U.since, _U.reason).order_by(_U.account, _U.box)
_UNREADABLE_OF = _UNREADABLE.where(_U.account == bindparam("name"))
_CAN_READ = delete(unread_boxes).where(
    _U.account == bindparam("name"), _U.box == bindparam("which")
)


def _cannot_read(insert: Any) -> Any:
    new = insert(unread_boxes)
    return new.on_conflict_do_update(
        index_elements=[_U.account, _U.box], set_={"reason": new.excluded.reason}
    )


_CANNOT_READ = Either(_cannot_read)


class SqlAccountStates(Repository):
    """How far a user account has read Telegram's update boxes."""

    __slots__ = ()

    async def load(self, account: str) -> dict[int, tuple[int, int, int, int]]:
        rows = await self._all(_LOAD, {"name": account})
        return {row.box: (row.pts, row.qts, row.date, row.seq) for row in rows}

    async def save(self, account: str, box: int, pts: int, qts: int, date: int, seq: int) -> None:
        row = {"account": account, "box": box, "pts": pts, "qts": qts, "date": date, "seq": seq}
        await self._execute(_SAVE[self._is_postgresql], row)

    async def forget(self, account: str, box: int) -> None:
        await self._execute(_FORGET, {"name": account, "which": box})

    async def cannot_read(self, account: str, box: int, reason: str, now: datetime) -> None:
        row = {"account": account, "box": box, "since": now, "reason": reason}
        await self._execute(_CANNOT_READ[self._is_postgresql], row)

    async def can_read(self, account: str, box: int) -> None:
        await self._execute(_CAN_READ, {"name": account, "which": box})

    async def unreadable(self, account: str | None = None) -> list[UnreadBox]:
        if account is None:
            rows = await self._all(_UNREADABLE)
        else:
            rows = await self._all(_UNREADABLE_OF, {"name": account})
        return [UnreadBox(row.account, row.box, row.since, row.reason) for row in rows]
