"""/desks: the staff's groups, as a supervisor sees and changes them."""

from core.domain.group_views import GroupNow, groups_list
from core.domain.groups import StaffGroup
from core.domain.pages import clipped, part
from core.domain.places import PlaceState
from core.ports import Work
from core.usecases.show_chats import put_dialog
from core.usecases.supervising import supervisor


async def show_groups(work: Work, actor_id: int, page: int = 0, *, fresh: bool = False) -> None:
    """All of them: what each is for, who is served there, what is wrong. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    groups = await work.uow.groups.all()
    shown = clipped(page, len(groups))
    now = [await _now(work, group) for group in part(groups, shown)]
    listed = groups_list(now, shown, len(groups), actor.language)
    await put_dialog(work, actor_id, listed, fresh=fresh)


async def _now(work: Work, group: StaffGroup) -> GroupNow:
    serves: list[tuple[int, str]] = []
    is_clearing = False
    for place in await work.uow.places.in_chat(group.chat_id):
        is_clearing = is_clearing or place.state is PlaceState.EMPTYING
        if place.ticket_id is None or place.state is PlaceState.EMPTYING:
            continue
        ticket = await work.ticket(place.ticket_id)
        if ticket is not None:
            names = await work.uow.oversight.names([ticket.customer_id])
            name = names.get(ticket.customer_id, str(ticket.customer_id))
            serves.append((ticket.id, name))
    return GroupNow(group, tuple(serves), is_clearing)
