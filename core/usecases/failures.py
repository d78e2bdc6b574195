"""What Telegram will never do is written into the ticket's history, and supervisors hear of it
once."""

from core.domain import views
from core.domain.effects import Effect
from core.domain.memos import Memo
from core.domain.texts import KEYS, TextKey
from core.domain.tickets import TicketEventKind
from core.ports import OutboxEffect, Work
from core.usecases.telling import tell_supervisors

_OF_SUPERVISORS = frozenset(key for key in KEYS if key.value.startswith("supervisor-"))


async def report_failure(work: Work, row: OutboxEffect, reason: str, *, tell: bool = True) -> None:
    """An event of the row's ticket; with `tell` a notice, once for each ticket and kind of
    effect."""
    if row.ticket_id is None:
        return
    name = type(row.effect).__name__
    await work.note(row.ticket_id, TicketEventKind.EFFECT_FAILED, effect=name, reason=reason)
    if not tell or _is_notice(row.effect):
        return
    if await work.once(Memo.FAILED, row.ticket_id, name):
        await tell_supervisors(
            work,
            TextKey.SUPERVISOR_EFFECT_FAILED,
            row.ticket_id,
            reason=views.text(row.effect.failed, None, reason=reason),
        )


def _is_notice(effect: Effect) -> bool:
    """A notice that fails must not ask for the next one."""
    text = getattr(effect, "text", None)
    return text is not None and text.key in _OF_SUPERVISORS
