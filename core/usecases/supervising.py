"""What the supervisors' use cases have in common: who may."""

from core.domain.errors import StaffOnly
from core.domain.people import Operator, Role
from core.ports import Work


async def supervisor(work: Work, actor_id: int) -> Operator:
    """The actor, if they are one. Raises StaffOnly."""
    actor = await work.operator(actor_id)
    if actor is None or actor.role is not Role.SUPERVISOR:
        raise StaffOnly
    return actor
