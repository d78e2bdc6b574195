"""Places, cards and account states."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from core.model.places import TRANSITIONS, GroupUse, Place, PlaceKind, PlaceState
from core.ports import UnitOfWork, UnreadBox
from core.ports.places import Places
from db.database import SqlDatabase
from db.models import places as place_rows
from tests.support.desk import NOW, add_ticket
from tests.support.places import bring
from tests.support.present import present

CHAT = -1_002_147_483_700
"""A supergroup id of the kind that older clients refuse."""


async def _clean_room(uow: UnitOfWork, marker: str, chat_id: int, customer: int) -> Place:
    ticket = await add_ticket(uow, customer)
    place = await uow.places.create(PlaceKind.ROOM, marker, "Support", ticket.id, NOW)
    assert await uow.places.created(place.id, chat_id, NOW)
    await bring(uow, place.id, PlaceState.CLEAN, NOW)
    return present(await uow.places.get(place.id))


@pytest.mark.parametrize("kind", PlaceKind)
async def test_places_go_the_ways_of_the_rule_and_no_others(
    database: SqlDatabase, kind: PlaceKind
) -> None:
    async with database.unit_of_work() as uow:
        holder = (await add_ticket(uow)).id
        number = (await uow.places.create(kind, "m1", "Support", None, NOW)).id
        await uow.groups.put(CHAT, GroupUse.DESK, "Desk", NOW, None)

    async def takes(place: Awaitable[Place | None]) -> bool:
        return await place is not None

    def move(to: PlaceState) -> Callable[[Places], Awaitable[bool]]:
        return lambda places: places.move(number, to, NOW)

    ways = [(state, move(state)) for state in PlaceState] + [
        (PlaceState.PREPARING, lambda places: places.created(number, CHAT, NOW)),
        (PlaceState.PREPARING, lambda places: takes(places.claim_clean(kind, holder, NOW))),
        (PlaceState.READY, lambda places: places.ready(number, "https://t.me/+a", NOW)),
        (PlaceState.READY, lambda places: places.thread_created(number, CHAT, 7, NOW)),
        (PlaceState.READY, lambda places: takes(places.take(number, holder, NOW))),
        (PlaceState.READY, lambda places: takes(places.take_desk(holder, NOW))),
    ]
    for before in PlaceState:
        gone: set[PlaceState] = set()
        for after, goes in ways:
            async with database.engine.begin() as connection:
                change = update(place_rows).values(state=before, chat_id=CHAT, ticket_id=None)
                await connection.execute(change)
            async with database.unit_of_work() as uow:
                if await goes(uow.places):
                    gone.add(after)
        assert gone == TRANSITIONS[kind].get(before, frozenset()), before


async def test_a_deleted_chat_is_nobodys_place(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        first = await _clean_room(uow, "m1", CHAT, 1)
        await bring(uow, first.id, PlaceState.DELETED, NOW)
        assert await uow.places.by_chat(CHAT) is None
        assert await uow.places.all_live() == []
        assert (await _clean_room(uow, "m2", CHAT, 2)).chat_id == CHAT


async def test_a_marker_is_unique(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await _clean_room(uow, "m1", CHAT, 1)
    with pytest.raises(IntegrityError):
        async with database.unit_of_work() as uow:
            await _clean_room(uow, "m1", CHAT - 1, 2)


@pytest.mark.parametrize(("rooms", "tickets"), [(1, 6), (3, 3)])
async def test_a_clean_room_goes_to_one_ticket_however_many_claim_at_once(
    database: SqlDatabase, rooms: int, tickets: int
) -> None:
    async with database.unit_of_work() as uow:
        clean = {(await _clean_room(uow, f"m{n}", CHAT - n, n)).id for n in range(rooms)}
        waiting = [(await add_ticket(uow, customer)).id for customer in range(10, 10 + tickets)]

    async def claim(ticket_id: int) -> Place | None:
        async with database.unit_of_work() as uow:
            return await uow.places.claim_clean(PlaceKind.ROOM, ticket_id, NOW)

    claimed = await asyncio.gather(*(claim(ticket_id) for ticket_id in waiting))
    got = [(who, place) for who, place in zip(waiting, claimed, strict=True) if place]
    assert {place.id for _, place in got} == clean
    for ticket_id, place in got:
        assert (place.state, place.ticket_id, place.uses) == (PlaceState.PREPARING, ticket_id, 2)


async def test_a_migrated_chat_is_found_by_its_new_id(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        place = await _clean_room(uow, "m1", -55, 1)
        await uow.cards.put("room:1", -55, 9)
        await uow.places.migrated(-55, CHAT)
        assert await uow.places.by_chat(-55) is None
        found = present(await uow.places.by_chat(CHAT))
        assert found.id == place.id
        assert await uow.cards.find("room:1") is None


async def test_a_group_put_to_use_under_its_new_id_before_it_was_heard_to_migrate(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        for chat in (-55, CHAT):
            await uow.groups.put(chat, GroupUse.DESK, "Desk 1", NOW, None)
        ticket = await add_ticket(uow)
        served = await uow.places.add(
            PlaceKind.DESK, PlaceState.READY, "m1", "Desk 1", -55, NOW, ticket_id=ticket.id
        )
        idle = await uow.places.add(PlaceKind.DESK, PlaceState.CLEAN, "m2", "Desk 1", CHAT, NOW)
    for _ in range(2):
        async with database.unit_of_work() as uow:
            await uow.places.migrated(-55, CHAT)
            await uow.groups.migrated(-55, CHAT)
    async with database.unit_of_work() as uow:
        found = present(await uow.places.by_chat(CHAT))
        assert (found.id, found.ticket_id) == (served.id, ticket.id)
        given_up = present(await uow.places.get(idle.id))
        assert given_up.state is PlaceState.DELETED
        assert [group.chat_id for group in await uow.groups.all()] == [CHAT]


async def test_two_who_are_served_keep_their_places_whatever_migrates(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        for marker, chat, customer in (("m1", -55, 5), ("m2", CHAT, 6)):
            ticket = await add_ticket(uow, customer)
            await uow.places.add(
                PlaceKind.DESK, PlaceState.READY, marker, "Desk", chat, NOW, ticket_id=ticket.id
            )
        await uow.places.migrated(-55, CHAT)
        assert await uow.places.by_chat(-55) is not None
        assert await uow.places.by_chat(CHAT) is not None


async def test_where_a_ticket_is_served_by_now(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        assert await uow.places.serving(ticket.id) is None
        desk = await uow.places.add(PlaceKind.DESK, PlaceState.CLEAN, "m1", "Desk", CHAT, NOW)
        taken = await uow.places.take(desk.id, ticket.id, NOW)
        assert await uow.places.serving(ticket.id) is None, "the ticket does not know yet"
        await uow.tickets.set_place(ticket.id, desk.id)
        assert await uow.places.serving(ticket.id) == taken
        await uow.places.move(desk.id, PlaceState.EMPTYING, NOW)
        assert await uow.places.serving(ticket.id) is None


async def test_cards(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.cards.find("ticket:1") is None
        await uow.cards.put("ticket:1", 5, 10)
        await uow.cards.put("ticket:1", 5, 11)
        assert await uow.cards.find("ticket:1") == (5, 11)
        assert await uow.cards.remember({}) == {}
        assert await uow.cards.remember({"a": "x", "b": "y"}) == {"a": None, "b": None}
        assert await uow.cards.remember({"a": "x", "b": "z", "c": "q"}) == {"b": "y", "c": None}
        assert await uow.cards.remember({"a": "x", "b": "z"}) == {}


async def test_account_states(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.accounts.load("us") == {}
        await uow.accounts.save("us", 0, 1, 2, 1_800_000_000, 4)
        await uow.accounts.save("us", CHAT, 3_000_000_000, 0, 0, 0)
        await uow.accounts.save("us", 0, 5, 6, 7, 8)
        await uow.accounts.save("them", 0, 1, 1, 1, 1)
        assert await uow.accounts.load("us") == {0: (5, 6, 7, 8), CHAT: (3_000_000_000, 0, 0, 0)}
        await uow.accounts.forget("us", CHAT)
        assert await uow.accounts.load("us") == {0: (5, 6, 7, 8)}


async def test_boxes_that_cannot_be_read_are_kept_since_when_they_could_not(
    database: SqlDatabase,
) -> None:
    later = NOW + timedelta(hours=1)
    async with database.unit_of_work() as uow:
        assert await uow.accounts.unreadable() == []
        await uow.accounts.cannot_read("us", CHAT, "CHANNEL_PRIVATE", NOW)
        await uow.accounts.cannot_read("us", CHAT, "CHANNEL_INVALID", later)
        await uow.accounts.cannot_read("them", 0, "no answer", later)
        ours = UnreadBox("us", CHAT, NOW, "CHANNEL_INVALID")
        assert await uow.accounts.unreadable("us") == [ours]
        assert await uow.accounts.unreadable() == [UnreadBox("them", 0, later, "no answer"), ours]
        await uow.accounts.can_read("them", 0)
        assert await uow.accounts.unreadable() == [ours]


async def test_of_many_who_tell_the_same_at_once_one_is_told_that_it_is_new(
    database: SqlDatabase,
) -> None:
    async def tell() -> dict[str, str | None]:
        async with database.unit_of_work() as uow:
            return await uow.cards.remember({"came:1:2": "told"})

    told = await asyncio.gather(*(tell() for _ in range(10)))
    assert sorted(told, key=len) == [{}] * 9 + [{"came:1:2": None}]


async def test_rooms_on_their_way_to_being_clean_are_counted(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        places = uow.places

        async def counts() -> tuple[int, int, int]:
            room = PlaceKind.ROOM
            refused = await places.refused(room, NOW)
            return await places.ahead(room), await places.in_the_making(room), refused

        assert await counts() == (0, 0, 0)
        await _clean_room(uow, "clean", CHAT, 1)
        assert await counts() == (1, 0, 0)
        spare = await places.create(PlaceKind.ROOM, "spare", "Support", None, NOW)
        assert spare.uses == 0
        ticket = await add_ticket(uow, 2)
        taken = await places.create(PlaceKind.ROOM, "taken", "Support", ticket.id, NOW)
        assert await counts() == (2, 2, 0)
        await places.created(taken.id, CHAT - 1, NOW)
        assert await counts() == (2, 1, 0)
        await places.move(taken.id, PlaceState.EMPTYING, NOW)
        assert await counts() == (3, 1, 0)
        await places.move(spare.id, PlaceState.DELETED, NOW)
        assert await counts() == (2, 0, 1)
        # A room that existed was not refused.
        await bring(uow, taken.id, PlaceState.DELETED, NOW)
        assert await counts() == (1, 0, 1)
