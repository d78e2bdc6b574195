"""Who is staff. `actor_id` None is the owner at the command line; anybody else must be a
supervisor (StaffOnly)."""

from collections.abc import Collection

from core.domain.effects import Priority, SetCommands
from core.domain.errors import DeskError, StaffOnly
from core.domain.events import CapacityFreed
from core.domain.people import Person, Role
from core.domain.texts import TextKey
from core.ports import Work


async def add_operator(
    work: Work,
    person: Person,
    *,
    role: Role = Role.OPERATOR,
    capacity: int | None = None,
    phone: str | None = None,
    skills: frozenset[str] = frozenset(),
    actor_id: int | None = None,
) -> None:
    """Add somebody, or bring them back; `capacity` (at least 1) is the rules' when not given.
    Raises StaffOnly, ValueError."""
    await _may_manage(work, actor_id)
    most = work.rules.capacity if capacity is None else capacity
    _check(most)
    await work.uow.operators.add(
        person, role=role, capacity=most, phone=phone, skills=skills, now=work.now
    )
    await show_commands(work, person.id, role)
    # Somebody brought back may be on shift with more room than before.
    work.happened(CapacityFreed())


async def remove_operator(work: Work, operator_id: int, *, actor_id: int | None = None) -> bool:
    """Take off staff; tickets held stay to the end. False for somebody unknown. Raises
    StaffOnly, DeskError(LAST_SUPERVISOR)."""
    await _may_manage(work, actor_id)
    await _leave_a_supervisor(work, operator_id, actor_id)
    if not await work.uow.operators.remove(operator_id, work.now):
        return False
    await show_commands(work, operator_id, None)
    return True


async def set_capacity(
    work: Work, operator_id: int, capacity: int, *, actor_id: int | None = None
) -> bool:
    """Most tickets at once (at least 1). False for somebody unknown. Raises
    StaffOnly, ValueError."""
    await _may_manage(work, actor_id)
    _check(capacity)
    if not await work.uow.operators.set_capacity(operator_id, capacity):
        return False
    work.happened(CapacityFreed())
    return True


async def set_role(
    work: Work, operator_id: int, role: Role, *, actor_id: int | None = None
) -> bool:
    """Make somebody an operator or a supervisor. False for somebody unknown. Raises StaffOnly,
    DeskError(LAST_SUPERVISOR)."""
    await _may_manage(work, actor_id)
    if role is not Role.SUPERVISOR:
        await _leave_a_supervisor(work, operator_id, actor_id)
    if not await work.uow.operators.set_role(operator_id, role):
        return False
    await show_commands(work, operator_id, role)
    return True


async def set_skills(
    work: Work, operator_id: int, skills: Collection[str], *, actor_id: int | None = None
) -> bool:
    """What somebody can be asked for, in place of what it was. False for somebody
    unknown. Raises StaffOnly."""
    await _may_manage(work, actor_id)
    if not await work.uow.operators.set_skills(operator_id, skills):
        return False
    work.happened(CapacityFreed())
    return True


async def _leave_a_supervisor(work: Work, operator_id: int, actor_id: int | None) -> None:
    """Somebody has to stay who can undo it; the owner can by the command line."""
    if actor_id is None:
        return
    supervisors = await work.uow.operators.hold_supervisors()
    if supervisors == [operator_id]:
        raise DeskError(TextKey.LAST_SUPERVISOR)


async def show_commands(work: Work, person_id: int, role: Role | None) -> None:
    """The menu of commands that goes with a role; None: a customer's again."""
    word = None if role is None else role.value
    await work.tell(SetCommands(person_id, word), priority=Priority.BOARD)


def _check(capacity: int) -> None:
    if capacity < 1:
        raise ValueError(f"capacity must be at least 1, not {capacity}")


async def _may_manage(work: Work, actor_id: int | None) -> None:
    if actor_id is None:
        return
    actor = await work.operator(actor_id)
    if actor is None or actor.role is not Role.SUPERVISOR:
        raise StaffOnly
