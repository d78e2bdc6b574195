"""What customers answer when they are asked for a field: words, a button's choice, or that they
would rather not."""

from dataclasses import replace

from core.blocking.block import turned_away
from core.cards.send import PROMPT_LASTS, say
from core.cards.views import customer as views
from core.customers.fields import stop_asking_for_fields, tell
from core.customers.request import open_ticket
from core.model.field_text_keys import FieldKey
from core.model.fields import CustomerField, FieldType, field_of
from core.model.people import Customer, Person
from core.model.relay_text_keys import RelayKey
from core.model.texts import Shown, text
from core.ports import Work
from core.staff.rules import looks_like_command

_WRONG = {
    FieldType.TEXT: FieldKey.FIELD_WRONG_TEXT,
    FieldType.NUMBER: FieldKey.FIELD_WRONG_NUMBER,
    FieldType.CHOICE: FieldKey.FIELD_WRONG_CHOICE,
    FieldType.PHONE: FieldKey.FIELD_WRONG_PHONE,
    FieldType.EMAIL: FieldKey.FIELD_WRONG_EMAIL,
}


async def take_field(
    work: Work, person: Person, customer: Customer, words: str | None, message_id: int | None
) -> bool:
    """Take the words for the field that was asked for, and go on to the next one, or to the ticket.
    False when none was asked for."""
    asking = await work.uow.fields.asking(customer.id) if work.rules.fields else None
    if asking is None:
        return False
    field = field_of(work.rules.fields, asking.field)
    if field is not None:
        value = None if not words or looks_like_command(words) else field.read(words)
        if value is None:
            await tell(work, customer, field, _WRONG[field.type], message_id)
            return True
        await work.uow.fields.put(customer.id, field.key, value, work.now)
    await open_ticket(work, person, asking.topic)
    return True


async def choose_field(work: Work, person: Person, key: str, number: int) -> None:
    """Take a choice by its button."""
    field = await _asked(work, person, key)
    if field is not None and number < len(field.choices):
        await work.uow.fields.put(person.id, key, field.choices[number], work.now)
        await _go_on(work, person)


async def skip_field(work: Work, person: Person, key: str) -> None:
    """Go on without a field that need not be given."""
    field = await _asked(work, person, key)
    asking = await work.uow.fields.asking(person.id)
    if field is None or asking is None:
        return
    if not field.required:
        skipped = replace(asking, skipped=(*asking.skipped, key))
        await work.uow.fields.ask(person.id, skipped, work.now)
    await _go_on(work, person)


async def leave_fields(work: Work, person: Person) -> None:
    """Ask for nothing any more: they have changed their mind, and have no ticket."""
    customer = await work.customer(person.id)
    if customer is None or not await stop_asking_for_fields(work, person.id):
        return
    shown = Shown(text(RelayKey.QUESTION_CANCELLED, customer.language), views.ask_again_buttons())
    await say(work, person.id, shown, lasts=PROMPT_LASTS)


async def _asked(work: Work, person: Person, key: str) -> CustomerField | None:
    """Return the field of the button; None where another one is asked for by now, or none."""
    if not work.rules.fields or await turned_away(work, person.id):
        return None
    asking = await work.uow.fields.asking(person.id)
    return None if asking is None or asking.field != key else field_of(work.rules.fields, key)


async def _go_on(work: Work, person: Person) -> None:
    asking = await work.uow.fields.asking(person.id)
    if asking is not None:
        await open_ticket(work, person, asking.topic)
