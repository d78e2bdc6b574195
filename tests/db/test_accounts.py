"""core.ports.Budgets, on both databases."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from core.model.accounts import WELL, AccountBudget, Rest, Trouble, day_of
from core.model.people import Person
from core.model.places import Place, PlaceKind, PlaceState
from db.database import SqlDatabase
from db.reads import Reads
from tests.support.desk import NOW, OPERATOR, add_operator
from tests.support.places import bring
from tests.support.present import present

TODAY = day_of(NOW)
PLENTY = 100


async def came(database: SqlDatabase, name: str = "11", chats: int = 0) -> None:
    async with database.unit_of_work() as uow:
        await uow.budgets.at_work(name, int(name), chats, NOW)


async def one(database: SqlDatabase, name: str = "11") -> AccountBudget:
    async with database.unit_of_work() as uow:
        return present(await uow.budgets.get(name, TODAY))


def in_trouble(trouble: Trouble, health: int, until: datetime | None) -> AccountBudget:
    return AccountBudget("11", 11, 8, health, until, trouble, NOW)


async def reserve(database: SqlDatabase, rooms: int = PLENTY, chats: int = PLENTY) -> bool:
    async with database.unit_of_work() as uow:
        return await uow.budgets.reserve("11", TODAY, rooms, chats, NOW)


async def test_a_login_is_the_machines_that_had_it_first_until_it_is_moved(
    database: SqlDatabase,
) -> None:
    later = NOW + timedelta(hours=1)
    async with database.unit_of_work() as uow:
        keys = uow.budgets
        assert await keys.keep_key("a", "11", "first", NOW) == "first"
        assert await keys.keep_key("b", "11", "second", NOW) == "second", "each has its own"
        assert await keys.keep_key("a", "11", "second", later) == "first"
        assert await keys.keep_key("a", "11", "first", later) == "first"
        await keys.move_key("a", "11", "second", later)
        assert await keys.keep_key("a", "11", "first", later) == "second"
    assert await Reads(database).machines_of_logins() == {"a": "second", "b": "second"}


async def test_an_account_comes_well_and_keeps_its_health(database: SqlDatabase) -> None:
    await came(database, chats=7)
    assert await one(database) == AccountBudget("11", 11, 7, WELL, None, None, NOW)
    until = NOW + timedelta(hours=1)
    async with database.unit_of_work() as uow:
        await uow.budgets.set_trouble(in_trouble(Trouble.FLOOD, 40, until))
    await came(database, chats=8)
    known = await one(database)
    assert known == AccountBudget("11", 11, 8, 40, until, Trouble.FLOOD, NOW)
    async with database.unit_of_work() as uow:
        await uow.budgets.set_trouble(in_trouble(Trouble.TOO_MANY_CHATS, 40, None), chats=500)
    assert (await one(database)).chats == 500
    async with database.unit_of_work() as uow:
        assert await uow.budgets.is_account(11)
        assert not await uow.budgets.is_account(12)
        assert await uow.budgets.get("12", TODAY) is None


async def test_who_is_away_makes_nothing_until_they_come(database: SqlDatabase) -> None:
    await came(database)
    async with database.unit_of_work() as uow:
        assert await uow.budgets.set_away("11")
        assert not await uow.budgets.set_away("11")
    assert not await reserve(database)
    assert (await one(database)).trouble is Trouble.AWAY
    await came(database)
    assert (await one(database)).trouble is None
    assert await reserve(database)


async def test_a_reservation_counts_the_day_and_the_chat(database: SqlDatabase) -> None:
    await came(database)
    assert [await reserve(database, rooms=2) for _ in range(3)] == [True, True, False]
    known = await one(database)
    assert (known.made, known.chats) == (2, 2)
    assert not await reserve(database, chats=2)
    assert not await reserve(database, rooms=0)
    assert (await one(database)).chats == 2  # what was refused left nothing behind
    async with database.unit_of_work() as uow:
        await uow.budgets.give_back("11", TODAY)
    known = await one(database)
    assert (known.made, known.chats) == (1, 1)
    async with database.unit_of_work() as uow:
        await uow.budgets.chat_left("11")
        await uow.budgets.chat_left("11")
        tomorrow = TODAY + timedelta(days=1)
        (next_day,) = await uow.budgets.all(tomorrow)
        assert await uow.budgets.reserve("11", tomorrow, 1, PLENTY, NOW)
    assert next_day.made == 0
    known = await one(database)
    assert (known.made, known.chats) == (1, 1)


async def test_nothing_is_reserved_while_a_flood_wait_holds(database: SqlDatabase) -> None:
    await came(database)
    async with database.unit_of_work() as uow:
        await uow.budgets.set_trouble(in_trouble(Trouble.FLOOD, 90, NOW + timedelta(seconds=1)))
    assert not await reserve(database)
    async with database.unit_of_work() as uow:
        later = NOW + timedelta(seconds=1)
        assert await uow.budgets.reserve("11", TODAY, PLENTY, PLENTY, later)


async def test_nothing_is_reserved_while_the_account_rests_from_making_rooms(
    database: SqlDatabase,
) -> None:
    await came(database)
    until = NOW + timedelta(days=1)
    for rest, may in ((Rest.INVITING, True), (Rest.GROWING, False), (Rest.ALL, False)):
        resting = replace(
            in_trouble(Trouble.TOO_MANY_CHATS, 90, None), rests=rest, rests_until=until
        )
        async with database.unit_of_work() as uow:
            await uow.budgets.set_trouble(resting)
        known = await one(database)
        assert (known.rests, known.rests_until) == (rest, until)
        assert await reserve(database) is may
        await came(database)  # a restart changes nothing
    async with database.unit_of_work() as uow:
        assert await uow.budgets.reserve("11", TODAY, PLENTY, PLENTY, until)
    assert not await reserve(database)
    async with database.unit_of_work() as uow:
        await uow.budgets.chat_left("11")  # what was full has room again
    assert await reserve(database)


async def test_two_who_ask_at_once_never_get_the_same_last_room(database: SqlDatabase) -> None:
    await came(database)
    given = await asyncio.gather(*(reserve(database, rooms=3) for _ in range(8)))
    assert sum(given) == 3
    known = await one(database)
    assert (known.made, known.chats) == (3, 3)


async def test_rooms_in_the_making_count_as_chats(database: SqlDatabase) -> None:
    await came(database)
    assert await reserve(database)
    async with database.unit_of_work() as uow:
        made = await uow.places.create(PlaceKind.ROOM, "m", "S", None, NOW, "11")
    assert (made.ticket_id, made.uses, made.account) == (None, 0, "11")
    await came(database, chats=4)
    assert (await one(database)).chats == 5


async def test_what_statistics_and_the_doctor_read(database: SqlDatabase) -> None:
    await came(database, "12", 3)
    await came(database, "11", 5)
    assert await reserve(database)
    read = await Reads(database).account_budgets(NOW)
    assert [(each.name, each.chats, each.made) for each in read] == [("11", 6, 1), ("12", 3, 0)]


async def clean_room(database: SqlDatabase, account: str | None, chat: int) -> Place:
    async with database.unit_of_work() as uow:
        place = await uow.places.create(PlaceKind.ROOM, f"m{chat}", "S", None, NOW, account)
        assert await uow.places.created(place.id, chat, NOW)
        await bring(uow, place.id, PlaceState.CLEAN, NOW)
        return place


async def ticket(database: SqlDatabase, customer: int) -> int:
    async with database.unit_of_work() as uow:
        await uow.customers.seen(Person(customer, "Ann"), NOW)
        opened = present(await uow.tickets.open(customer, "general", 0, NOW))
    return opened.id


async def test_a_clean_room_of_an_account_that_is_away_is_no_room(database: SqlDatabase) -> None:
    await came(database, "11")
    await came(database, "12")
    hers = await clean_room(database, "11", -101)
    old = await clean_room(database, None, -102)
    async with database.unit_of_work() as uow:
        await uow.budgets.set_away("11")
    first, second = await ticket(database, 900), await ticket(database, 901)
    async with database.unit_of_work() as uow:
        found = present(await uow.places.claim_clean(PlaceKind.ROOM, first, NOW))
        assert found.id == old.id
        assert await uow.places.claim_clean(PlaceKind.ROOM, second, NOW) is None
    await came(database, "11")
    async with database.unit_of_work() as uow:
        found = present(await uow.places.claim_clean(PlaceKind.ROOM, second, NOW))
        assert (found.id, found.uses) == (hers.id, 1)
        assert await uow.places.adopt("12") == 1
        assert await uow.places.adopt("12") == 0
        adopted = present(await uow.places.get(old.id))
        assert adopted.account == "12"


async def test_a_door_is_opened_and_shut_once(database: SqlDatabase) -> None:
    await came(database)
    number = await ticket(database, 900)
    async with database.unit_of_work() as uow:
        place = await uow.places.create(PlaceKind.ROOM, "m", "S", number, NOW, "11")
        assert not await uow.places.set_link(place.id, "https://t.me/+a")
        await uow.places.created(place.id, -101, NOW)
        await uow.places.ready(place.id, "https://t.me/+a", NOW)
        assert not await uow.places.set_link(place.id, "https://t.me/+b")
        assert not await uow.places.clear_link(place.id, "https://t.me/+b")
        assert await uow.places.clear_link(place.id, "https://t.me/+a")
        assert not await uow.places.clear_link(place.id, "https://t.me/+a")
        assert await uow.places.set_link(place.id, "https://t.me/+b")


async def test_tickets_that_wait_for_a_place(database: SqlDatabase) -> None:
    await came(database)
    first, second = await ticket(database, 900), await ticket(database, 901)
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        assert await uow.tickets.without_place() == []
        for number, at in ((second, NOW), (first, NOW + timedelta(seconds=1))):
            assert await uow.tickets.offer(number, OPERATOR, at, at)
        waiting = [each.id for each in await uow.tickets.without_place()]
        place = await uow.places.create(PlaceKind.ROOM, "m", "S", second, NOW, "11")
        await uow.tickets.set_place(second, place.id)
        rest = [each.id for each in await uow.tickets.without_place()]
    assert (waiting, rest) == ([second, first], [first])
