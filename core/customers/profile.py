"""Who a customer is to the desk: their contact, the language spoken with them, what Telegram shows
of them, and whether the bot may write to them.
"""

from dataclasses import replace

from core.blocking.block import turned_away
from core.cards.lookup import serves_in_bot
from core.cards.send import (
    PROMPT_LASTS,
    forget_echoes,
    language_for,
    prompt,
    say,
    show,
    show_operator,
    show_ticket,
)
from core.cards.views import customer as views
from core.conversations.copy_outcomes import customer_returned
from core.customers.request import REQUEST, open_ticket, take_request
from core.customers.start import greet, point_to_buttons, repeat_question
from core.model import texts
from core.model.cards import Card
from core.model.events import CustomerUnreachable
from core.model.people import Customer, Operator, Person, normalise_phone
from core.model.text_keys import TextKey
from core.model.texts import LANGUAGES, Shown, language_of
from core.ports import Work
from core.staff.access import bot_is_blocked, bot_is_reachable
from core.staff.shifts import show_panel
from core.tickets.presence import customer_unblocked


async def register_contact(
    work: Work,
    person: Person,
    contact_user_id: int | None,
    phone: str,
    forwarded: bool,
    message_id: int | None = None,
) -> bool:
    """Record the sender's own phone number; go on to the ticket if that was what they wanted.
    Returns False when refused.

    A customer in the bot's chat who was not asked for a contact gets the usual reply to a message
    (`message_id`), since sending other people's contacts is legitimate there.
    """
    if await work.operator(person.id) is not None:
        await work.uow.operators.seen(person)
        await show_panel(work, person.id, fresh=True)
        return False
    if await turned_away(work, person.id):
        return False
    customer = await work.uow.customers.seen(person, work.now)
    number = normalise_phone(phone)
    if forwarded or contact_user_id != person.id or number is None:
        if await serves_in_bot(work) and not await _is_asked_for(work, person.id):
            await point_to_buttons(work, person, message_id)
            return False
        await prompt(work, customer, TextKey.CONTACT_NOT_YOURS, views.contact_buttons(), each=True)
        return False
    await work.uow.customers.register(person.id, number, work.now)
    saved = Shown(texts.text(TextKey.CONTACT_SAVED, customer.language))
    await say(work, person.id, saved, remove_keyboard=True, lasts=PROMPT_LASTS)
    requested, topic = await take_request(work, person.id)
    has_ticket = await work.uow.tickets.open_of(person.id) is not None
    if requested or has_ticket or await serves_in_bot(work):
        await open_ticket(work, person, topic)
    else:
        await prompt(work, customer, TextKey.WELCOME, views.talk_buttons(), each=True)
    return True


async def ask_language(work: Work, person: Person) -> None:
    """Ask for the language, with a button for each."""
    language = await language_for(work, person)
    shown = views.language_question(language)
    await show(work, person.id, Card.LANGUAGE.of(person.id), shown, fresh=True)


async def choose_language(work: Work, person: Person, code: str) -> None:
    """Use that language with them from now on, and show the visible cards again. An unknown code
    changes nothing."""
    if code not in LANGUAGES:
        await ask_language(work, person)
        return
    staff = await work.operator(person.id)
    if staff is not None:
        await work.uow.operators.choose_language(person.id, code)
    if staff is None or await work.customer(person.id) is not None:
        await work.uow.customers.seen(person, work.now)
        await work.uow.customers.choose_language(person.id, code)
    shown = views.language_question(code, chosen=True)
    await show(work, person.id, Card.LANGUAGE.of(person.id), shown)
    await (_show_customer if staff is None else _show_staff)(work, person)


async def update_profile(work: Work, person: Person, chat_id: int | None = None) -> bool:
    """Bring the stored profile of a customer or a member of staff up to date, and that of anybody
    in a staff group (`chat_id`), who acts there as staff and is named in the records. Strangers are
    not stored, nor is anybody who was forgotten, until they begin again.

    Returns whether something had to be changed.
    """
    known = await work.uow.customers.standing(person.id)
    customer_differs = (
        known is not None and not known.customer.is_forgotten and _differs(known.customer, person)
    )
    if customer_differs:
        await work.uow.customers.shown(person)
    operator = None
    if known is None or known.on_staff:
        operator = await work.operator(person.id)
    operator_differs = operator is not None and _differs(operator, person)
    if operator_differs:
        await work.uow.operators.shown(person)
    if known is None and operator is None and await work.group(chat_id) is not None:
        return await work.uow.groups.met(person)
    return customer_differs or operator_differs


async def mark_reachable(work: Work, person_id: int, reachable: bool) -> None:
    """Record whether the bot can write to a customer or an operator. Harmless for anybody else."""
    await (bot_is_reachable if reachable else bot_is_blocked)(work, person_id)
    if await work.customer(person_id) is not None:
        if not reachable:
            work.happened(CustomerUnreachable(person_id, "blocked"))
        else:
            await work.uow.customers.set_reachable(person_id, True, work.now)
            await customer_unblocked(work, person_id)
            await forget_echoes(work, person_id)
            await customer_returned(work, person_id)


async def _is_asked_for(work: Work, person_id: int) -> bool:
    """Whether the person was asked for their contact."""
    verb, _, _ = (await work.uow.steps.get(person_id) or "").partition(":")
    return verb == REQUEST


async def _show_customer(work: Work, person: Person) -> None:
    customer = await work.customer(person.id)
    ticket = await work.uow.tickets.open_of(person.id)
    if ticket is not None:
        await show_ticket(work, ticket)
    elif customer is not None and await repeat_question(work, customer):
        return
    elif customer is None or customer.phone is None:
        await greet(work, person)


async def _show_staff(work: Work, person: Person) -> None:
    await show_panel(work, person.id)
    operator = await work.operator(person.id)
    for ticket in await work.uow.tickets.held_by(person.id):
        if operator is not None and ticket.active_at is not None:
            await show_operator(work, ticket, operator)


def _differs(known: Customer | Operator, person: Person) -> bool:
    """Whether Telegram shows a profile that differs from the stored one."""
    shown = replace(known, name=person.name, username=person.username)
    if person.language is not None and not known.language_chosen:
        shown = replace(shown, language=language_of(person.language))
    return shown != known
