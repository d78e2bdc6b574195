"""The supervisors' list of staff, and what they change there."""

from core.domain import staffing_views as views
from core.domain.errors import DeskError
from core.domain.pages import clipped, part
from core.domain.people import Operator, Role
from core.domain.texts import TextKey
from core.ports import Work
from core.usecases import manage_operators as manage
from core.usecases.show_chats import put_dialog
from core.usecases.supervising import supervisor


async def show_staff(work: Work, actor_id: int, page: int = 0, *, fresh: bool = False) -> None:
    """Everyone on staff, a page at a time. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    await work.uow.steps.clear(actor_id)
    staff = await work.uow.operators.all()
    staff.sort(key=lambda each: (each.role is not Role.SUPERVISOR, each.name.casefold(), each.id))
    shown = clipped(page, len(staff))
    listed = views.staff_list(part(staff, shown), shown, len(staff), actor.language)
    await put_dialog(work, actor_id, listed, fresh=fresh)


async def show_member(work: Work, actor_id: int, operator_id: int, *, fresh: bool = False) -> None:
    """One of staff. Raises StaffOnly, DeskError(NOT_ON_STAFF)."""
    actor, member = await _both(work, actor_id, operator_id)
    shown = views.member(member, work.rules.skills, actor.language)
    await put_dialog(work, actor_id, shown, fresh=fresh)


async def change_role(work: Work, actor_id: int, operator_id: int, role: Role) -> None:
    """Raises StaffOnly, DeskError(NOT_ON_STAFF, LAST_SUPERVISOR)."""
    await _both(work, actor_id, operator_id)
    await manage.set_role(work, operator_id, role, actor_id=actor_id)
    if actor_id != operator_id or role is Role.SUPERVISOR:
        await show_member(work, actor_id, operator_id)


async def ask_capacity(work: Work, actor_id: int, operator_id: int) -> None:
    """Raises StaffOnly, DeskError(NOT_ON_STAFF)."""
    actor, member = await _both(work, actor_id, operator_id)
    await put_dialog(work, actor_id, views.capacities(member, actor.language))


async def change_capacity(work: Work, actor_id: int, operator_id: int, capacity: int) -> None:
    """Raises StaffOnly, DeskError(NOT_ON_STAFF), ValueError below 1."""
    await _both(work, actor_id, operator_id)
    await manage.set_capacity(work, operator_id, capacity, actor_id=actor_id)
    await show_member(work, actor_id, operator_id)


async def ask_skills(work: Work, actor_id: int, operator_id: int) -> None:
    """Raises StaffOnly, DeskError(NOT_ON_STAFF)."""
    actor, member = await _both(work, actor_id, operator_id)
    await put_dialog(work, actor_id, views.skills(member, work.rules.skills, actor.language))


async def toggle_skill(work: Work, actor_id: int, operator_id: int, code: str) -> None:
    """The skill of that code (`skill_code`), given or taken; an unknown code only shows what there
    is. Raises StaffOnly, DeskError(NOT_ON_STAFF)."""
    _, member = await _both(work, actor_id, operator_id)
    known = {views.skill_code(skill): skill for skill in {*work.rules.skills, *member.skills}}
    if code in known:
        skills = member.skills ^ {known[code]}
        await manage.set_skills(work, operator_id, skills, actor_id=actor_id)
    await ask_skills(work, actor_id, operator_id)


async def ask_to_remove(work: Work, actor_id: int, operator_id: int) -> None:
    """Raises StaffOnly, DeskError(NOT_ON_STAFF)."""
    actor, member = await _both(work, actor_id, operator_id)
    await put_dialog(work, actor_id, views.sure_to_remove(member, actor.language))


async def remove_member(work: Work, actor_id: int, operator_id: int) -> None:
    """Off staff; the tickets that they hold stay with them to the end. Raises StaffOnly,
    DeskError(NOT_ON_STAFF, LAST_SUPERVISOR)."""
    await _both(work, actor_id, operator_id)
    await manage.remove_operator(work, operator_id, actor_id=actor_id)
    if actor_id != operator_id:
        await show_staff(work, actor_id)


async def _both(work: Work, actor_id: int, operator_id: int) -> tuple[Operator, Operator]:
    actor = await supervisor(work, actor_id)
    member = await work.operator(operator_id)
    if member is None:
        raise DeskError(TextKey.NOT_ON_STAFF)
    return actor, member
