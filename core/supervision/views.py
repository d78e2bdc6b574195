"""What /why shows: a ticket's history, who could have had it at each choice, and what spoke for and
against them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo

from core.cards.views.staff import ticket_button
from core.model.actions import Verb, age, button, page_buttons
from core.model.find_text_keys import FindKey
from core.model.places import PlaceKind
from core.model.records import TicketEvent
from core.model.relay_text_keys import RelayKey
from core.model.reopen_text_keys import ReopenKey
from core.model.text_keys import TextKey
from core.model.texts import Shown, Text, text
from core.model.tickets import CloseReason, Ticket, TicketEventKind
from core.routing.choose import NONE, Decision, Others, Reason, ReasonCode, others_of, reason_of
from core.transcripts.views.exports import of_ticket

Names = Mapping[int, str]

_BY_OPERATOR = {
    TicketEventKind.OFFERED: TextKey.WHY_OFFERED,
    TicketEventKind.ASSIGNED: TextKey.WHY_ASSIGNED,
    TicketEventKind.TAKEN: TextKey.WHY_TAKEN,
    TicketEventKind.OFFER_LOST: TextKey.WHY_OFFER_LOST,
    TicketEventKind.OPERATOR_UNREACHABLE: TextKey.WHY_UNREACHABLE,
    TicketEventKind.SUPERVISOR_ENTERED: TextKey.WHY_ENTERED,
}

_PLAIN = {
    TicketEventKind.OPENED: TextKey.WHY_OPENED,
    TicketEventKind.CUSTOMER_JOINED: TextKey.WHY_JOINED,
    TicketEventKind.REQUEUED: TextKey.WHY_REQUEUED,
    TicketEventKind.CUSTOMER_UNREACHABLE: TextKey.WHY_CUSTOMER_UNREACHABLE,
    TicketEventKind.SUPERVISOR_CALLED: TextKey.WHY_CALLED,
    TicketEventKind.ABANDONED: TextKey.WHY_ENDED,
    TicketEventKind.CLOSED: TextKey.WHY_ENDED,
}

_PLACES = {
    TicketEventKind.PLACE_TAKEN: (RelayKey.WHY_DESK_TAKEN, RelayKey.WHY_THREAD_TAKEN),
    TicketEventKind.PLACE_LOST: (RelayKey.WHY_DESK_LOST, RelayKey.WHY_THREAD_LOST),
}
"""At a desk, in a thread."""

_TAGS = {
    TicketEventKind.TAGGED: FindKey.WHY_TAGGED,
    TicketEventKind.UNTAGGED: FindKey.WHY_UNTAGGED,
}

_REFUSALS = {
    ReasonCode.OFF_SHIFT: TextKey.REASON_OFF_SHIFT,
    ReasonCode.ON_BREAK: TextKey.REASON_ON_BREAK,
    ReasonCode.IS_CUSTOMER: TextKey.REASON_IS_CUSTOMER,
    ReasonCode.LOST_OFFER: TextKey.REASON_LOST_OFFER,
    ReasonCode.FILLED: TextKey.REASON_FILLED,
}

_OTHERS = {
    ReasonCode.FITS: TextKey.REASON_OTHERS_FIT,
    ReasonCode.NO_HEADROOM: TextKey.REASON_OTHERS_FULL,
    ReasonCode.LACKS_SKILL: TextKey.REASON_OTHERS_LACK_SKILL,
    ReasonCode.ON_BREAK: TextKey.REASON_OTHERS_ON_BREAK,
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the names that they know, the language, and the time zone of times."""

    names: Names
    language: str
    zone: tzinfo

    def name(self, person_id: object) -> str:
        """Return the name of a member of staff; the id of somebody unknown."""
        return self.names.get(person_id, str(person_id)) if isinstance(person_id, int) else "…"


def people_in(events: Iterable[TicketEvent]) -> set[int]:
    """Return everybody whom `why` names."""
    found: set[object] = set()
    for event in events:
        found |= {event.actor_id, *(event.details.get(key) for key in ("operator", "from", "to"))}
        found |= {int(key) for key in event.details.get("reasons", {})}
    return {person for person in found if isinstance(person, int)}


def tickets_list(
    tickets: Sequence[tuple[Ticket, str]], page: int, count: int, language: str
) -> Shown:
    """Tickets with their customers' names, a button each: one page of `count`."""
    if not count:
        return Shown(text(TextKey.WHY_EMPTY, language))
    rows = tuple((ticket_button(Verb.WHY_TICKET, ticket.id, name),) for ticket, name in tickets)
    return Shown(
        text(TextKey.WHY_LIST, language, count=count), (*rows, *page_buttons(page, count, Verb.WHY))
    )


def why(
    ticket: Ticket,
    customer: str,
    topic: str,
    events: Iterable[TicketEvent],
    now: Decision | None,
    reader: Reader,
) -> Shown:
    """The ticket's history. For one that waits, `now` is what would be decided now."""
    lines = [line for event in events if _has_line(event) for line in _lines(event, reader)]
    if now is not None:
        lines.append(text(TextKey.WHY_NOW, reader.language))
        lines += _candidates(now.reasons, now.others, reader)
    shown = text(
        TextKey.WHY_TICKET,
        reader.language,
        ticket=ticket.id,
        customer=customer,
        topic=topic,
        list=tuple(lines),
    )
    whose = button(TextKey.BUTTON_CUSTOMER, Verb.CUSTOMER_OF, ticket.id)
    back = button(TextKey.BUTTON_BACK, Verb.WHY, 0)
    return Shown(shown, (of_ticket(ticket.id), (whose,), (back,)))


def _has_line(event: TicketEvent) -> bool:
    """Whether the event has a line. When a ticket was requeued for a reason, the reason has one of
    its own."""
    return event.kind is not TicketEventKind.REQUEUED or not event.details


def _lines(event: TicketEvent, reader: Reader) -> list[Text]:
    details = event.details
    said: dict[str, str] = {"time": f"{event.at.astimezone(reader.zone):%d.%m %H:%M:%S}"}
    operator = details.get("operator", event.actor_id)
    known = _apart(event, reader, said)
    if known is not None:
        return [known]
    match event.kind:
        case TicketEventKind.TRANSFERRED | TicketEventKind.TAKEN_OVER:
            key = TextKey.WHY_TAKEN_OVER
            said["holder"] = reader.name(details.get("from"))
            if event.kind is TicketEventKind.TRANSFERRED:
                to_queue = details.get("to") is None
                key = TextKey.WHY_TRANSFERRED_QUEUE if to_queue else TextKey.WHY_TRANSFERRED
            if key is not TextKey.WHY_TRANSFERRED_QUEUE:
                said["operator"] = reader.name(details.get("to"))
        case TicketEventKind.CLOSED if event.actor_id is not None:
            key, said["operator"] = TextKey.WHY_CLOSED, reader.name(event.actor_id)
        case TicketEventKind.CLOSED | TicketEventKind.ABANDONED if _left(details):
            key = TextKey.WHY_CUSTOMER_LEFT
        case kind if kind in _BY_OPERATOR:
            key, said["operator"] = _BY_OPERATOR[kind], reader.name(operator)
        case kind if kind in _PLAIN:
            key = _PLAIN[kind]
        case _:
            return []
    lines = [text(key, reader.language, **said)]
    if event.kind in (TicketEventKind.OFFERED, TicketEventKind.ASSIGNED):
        if details.get("reasons") == {}:
            return []  # a person chose, and what they did has a line of its own
        lines += _choice(details, reader)
    if details.get("note") and event.kind is TicketEventKind.TRANSFERRED:
        lines.append(text(TextKey.WHY_NOTE, reader.language, note=str(details["note"])))
    return lines


def _apart(event: TicketEvent, reader: Reader, said: Mapping[str, str]) -> Text | None:
    """Say of places, tags, and of a ticket that goes on; None of anything else."""
    if event.kind in _PLACES:
        of_thread = event.details.get("kind") == PlaceKind.THREAD
        title = str(event.details.get("title", "…"))
        return text(_PLACES[event.kind][of_thread], reader.language, title=title, **said)
    if event.kind in _TAGS:
        tag = str(event.details.get("tag", "…"))
        operator = reader.name(event.actor_id)
        return text(_TAGS[event.kind], reader.language, operator=operator, tag=tag, **said)
    if event.kind is not TicketEventKind.REOPENED:
        return None
    if event.actor_id not in reader.names:
        return text(ReopenKey.WHY, reader.language, **said)
    return text(ReopenKey.WHY_BY, reader.language, operator=reader.name(event.actor_id), **said)


def _left(details: Mapping[str, object]) -> bool:
    return details.get("reason") == CloseReason.CUSTOMER_LEFT


def _choice(details: Mapping[str, object], reader: Reader) -> list[Text]:
    kept = details.get("reasons")
    if isinstance(kept, Mapping):
        reasons = {int(key): reason_of(value) for key, value in kept.items()}
        return _candidates(reasons, others_of(details.get("others")), reader)
    # The first versions kept the chosen one's alone, for the choice made when the customer came.
    operator, words = details.get("operator"), details.get("reason")
    return (
        _candidates({operator: str(words)}, NONE, reader)
        if isinstance(operator, int) and words
        else []
    )


def _candidates(reasons: Mapping[int, Reason | str], others: Others, reader: Reader) -> list[Text]:
    def rank(person: int) -> tuple[int, int]:
        reason = reasons[person]
        if isinstance(reason, str):
            return (1, person)
        return (0 if reason.chosen else 1 + (reason.code is not ReasonCode.FITS), person)

    lines = [_candidate(person, reasons[person], reader) for person in sorted(reasons, key=rank)]
    lines += [text(_OTHERS[code], reader.language, count=told) for code, told in others.told()]
    if any(isinstance(reason, Reason) for reason in reasons.values()):
        lines.append(text(TextKey.WHY_OTHERS_OFF, reader.language))
    return lines


def _candidate(person: int, reason: Reason | str, reader: Reader) -> Text:
    name, language = reader.name(person), reader.language
    if isinstance(reason, str):
        return text(TextKey.REASON_WORDS, language, operator=name, words=reason)
    match reason.code:
        case ReasonCode.FITS:
            return _fits(name, reason, language)
        case ReasonCode.LACKS_SKILL:
            key = TextKey.REASON_LACKS_SKILL
            return text(key, language, operator=name, skill=reason.skill or "…")
        case ReasonCode.NO_HEADROOM:
            key = TextKey.REASON_NO_HEADROOM
            return text(key, language, operator=name, load=reason.load, capacity=reason.capacity)
        case code:
            return text(_REFUSALS[code], language, operator=name)


def _fits(name: str, reason: Reason, language: str) -> Text:
    if reason.idle is None:
        idle = text(TextKey.REASON_NEVER_BUSY, language)
    else:
        ago = age(timedelta(seconds=reason.idle), language)
        idle = text(TextKey.REASON_IDLE, language, age=ago)
    return text(
        TextKey.REASON_CHOSEN if reason.chosen else TextKey.REASON_FITS,
        language,
        operator=name,
        load=reason.load,
        capacity=reason.capacity,
        idle=idle,
        last=text(TextKey.REASON_LAST, language) if reason.served_last else "",
        holds=text(TextKey.REASON_HOLDS, language) if reason.holds else "",
    )
