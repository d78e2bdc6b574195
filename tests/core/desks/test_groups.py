"""The staff's groups: taken into use and out of it, by the settings or by a supervisor."""

from dataclasses import replace

import pytest
import pytest_asyncio

from core.groups import commands
from core.groups.commands import bring_group_back, show_groups, take_group_out
from core.groups.lifecycle import apply_group_settings, check_chat
from core.model.desk_effects import LookAtGroup
from core.model.effects import SendText, ShowCard
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Cause, Rejected, Sent
from core.model.people import Person
from core.model.places import GroupSeen, GroupUse, Trouble
from core.model.relay_text_keys import RelayKey
from core.model.text_keys import Key
from core.model.tickets import CloseReason
from core.tickets.end import finish
from tests.core.desk import Desk, person
from tests.core.office import (
    ANNA,
    BORIS,
    BOSS,
    GROUP,
    NINA,
    OTHER,
    becomes,
    group,
    looked,
    open_office,
    well,
)
from tests.core.relayed import OVERFLOW, Relayed


@pytest_asyncio.fixture(loop_scope="session")
async def office(desk: Desk) -> Desk:
    return await open_office(desk)


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
        await office.do(commands.request_use, who, GROUP, GroupUse.DESK)
        assert await office.waiting(LookAtGroup) == []
        assert await said_in(office, GROUP) == [answer]
        await office.do(commands.request_removal, who, GROUP)
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
    await office.do(commands.request_use, person(BOSS), GROUP, use)
    await looked(office, Sent(seen.values()))
    [answer] = [e for e in await office.waiting(SendText) if e.chat_id == GROUP]
    assert answer.text.key is RelayKey.GROUP_LACKS
    lines = answer.text.values["needs"]
    assert isinstance(lines, tuple)
    assert [line.key for line in lines] == [RelayKey[f"NEED_{need}"] for need in needs]
    assert await office.kept.groups.get(GROUP) is None


async def test_what_cannot_be_read_changes_nothing(office: Desk) -> None:
    await becomes(office)
    unread = Rejected("getChatMember comes without can_send_welcome_messages", Cause.UNREADABLE)
    # Looked at as at a start, it stays in use.
    await office.do(check_chat, GROUP)
    await looked(office, unread)
    assert (await group(office, GROUP)).cause is None
    # A supervisor who asks is told.
    office.later(minutes=1)
    await office.do(commands.request_use, person(BOSS), OTHER, GroupUse.DESK)
    await looked(office, unread)
    assert await said_in(office, OTHER) == [RelayKey.GROUP_NOT_SEEN]


async def test_the_bot_says_what_it_needs_where_it_is_added_but_never_in_a_room(
    office: Desk,
) -> None:
    came = GroupSeen(GROUP, "New group")
    await office.do(commands.bot_member_changed, came, person(555), came=True)
    assert await said_in(office, GROUP) == [RelayKey.GROUP_WELCOME]
    await office.do(commands.bot_member_changed, came, person(555), came=False)
    account = Person(office.rules.userbot_id, "Account")
    await office.do(commands.bot_member_changed, GroupSeen(OTHER, "#1"), account, came=True)
    assert await said_in(office, GROUP) == await said_in(office, OTHER) == []


async def test_off_waits_for_the_ticket_that_is_served_there(office: Desk) -> None:
    await becomes(office)
    await becomes(office, GroupUse.OVERFLOW, OVERFLOW)  # who asks later is served somewhere
    relayed = Relayed(office)
    ticket = await relayed.opens(ANNA, "It fails")
    await office.do(commands.request_removal, person(BOSS), GROUP)
    assert await said_in(office, GROUP) == [RelayKey.GROUP_TAKEN_OUT_LATER]
    await relayed.answers(ticket, 500, "Restart it")  # it is served to its end
    await office.done(finish, ticket, 500, CloseReason.SOLVED)
    await relayed.asks(BORIS, "And mine")
    place = await office.kept.places.by_chat(GROUP)
    assert place is None or place.ticket_id is None
    await office.do(commands.request_removal, person(BOSS), GROUP)
    assert (await said_in(office, GROUP))[-1] is RelayKey.GROUP_NOT_IN_USE


async def test_a_busy_desk_becomes_nothing_else(office: Desk) -> None:
    await becomes(office)
    await Relayed(office).opens(ANNA, "It fails")
    await office.do(commands.request_use, person(BOSS), GROUP, GroupUse.OVERFLOW)
    assert await said_in(office, GROUP) == [RelayKey.GROUP_BUSY]
    assert (await group(office)).use is GroupUse.DESK


# --------------------------------------------------------------------------------- the settings
async def test_the_settings_groups_are_taken_into_use_and_out_of_it(office: Desk) -> None:
    both = {GROUP: GroupUse.DESK, OVERFLOW: GroupUse.OVERFLOW}
    seen = {GROUP: well(GROUP, "One"), OVERFLOW: well(OVERFLOW, "Two")}
    for _ in range(2):
        await office.do(apply_group_settings, both, seen)
    assert [(await group(office, one)).title for one in both] == ["One", "Two"]
    assert await office.told(BOSS) == []  # all is well, and nobody need hear of it
    relayed = Relayed(office)
    ticket = await relayed.asks(ANNA, "It fails")
    await office.do(apply_group_settings, {OVERFLOW: GroupUse.OVERFLOW}, seen)
    assert (await group(office)).cause is Trouble.SETTINGS
    assert (await relayed.place(ticket)).chat_id == GROUP  # a ticket sits there
    assert (await relayed.place(await relayed.asks(BORIS, "And mine"))).chat_id == OVERFLOW
    await office.do(apply_group_settings, both, seen)
    assert (await group(office)).is_usable


async def test_a_group_out_of_reach_is_told_once_and_looked_at_again(office: Desk) -> None:
    wanted = {GROUP: GroupUse.DESK}
    for _ in range(2):
        await office.do(apply_group_settings, wanted, {GROUP: None})
    assert await office.told(BOSS) == [NoticeKey.GROUP_LOST]
    await office.settle_all()
    office.later(minutes=11)
    await office.ticks()
    await office.ticks()
    await looked(office, Rejected("chat not found"))
    assert await office.told(BOSS) == []
    office.later(minutes=11)
    await office.ticks()
    await looked(office, Sent(well(GROUP, "Found").values()))
    assert await office.told(BOSS) == [NoticeKey.GROUP_BACK]
    assert (await group(office)).is_usable


async def test_telegram_away_at_the_start_is_no_loss(office: Desk) -> None:
    await office.do(apply_group_settings, {GROUP: GroupUse.DESK}, {})
    assert (await group(office)).cause is Trouble.NOT_CHECKED
    await looked(office, Sent(well(GROUP, "Front desk").values()))
    assert ((await group(office)).is_usable, (await group(office)).title) == (True, "Front desk")
    assert await office.told(BOSS) == []


# ------------------------------------------------------------------------------------ its title
async def test_a_free_desk_keeps_the_name_that_people_give_it(office: Desk) -> None:
    await becomes(office)
    await office.do(commands.group_renamed, GROUP, "Front desk", 500)
    await office.do(commands.group_renamed, GROUP, "#1 Anna", office.rules.bot_id)
    relayed = Relayed(office)
    ticket = await relayed.asks(ANNA, "It fails")
    await office.do(commands.group_renamed, GROUP, "Anna again", 500)
    assert (await relayed.place(ticket)).title == "Front desk"
    assert (await group(office)).title == "Front desk"


# --------------------------------------------------------------------------------------- /desks
async def test_the_list_shows_who_is_served_and_what_is_wrong(office: Desk) -> None:
    await becomes(office)
    office.later(minutes=1)
    await becomes(office, GroupUse.OVERFLOW, OVERFLOW)
    await Relayed(office).opens(ANNA, "It fails")
    await office.done(take_group_out, BOSS, OVERFLOW)
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
