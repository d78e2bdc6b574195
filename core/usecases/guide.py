"""Something written to the bot that it does not understand."""

from core.domain import views
from core.domain.people import Person
from core.domain.texts import TextKey
from core.ports import Work
from core.usecases.greet import greet
from core.usecases.hear_staff import hear_staff
from core.usecases.rating import take_comment
from core.usecases.telling import prompt, show_ticket


async def guide(
    work: Work, person: Person, message_id: int | None = None, words: str | None = None
) -> None:
    """Point to the buttons, with those that fit what the person can do now.

    A customer gets it as an answer to the message itself: whoever wrote several sees which one.
    `words` may be what they were just asked for: of staff a note, of a customer a comment.
    """
    known = await work.uow.customers.standing(person.id)
    if known is None or known.customer.phone is None or known.on_staff:
        if words and await hear_staff(work, person, words):
            return
        await greet(work, person, message_id)
    elif words and known.may_comment and await take_comment(work, person.id, words):
        return
    elif known.has_ticket:
        await prompt(work, known.customer, TextKey.USE_BUTTONS, reply_to=message_id)
        ticket = await work.uow.tickets.open_of(person.id)
        if ticket is not None:
            await show_ticket(work, ticket, fresh=True, each=True)
    else:
        buttons = views.talk_buttons()
        await prompt(work, known.customer, TextKey.USE_BUTTONS, buttons, reply_to=message_id)
