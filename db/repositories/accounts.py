"""core.ports.AccountStates."""

from typing import Any

from sqlalchemy import bindparam, delete, select

from db.models import account_states
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


class SqlAccountStates(Repository):
    """How far a user account has read Telegram's update boxes."""

    __slots__ = ()

    async def load(self, account: str) -> dict[int, tuple[int, int, int, int]]:
        """Box → (pts, qts, date, seq)."""
        rows = await self._all(_LOAD, {"name": account})
        return {row.box: (row.pts, row.qts, row.date, row.seq) for row in rows}

    async def save(self, account: str, box: int, pts: int, qts: int, date: int, seq: int) -> None:
        """Replace the box's state."""
        row = {"account": account, "box": box, "pts": pts, "qts": qts, "date": date, "seq": seq}
        await self._execute(_SAVE[self._is_postgresql], row)

    async def forget(self, account: str, box: int) -> None:
        """The channel is not ours any more."""
        await self._execute(_FORGET, {"name": account, "which": box})
