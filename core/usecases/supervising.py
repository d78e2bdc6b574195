"""What the supervisors' use cases have in common: who may, and where it is shown."""

from core.domain import cards
from core.domain.errors import StaffOnly
from core.domain.people import Operator, Role
from core.domain.views import Shown
from core.ports import Work
from core.usecases.telling import show


async def supervisor(work: Work, actor_id: int) -> Operator:
    """The actor, if they are one. Raises StaffOnly."""
    actor = await work.uow.operators.get(actor_id)
    if actor is None or actor.role is not Role.SUPERVISOR:
        raise StaffOnly
    return actor


async def show_dialog(work: Work, person_id: int, shown: Shown, *, fresh: bool = False) -> None:
    """On the card where a member of staff chooses; anew when they wrote something since."""
    await show(work, person_id, cards.dialog(person_id), shown, fresh=fresh)
