"""A shared contact."""

from core.domain import views
from core.domain.people import Person, normalise_phone
from core.domain.texts import TextKey
from core.domain.views import Shown
from core.ports import Work
from core.usecases.guide import guide
from core.usecases.open_ticket import WISH, open_ticket, take_wish
from core.usecases.show_panel import show_panel
from core.usecases.telling import PROMPT_LASTS, prompt, say
from core.usecases.whereabouts import serves_in_bot


async def register_contact(
    work: Work,
    person: Person,
    contact_user_id: int | None,
    phone: str,
    forwarded: bool,
    message_id: int | None = None,
) -> bool:
    """Keep the sender's own phone; go on to the ticket if that was what they wanted. False when
    refused.

    Who is served in the bot's chat and was not asked for it is guided as for anything else that
    they might send (`message_id`), since other people's contacts are nothing wrong there.
    """
    if await work.operator(person.id) is not None:
        await work.uow.operators.seen(person)
        await show_panel(work, person.id, fresh=True)
        return False
    customer = await work.uow.customers.seen(person, work.now)
    number = normalise_phone(phone)
    if forwarded or contact_user_id != person.id or number is None:
        if await serves_in_bot(work) and not await _is_asked_for(work, person.id):
            await guide(work, person, message_id)
            return False
        await prompt(work, customer, TextKey.CONTACT_NOT_YOURS, views.contact_buttons(), each=True)
        return False
    await work.uow.customers.register(person.id, number, work.now)
    saved = Shown(views.text(TextKey.CONTACT_SAVED, customer.language))
    await say(work, person.id, saved, remove_keyboard=True, lasts=PROMPT_LASTS)
    wished, topic = await take_wish(work, person.id)
    has_ticket = await work.uow.tickets.open_of(person.id) is not None
    if wished or has_ticket or await serves_in_bot(work):
        await open_ticket(work, person, topic)
    else:
        await prompt(work, customer, TextKey.WELCOME, views.talk_buttons(), each=True)
    return True


async def _is_asked_for(work: Work, person_id: int) -> bool:
    verb, _, _ = (await work.uow.steps.get(person_id) or "").partition(":")
    return verb == WISH
