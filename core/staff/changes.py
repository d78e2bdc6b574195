"""Writes into the audit log what was changed about a member of staff."""

from collections.abc import Callable, Iterable, Mapping

from core.model.audit import AuditKind
from core.model.people import Operator
from core.ports import Work


async def keep_added(
    work: Work, actor_id: int | None, operator_id: int, known: Operator | None
) -> None:
    """Write down who was added and as what; for a member of staff, only what is new."""
    member = await work.operator(operator_id)
    if member is None:
        return
    if known is None:
        work.audit(actor_id, AuditKind.STAFF, operator_id, None, member.role.value)
        work.audit(actor_id, AuditKind.CAPACITY, operator_id, None, member.capacity)
        work.audit(actor_id, AuditKind.SKILLS, operator_id, None, listed(member.skills) or None)
        return
    for kind, of in _KEPT_OF_MEMBERS.items():
        work.audit(actor_id, kind, operator_id, of(known), of(member))


def listed(skills: Iterable[str]) -> list[str]:
    """Return skills in order, as the log has them."""
    return sorted(skills)


_KEPT_OF_MEMBERS: Mapping[AuditKind, Callable[[Operator], str | int | list[str]]] = {
    AuditKind.ROLE: lambda member: member.role.value,
    AuditKind.CAPACITY: lambda member: member.capacity,
    AuditKind.SKILLS: lambda member: listed(member.skills),
}
