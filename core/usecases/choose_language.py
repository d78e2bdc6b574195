"""/language: which language the desk speaks with somebody, whatever their Telegram speaks."""

from core.domain import cards, views
from core.domain.people import Person
from core.domain.texts import LANGUAGES, language_of
from core.ports import Work
from core.usecases.greet import greet
from core.usecases.guide import ask_once_more
from core.usecases.show_panel import show_panel
from core.usecases.telling import show, show_operator, show_ticket


async def ask_language(work: Work, person: Person) -> None:
    """Ask, with a button for each language."""
    language = await language_for(work, person)
    shown = views.language_question(language)
    await show(work, person.id, cards.language(person.id), shown, fresh=True)


async def choose_language(work: Work, person: Person, code: str) -> None:
    """Speak that language with them from now on, and show anew what they look at. A code that is
    none of ours changes nothing."""
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
    await show(work, person.id, cards.language(person.id), shown)
    await (_show_customer if staff is None else _show_staff)(work, person)


async def language_for(work: Work, person: Person) -> str:
    """What they chose, else what their Telegram showed last."""
    return await work.uow.oversight.language(person.id) or language_of(person.language)


async def _show_customer(work: Work, person: Person) -> None:
    customer = await work.customer(person.id)
    ticket = await work.uow.tickets.open_of(person.id)
    if ticket is not None:
        await show_ticket(work, ticket)
    elif customer is not None and await ask_once_more(work, customer):
        return
    elif customer is None or customer.phone is None:
        await greet(work, person)


async def _show_staff(work: Work, person: Person) -> None:
    await show_panel(work, person.id)
    operator = await work.operator(person.id)
    for ticket in await work.uow.tickets.held_by(person.id):
        if operator is not None and ticket.active_at is not None:
            await show_operator(work, ticket, operator)
