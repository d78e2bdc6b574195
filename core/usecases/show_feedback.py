"""What customers thought, for supervisors."""

from core.domain import cards, feedback_views
from core.domain.effects import ShowCard
from core.domain.pages import PAGE, clipped
from core.ports import Work
from core.usecases.supervising import supervisor
from core.usecases.telling import PROMPT_LASTS


async def show_feedback(
    work: Work, supervisor_id: int, page: int = 0, *, fresh: bool = False
) -> None:
    """A page of the list, anew when `fresh`, else where it stands. Raises StaffOnly."""
    asking = await supervisor(work, supervisor_id)
    count = await work.uow.feedback.count()
    page = clipped(page, count)
    opinions = await work.uow.feedback.latest(PAGE, page * PAGE)
    shown = feedback_views.feedback_list(opinions, page, count, asking.language)
    await work.tell(
        ShowCard(supervisor_id, cards.feedback(supervisor_id), shown.text, shown.buttons, fresh),
        lasts=PROMPT_LASTS,
    )
