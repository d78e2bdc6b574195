"""The staff's groups: lost with a ticket in them, migrated, found again."""

from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from core.consequences.settlements import settle_effect
from core.conversations.incoming import receive_in_group
from core.groups import commands
from core.groups.lifecycle import add_group, apply_group_settings, group_migrated
from core.model.desk_effects import (
    ClearGroup,
    CopyMessage,
    DeleteMessages,
    LookAtGroup,
    React,
    RestoreTitle,
)
from core.model.effects import SetTitle
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Cause, Migrated, Outcome, Rejected, Scope, Sent, Unreachable
from core.model.places import GroupSeen, GroupUse, Need, PlaceState, Trouble
from core.model.relay_text_keys import RelayKey
from core.model.tickets import CloseReason, TicketEventKind
from core.tickets.end import finish
from tests.core.desk import Desk, person
from tests.core.office import (
    ANNA,
    BASIC,
    BORIS,
    BOSS,
    GROUP,
    OTHER,
    SUPER,
    becomes,
    group,
    open_office,
    well,
)
from tests.core.relayed import Relayed
from tests.support.present import present

KICKED = Unreachable("bot was kicked from the supergroup chat", Cause.CHAT_LOST, Scope.DESTINATION)


@pytest_asyncio.fixture(loop_scope="session")
async def office(desk: Desk) -> Desk:
    return await open_office(desk)


# ---------------------------------------------------------------------------------------- lost
@pytest.mark.parametrize("how", ["left", "rights", "refused", "not enough rights"])
async def test_a_lost_desks_ticket_goes_on_elsewhere_and_supervisors_hear_once(
    office: Desk, how: str
) -> None:
    await becomes(office)
    relayed = Relayed(office)
    ticket = await relayed.opens(ANNA, "It fails")
    await becomes(office, chat_id=OTHER)
    await office.settle_all()
    for _ in range(2):
        if how == "left":
            await office.do(commands.bot_left, GROUP)
        elif how == "rights":
            seen = replace(well(GROUP), can_delete=False)
            await office.do(commands.bot_member_changed, seen, person(555), came=False)
        elif how == "refused":
            await refused(office, KICKED)
        else:
            await refused(office, Rejected("not enough rights", Cause.NO_RIGHT))
            seen = replace(well(GROUP), can_delete=False)
            await office.settle_kind(LookAtGroup, Sent(seen.values()))
    assert (await office.told(BOSS)).count(NoticeKey.GROUP_LOST) == 1
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
    await office.kept.outbox.add(SetTitle(GROUP, "x"), now=office.now)
    for row in await office.rows():
        if row.effect == SetTitle(GROUP, "x"):
            await office.settle(row, outcome)


def relayed_texts(office: Desk, chat_id: int) -> list[int]:
    copies = [e for e in office.settled if isinstance(e, CopyMessage) and e.chat_id == chat_id]
    return [copy.message_id for copy in copies]


async def test_a_lost_desk_is_back_with_its_rights_and_has_its_own_name_again(
    office: Desk,
) -> None:
    await becomes(office)
    await Relayed(office).asks(ANNA, "It fails")
    await office.done(commands.bot_left, GROUP)
    back = GroupSeen(GROUP, "#1 Anna")
    await office.do(commands.bot_member_changed, back, person(BOSS), came=True)
    assert (await group(office)).lacks[0] is Need.ADMIN
    assert await office.told(BOSS) == []  # somebody is mending it
    await office.do(commands.bot_member_changed, well(GROUP, "#1 Anna"), person(BOSS), came=False)
    assert await office.told(BOSS) == [NoticeKey.GROUP_BACK]
    assert SetTitle(GROUP, "Desk") in await office.waiting(SetTitle)
    assert (await group(office)).is_usable


# ------------------------------------------------------------------------------------ migration
@pytest.mark.parametrize("heard", ["to", "outcome"])
async def test_a_desk_that_migrates_goes_on_with_its_ticket(office: Desk, heard: str) -> None:
    await office.do(add_group, BASIC, GroupUse.DESK, "Desk", None)
    relayed = Relayed(office)
    ticket = await relayed.opens(ANNA, "It fails")
    await relayed.says(ANNA, "Hello?")
    await office.kept.outbox.add(React(BASIC, 5, "👀"), now=office.now)
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
    assert {trace.chat_id for trace in await office.kept.traces.of_place(1)} <= {SUPER}


async def test_a_desk_that_migrates_while_it_is_cleared_is_free_all_the_same(
    office: Desk,
) -> None:
    await office.do(add_group, BASIC, GroupUse.DESK, "Desk", None)
    ticket = await Relayed(office).opens(ANNA, "It fails")
    await office.do(finish, ticket, 500, CloseReason.SOLVED)
    await office.do(group_migrated, BASIC, SUPER)
    for kind in (RestoreTitle, ClearGroup, DeleteMessages):
        await office.settle_kind(kind, Rejected("migrated"))
    place = present(await office.kept.places.by_chat(SUPER))
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
        assert await office.do(receive_in_group, answer)
        await office.settle_all()
        assert (await relayed.carried(who))[-1] == answer.message_id


async def cards_in(office: Desk, ticket: int) -> list[dict[str, Any]]:
    return await office.rows_of(f"SELECT message_id FROM cards WHERE card = 'desk:{ticket}'")  # noqa: S608


async def test_the_settings_may_name_a_migrated_group_as_it_was(office: Desk) -> None:
    wanted = {BASIC: GroupUse.DESK}
    await office.do(apply_group_settings, wanted, {BASIC: well(BASIC)})
    await office.do(group_migrated, BASIC, SUPER)
    await office.do(apply_group_settings, wanted, {SUPER: well(SUPER)})
    assert [(one.chat_id, one.is_usable) for one in await office.kept.groups.all()] == [
        (SUPER, True)
    ]
    assert len(await office.kept.places.in_chat(SUPER)) == 1


async def test_a_migrated_group_that_was_added_anew_is_one_group(office: Desk) -> None:
    await office.do(add_group, BASIC, GroupUse.DESK, "Desk", None)
    relayed = Relayed(office)
    ticket = await relayed.asks(ANNA, "It fails")
    await becomes(office, chat_id=SUPER)
    await office.do(group_migrated, BASIC, SUPER)
    assert (await relayed.place(ticket)).chat_id == SUPER
    assert [one.former_chat_id for one in await office.kept.groups.all()] == [BASIC]
    assert len(await office.kept.places.in_chat(SUPER)) == 1
