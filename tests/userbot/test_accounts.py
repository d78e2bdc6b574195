"""Whose room it is decides who does what in it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.model.effects import Effect
from core.model.outcomes import Cause, Outcome, Rejected, RetryAt, Scope, Sent, Unreachable
from core.model.places import Place, PlaceKind
from core.model.room_effects import CreateRoom, DeleteRoom, InviteOperator
from db.database import SqlDatabase
from tests.userbot.conftest import Desk, utc_now
from userbot.accounts import AWAY, AccountsGateway, RatesOfAccounts

LATER = timedelta(minutes=1)


class Account:
    """Answers what it is told to, and remembers what it was asked."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)
        self.asked: list[Effect] = []

    async def carry_out(self, effect: Effect) -> Outcome:
        self.asked.append(effect)
        return self.outcomes.pop(0) if self.outcomes else Sent()


async def room(database: SqlDatabase, account: str | None) -> Place:
    async with database.unit_of_work() as uow:
        marker = f"m{account}"
        return await uow.places.create(PlaceKind.ROOM, marker, "S", None, utc_now(), account)


def both(
    database: SqlDatabase, one: Account, two: Account, now: Sequence[datetime] = ()
) -> AccountsGateway:
    moments = list(now)

    def clock() -> datetime:
        return moments.pop(0) if len(moments) > 1 else (moments or [utc_now()])[0]

    return AccountsGateway({"1": one, "2": two}, database, clock)


async def test_what_is_done_in_a_room_is_done_by_its_account(desk: Desk) -> None:
    one, two = Account(), Account()
    gateway = both(desk.database, one, two)
    for owner in ("1", "2", None):
        place = await room(desk.database, owner)
        assert await gateway.carry_out(DeleteRoom(place.id, -1)) == Sent()
    assert (len(one.asked), len(two.asked)) == (2, 1)  # nobody's room is the first one's


async def test_one_account_that_has_to_wait_keeps_no_other_waiting(desk: Desk) -> None:
    now = utc_now()
    one = Account(RetryAt(now + LATER, "no connection", scope=Scope.ACCOUNT))
    two = Account()
    gateway = both(desk.database, one, two, [now])
    hers, his = await room(desk.database, "1"), await room(desk.database, "2")
    for _ in range(2):
        outcome = await gateway.carry_out(DeleteRoom(hers.id, -1))
        assert outcome == RetryAt(now + LATER, "no connection")
    assert len(one.asked) == 1
    assert await gateway.carry_out(DeleteRoom(his.id, -2)) == Sent()


async def test_rooms_of_an_account_that_is_away_wait_and_new_ones_go_to_others(desk: Desk) -> None:
    now = utc_now()
    two = Account(RetryAt(now + LATER, "its login ended", Cause.LOGGED_OUT, Scope.ACCOUNT))
    gateway = both(desk.database, Account(), two, [now])
    place = await room(desk.database, "2")
    effects = (
        CreateRoom(place.id, "m", "S"),
        InviteOperator(place.id, 1, -1, 7),
        DeleteRoom(place.id, -1),
    )
    away = Rejected(AWAY, Cause.LOGGED_OUT, Scope.ACCOUNT, unsure=True)
    assert await gateway.carry_out(effects[0]) == away
    gateway.lose("2")
    assert [await gateway.carry_out(effect) for effect in effects] == [
        away,
        Unreachable(AWAY, Cause.LOGGED_OUT, Scope.ACCOUNT),
        RetryAt(now + LATER, f"{AWAY}: 2", Cause.LOGGED_OUT),
    ]
    assert len(two.asked) == 1


async def test_each_account_has_a_rate_of_its_own(desk: Desk) -> None:
    gateway = both(desk.database, Account(), Account())
    effects = []
    for owner in ("1", "2"):
        effects.append(DeleteRoom((await room(desk.database, owner)).id, -1))
        await gateway.carry_out(effects[-1])
    rates = RatesOfAccounts(gateway, 1, 1.0)
    now = utc_now()
    rates.take(effects[0], now)
    assert rates.wait(effects[0], now) > 0
    assert rates.wait(effects[1], now) == 0
