"""/start."""

from core.domain import views
from core.domain.people import Person
from core.domain.texts import TextKey
from core.ports import Work
from core.usecases.eligible_again import showed_up
from core.usecases.manage_operators import show_commands
from core.usecases.open_ticket import WISH, open_ticket
from core.usecases.reachability import bot_is_welcome
from core.usecases.show_panel import show_panel
from core.usecases.telling import prompt, show_ticket
from core.usecases.whereabouts import serves_in_bot


async def greet(work: Work, person: Person, message_id: int | None = None) -> None:
    """Answer /start: staff see their panel, a customer what is next for them: where topics are
    answered in the bot's chat, that is the topic, else the contact.

    `message_id`: what a customer is told answers that message.
    """
    operator = await work.operator(person.id)
    if operator is not None:
        await work.uow.operators.seen(person)
        if not operator.started_bot:
            await show_commands(work, person.id, operator.role)
        await bot_is_welcome(work, person.id)
        await showed_up(work, person.id)
        await show_panel(work, person.id, fresh=True)
        return
    if await serves_in_bot(work):
        await open_ticket(work, person)
        return
    customer = await work.uow.customers.seen(person, work.now)
    if customer.phone is None:
        # They came to talk, and go on to that with their contact.
        await work.uow.steps.set(customer.id, WISH)
        buttons = views.contact_buttons()
        await prompt(work, customer, TextKey.ASK_CONTACT, buttons, reply_to=message_id)
        return
    ticket = await work.uow.tickets.open_of(customer.id)
    if ticket is not None:
        await show_ticket(work, ticket, fresh=True)
        return
    buttons = views.talk_buttons()
    await prompt(work, customer, TextKey.WELCOME, buttons, reply_to=message_id)
