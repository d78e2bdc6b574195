"""Another page of the question what a ticket is to be about."""

from core.domain.people import Person
from core.ports import Work
from core.usecases.ask_topic import ask_topic
from core.usecases.open_ticket import open_ticket
from core.usecases.whereabouts import serves_in_bot


async def turn_topics(work: Work, person: Person, page: int) -> None:
    """Show the page (from 0) where the question stands; where there is nothing to choose any more,
    what comes instead."""
    known = await work.uow.customers.standing(person.id)
    if known is None or known.has_ticket or len(work.rules.topics) == 1:
        await open_ticket(work, person)
    elif known.customer.phone is not None or await serves_in_bot(work):
        await ask_topic(work, known.customer, page=page)
    else:
        await open_ticket(work, person)
