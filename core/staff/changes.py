"""Keeps who changed what about a member of staff, and when."""

from collections.abc import Callable, Iterable, Mapping

from core.model.people import Operator, StaffChange, StaffChangeKind
from core.ports import Work


async def keep_change(
    work: Work,
    actor_id: int | None,
    operator_id: int,
    kind: StaffChangeKind,
    before: str,
    after: str,
) -> None:
    """Write down who changed what, if anything did."""
    if before != after:
        change = StaffChange(operator_id, work.now, actor_id, kind, str(before), str(after))
        await work.uow.operators.keep_change(change)


async def keep_added(
    work: Work, actor_id: int | None, operator_id: int, known: Operator | None
) -> None:
    """Write down who was added and as what; for a member of staff, only what is new."""
    member = await work.operator(operator_id)
    if member is None:
        return
    if known is None:
        await keep_change(work, actor_id, operator_id, StaffChangeKind.ADDED, "", member.role)
    for kind, of in _KEPT_OF_MEMBERS.items():
        before = of(known) if known is not None else ""
        if known is not None or kind is not StaffChangeKind.ROLE:
            await keep_change(work, actor_id, operator_id, kind, before, of(member))


def listed(skills: Iterable[str]) -> str:
    """Join skills with commas, in order."""
    return ", ".join(sorted(skills))


_KEPT_OF_MEMBERS: Mapping[StaffChangeKind, Callable[[Operator], str]] = {
    StaffChangeKind.ROLE: lambda member: member.role.value,
    StaffChangeKind.CAPACITY: lambda member: str(member.capacity),
    StaffChangeKind.SKILLS: lambda member: listed(member.skills),
}
