"""Customers are asked for the owner's fields, one after the other, before their ticket is opened.
What is asked is a row: a restart forgets none of it."""

from core.cards.send import prompt
from core.model.actions import Verb, button
from core.model.field_text_keys import FieldKey
from core.model.fields import Asking, CustomerField, FieldType
from core.model.people import Customer
from core.model.rules import Topic
from core.model.texts import Rows
from core.ports import Work

_IN_A_ROW = 2


async def ask_for_field(work: Work, customer: Customer, topic: Topic) -> bool:
    """Ask for the topic's next field that is not known. False: there is none (any more)."""
    wanted = [field for field in work.rules.fields if field.is_for(topic.key)]
    if not wanted:
        return False
    given = await work.uow.fields.of(customer.id)
    asking = await work.uow.fields.asking(customer.id)
    skipped = asking.skipped if asking is not None and asking.topic == topic.key else ()
    left = [field for field in wanted if field.key not in given and field.key not in skipped]
    if not left:
        await stop_asking_for_fields(work, customer.id)
        return False
    meant = Asking(topic.key, left[0].key, skipped)
    if asking != meant:
        await work.uow.fields.ask(customer.id, meant, work.now)
    await work.uow.steps.clear(customer.id)
    key = FieldKey.FIELD_ASK_CHOICE if left[0].choices else FieldKey.FIELD_ASK
    await tell(work, customer, left[0], key, each=asking != meant)
    return True


async def stop_asking_for_fields(work: Work, customer_id: int) -> bool:
    """Ask for no field any more. False when none was asked for."""
    return bool(work.rules.fields) and await work.uow.fields.stop(customer_id)


async def tell(
    work: Work,
    customer: Customer,
    field: CustomerField,
    key: FieldKey,
    message_id: int | None = None,
    *,
    each: bool = False,
) -> None:
    """Say that of a field, with the buttons to answer by."""
    values = {"field": field.labelled(customer.language)}
    buttons = _buttons(field)
    await prompt(work, customer, key, buttons, reply_to=message_id, values=values, each=each)


def _buttons(field: CustomerField) -> Rows:
    choices = [
        button(FieldKey.BUTTON_FIELD_CHOICE, Verb.FIELD, field.key, number, choice=choice)
        for number, choice in enumerate(field.choices)
        if field.type is FieldType.CHOICE
    ]
    rows = [
        tuple(choices[first : first + _IN_A_ROW]) for first in range(0, len(choices), _IN_A_ROW)
    ]
    leave = [button(FieldKey.BUTTON_FIELD_LEAVE, Verb.FIELD_LEAVE)]
    if not field.required:
        leave.insert(0, button(FieldKey.BUTTON_FIELD_SKIP, Verb.FIELD_SKIP, field.key))
    return (*rows, tuple(leave))
