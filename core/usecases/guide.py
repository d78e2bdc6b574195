"""Something written to the bot that it does not understand."""

from core.domain import views
from core.domain.people import Customer, Person
from core.domain.texts import RelayKey, TextKey
from core.ports import Work
from core.usecases.ask_topic import CHOOSING, topic_is_asked_by_button
from core.usecases.greet import greet
from core.usecases.hear_staff import hear_staff
from core.usecases.open_ticket import WISH
from core.usecases.question_step import QUESTION
from core.usecases.rating import take_comment
from core.usecases.telling import prompt, show_ticket
from core.usecases.whereabouts import is_relayed, serves_in_bot


async def guide(
    work: Work, person: Person, message_id: int | None = None, words: str | None = None
) -> None:
    """Point to the buttons, with those that fit what the person can do now.

    A customer gets it as an answer to the message itself: whoever wrote several sees which one.
    `words` may be what they were just asked for: of staff a note, of a customer a comment.
    """
    known = await work.uow.customers.standing(person.id)
    if known is None or known.on_staff:
        if words and await hear_staff(work, person, words):
            return
        await greet(work, person, message_id)
    elif words and known.may_comment and await take_comment(work, person.id, words):
        return
    elif known.has_ticket:
        await _guide_who_has_a_ticket(work, known.customer, message_id)
    elif await ask_once_more(work, known.customer, message_id):
        return
    elif known.customer.phone is None or await serves_in_bot(work):
        await greet(work, person, message_id)
    else:
        buttons = views.talk_buttons()
        await prompt(work, known.customer, TextKey.USE_BUTTONS, buttons, reply_to=message_id)


async def ask_once_more(work: Work, customer: Customer, message_id: int | None = None) -> bool:
    """Say again what a customer who is served in the bot's chat was asked for. False when that is
    nothing."""
    if not await serves_in_bot(work):
        return False
    verb, _, _ = (await work.uow.steps.get(customer.id) or "").partition(":")
    if verb == CHOOSING:
        await topic_is_asked_by_button(work, customer, message_id)
    elif verb == QUESTION:
        await prompt(work, customer, RelayKey.ASK_QUESTION_AT_ONCE, reply_to=message_id)
    elif verb == WISH:
        buttons = views.contact_buttons()
        await prompt(work, customer, TextKey.ASK_CONTACT, buttons, reply_to=message_id)
    else:
        return False
    return True


async def _guide_who_has_a_ticket(work: Work, customer: Customer, message_id: int | None) -> None:
    ticket = await work.uow.tickets.open_of(customer.id)
    if ticket is None:
        return
    if await is_relayed(work, ticket):
        values = {"ticket": ticket.id}
        await prompt(work, customer, RelayKey.WRITE_HERE, reply_to=message_id, values=values)
    else:
        await prompt(work, customer, TextKey.USE_BUTTONS, reply_to=message_id)
    await show_ticket(work, ticket, fresh=True, each=True)
