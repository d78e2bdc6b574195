"""What a ticket's card in a staff group tells: read from the rows, shown by `telling`."""

from datetime import datetime
from zoneinfo import ZoneInfo

from core.domain import desk_views
from core.domain.desk_views import Before, Facts
from core.domain.erasure import is_forgotten
from core.domain.people import Customer
from core.domain.tickets import Ticket, TicketStatus
from core.domain.views import Shown
from core.ports import Work


async def desk_card_of(work: Work, ticket: Ticket) -> Shown | None:
    """The card as it is now; None for somebody unknown."""
    found = await parts_of(work, ticket)
    if found is None:
        return None
    customer, facts = found
    return desk_views.desk_card(ticket, customer, facts, work.rules.desk_language)


async def parts_of(work: Work, ticket: Ticket) -> tuple[Customer, Facts] | None:
    """Whose ticket it is, and what its card tells beside that. What was forgotten is no history."""
    customer = await work.customer(ticket.customer_id)
    if customer is None:
        return None
    topic = work.rules.topic(ticket.topic).titled(work.rules.desk_language)
    opened = desk_views.moment(_local(work, ticket.opened_at))
    if not ticket.is_open:
        return customer, Facts(topic, opened)
    phone = customer.phone if work.rules.phone_to_operators else None
    return customer, Facts(
        topic, opened, await _before(work, ticket), await _mention(work, ticket), phone
    )


async def _before(work: Work, ticket: Ticket) -> Before:
    forgotten_at = await work.uow.erasures.forgotten_at(ticket.customer_id)
    earlier = [
        each
        for each in await work.uow.tickets.of_customer(ticket.customer_id)
        if each.id < ticket.id and not is_forgotten(each, forgotten_at)
    ]
    if not earlier:
        return Before()
    last = earlier[-1]
    answer = await work.uow.feedback.resolution(last.id)
    return Before(
        len(earlier),
        work.rules.topic(last.topic).titled(work.rules.desk_language),
        desk_views.day(_local(work, last.closed_at or last.opened_at)),
        desk_views.outcome_of(last, None if answer is None else answer.solved),
    )


async def _mention(work: Work, ticket: Ticket) -> str | None:
    """Who holds it, as a group is told: with the @name where there is one, which Telegram makes a
    mention."""
    if ticket.status is not TicketStatus.ACTIVE or ticket.operator_id is None:
        return None
    operator = await work.operator(ticket.operator_id)
    if operator is None or not operator.username:
        return None if operator is None else operator.name
    return f"{operator.name} ({operator.tag})"


def _local(work: Work, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(work.rules.time_zone))
