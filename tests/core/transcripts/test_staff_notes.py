"""What staff wrote for each other stands in the transcript, which is theirs."""

from datetime import UTC, datetime

from core.model.people import Customer
from core.model.records import CustomerRecord, TicketEvent
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.transcripts.views.text import event_words, transcript_text

AT = datetime(2026, 11, 20, 10, 31, tzinfo=UTC)
NAMES = {7: ("Olga", "olga"), 6: ("Omar", None)}


def happened(kind: TicketEventKind, **details: object) -> TicketEvent:
    return TicketEvent(1, kind, AT, 7, details)


def test_a_note_is_marked_as_staffs_own() -> None:
    noted = happened(TicketEventKind.NOTED, note="speaks\nFrench")
    assert event_words(noted, NAMES) == "noted: Olga (@olga); note for staff: speaks French"


def test_a_transfer_says_from_whom_to_whom_and_what_they_were_told() -> None:
    given = happened(TicketEventKind.TRANSFERRED, **{"from": 7, "to": 6, "note": "be patient"})
    assert event_words(given, NAMES) == (
        "transferred: from Olga (@olga) to Omar; note for staff: be patient"
    )
    back = happened(TicketEventKind.TRANSFERRED, **{"from": 7, "to": None})
    assert event_words(back, NAMES) == "transferred: from Olga (@olga) to the queue"


def test_both_stand_in_the_transcript() -> None:
    ticket = Ticket(1, 900, "general", 0, TicketStatus.QUEUED, AT)
    record = CustomerRecord(
        Customer(900, "Ann", None, None, "en"),
        (ticket,),
        events=(
            happened(TicketEventKind.NOTED, note="first"),
            happened(TicketEventKind.TRANSFERRED, **{"from": 7, "to": None, "note": "second"}),
        ),
    )
    lines = transcript_text(record, UTC).splitlines()
    assert [line.rpartition(": ")[2] for line in lines if "note for staff" in line] == [
        "first",
        "second",
    ]
