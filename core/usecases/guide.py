"""Something written to the bot that it does not understand."""

from core.domain import views
from core.domain.people import Person
from core.domain.texts import TextKey
from core.ports import Work
from core.usecases.greet import greet
from core.usecases.telling import prompt


async def guide(work: Work, person: Person) -> None:
    """Point to the buttons, with those that fit what the person can do now."""
    uow = work.uow
    customer = await uow.customers.get(person.id)
    if customer is None or customer.phone is None or await uow.operators.get(person.id) is not None:
        await greet(work, person)
        return
    if await uow.tickets.open_of(person.id) is not None:
        await prompt(work, customer, TextKey.USE_BUTTONS)
        await greet(work, person)
        return
    await prompt(work, customer, TextKey.USE_BUTTONS, views.talk_buttons())
