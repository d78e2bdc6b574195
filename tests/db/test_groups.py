"""The staff's groups, as rows."""

from datetime import timedelta

from core.model.places import GroupUse, Need, PlaceKind, PlaceState, Trouble, trouble_word
from db.database import SqlDatabase
from tests.support.desk import NOW, OPERATOR, add_ticket
from tests.support.present import present

DESK, OTHER, SUPER = -41, -42, -1_000_000_000_041
LATER = NOW + timedelta(hours=1)


async def test_a_group_is_taken_out_once_for_each_trouble_and_brought_back(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        groups = uow.groups
        assert await groups.put(DESK, GroupUse.DESK, "Desk", NOW, None)
        assert not await groups.put(DESK, GroupUse.DESK, "Desk", LATER, OPERATOR)
        assert await groups.take_out(DESK, trouble_word(Trouble.REMOVED), NOW)
        assert not await groups.take_out(DESK, trouble_word(Trouble.REMOVED), LATER)
        lacks = trouble_word(Trouble.RIGHTS, (Need.DELETE, Need.PIN))
        assert await groups.take_out(DESK, lacks, LATER)
        gone = present(await groups.get(DESK))
        assert (gone.gone_at, gone.cause) == (NOW, Trouble.RIGHTS)
        assert gone.lacks == (Need.DELETE, Need.PIN)
        assert await groups.usable(GroupUse.DESK) == []
        assert await groups.put(DESK, GroupUse.DESK, "Desk", LATER, OPERATOR)
        [back] = await groups.usable(GroupUse.DESK)
        assert (back.cause, back.added_by, back.added_at) == (None, OPERATOR, NOW)


async def test_a_group_is_known_by_its_id_before_it_migrated(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        groups = uow.groups
        await groups.put(DESK, GroupUse.DESK, "Desk", NOW, None)
        assert await groups.migrated(DESK, SUPER)
        assert not await groups.migrated(DESK, SUPER)
        assert await groups.get(DESK) is None
        once = present(await groups.once(DESK))
        assert (once.chat_id, once.former_chat_id) == (SUPER, DESK)


async def test_a_desk_is_taken_only_while_its_group_may_be_used(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        for chat in (DESK, OTHER):
            await uow.groups.put(chat, GroupUse.DESK, "Desk", NOW, None)
            await uow.places.add(PlaceKind.DESK, PlaceState.CLEAN, f"m{chat}", "Desk", chat, NOW)
        await uow.groups.take_out(DESK, trouble_word(Trouble.TAKEN_OUT), NOW)
        taken = present(await uow.places.take_desk(ticket.id, NOW))
        assert taken.chat_id == OTHER
        assert [place.id for place in await uow.places.in_chat(OTHER)] == [taken.id]


async def test_what_cannot_be_cleared_any_more_is_counted_and_forgotten(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        place = await uow.places.add(PlaceKind.DESK, PlaceState.CLEAN, "m", "Desk", DESK, NOW)
        await uow.traces.leave(place.id, DESK, [1, 2], NOW)
        await uow.traces.leave(place.id, SUPER, [1], NOW)
        assert await uow.traces.forget(DESK) == 2
        assert [trace.chat_id for trace in await uow.traces.of_place(place.id)] == [SUPER]
