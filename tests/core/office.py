"""A supervisor's office, from which groups are taken into use."""

from core.groups import commands
from core.model.desk_effects import LookAtGroup
from core.model.outcomes import Outcome, Sent
from core.model.people import Role
from core.model.places import GroupSeen, GroupUse, StaffGroup
from tests.core.desk import Desk, person
from tests.core.relayed import DESKS, open_up
from tests.support.present import present

ANNA, BORIS = 100, 101
BOSS, NINA = 900, 901
GROUP = DESKS - 1
OTHER = DESKS - 2
BASIC = -4_000_001
SUPER = -1_004_000_000_001


def well(chat_id: int, title: str = "Desk", **more: bool) -> GroupSeen:
    rights = dict.fromkeys(("is_admin", "can_delete", "can_rename", "can_pin"), True)
    return GroupSeen(chat_id, title, **(rights | more))


async def open_office(desk: Desk) -> Desk:
    """A supervisor, and no group yet."""
    await desk.staff(BOSS, role=Role.SUPERVISOR)
    await desk.settle_all()
    return await open_up(desk, 0)


async def looked(office: Desk, outcome: Outcome) -> None:
    assert await office.settle_kind(LookAtGroup, outcome) == 1


async def becomes(office: Desk, use: GroupUse = GroupUse.DESK, chat_id: int = GROUP) -> None:
    await office.do(commands.request_use, person(BOSS), chat_id, use)
    await looked(office, Sent(well(chat_id).values()))


async def group(office: Desk, chat_id: int = GROUP) -> StaffGroup:
    return present(await office.kept.groups.get(chat_id))
