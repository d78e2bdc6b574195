"""The staff's groups: taken into use, lost with a ticket in them, migrated, found again."""

from dataclasses import replace
from typing import Any

import pytest

from core.domain.effects import SendText, SetTitle, ShowCard
from core.domain.groups import GroupSeen, GroupUse, Need, StaffGroup, Trouble
from core.domain.outcomes import Migrated, Outcome, Rejected, Sent, Unreachable
from core.domain.people import Person, Role
from core.domain.places import PlaceKind, PlaceState
from core.domain.relay_effects import (
    ClearGroup,
    CopyMessage,
    DeleteMessages,
    LookAtGroup,
    React,
    RestoreTitle,
)
from core.domain.texts import Key, RelayKey
from core.domain.tickets import CloseReason, TicketEventKind
from core.usecases import staff_groups
from core.usecases.change_groups import bring_group_back, take_group_out
from core.usecases.close_ticket import finish
from core.usecases.hear_desk import hear_desk
from core.usecases.keep_groups import add_group, keep_groups
from core.usecases.migrate_group import group_migrated
from core.usecases.settle_effect import settle_effect
from core.usecases.show_groups import show_groups
from tests.usecases.desk import Desk, person
from tests.usecases.relayed import DESKS, FORUM, OVERFLOW, Relayed, open_up

ANNA, BORIS = 100, 101
BOSS, NINA = 900, 901
GROUP = DESKS - 1
OTHER = DESKS - 2
BASIC = -4_000_001
SUPER = -1_004_000_000_001
KICKED = Unreachable("bot was kicked from the supergroup chat")


def well(chat_id: int, title: str = "Desk", **more: bool) -> GroupSeen:
    rights = dict.fromkeys(("is_admin", "can_delete", "can_rename", "can_pin"), True)
    return GroupSeen(chat_id, title, **(rights | more))


@pytest.fixture
async def office(desk: Desk) -> Desk:
    await desk.staff(BOSS, role=Role.SUPERVISOR)
    await desk.settle_all()
    return await open_up(desk, 0)


async def looked(office: Desk, outcome: Outcome) -> None:
    assert await office.settle_kind(LookAtGroup, outcome) == 1


async def becomes(office: Desk, use: GroupUse = GroupUse.DESK, chat_id: int = GROUP) -> None:
    await office.do(staff_groups.wish_use, person(BOSS), chat_id, use)
    await looked(office, Sent(well(chat_id).values()))


async def group(office: Desk, chat_id: int = GROUP) -> StaffGroup:
    async with office.work() as work:
        found = await work.uow.groups.get(chat_id)
    assert found is not None
    return found


async def said_in(office: Desk, chat_id: int) -> list[Key]:
    """What was said or shown in a chat, and is settled now."""
    told = await office.told(chat_id)
    await office.settle_all()
    return told


def shown_to(office: Desk, chat_id: int) -> ShowCard:
    return [e for e in office.settled if isinstance(e, ShowCard) and e.chat_id == chat_id][-1]


# ------------------------------------------------------------------------------- taken into use
async def test_a_supervisor_makes_a_group_a_desk_by_saying_so_there(office: Desk) -> None:
    await becomes(office)
    assert await said_in(office, GROUP) == [RelayKey.GROUP_IS_DESK]
    relayed = Relayed(office)
    ticket = await relayed.asks(ANNA, "It fails")
    assert (await relayed.place(ticket)).chat_id == GROUP


async def test_nobody_else_makes_it_one(office: Desk) -> None:
    await office.staff(NINA)
    for who, answer in (
        (person(NINA), RelayKey.GROUP_SUPERVISORS_ONLY),
        (person(555), RelayKey.GROUP_SUPERVISORS_ONLY),
        (None, RelayKey.GROUP_WHO_ASKS),
    ):
        office.later(minutes=1)
        await office.do(staff_groups.wish_use, who, GROUP, GroupUse.DESK)
        assert await office.waiting(LookAtGroup) == []
        assert await said_in(office, GROUP) == [answer]
        await office.do(staff_groups.wish_out, who, GROUP)
        assert await said_in(office, GROUP) == []  # said a moment ago


@pytest.mark.parametrize(
    ("use", "seen", "needs"),
    [
        (GroupUse.DESK, GroupSeen(GROUP, "D"), ["ADMIN", "DELETE", "RENAME", "PIN"]),
        (GroupUse.DESK, replace(well(GROUP), can_pin=False), ["PIN"]),
        (GroupUse.OVERFLOW, replace(well(GROUP), can_delete=False), ["DELETE"]),
        (GroupUse.FORUM, well(GROUP), ["FORUM", "TOPICS"]),
    ],
)
async def test_what_the_bot_lacks_there_is_asked_for_plainly(
    office: Desk, use: GroupUse, seen: GroupSeen, needs: list[str]
) -> None:
    await office.do(staff_groups.wish_use, person(BOSS), GROUP, use)
    await looked(office, Sent(seen.values()))
    [answer] = [e for e in await office.waiting(SendText) if e.chat_id == GROUP]
    assert answer.text.key is RelayKey.GROUP_LACKS
    lines = answer.text.values["needs"]
    assert isinstance(lines, tuple)
    assert [line.key for line in lines] == [RelayKey[f"NEED_{need}"] for need in needs]
    async with office.work() as work:
        assert await work.uow.groups.get(GROUP) is None


async def test_the_bot_says_what_it_needs_where_it_is_added_but_never_in_a_room(
    office: Desk,
) -> None:
    came = GroupSeen(GROUP, "New group")
    await office.do(staff_groups.bot_stands, came, person(555), came=True)
    assert await said_in(office, GROUP) == [RelayKey.GROUP_WELCOME]
    await office.do(staff_groups.bot_stands, came, person(555), came=False)
    account = Person(office.rules.userbot_id, "Account")
    await office.do(staff_groups.bot_stands, GroupSeen(OTHER, "#1"), account, came=True)
    assert await said_in(office, GROUP) == await said_in(office, OTHER) == []


async def test_off_waits_for_the_ticket_that_is_served_there(office: Desk) -> None:
    await becomes(office)
    await becomes(office, GroupUse.OVERFLOW, OVERFLOW)  # who asks later is served somewhere
    relayed = Relayed(office)
    ticket = await relayed.asks(ANNA, "It fails")
    await office.settle_all()
    await office.do(staff_groups.wish_out, person(BOSS), GROUP)
    assert await said_in(office, GROUP) == [RelayKey.GROUP_TAKEN_OUT_LATER]
    await relayed.answers(ticket, 500, "Restart it")  # it is served to its end
    await office.do(finish, ticket, 500, CloseReason.SOLVED)
    await office.settle_all()
    await relayed.asks(BORIS, "And mine")
    async with office.work() as work:
        place = await work.uow.places.by_chat(GROUP)
    assert place is None or place.ticket_id is None
    await office.do(staff_groups.wish_out, person(BOSS), GROUP)
    assert (await said_in(office, GROUP))[-1] is RelayKey.GROUP_NOT_IN_USE


async def test_a_busy_desk_becomes_nothing_else(office: Desk) -> None:
    await becomes(office)
    await Relayed(office).asks(ANNA, "It fails")
    await office.settle_all()
    await office.do(staff_groups.wish_use, person(BOSS), GROUP, GroupUse.OVERFLOW)
    assert await said_in(office, GROUP) == [RelayKey.GROUP_BUSY]
    assert (await group(office)).use is GroupUse.DESK


# --------------------------------------------------------------------------------- the settings
async def test_the_settings_groups_are_taken_into_use_and_out_of_it(office: Desk) -> None:
    both = {GROUP: GroupUse.DESK, OVERFLOW: GroupUse.OVERFLOW}
    seen = {GROUP: well(GROUP, "One"), OVERFLOW: well(OVERFLOW, "Two")}
    for _ in range(2):
        await office.do(keep_groups, both, seen)
    assert [(await group(office, one)).title for one in both] == ["One", "Two"]
    assert await office.told(BOSS) == []  # all is well, and nobody need hear of it
    relayed = Relayed(office)
    ticket = await relayed.asks(ANNA, "It fails")
    await office.do(keep_groups, {OVERFLOW: GroupUse.OVERFLOW}, seen)
    assert (await group(office)).cause is Trouble.SETTINGS
    assert (await relayed.place(ticket)).chat_id == GROUP  # a ticket sits there
    assert (await relayed.place(await relayed.asks(BORIS, "And mine"))).chat_id == OVERFLOW
    await office.do(keep_groups, both, seen)
    assert (await group(office)).is_usable


async def test_a_group_out_of_reach_is_told_once_and_looked_at_again(office: Desk) -> None:
    wanted = {GROUP: GroupUse.DESK}
    for _ in range(2):
        await office.do(keep_groups, wanted, {GROUP: None})
    assert await office.told(BOSS) == [RelayKey.SUPERVISOR_GROUP_LOST]
    await office.settle_all()
    office.later(minutes=11)
    await office.ticks()
    await office.ticks()
    await looked(office, Rejected("chat not found"))
    assert await office.told(BOSS) == []
    office.later(minutes=11)
    await office.ticks()
    await looked(office, Sent(well(GROUP, "Found").values()))
    assert await office.told(BOSS) == [RelayKey.SUPERVISOR_GROUP_BACK]
    assert (await group(office)).is_usable


async def test_telegram_away_at_the_start_is_no_loss(office: Desk) -> None:
    await office.do(keep_groups, {GROUP: GroupUse.DESK}, {})
    assert (await group(office)).cause is Trouble.UNSEEN
    await looked(office, Sent(well(GROUP, "Front desk").values()))
    assert ((await group(office)).is_usable, (await group(office)).title) == (True, "Front desk")
    assert await office.told(BOSS) == []


# ------------------------------------------------------------------------------------ its title
async def test_a_free_desk_keeps_the_name_that_people_give_it(office: Desk) -> None:
    await becomes(office)
    await office.do(staff_groups.group_renamed, GROUP, "Front desk", 500)
    await office.do(staff_groups.group_renamed, GROUP, "#1 Anna", office.rules.bot_id)
    relayed = Relayed(office)
    ticket = await relayed.asks(ANNA, "It fails")
    await office.do(staff_groups.group_renamed, GROUP, "Anna again", 500)
    assert (await relayed.place(ticket)).title == "Front desk"
    assert (await group(office)).title == "Front desk"


# ---------------------------------------------------------------------------------------- lost
@pytest.mark.parametrize("how", ["left", "rights", "refused", "not enough rights"])
async def test_a_lost_desks_ticket_goes_on_elsewhere_and_supervisors_hear_once(
    office: Desk, how: str
) -> None:
    await becomes(office)
    relayed = Relayed(office)
    ticket = await relayed.asks(ANNA, "It fails")
    await office.settle_all()
    await becomes(office, chat_id=OTHER)
    await office.settle_all()
    for _ in range(2):
        if how == "left":
            await office.do(staff_groups.bot_left, GROUP)
        elif how == "rights":
            seen = replace(well(GROUP), can_delete=False)
            await office.do(staff_groups.bot_stands, seen, person(555), came=False)
        elif how == "refused":
            await refused(office, KICKED)
        else:
            await refused(office, Rejected("not enough rights to change chat title"))
            seen = replace(well(GROUP), can_delete=False)
            await office.settle_kind(LookAtGroup, Sent(seen.values()))
    assert (await office.told(BOSS)).count(RelayKey.SUPERVISOR_GROUP_LOST) == 1
    place = await relayed.place(ticket)
    assert (place.chat_id, place.state) == (OTHER, PlaceState.READY)
    assert TicketEventKind.PLACE_LOST in await office.events(ticket)
    await office.settle_all()
    assert relayed_texts(office, OTHER) == [1]
    lost = await group(office)
    lacks = "rights" in how
    assert lost.cause is (Trouble.RIGHTS if lacks else Trouble.REMOVED)
    assert lost.lacks == ((Need.DELETE,) if lacks else ())


async def refused(office: Desk, outcome: Outcome) -> None:
    """Telegram's answer to a new title of the first group."""
    async with office.work() as work:
        await work.uow.outbox.add(SetTitle(GROUP, "x"), now=work.now)
    for row in await office.rows():
        if row.effect == SetTitle(GROUP, "x"):
            await office.settle(row, outcome)


async def test_a_lost_forums_ticket_goes_to_a_desk_and_keeps_its_holder(office: Desk) -> None:
    await open_up(office, 0, forum=True)
    relayed = Relayed(office)
    ticket = await relayed.asks(ANNA, "Which plan?", topic="plans")
    await office.settle_all()
    assert (await relayed.place(ticket)).kind is PlaceKind.THREAD
    assert (await office.ticket(ticket)).operator_id == BOSS
    await becomes(office)
    await office.settle_all()
    await office.do(staff_groups.bot_left, FORUM)
    await office.settle_all()
    assert (await relayed.place(ticket)).chat_id == GROUP
    assert (await office.ticket(ticket)).operator_id == BOSS


def relayed_texts(office: Desk, chat_id: int) -> list[int]:
    copies = [e for e in office.settled if isinstance(e, CopyMessage) and e.chat_id == chat_id]
    return [copy.message_id for copy in copies]


async def test_a_lost_desk_is_back_with_its_rights_and_has_its_own_name_again(
    office: Desk,
) -> None:
    await becomes(office)
    await Relayed(office).asks(ANNA, "It fails")
    await office.do(staff_groups.bot_left, GROUP)
    await office.settle_all()
    back = GroupSeen(GROUP, "#1 Anna")
    await office.do(staff_groups.bot_stands, back, person(BOSS), came=True)
    assert (await group(office)).lacks[0] is Need.ADMIN
    assert await office.told(BOSS) == []  # somebody is mending it
    await office.do(staff_groups.bot_stands, well(GROUP, "#1 Anna"), person(BOSS), came=False)
    assert await office.told(BOSS) == [RelayKey.SUPERVISOR_GROUP_BACK]
    assert SetTitle(GROUP, "Desk") in await office.waiting(SetTitle)
    assert (await group(office)).is_usable


# ------------------------------------------------------------------------------------ migration
@pytest.mark.parametrize("heard", ["to", "outcome"])
async def test_a_desk_that_migrates_goes_on_with_its_ticket(office: Desk, heard: str) -> None:
    await office.do(add_group, BASIC, GroupUse.DESK, "Desk", None)
    relayed = Relayed(office)
    ticket = await relayed.asks(ANNA, "It fails")
    await office.settle_all()
    await relayed.says(ANNA, "Hello?")
    async with office.work() as work:
        await work.uow.outbox.add(React(BASIC, 5, "👀"), now=work.now)
    for _ in range(2):
        if heard == "to":
            await office.do(group_migrated, BASIC, SUPER)
        else:
            row = next(row for row in await office.rows() if isinstance(row.effect, CopyMessage))
            moved = replace(row, effect=CopyMessage(BASIC, ANNA, 2))
            await office.do(settle_effect, moved, Migrated(SUPER))
    assert (await relayed.place(ticket)).chat_id == SUPER
    assert (await group(office, SUPER)).former_chat_id == BASIC
    told = await office.told(SUPER)
    assert told == [RelayKey.GROUP_MIGRATED_LEFT, RelayKey.DESK_CARD]
    assert [copy.chat_id for copy in await office.waiting(CopyMessage)] == [SUPER]
    assert [mark.chat_id for mark in await office.waiting(React)] == [BASIC]  # no such message
    async with office.work() as work:
        assert {trace.chat_id for trace in await work.uow.traces.of_place(1)} <= {SUPER}


async def test_a_desk_that_migrates_while_it_is_cleared_is_free_all_the_same(
    office: Desk,
) -> None:
    await office.do(add_group, BASIC, GroupUse.DESK, "Desk", None)
    ticket = await Relayed(office).asks(ANNA, "It fails")
    await office.settle_all()
    await office.do(finish, ticket, 500, CloseReason.SOLVED)
    await office.do(group_migrated, BASIC, SUPER)
    for kind in (RestoreTitle, ClearGroup, DeleteMessages):
        await office.settle_kind(kind, Rejected("migrated"))
    async with office.work() as work:
        place = await work.uow.places.by_chat(SUPER)
    assert place is not None
    assert place.state is PlaceState.CLEAN


async def test_in_a_migrated_overflow_group_every_ticket_has_its_card(office: Desk) -> None:
    await office.do(add_group, BASIC, GroupUse.OVERFLOW, "Overflow", None)
    relayed = Relayed(office)
    tickets = [await relayed.asks(each, "It fails") for each in (ANNA, BORIS)]
    await office.settle_all()
    await office.do(group_migrated, BASIC, SUPER)
    assert [(await relayed.place(ticket)).chat_id for ticket in tickets] == [SUPER] * 2
    assert (await office.told(SUPER)).count(RelayKey.DESK_CARD) == 2
    await office.settle_all()
    for number, who in enumerate((ANNA, BORIS)):
        card = next(row["message_id"] for row in await cards_in(office, tickets[number]))
        answer = relayed.said(SUPER, 500, f"For {who}", reply_to=card)
        assert await office.do(hear_desk, answer)
        await office.settle_all()
        assert (await relayed.carried(who))[-1] == answer.message_id


async def cards_in(office: Desk, ticket: int) -> list[dict[str, Any]]:
    return await office.rows_of(f"SELECT message_id FROM cards WHERE card = 'desk:{ticket}'")  # noqa: S608


async def test_the_settings_may_name_a_migrated_group_as_it_was(office: Desk) -> None:
    wanted = {BASIC: GroupUse.DESK}
    await office.do(keep_groups, wanted, {BASIC: well(BASIC)})
    await office.do(group_migrated, BASIC, SUPER)
    await office.do(keep_groups, wanted, {SUPER: well(SUPER)})
    async with office.work() as work:
        assert [(one.chat_id, one.is_usable) for one in await work.uow.groups.all()] == [
            (SUPER, True)
        ]
        assert len(await work.uow.places.in_chat(SUPER)) == 1


async def test_a_migrated_group_that_was_added_anew_is_one_group(office: Desk) -> None:
    await office.do(add_group, BASIC, GroupUse.DESK, "Desk", None)
    relayed = Relayed(office)
    ticket = await relayed.asks(ANNA, "It fails")
    await becomes(office, chat_id=SUPER)
    await office.do(group_migrated, BASIC, SUPER)
    assert (await relayed.place(ticket)).chat_id == SUPER
    async with office.work() as work:
        assert [one.former_chat_id for one in await work.uow.groups.all()] == [BASIC]
        assert len(await work.uow.places.in_chat(SUPER)) == 1


# --------------------------------------------------------------------------------------- /desks
async def test_the_list_shows_who_is_served_and_what_is_wrong(office: Desk) -> None:
    await becomes(office)
    office.later(minutes=1)
    await becomes(office, GroupUse.OVERFLOW, OVERFLOW)
    await Relayed(office).asks(ANNA, "It fails")
    await office.settle_all()
    await office.do(take_group_out, BOSS, OVERFLOW)
    await office.settle_all()
    states = _states(shown_to(office, BOSS))
    assert states == [[RelayKey.GROUP_SERVES], [RelayKey.TROUBLE_TAKEN_OUT]]

    await office.do(bring_group_back, BOSS, OVERFLOW)
    await looked(office, Sent(replace(well(OVERFLOW), can_delete=False).values()))
    await office.settle_all()
    assert _states(shown_to(office, BOSS))[1] == [RelayKey.TROUBLE_RIGHTS]
    await office.do(bring_group_back, BOSS, OVERFLOW)
    await looked(office, Sent(well(OVERFLOW).values()))
    await office.settle_all()
    assert _states(shown_to(office, BOSS))[1] == [RelayKey.GROUP_FREE]


async def test_the_list_of_none_says_how_to_have_one(office: Desk) -> None:
    await office.do(show_groups, BOSS, fresh=True)
    assert await said_in(office, BOSS) == [RelayKey.GROUPS_EMPTY]


def _states(card: ShowCard) -> list[list[Key]]:
    found: list[list[Key]] = []
    lines = card.text.values["list"]
    assert isinstance(lines, tuple)
    for line in lines:
        state = line.values["state"]
        assert not isinstance(state, str | int)
        found.append([each.key for each in (state if isinstance(state, tuple) else (state,))])
    return found
