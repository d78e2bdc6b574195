"""Shifts, the panel, and who is staff."""

import pytest

from core.consequences.ticks import prune
from core.model.people import Role
from core.model.text_keys import TextKey
from core.model.texts import DeskError, StaffOnly
from core.model.tickets import TicketStatus
from core.staff.members import add_operator, remove_operator, set_capacity
from core.staff.shifts import end_shift, show_panel, start_shift
from core.tickets.end import close_ticket
from tests.core.desk import Desk, person


async def test_a_shift_starts_and_ends_once(desk: Desk) -> None:
    await desk.staff(7, on_shift=False)
    await desk.do(start_shift, 7)
    with pytest.raises(DeskError, match="already-on-shift"):
        await desk.do(start_shift, 7)
    await desk.do(end_shift, 7)
    with pytest.raises(DeskError, match="not-on-shift"):
        await desk.do(end_shift, 7)
    assert (await desk.told(7))[-2:] == [TextKey.PANEL_ON_SHIFT, TextKey.PANEL_OFF_SHIFT]


@pytest.mark.parametrize("usecase", [start_shift, end_shift, show_panel])
async def test_a_staff_route_is_for_staff(desk: Desk, usecase: object) -> None:
    with pytest.raises(StaffOnly):
        await desk.do(usecase, 900)  # type: ignore[arg-type]


async def test_the_end_of_a_shift_keeps_what_is_held_and_brings_nothing_new(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    await desk.do(end_shift, 7)
    other = await desk.ask(901)
    assert (await desk.ticket(other)).status is TicketStatus.QUEUED
    assert (await desk.ticket(ticket_id)).operator_id == 7
    await desk.do(close_ticket, 7, ticket_id)
    assert (await desk.operator(7)).load == 0


async def test_only_the_owner_and_supervisors_manage_staff(desk: Desk) -> None:
    await desk.staff(7)
    await desk.staff(8, role=Role.SUPERVISOR)
    for actor in (7, 900):
        with pytest.raises(StaffOnly):
            await desk.do(add_operator, person(6), actor_id=actor)
        with pytest.raises(StaffOnly):
            await desk.do(remove_operator, 7, actor_id=actor)
        with pytest.raises(StaffOnly):
            await desk.do(set_capacity, 7, 1, actor_id=actor)
    await desk.do(add_operator, person(6), actor_id=8)
    assert (await desk.operator(6)).capacity == desk.rules.capacity
    assert await desk.do(set_capacity, 6, 2, actor_id=8)
    assert not await desk.do(set_capacity, 5, 2)
    assert await desk.do(remove_operator, 6, actor_id=8)


@pytest.mark.parametrize("capacity", [0, -1])
async def test_a_capacity_is_at_least_one(desk: Desk, capacity: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        await desk.do(add_operator, person(6), capacity=capacity)
    await desk.staff(7)
    with pytest.raises(ValueError, match="at least 1"):
        await desk.do(set_capacity, 7, capacity)


async def test_what_is_done_with_is_forgotten_after_a_while(desk: Desk) -> None:
    await desk.ready(900)
    assert await desk.do(prune) == 0
    desk.later(days=8)
    assert await desk.do(prune) == len(desk.settled)
