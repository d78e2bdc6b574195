"""By which link a customer came: kept for good of the first one, and with the ticket that they open
next."""

from core.blocking.block import turned_away
from core.model.people import Person
from core.ports import Work


async def came_by_link(work: Work, person: Person, source: str) -> None:
    """Keep by which link somebody came. Whoever has a ticket open did not come by it to ask. Staff
    try their own links, and whoever is blocked is not served: of both nothing is kept."""
    known = await work.uow.customers.standing(person.id)
    on_staff = await work.operator(person.id) is not None if known is None else known.on_staff
    if on_staff or await turned_away(work, person.id):
        return
    customer = await work.uow.customers.seen(person, work.now)
    to_ask = known is None or not known.has_ticket
    if customer.source is None or (to_ask and customer.came_by != source):
        await work.uow.customers.came(person.id, source, to_ask=to_ask)
