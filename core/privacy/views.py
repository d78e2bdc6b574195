"""What is shown of own data and of erasures, and the document that /mydata sends: the customer's
own data, and nobody else's."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from core.cards.views.customer import customer_name, talk_buttons
from core.model.actions import Verb, button
from core.model.messages import Recorded, SenderRole, utc
from core.model.people import Customer
from core.model.records import CustomerRecord, Erasure, Kept, OwnData, TicketEvent
from core.model.text_keys import Key, TextKey
from core.model.texts import Button, Rows, Shown, Text, Value, text
from core.model.tickets import Ticket, TicketEventKind
from core.staff.rules import looks_like_command
from core.transcripts.rules import CopyIndex, part_of

YES = "yes"

NO = "no"

GRANT = "grant"

REFUSE = "refuse"

BACK = "back"

_STAFF = frozenset({SenderRole.OPERATOR, SenderRole.SUPERVISOR})

OfTicket = TypeVar("OfTicket", Recorded, TicketEvent)

_ABOUT_STAFF = frozenset(
    {
        TicketEventKind.NOTED,
        TicketEventKind.EFFECT_FAILED,
        TicketEventKind.TAGGED,
        TicketEventKind.UNTAGGED,
    }
)

_SHOWN_DETAILS = frozenset({"topic", "position", "stars", "solved"})


def own_data(customer: Customer, kept: Kept, language: str) -> Text:
    """A summary of what is kept about a customer."""
    none = text(TextKey.OWN_DATA_NONE, language)
    values: dict[str, Value] = {
        "name": customer.name or none,
        "tag": f"@{customer.username}" if customer.username else none,
        "phone": customer.phone or none,
        "tickets": kept.tickets,
        "messages": kept.messages,
        "files": kept.files,
        "ratings": kept.ratings,
    }
    return text(TextKey.OWN_DATA, language, **values)


def forget_question(language: str) -> Shown:
    """The question whether the customer means it."""
    yes = button(TextKey.BUTTON_FORGET, Verb.FORGET, YES)
    no = button(TextKey.BUTTON_FORGET_NOT, Verb.FORGET, NO)
    return Shown(text(TextKey.FORGET_ASK, language), ((yes,), (no,)))


def forgotten(language: str) -> Shown:
    """The last message that the customer gets."""
    return Shown(text(TextKey.FORGOTTEN, language), talk_buttons())


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which supervisor proposed an erasure, and why; whether that is who reads it (`is_own`), and
    whether there is no other supervisor than the reader (`is_alone`)."""

    by: str
    reason: str
    is_own: bool
    is_alone: bool


def erasure_card(
    erasure: Erasure, customer: Customer, tickets: int, proposal: Proposal | None, language: str
) -> Shown:
    """A customer's request, or a supervisor's proposal, for a supervisor to decide on. Who proposed
    it may only take it back."""
    values: dict[str, Value] = {"customer": customer_name(customer), "count": tickets}
    if proposal is None:
        asked = text(TextKey.ERASURE_ASKED, language, **values)
    else:
        values |= {"supervisor": proposal.by, "reason": proposal.reason}
        asked = text(TextKey.ERASURE_PROPOSED, language, **values)
    if proposal is not None and proposal.is_own:
        alone = proposal.is_alone
        key = TextKey.ERASURE_NEEDS_SECOND if alone else TextKey.ERASURE_NEEDS_ANOTHER
        return Shown(
            text(TextKey.ERASURE_OWN_CARD, language, list=(asked, text(key, language))),
            ((_choice(erasure, REFUSE, TextKey.BUTTON_ERASURE_BACK),),),
        )
    return Shown(
        asked,
        (
            (_choice(erasure, GRANT, TextKey.BUTTON_ERASE),),
            (_choice(erasure, REFUSE, TextKey.BUTTON_ERASE_NOT),),
        ),
    )


def erasure_confirmation(erasure: Erasure, customer: Customer, language: str) -> Shown:
    """The question before an erasure, which cannot be undone."""
    buttons: Rows = (
        (_choice(erasure, YES, TextKey.BUTTON_ERASE_YES),),
        (_choice(erasure, BACK, TextKey.BUTTON_ERASE_BACK),),
    )
    shown = text(TextKey.ERASURE_CONFIRM, language, customer=customer_name(customer))
    return Shown(shown, buttons)


def erasure_begun(erasure: Erasure, supervisor: str, language: str) -> Shown:
    """What becomes of a granted request, while it is done."""
    values: dict[str, Value] = {"number": erasure.id, "supervisor": supervisor}
    return Shown(text(TextKey.ERASURE_BEGUN, language, **values))


def erasure_granted(erasure: Erasure, supervisor: str, sent: int, language: str) -> Shown:
    """The result of a granted request, without a name. `sent`: how many zips stand in the archive's
    chat, where the desk cannot delete them."""
    key = TextKey.ERASURE_GRANTED_SENT if sent else TextKey.ERASURE_GRANTED
    values: dict[str, Value] = {"number": erasure.id, "supervisor": supervisor}
    return Shown(text(key, language, **values, **({"count": sent} if sent else {})))


def erasure_refused(erasure: Erasure, customer: Customer, supervisor: str, language: str) -> Shown:
    """The result of a refused request, or of a proposal that was dropped."""
    name = customer_name(customer)
    is_wish = erasure.asked_by is None
    key = TextKey.ERASURE_REFUSED if is_wish else TextKey.ERASURE_DROPPED
    return Shown(text(key, language, customer=name, supervisor=supervisor))


def _choice(erasure: Erasure, word: str, label: Key) -> Button:
    return button(label, Verb.ERASURE, erasure.id, word)


def own_data_json(data: OwnData, now: datetime) -> str:
    """The customer's data as a document that a person can read and a program can take: times are
    UTC, `media` are names of files that the desk keeps. Staff's notes are not in it, nor why
    somebody was blocked, nor the ids of staff, nor which of its groups served them."""
    record, customer = data.record, data.record.customer
    copy_index = CopyIndex(record)
    said = _by_ticket(row for row in record.messages if _is_with_customer(row))
    happened = _by_ticket(event for event in record.events if event.kind not in _ABOUT_STAFF)
    document = {
        "made_at": utc(now),
        "profile": {
            "id": customer.id,
            "name": customer.name,
            "username": customer.username,
            "phone": customer.phone,
            "language": customer.language,
            "came_by_link": customer.source,
            "fields": dict(data.fields),
            "first_seen_at": utc(data.first_seen_at),
            "registered_at": utc(data.registered_at),
        },
        "tickets": [
            _ticket(ticket, happened[ticket.id], said[ticket.id], copy_index)
            for ticket in record.tickets
        ],
        "feedback": [
            {
                "ticket": each.ticket_id,
                "stars": each.stars,
                "comment": each.comment,
                "given_at": utc(each.given_at),
            }
            for each in data.feedback
        ],
        "was_it_solved": [
            {"ticket": each.ticket_id, "solved": each.solved, "given_at": utc(each.given_at)}
            for each in data.resolutions
        ],
        "blocked": [
            {"from": utc(each.blocked_at), "until": utc(each.lifted_at)} for each in data.blocks
        ],
        "requests_to_be_forgotten": [
            {
                "asked_at": utc(each.asked_at),
                "decided_at": utc(each.decided_at),
                "granted": each.granted,
                "asked_by": "customer" if each.asked_by is None else "desk",
            }
            for each in data.erasures
        ],
    }
    return _dumped(document)


def _dumped(document: Mapping[str, Any]) -> str:
    # Loaded for whoever asks for their data. Python's own encoder takes a hundred times as long.
    import orjson

    try:
        return orjson.dumps(document, default=str, option=orjson.OPT_INDENT_2).decode() + "\n"
    except TypeError:  # for a half of a pair of surrogates, which is no text
        text = json.dumps(document, ensure_ascii=False, indent=2, default=str)
        return text.encode(errors="backslashreplace").decode() + "\n"


def _is_with_customer(row: Recorded) -> bool:
    """Tell whether it was said with the customer. What staff wrote to the desk itself (/note and
    the like) was not."""
    return not (row.role in _STAFF and looks_like_command(row.said.text))


def own_conversation(data: OwnData, ticket_id: int) -> CustomerRecord:
    """Return what was said with the customer in one ticket, and what of it did not arrive."""
    part = part_of(data.record, {ticket_id})
    return replace(
        part,
        messages=tuple(row for row in part.messages if _is_with_customer(row)),
        events=tuple(each for each in part.events if each.kind is TicketEventKind.UNDELIVERED),
    )


def _by_ticket(rows: Iterable[OfTicket]) -> Mapping[int, list[OfTicket]]:
    found = defaultdict[int, list[OfTicket]](list)
    for row in rows:
        found[row.ticket_id].append(row)
    return found


def _ticket(
    ticket: Ticket,
    events: Iterable[TicketEvent],
    said: Iterable[Recorded],
    copy_index: CopyIndex,
) -> dict[str, Any]:
    return {
        "id": ticket.id,
        "topic": ticket.topic,
        "came_by_link": ticket.source,
        "status": ticket.status.value,
        "opened_at": utc(ticket.opened_at),
        "joined_at": utc(ticket.joined_at),
        "closed_at": utc(ticket.closed_at),
        "close_reason": ticket.close_reason.value if ticket.close_reason else None,
        "events": [_event(event) for event in events],
        "messages": [_message(row, copy_index) for row in said],
    }


def _event(event: TicketEvent) -> dict[str, Any]:
    details = {key: event.details[key] for key in _SHOWN_DETAILS & event.details.keys()}
    return {"kind": event.kind.value, "at": utc(event.at), **details}


def _message(row: Recorded, copy_index: CopyIndex) -> dict[str, Any]:
    said, media = row.said, row.said.media
    return {
        "by": row.role.value,
        "name": said.sender_name,
        "sent_at": utc(said.sent_at),
        "kind": said.kind.value,
        "text": said.text,
        "before": [{"text": each.text, "until": utc(each.until)} for each in row.versions],
        "edited_at": utc(said.edited_at),
        "deleted_at": utc(copy_index.deleted_at(row)),
        "arrived": copy_index.undelivered(row) is None,
        "media": row.media_path,
        "file_name": media.file_name if media else None,
        "size": media.size if media else None,
        "details": dict(said.details) or None,
    }
