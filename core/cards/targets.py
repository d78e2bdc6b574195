"""How staff's cards say until when something is to come."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from core.model.target_text_keys import TargetKey
from core.model.targets import Target, TargetKind, pending
from core.model.texts import Text, text
from core.model.tickets import Ticket
from core.ports import Work

NUMBERS: Mapping[TargetKind, int] = {TargetKind.FIRST_ANSWER: 1, TargetKind.RESOLUTION: 2}
"""By which texts tell the kinds apart."""


def local_moment(work: Work, at: datetime) -> str:
    """Return a moment in the desk's zone, with its day where that is another one than now."""
    zone = ZoneInfo(work.rules.time_zone)
    local = at.astimezone(zone)
    is_today = local.date() == work.now.astimezone(zone).date()
    return f"{local:%H:%M}" if is_today else f"{local:%d.%m %H:%M}"


async def target_lines(work: Work, ticket: Ticket, language: str) -> list[Text]:
    """Return a line for each target that is still to be met. A topic without targets asks for
    none."""
    if not work.rules.topic(ticket.topic).targets or not ticket.is_open:
        return []
    return [
        text(
            TargetKey.LATE if each.is_missed(work.now) else TargetKey.DUE,
            language,
            what=NUMBERS[each.kind],
            time=local_moment(work, each.due_at),
        )
        for each in pending(await work.uow.targets.of([ticket.id]), ticket)
    ]


def urgent_first(
    waiting: Sequence[Ticket], targets: Iterable[Target], now: datetime
) -> list[Ticket]:
    """Return tickets of which a target is missed or near first, by when it was due; the others keep
    their order behind them."""
    due: dict[int, datetime] = {}
    for each in targets:
        if each.is_near(now):
            due[each.ticket_id] = min(each.due_at, due.get(each.ticket_id, each.due_at))
    urgent = sorted((one for one in waiting if one.id in due), key=lambda one: due[one.id])
    return [*urgent, *(one for one in waiting if one.id not in due)]


async def pending_of(work: Work, waiting: Sequence[Ticket]) -> list[Target]:
    """Return the targets of these tickets that are still to be met. A desk without targets asks for
    none."""
    if not work.rules.has_targets or not waiting:
        return []
    known = {ticket.id: ticket for ticket in waiting}
    found = await work.uow.targets.of(list(known))
    return [each for each in found if pending([each], known[each.ticket_id])]
