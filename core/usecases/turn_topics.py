"""Another page of the question what a ticket is to be about."""

from core.domain.people import Person
from core.ports import Work
from core.usecases.ask_topic import ask_topic
from core.usecases.open_ticket import open_ticket


async def turn_topics(work: Work, person: Person, page: int) -> None:
    """Show the page (from 0) where the question stands; where there is nothing to choose any more,
    what comes instead."""
    known = await work.uow.customers.standing(person.id)
    may_choose = known is not None and known.customer.phone is not None and not known.has_ticket
    if known is None or not may_choose or len(work.rules.topics) == 1:
        await open_ticket(work, person)
    else:
        await ask_topic(work, known.customer, page=page)
