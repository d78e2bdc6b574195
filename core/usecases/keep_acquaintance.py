"""What Telegram shows of somebody changes: names, @names, languages."""

from dataclasses import replace

from core.domain.people import Customer, Operator, Person
from core.domain.texts import language_of
from core.ports import Work


async def keep_acquaintance(work: Work, person: Person, chat_id: int | None = None) -> bool:
    """Bring what is kept of a customer or a member of staff up to date, and of whoever is seen in a
    staff group (`chat_id`): they act there as staff does, listed or not, and are named in what is
    kept. Strangers stay strangers, and so does who was forgotten, until they begin afresh.

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
    if known is None and operator is None and await _is_staffs(work, chat_id):
        return await work.uow.groups.met(person)
    return customer_differs or operator_differs


async def _is_staffs(work: Work, chat_id: int | None) -> bool:
    return chat_id is not None and await work.group(chat_id) is not None


def _differs(known: Customer | Operator, person: Person) -> bool:
    shown = replace(known, name=person.name, username=person.username)
    if person.language is not None and not known.language_chosen:
        shown = replace(shown, language=language_of(person.language))
    return shown != known
