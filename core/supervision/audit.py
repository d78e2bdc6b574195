"""The audit log as supervisors read it in the bot: who changed what, the newest first."""

from zoneinfo import ZoneInfo

from core.cards.send import show_dialog
from core.model.actions import PAGE, clipped
from core.model.audit import AuditFilter
from core.ports import Work
from core.staff.access import supervisor
from core.supervision import audit_views as views

_ALL = AuditFilter()


async def show_audit(work: Work, actor_id: int, page: int = 0, *, fresh: bool = False) -> None:
    """Show what was changed, a page at a time. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    log = work.uow.audit
    count = await log.count(_ALL)
    shown = clipped(page, count)
    entries = await log.newest(_ALL, PAGE, offset=shown * PAGE)
    zone = ZoneInfo(work.rules.time_zone)
    listed = views.audit_list(entries, shown, count, actor.language, zone)
    await show_dialog(work, actor_id, listed, fresh=fresh)
