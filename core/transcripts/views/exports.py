"""The buttons that hand over a talk as a file."""

from core.model.actions import Verb, button
from core.model.export_text_keys import ExportKey
from core.model.records import Form
from core.model.texts import Button


def of_ticket(ticket_id: int) -> tuple[Button, ...]:
    """Return the buttons that hand over a ticket."""
    return (
        button(ExportKey.BUTTON_PDF, Verb.EXPORT, ticket_id, Form.PDF.value),
        button(ExportKey.BUTTON_ZIP, Verb.EXPORT, ticket_id, Form.ZIP.value),
    )


def of_customer(customer_id: int) -> tuple[Button, ...]:
    """Return the buttons that hand over all of a customer's."""
    return (
        button(ExportKey.BUTTON_ALL_PDF, Verb.EXPORT_ALL, customer_id, Form.PDF.value),
        button(ExportKey.BUTTON_ALL_ZIP, Verb.EXPORT_ALL, customer_id, Form.ZIP.value),
    )


def of_conversation(ticket_id: int) -> tuple[Button, ...]:
    """Return the button by which a customer has their talk as a file."""
    return (button(ExportKey.BUTTON_CONVERSATION, Verb.CONVERSATION, ticket_id),)
