"""Supervisors look at rooms, enter them, take tickets over and close; and are told why."""

import asyncio

import pytest
import pytest_asyncio

from core.model.effects import SendText, ShowCard
from core.model.outcomes import Unreachable
from core.model.people import Role
from core.model.room_effects import InviteOperator, InviteSupervisor, RemoveFromRoom
from core.model.rules import Rules, Topic
from core.model.staffing import MOST_NAMED
from core.model.text_keys import Key, TextKey
from core.model.texts import DeskError, StaffOnly, Text
from core.model.tickets import TicketEventKind, TicketStatus
from core.rooms.entry import enter_room
from core.staff.shifts import start_shift
from core.supervision import rooms
from core.supervision.rooms import ask_to_take_over, take_over
from core.tickets.begin import member_joined
from tests.core.asking import BUGS, asks, with_topics
from tests.core.desk import BOT, USERBOT, Desk, person

BOSS = 8


@pytest_asyncio.fixture(loop_scope="session")
async def office(desk: Desk) -> Desk:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()
    return desk


async def card(desk: Desk, person_id: int = BOSS) -> ShowCard:
    shown = [each for each in await desk.waiting(ShowCard) if each.card == f"dialog:{person_id}"]
    return shown[-1]


def actions(shown: ShowCard) -> list[str | None]:
    return [button.action for row in shown.buttons for button in row]


def keys(text: Text) -> list[Key]:
    lines = text.values["list"]
    assert isinstance(lines, tuple)
    return [line.key for line in lines]


async def events(desk: Desk, ticket_id: int) -> list[tuple[TicketEventKind, int | None]]:
    return [(each.kind, each.actor_id) for each in await desk.kept.oversight.history(ticket_id)]


async def comes_in(desk: Desk, ticket_id: int, who: int) -> None:
    place = await desk.place_of(ticket_id)
    assert place.chat_id is not None
    await desk.do(member_joined, place.chat_id, person(who, f"Op {who}"))


# ------------------------------------------------------------------------------------------ rooms
async def test_active_tickets_are_listed_with_customer_operator_and_age(office: Desk) -> None:
    await office.staff(7, capacity=20)
    tickets = [await office.talk(number) for number in range(900, 909)]
    waiting = await office.ask(950)
    office.later(minutes=65)
    await office.do(rooms.show_rooms, BOSS, fresh=True)
    first = await card(office)
    assert actions(first) == [*(f"room:{each}" for each in tickets[:8]), "rooms:1", "rooms:0"]
    assert f"room:{waiting}" not in actions(first)
    lines = first.text.values["list"]
    assert isinstance(lines, tuple)
    assert lines[0].values["customer"] == "Person 900"
    assert lines[0].values["operator"] == "Op 7"
    assert lines[0].values["age"] == Text(TextKey.AGE_HOURS, "en", {"count": 1, "minutes": 5})
    await office.do(rooms.show_rooms, BOSS, 1)
    assert actions(await card(office)) == [f"room:{tickets[8]}", "rooms:0", "rooms:1"]


async def test_the_list_of_rooms_is_for_supervisors(office: Desk) -> None:
    await office.staff(7)
    ticket_id = await office.talk(900)
    for usecase in (enter_room, ask_to_take_over, take_over, rooms.close_room):
        for actor in (7, 900):
            with pytest.raises(StaffOnly):
                await office.do(usecase, actor, ticket_id)
    with pytest.raises(StaffOnly):
        await office.do(rooms.show_rooms, 7)
    assert (await office.ticket(ticket_id)).operator_id == 7


async def test_a_room_is_closed_from_the_list_after_a_yes(office: Desk) -> None:
    await office.staff(7)
    ticket_id = await office.talk(900)
    await office.do(rooms.show_room_of, BOSS, ticket_id)
    await office.do(rooms.ask_to_close_room, BOSS, ticket_id)
    assert actions(await card(office)) == [f"room-close-yes:{ticket_id}", f"room:{ticket_id}"]
    assert (await office.ticket(ticket_id)).is_open
    await office.do(rooms.close_room, BOSS, ticket_id)
    assert (await office.ticket(ticket_id)).closed_by == BOSS
    assert (await card(office)).text.key is TextKey.ROOMS_EMPTY
    assert (await office.operator(7)).load == 0
    await office.do(rooms.show_room_of, BOSS, ticket_id)  # a stale button shows the list
    with pytest.raises(DeskError, match="not-active"):
        await office.do(rooms.ask_to_close_room, BOSS, ticket_id)


# ------------------------------------------------------------------------------------------- enter
@pytest.mark.parametrize("silently", [False, True])
async def test_a_supervisor_enters_announced_unless_the_owner_wants_it_silent(
    office: Desk, silently: bool
) -> None:
    office.rules = Rules(bot_id=BOT, userbot_id=USERBOT, supervisor_enters_silently=silently)
    await office.staff(7)
    ticket_id = await office.talk(900)
    place = await office.place_of(ticket_id)
    await office.do(enter_room, BOSS, ticket_id)
    (invited,) = await office.waiting(InviteSupervisor)
    assert (invited.chat_id, invited.supervisor_id) == (place.chat_id, BOSS)
    await office.settle_kind(InviteSupervisor)
    for _ in range(2):  # bot and user account both see who comes in
        await comes_in(office, ticket_id, BOSS)
    said = [each for each in await office.waiting(SendText) if each.chat_id == place.chat_id]
    assert [each.text.key for each in said] == (
        [] if silently else [TextKey.ROOM_SUPERVISOR_ENTERED]
    )
    kept = await events(office, ticket_id)
    assert kept.count((TicketEventKind.SUPERVISOR_ENTERED, BOSS)) == 1
    assert (TicketEventKind.OPERATOR_JOINED, BOSS) not in kept
    ticket = await office.ticket(ticket_id)
    assert ticket.operator_id == 7
    assert (await office.operator(BOSS)).load == 0


async def test_a_supervisor_who_cannot_be_invited_gets_a_link(office: Desk) -> None:
    await office.staff(7)
    ticket_id = await office.talk(900)
    await office.do(enter_room, BOSS, ticket_id)
    await office.settle_kind(InviteSupervisor, Unreachable("USER_PRIVACY_RESTRICTED"))
    await office.settle_all()
    told = [each for each in office.settled if getattr(each, "chat_id", None) == BOSS]
    link = next(each for each in told if isinstance(each, SendText))
    assert link.text.key is TextKey.ENTER_LINK
    assert link.buttons[0][0].url is not None
    # Nothing of it is the operator's business.
    assert TicketEventKind.OPERATOR_SENT_LINK not in dict(await events(office, ticket_id))


async def test_there_is_nothing_to_enter_before_the_room_is_and_after_the_end(
    office: Desk,
) -> None:
    ticket_id = await office.ask(900)
    with pytest.raises(DeskError, match="not-active"):
        await office.do(enter_room, BOSS, ticket_id)
    with pytest.raises(DeskError, match="not-active"):
        await office.do(enter_room, BOSS, 12345)
    assert await office.waiting(InviteSupervisor) == []


# --------------------------------------------------------------------------------------- take over
async def test_taking_over_frees_the_operator_who_leaves(office: Desk) -> None:
    await office.staff(7, capacity=1)
    ticket_id = await office.talk(900)
    waiting = await office.ask(901)
    assert (await office.ticket(waiting)).status is TicketStatus.QUEUED
    await office.do(ask_to_take_over, BOSS, ticket_id)
    yes, no = actions(await card(office))
    assert (yes, no) == (f"take-over-yes:{ticket_id}", f"room:{ticket_id}")
    await office.do(take_over, BOSS, ticket_id)
    ticket = await office.ticket(ticket_id)
    assert (ticket.operator_id, ticket.status) == (BOSS, TicketStatus.ACTIVE)
    assert (await office.operator(BOSS)).load == 1
    # The freed slot pulled the queue at once.
    assert (await office.ticket(waiting)).operator_id == 7
    place = await office.place_of(ticket_id)
    assert place.chat_id is not None
    assert RemoveFromRoom(place.id, place.chat_id, 7) in await office.waiting(RemoveFromRoom)
    assert [each.operator_id for each in await office.waiting(InviteOperator)] == [BOSS]
    assert (TicketEventKind.TAKEN_OVER, BOSS) in await events(office, ticket_id)
    await office.settle_all()
    with pytest.raises(DeskError, match="already-yours"):
        await office.do(take_over, BOSS, ticket_id)
    assert (await office.operator(BOSS)).load == 1


async def test_what_a_desk_answers_and_nobody_holds_is_taken_as_well(office: Desk) -> None:
    await with_topics(office, BUGS)
    ticket_id = await asks(office)
    await office.settle_all()
    assert (await office.ticket(ticket_id)).operator_id is None
    await office.do(ask_to_take_over, BOSS, ticket_id)
    assert (await card(office)).text.values["operator"] == "Desk 1"
    await office.do(take_over, BOSS, ticket_id)
    assert (await office.ticket(ticket_id)).operator_id == BOSS
    assert (await office.operator(BOSS)).load == 1
    assert (TicketEventKind.TAKEN, BOSS) in await events(office, ticket_id)
    with pytest.raises(DeskError, match="already-yours"):
        await office.do(take_over, BOSS, ticket_id)
    await office.staff(9, role=Role.SUPERVISOR, capacity=1)
    await office.do(take_over, 9, ticket_id)
    assert [(await office.operator(each)).load for each in (BOSS, 9)] == [0, 1]


async def test_capacity_holds_for_supervisors_too(office: Desk) -> None:
    await office.kept.operators.set_capacity(BOSS, 1)
    await office.staff(7)
    first, second = await office.talk(900), await office.talk(901)
    await office.do(take_over, BOSS, first)
    with pytest.raises(DeskError, match="take-over-full"):
        await office.do(take_over, BOSS, second)
    assert (await office.operator(BOSS)).load == 1
    assert (await office.operator(7)).load == 1
    assert (await office.ticket(second)).operator_id == 7


async def test_of_two_supervisors_at_once_one_holds_it_in_the_end(office: Desk) -> None:
    await office.staff(9, role=Role.SUPERVISOR, on_shift=False)
    await office.staff(7)
    ticket_id = await office.talk(900)
    await asyncio.gather(
        *(office.do(take_over, each, ticket_id) for each in (BOSS, 9)), return_exceptions=True
    )
    holder = (await office.ticket(ticket_id)).operator_id
    loads = {each: (await office.operator(each)).load for each in (7, BOSS, 9)}
    assert holder in (BOSS, 9)
    assert loads == {each: int(each == holder) for each in (7, BOSS, 9)}


async def test_nobody_takes_over_their_own_request_nor_one_that_nobody_answers(
    office: Desk,
) -> None:
    await office.staff(7)
    own = await office.talk(BOSS + 900)
    waiting = await office.kept.tickets.open_of(BOSS)
    assert waiting is None
    await office.staff(BOSS + 900, role=Role.SUPERVISOR, on_shift=False)
    with pytest.raises(DeskError, match="take-over-own"):
        await office.do(take_over, BOSS + 900, own)
    offered = await office.ask(901)
    with pytest.raises(DeskError, match="not-active"):
        await office.do(take_over, BOSS, offered)


# --------------------------------------------------------------------------------------------- why
async def test_why_shows_each_choice_with_every_candidate(office: Desk) -> None:
    office.rules = Rules(
        bot_id=BOT,
        userbot_id=USERBOT,
        topics=(Topic("general", "General"), Topic("bill", "Bills", skill="billing")),
    )
    await office.staff(5)
    await office.staff(6, skills=frozenset({"billing"}), capacity=1)
    await office.staff(7, skills=frozenset({"billing"}))
    await office.talk(910)  # goes to the first of them all
    ticket_id = await office.ready(900, "bill")
    assert await office.join(ticket_id)
    await office.settle_all()
    await office.do(take_over, BOSS, ticket_id)
    await office.do(rooms.explain, BOSS, ticket_id)
    shown = await card(office)
    choice = [
        TextKey.REASON_CHOSEN,
        TextKey.REASON_FITS,
        TextKey.REASON_LACKS_SKILL,
        TextKey.WHY_OTHERS_OFF,
    ]
    assert keys(shown.text) == [
        TextKey.WHY_OPENED,
        TextKey.WHY_OFFERED,
        *choice,
        TextKey.WHY_JOINED,
        TextKey.WHY_ASSIGNED,
        *choice,
        TextKey.WHY_TAKEN_OVER,
    ]
    lines = shown.text.values["list"]
    assert isinstance(lines, tuple)
    assert lines[2].values["operator"] == "Op 6"
    assert lines[4].values == {"operator": "Op 5", "skill": "billing"}
    assert lines[-1].values["operator"] == f"Op {BOSS}"


async def test_why_names_of_many_the_first_and_counts_the_others(office: Desk) -> None:
    for number in range(20, 20 + MOST_NAMED + 3):
        await office.staff(number)
    ticket_id = await office.ask(900)
    await office.do(rooms.explain, BOSS, ticket_id)
    shown = await card(office)
    told = keys(shown.text)
    assert told.count(TextKey.REASON_FITS) == MOST_NAMED - 1
    lines = shown.text.values["list"]
    assert isinstance(lines, tuple)
    (others,) = (line for line in lines if line.key is TextKey.REASON_OTHERS_FIT)
    assert others.values == {"count": "3"}


async def test_why_nobody_takes_a_ticket_that_waits(office: Desk) -> None:
    await office.staff(7, capacity=1)
    await office.talk(900)
    ticket_id = await office.ask(901)
    await office.do(rooms.explain, BOSS, ticket_id)
    told = keys((await card(office)).text)
    assert told[-3:] == [TextKey.WHY_NOW, TextKey.REASON_NO_HEADROOM, TextKey.WHY_OTHERS_OFF]


async def test_why_without_a_number_lists_tickets_newest_first(office: Desk) -> None:
    await office.do(rooms.show_tickets, BOSS, fresh=True)
    assert (await card(office)).text.key is TextKey.WHY_EMPTY
    tickets = [await office.ask(number) for number in range(900, 910)]
    await office.do(rooms.show_tickets, BOSS)
    newest = tickets[::-1]
    assert actions(await card(office)) == [*(f"why-ticket:{each}" for each in newest[:8]), "why:1"]
    await office.do(rooms.explain, BOSS, 12345)  # no such ticket: the list again
    assert (await card(office)).text.key is TextKey.WHY_LIST
    await office.staff(7)
    with pytest.raises(StaffOnly):
        await office.do(rooms.explain, 7, tickets[0])


async def test_why_reads_what_the_first_versions_kept(office: Desk) -> None:
    ticket_id = await office.ask(900)
    async with office.work() as work:
        for kind, details in (
            (TicketEventKind.OFFERED, {"operator": 7, "reasons": {"7": "chosen: load 0 of 6"}}),
            (TicketEventKind.ASSIGNED, {"operator": 7, "reason": "load 0 of 6"}),
        ):
            await work.uow.tickets.add_event(ticket_id, kind, work.now, details=details)
    await office.do(rooms.explain, BOSS, ticket_id)
    told = keys((await card(office)).text)
    assert told.count(TextKey.REASON_WORDS) == 2


async def test_a_shift_started_later_is_no_reason_of_before(office: Desk) -> None:
    await office.staff(7)
    ticket_id = await office.talk(900)
    await office.do(start_shift, BOSS)
    await office.do(rooms.explain, BOSS, ticket_id)
    assert f"Op {BOSS}" not in str((await card(office)).text)
