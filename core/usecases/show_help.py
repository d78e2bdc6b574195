"""/help, by role."""

from core.domain import views
from core.domain.people import Person, Role
from core.domain.texts import TextKey
from core.domain.views import Shown
from core.ports import Work
from core.usecases.guide import guide
from core.usecases.telling import PROMPT_LASTS, say


async def show_help(work: Work, person: Person, message_id: int) -> None:
    """What staff may do; customers are pointed to their buttons."""
    operator = await work.operator(person.id)
    if operator is None:
        await guide(work, person, message_id)
        return
    is_supervisor = operator.role is Role.SUPERVISOR
    key = TextKey.HELP_SUPERVISOR if is_supervisor else TextKey.HELP_OPERATOR
    await say(work, operator.id, Shown(views.text(key, operator.language)), lasts=PROMPT_LASTS)
