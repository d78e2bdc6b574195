"""What a supervisor is shown in the bot of a customer, and asked before a block."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from core.cards.views.customer import customer_name
from core.model.actions import CLOSE, KEEP, Verb, button, page_buttons
from core.model.find_text_keys import FindKey
from core.model.people import Block, Customer
from core.model.text_keys import Key, TextKey
from core.model.texts import Button, Rows, Shown, Text, text
from core.transcripts.views.exports import of_customer


@dataclass(frozen=True, slots=True)
class Seen:
    """A customer: how many tickets they had, the one that is open, the block that goes on, by
    whom, and whether it waits for a decision that they are forgotten."""

    customer: Customer
    tickets: int
    open_ticket: int | None
    block: Block | None
    blocked_by: str
    erasure_waits: bool
    zone: tzinfo


def customer_card(seen: Seen, language: str) -> Shown:
    """The customer, with what a supervisor may do."""
    customer = seen.customer
    buttons: Rows = (
        _row(TextKey.BUTTON_BLOCK, Verb.BLOCK, customer)
        if seen.block is None
        else _row(TextKey.BUTTON_UNBLOCK, Verb.UNBLOCK, customer),
    )
    if not customer.is_forgotten:
        buttons = (of_customer(customer.id), *buttons)
    if not seen.erasure_waits and not customer.is_forgotten:
        buttons = (*buttons, _row(TextKey.BUTTON_PROPOSE_ERASURE, Verb.ERASE, customer))
    shown = text(
        TextKey.CUSTOMER_CARD,
        language,
        customer=named(customer, language),
        list=tuple(_lines(seen, language)),
    )
    return Shown(shown, buttons)


def blocked_list(listed: Sequence[Customer], page: int, count: int, language: str) -> Shown:
    """Who is blocked, a button each: one page of `count`; and how anybody else is found."""
    people = tuple(
        (button(TextKey.BUTTON_CUSTOMER_NAMED, Verb.CUSTOMER, one.id, name=customer_name(one)),)
        for one in listed
    )
    key = TextKey.CUSTOMERS_BLOCKED if count else TextKey.CUSTOMERS_HOW
    values = {"count": count} if count else {}
    return Shown(
        text(key, language, **values), (*people, *page_buttons(page, count, Verb.CUSTOMERS))
    )


def sure_to_block(customer: Customer, ticket_id: int | None, language: str) -> Shown:
    """Ask whether to block, and what becomes of the ticket that is open."""
    back = _row(TextKey.BUTTON_BACK, Verb.CUSTOMER, customer)
    who = named(customer, language)
    if ticket_id is None:
        yes = button(TextKey.BUTTON_BLOCK_YES, Verb.BLOCK_WHY, customer.id, KEEP)
        return Shown(text(TextKey.BLOCK_ASK, language, customer=who), ((yes,), back))
    ends = button(
        TextKey.BUTTON_BLOCK_AND_CLOSE, Verb.BLOCK_WHY, customer.id, CLOSE, ticket=ticket_id
    )
    stays = button(TextKey.BUTTON_BLOCK_AFTER, Verb.BLOCK_WHY, customer.id, KEEP, ticket=ticket_id)
    shown = text(TextKey.BLOCK_ASK_OPEN, language, customer=who, ticket=ticket_id)
    return Shown(shown, ((ends,), (stays,), back))


def why_block(customer: Customer, language: str) -> Shown:
    """Ask for the reason."""
    shown = text(TextKey.BLOCK_WHY, language, customer=named(customer, language))
    return Shown(shown, (_row(TextKey.BUTTON_BACK, Verb.CUSTOMER, customer),))


def why_erase(customer: Customer, language: str) -> Shown:
    """Ask for the reason of a proposal."""
    shown = text(TextKey.ERASE_WHY, language, customer=named(customer, language))
    return Shown(shown, (_row(TextKey.BUTTON_BACK, Verb.CUSTOMER, customer),))


def sure_to_unblock(customer: Customer, language: str) -> Shown:
    """Ask whether to serve them again."""
    yes = _row(TextKey.BUTTON_UNBLOCK_YES, Verb.UNBLOCK_YES, customer)
    back = _row(TextKey.BUTTON_BACK, Verb.CUSTOMER, customer)
    shown = text(TextKey.UNBLOCK_ASK, language, customer=named(customer, language))
    return Shown(shown, (yes, back))


def named(customer: Customer, language: str) -> str | Text:
    """The customer's name; words for one who was forgotten."""
    if customer.is_forgotten:
        return text(TextKey.NAME_FORGOTTEN, language)
    return customer_name(customer)


def _lines(seen: Seen, language: str) -> list[Text]:
    lines = []
    if seen.customer.phone:
        lines.append(text(TextKey.CUSTOMER_PHONE, language, phone=seen.customer.phone))
    lines.append(text(TextKey.CUSTOMER_ID, language, number=str(seen.customer.id)))
    if seen.customer.source:
        lines.append(text(FindKey.CARD_SOURCE_FIRST, language, source=seen.customer.source))
    lines.append(text(TextKey.CUSTOMER_TICKETS, language, count=seen.tickets))
    if seen.open_ticket is not None:
        lines.append(text(TextKey.CUSTOMER_OPEN, language, ticket=seen.open_ticket))
    if seen.block is not None:
        lines.append(
            text(
                TextKey.CUSTOMER_BLOCKED,
                language,
                time=f"{seen.block.blocked_at.astimezone(seen.zone):%d.%m.%Y %H:%M}",
                supervisor=seen.blocked_by,
                reason=seen.block.reason or "…",
            )
        )
    if seen.erasure_waits:
        lines.append(text(TextKey.CUSTOMER_ERASURE, language))
    return lines


def _row(key: Key, verb: Verb, customer: Customer) -> tuple[Button, ...]:
    return (button(key, verb, customer.id),)
