"""Keeps our user accounts, and how far each has read: core.ports.Budgets and AccountStates."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, func, null, or_, select, update

from core.model.accounts import WELL, AccountBudget, Rest, Trouble
from core.model.places import PlaceState
from core.ports import UnreadBox
from db.models import (
    account_days,
    account_keys,
    account_states,
    accounts,
    places,
    unread_boxes,
)
from db.prepared import AnyRow
from db.repositories.base import Repository
from db.sql import Either

_OVER = (Trouble.AWAY.value, Trouble.OFFLINE.value)
"""Troubles that end as soon as the account is at work."""

_A = accounts.c
_D = account_days.c
_K = account_keys.c
_WHILE_ONLINE = case((_A.trouble == Trouble.OFFLINE.value, null()), else_=_A.flood_until)
"""What Telegram asked for; not for how long an account is passed over that cannot be reached."""

_COLUMNS = (
    _A.name,
    _A.user_id,
    _A.chats,
    _A.health,
    _A.flood_until,
    _A.trouble,
    _A.seen_at,
    func.coalesce(_D.rooms, 0),
    _A.rests,
    _A.rests_until,
)
_ALL = (
    select(*_COLUMNS)
    .outerjoin(account_days, and_(_D.account == _A.name, _D.day == bindparam("day")))
    .order_by(_A.name)
)
_GET = _ALL.where(_A.name == bindparam("account"))
_IS_ACCOUNT = select(_A.name).where(_A.user_id == bindparam("person")).limit(1)
_IN_THE_MAKING = (
    select(func.count())
    .select_from(places)
    .where(places.c.account == bindparam("account"), places.c.state == PlaceState.CREATING)
)
_TAKE_CHAT = (
    update(accounts)
    .where(
        _A.name == bindparam("account"),
        _A.chats < bindparam("most_chats"),
        or_(_A.flood_until.is_(None), _A.flood_until <= bindparam("now")),
        or_(_A.trouble.is_(None), _A.trouble != Trouble.AWAY.value),
        or_(
            _A.rests_until.is_(None),
            _A.rests_until <= bindparam("now"),
            _A.rests.bitwise_and(Rest.MAKING.value) == 0,
        ),
    )
    .values(chats=_A.chats + 1)
)
_LEFT = (
    update(accounts)
    .where(_A.name == bindparam("account"))
    .values(chats=case((_A.chats > 0, _A.chats - 1), else_=0))
)
_RESTED = update(accounts).where(_A.name == bindparam("account")).values(rests=0, rests_until=None)
_ROOM_AGAIN = _RESTED.where(_A.trouble == Trouble.TOO_MANY_CHATS.value)
_UNDO_DAY = (
    update(account_days)
    .where(_D.account == bindparam("name"), _D.day == bindparam("on"), _D.rooms > 0)
    .values(rooms=_D.rooms - 1)
)
_AWAY = (
    update(accounts)
    .where(
        _A.name == bindparam("account"),
        or_(_A.trouble.is_(None), _A.trouble != Trouble.AWAY.value),
    )
    .values(trouble=Trouble.AWAY.value, flood_until=_WHILE_ONLINE)
)
_TROUBLED = (
    update(accounts)
    .where(_A.name == bindparam("account"))
    .values(
        trouble=bindparam("what"),
        health=bindparam("now_at"),
        flood_until=bindparam("until"),
        seen_at=bindparam("now"),
        chats=func.coalesce(bindparam("count", type_=_A.chats.type), _A.chats),
        rests=bindparam("what_rests"),
        rests_until=bindparam("rests_till"),
    )
)


def _came(insert: Any) -> Any:
    new = insert(accounts)
    return new.on_conflict_do_update(
        index_elements=[_A.name],
        set_={
            "user_id": new.excluded.user_id,
            "chats": new.excluded.chats,
            "trouble": case((_A.trouble.in_(_OVER), null()), else_=_A.trouble),
            "flood_until": _WHILE_ONLINE,
        },
    )


def _count(insert: Any) -> Any:
    new = insert(account_days)
    return new.on_conflict_do_update(
        index_elements=[_D.account, _D.day],
        set_={"rooms": _D.rooms + 1},
        where=_D.rooms < bindparam("most"),
    )


def _keep_key(insert: Any) -> Any:
    new = insert(account_keys)
    return new.on_conflict_do_update(
        index_elements=[_K.key_id],
        set_={"seen_at": new.excluded.seen_at},
        where=_K.host == new.excluded.host,
    )


def _move_key(insert: Any) -> Any:
    new = insert(account_keys)
    return new.on_conflict_do_update(
        index_elements=[_K.key_id],
        set_={"host": new.excluded.host, "seen_at": new.excluded.seen_at},
    )


_KEEP_KEY = Either(_keep_key)
_MOVE_KEY = Either(_move_key)
_KEYS = select(_K.key_id, _K.host)
_KEY_OF = select(_K.host).where(_K.key_id == bindparam("key"))

_CAME = Either(_came)
_COUNT = Either(_count)


class SqlBudgets(Repository):
    """Keeps our user accounts and their budgets."""

    __slots__ = ()

    async def all(self, day: date) -> list[AccountBudget]:
        return [_account(row) for row in await self._all(_ALL, {"day": day})]

    async def get(self, name: str, day: date) -> AccountBudget | None:
        row = await self._one(_GET, {"day": day, "account": name})
        return None if row is None else _account(row)

    async def is_account(self, user_id: int) -> bool:
        return await self._one(_IS_ACCOUNT, {"person": user_id}) is not None

    async def at_work(self, name: str, user_id: int, chats: int, now: datetime) -> None:
        # A new account is well; of one that is known only what Telegram says is replaced.
        making = (await self._execute(_IN_THE_MAKING, {"account": name})).scalar_one()
        values = {
            "name": name,
            "user_id": user_id,
            "chats": chats + making,
            "health": WELL,
            "flood_until": None,
            "trouble": None,
            "seen_at": now,
            "rests": 0,
            "rests_until": None,
        }
        await self._execute(_CAME[self._is_postgresql], values)

    async def set_away(self, name: str) -> bool:
        return await self._changed(_AWAY, {"account": name})

    async def reserve(
        self, name: str, day: date, most_rooms: int, most_chats: int, now: datetime
    ) -> bool:
        # The account's row is changed first and held, so that two count one after the other.
        if most_rooms < 1:
            return False
        values = {"account": name, "most_chats": most_chats, "now": now}
        if not await self._changed(_TAKE_CHAT, values):
            return False
        values = {"account": name, "day": day, "rooms": 1, "most": most_rooms}
        if await self._changed(_COUNT[self._is_postgresql], values):
            return True
        await self._execute(_LEFT, {"account": name})
        return False

    async def give_back(self, name: str, day: date, *, chat: bool = True) -> None:
        if chat:
            await self._execute(_LEFT, {"account": name})
        await self._execute(_UNDO_DAY, {"name": name, "on": day})

    async def chat_left(self, name: str) -> None:
        await self._execute(_LEFT, {"account": name})
        await self._execute(_ROOM_AGAIN, {"account": name})

    async def end_rest(self, name: str) -> None:
        await self._execute(_RESTED, {"account": name})

    async def set_trouble(self, account: AccountBudget, *, chats: int | None = None) -> None:
        values = {
            "account": account.name,
            "what": None if account.trouble is None else account.trouble.value,
            "now_at": account.health,
            "until": account.flood_until,
            "now": account.seen_at,
            "count": chats,
            "what_rests": account.rests.value,
            "rests_till": account.rests_until,
        }
        await self._execute(_TROUBLED, values)

    async def keep_key(self, key_id: str, account: str, host: str, now: datetime) -> str:
        values = {"key_id": key_id, "account": account, "host": host, "seen_at": now}
        await self._execute(_KEEP_KEY[self._is_postgresql], values)
        return str((await self._execute(_KEY_OF, {"key": key_id})).scalar_one())

    async def keys(self) -> dict[str, str]:
        """Return whose machine's each login is."""
        return {row.key_id: row.host for row in await self._all(_KEYS, {})}

    async def move_key(self, key_id: str, account: str, host: str, now: datetime) -> None:
        values = {"key_id": key_id, "account": account, "host": host, "seen_at": now}
        await self._execute(_MOVE_KEY[self._is_postgresql], values)


def _account(row: AnyRow) -> AccountBudget:
    name, user_id, chats, health, flood_until, trouble, seen_at, made, rests, until = row
    word = None if trouble is None else Trouble(trouble)
    return AccountBudget(
        name, user_id, chats, health, flood_until, word, seen_at, made, Rest(rests), until
    )


_S = account_states.c
_LOAD = select(_S.box, _S.pts, _S.qts, _S.date, _S.seq).where(_S.account == bindparam("name"))
_FORGET = delete(account_states).where(
    _S.account == bindparam("name"), _S.box == bindparam("which")
)


def _save(insert: Any) -> Any:
    new = insert(account_states)
    return new.on_conflict_do_update(
        index_elements=[_S.account, _S.box],
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
    """Keeps how far a user account has read Telegram's update boxes. Boxes of one transaction are
    written together."""

    __slots__ = ()

    _put_off = (_SAVE,)

    async def load(self, account: str) -> dict[int, tuple[int, int, int, int]]:
        rows = await self._all(_LOAD, {"name": account})
        return {row.box: (row.pts, row.qts, row.date, row.seq) for row in rows}

    async def save(self, account: str, box: int, pts: int, qts: int, date: int, seq: int) -> None:
        row = {"account": account, "box": box, "pts": pts, "qts": qts, "date": date, "seq": seq}
        self._transaction.write_later(_SAVE[self._is_postgresql], row)

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
