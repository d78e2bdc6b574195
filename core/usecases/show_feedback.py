"""What customers thought, for supervisors."""

from core.domain import cards, feedback_views
from core.domain.effects import ShowCard
from core.domain.errors import StaffOnly
from core.domain.pages import PAGE, clipped
from core.domain.people import Operator, Role
from core.ports import Work
from core.usecases.telling import PROMPT_LASTS


async def show_feedback(
    work: Work, supervisor_id: int, page: int = 0, *, fresh: bool = False
) -> None:
    """A page of the list, anew when `fresh`, else where it stands. Raises StaffOnly."""
    supervisor = await the_supervisor(work, supervisor_id)
    count = await work.uow.feedback.count()
    page = clipped(page, count)
    opinions = await work.uow.feedback.latest(PAGE, page * PAGE)
    shown = feedback_views.feedback_list(opinions, page, count, supervisor.language)
    await work.uow.outbox.add(
        ShowCard(supervisor_id, cards.feedback(supervisor_id), shown.text, shown.buttons, fresh),
        now=work.now,
        expires_at=work.now + PROMPT_LASTS,
    )


async def the_supervisor(work: Work, person_id: int) -> Operator:
    """Raises StaffOnly for everybody else."""
    found = await work.uow.operators.get(person_id)
    if found is None or found.role is not Role.SUPERVISOR:
        raise StaffOnly
    return found
