"""Who is staff. `actor_id` None is the owner at the command line; anybody else must be a supervisor (StaffOnly)."""

from core.domain.people import Person, Role
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
    """Add somebody, or bring them back; `capacity` (at least 1) is the rules' when not given. Raises StaffOnly, ValueError."""
    raise AssertionError(work, person, role, capacity, phone, skills, actor_id)


async def remove_operator(work: Work, operator_id: int, *, actor_id: int | None = None) -> bool:
    """Take off staff; tickets held stay to the end. False for somebody unknown. Raises StaffOnly."""
    raise AssertionError(work, operator_id, actor_id)


async def set_capacity(
    work: Work, operator_id: int, capacity: int, *, actor_id: int | None = None
) -> bool:
    """Most tickets at once (at least 1); pulls the queue. False for somebody unknown. Raises StaffOnly, ValueError."""
    raise AssertionError(work, operator_id, capacity, actor_id)
