"""What a transcript says of a talk that the bot carried between two chats."""

import json
from dataclasses import replace
from datetime import UTC

from archive.page import Pages
from core.model.messages import Copy, Media, MessageKind, Recorded, Said, SenderRole, Version
from core.model.places import Place, PlaceKind, PlaceState
from core.model.records import CustomerRecord, TicketEvent
from core.model.tickets import TicketEventKind
from core.transcripts.rules import CopyIndex, part_of
from core.transcripts.views.text import transcript_text
from tests.archive.example import ANNA, IVAN, RECORD, at
from tests.archive.log import lines_of

BOT_CHAT, DESK = IVAN.id, -1002000000001
DESK_1 = Place(3, PlaceKind.DESK, PlaceState.READY, "m", "Desk 1", DESK, ticket_id=12)
LOST = "file is too big (above 20 MB)"


def by_ivan(
    number: int, second: int, text: str, place: int | None = 3, reply_to: int | None = None
) -> Recorded:
    sent = at(second)
    kind = MessageKind.TEXT
    said = Said(BOT_CHAT, number, IVAN.id, IVAN.name, sent, kind, text, reply_to=reply_to)
    return Recorded(number, 12, SenderRole.CUSTOMER, said, place_id=place)


def by_anna(number: int, second: int, text: str, reply_to: int) -> Recorded:
    said = Said(
        DESK, number, ANNA.id, "Anna", at(second), MessageKind.TEXT, text, reply_to=reply_to
    )
    return Recorded(number, 12, SenderRole.OPERATOR, said, place_id=3)


def film(number: int, second: int) -> Recorded:
    row = by_ivan(number, second, "")
    said = replace(row.said, kind=MessageKind.VIDEO, media=Media("video/mp4", 30_000_000))
    return replace(row, said=said, media_lost=LOST)


def copy(frm: int, number: int, to: int, there: int, withdrawn: int | None = None) -> Copy:
    return Copy(12, frm, number, to, there, at(9), None if withdrawn is None else at(withdrawn))


TALK = CustomerRecord(
    IVAN,
    tickets=(replace(RECORD.tickets[0], operator_id=None),),
    messages=(
        replace(by_ivan(1, 1, "It fails", None), versions=(Version("It fils", at(3)),)),
        by_anna(70, 20, "Restart it", reply_to=60),
        by_ivan(4, 30, "Which one?", reply_to=2),
        by_anna(72, 40, "The small one", reply_to=62),
        by_anna(73, 41, "no, the big one", reply_to=62),
        film(6, 50),
    ),
    events=(
        TicketEvent(
            12,
            TicketEventKind.PLACE_TAKEN,
            at(2),
            None,
            {"kind": "desk", "chat": DESK, "title": "Desk\n1"},
        ),
        TicketEvent(12, TicketEventKind.WITHDRAWN, at(45), ANNA.id, {"chat": DESK, "message": 72}),
        TicketEvent(
            12,
            TicketEventKind.UNDELIVERED,
            at(46),
            None,
            {"chat": DESK, "message": 73, "reason": "bot was blocked by the user"},
        ),
        TicketEvent(12, TicketEventKind.NOTED, at(47), ANNA.id, {"note": "always the big one"}),
        TicketEvent(12, TicketEventKind.RESOLVED, at(200), IVAN.id, {"solved": False}),
    ),
    staff=RECORD.staff,
    places=(DESK_1,),
    copies=(
        copy(BOT_CHAT, 1, DESK, 60),
        copy(DESK, 70, BOT_CHAT, 2),
        copy(BOT_CHAT, 4, DESK, 62),
        copy(DESK, 72, BOT_CHAT, 5, withdrawn=45),
    ),
)

TEXT = """\
Customer 900: Ivan <b> (@ivan), +380501112233
[#12 2026-11-20 08:30:00 +00:00] -- ticket opened: general
[#12 2026-11-20 08:30:01 +00:00] customer Ivan <b> (@ivan): It fails
  ~ until 2026-11-20 08:30:03 +00:00: It fils
[#12 2026-11-20 08:30:02 +00:00] -- place: desk "Desk 1"
[#12 2026-11-20 08:30:20 +00:00] operator Anna (@anna): Restart it
  > in reply to [08:30:01] customer Ivan <b> (@ivan): It fails
[#12 2026-11-20 08:30:30 +00:00] customer Ivan <b> (@ivan): Which one?
  > in reply to [08:30:20] operator Anna (@anna): Restart it
[#12 2026-11-20 08:30:40 +00:00] operator Anna (@anna): The small one
  > in reply to [08:30:30] customer Ivan <b> (@ivan): Which one?
  x deleted 2026-11-20 08:30:45 +00:00
[#12 2026-11-20 08:30:41 +00:00] operator Anna (@anna): no, the big one
  > in reply to [08:30:30] customer Ivan <b> (@ivan): Which one?
  ! not delivered: bot was blocked by the user
[#12 2026-11-20 08:30:45 +00:00] -- withdrawn: Anna (@anna)
[#12 2026-11-20 08:30:46 +00:00] -- not delivered: bot was blocked by the user
[#12 2026-11-20 08:30:47 +00:00] -- noted: Anna (@anna); note for staff: always the big one
[#12 2026-11-20 08:30:50 +00:00] customer Ivan <b> (@ivan): (video)
  + video 30000000 bytes, lost: file is too big (above 20 MB)
[#12 2026-11-20 08:31:40 +00:00] -- ticket closed: solved, by Boss
[#12 2026-11-20 08:33:20 +00:00] -- the customer says: not solved
"""


def test_a_talk_of_two_chats_reads_as_one() -> None:
    assert transcript_text(TALK, UTC) == TEXT


def test_programs_read_where_it_was_said_what_it_answers_and_where_it_went() -> None:
    items = [json.loads(line) for line in lines_of(TALK, UTC).splitlines()]
    said = {
        (item["chat_id"], item["message_id"]): item for item in items if item["type"] == "message"
    }
    assert "place" not in said[BOT_CHAT, 1], "said to the bot before there was one"
    assert said[DESK, 70]["place"] == {"kind": "desk", "title": "Desk 1"}
    answers = said[DESK, 70]["answers"]
    assert (answers["chat_id"], answers["message_id"]) == (BOT_CHAT, 1)
    answers = said[BOT_CHAT, 4]["answers"]
    assert (answers["chat_id"], answers["message_id"]) == (DESK, 70)
    (went,) = [item for item in items if item["type"] == "delivery" and item["message_id"] == 4]
    assert went["copy"] == {"chat_id": DESK, "message_id": 62}
    (gone,) = [item for item in items if item["type"] == "deletion"]
    assert gone["at"] == "2026-11-20T08:30:45+00:00"
    assert gone["about"]["message_id"] == 72
    (lost,) = [item for item in items if item.get("event") == "undelivered"]
    assert lost["about"]["message_id"] == 73
    assert lost["details"]["reason"] == "bot was blocked by the user"
    (film_lost,) = [item for item in items if item["type"] == "file"]
    assert (film_lost["lost"], film_lost["about"]["message_id"]) == (LOST, 6)


def test_the_page_links_answers_across_chats_and_marks_what_did_not_arrive() -> None:
    page = Pages().render(TALK, UTC)
    assert f'<a href="#m{BOT_CHAT}-1">Ivan &lt;b&gt;: It fails</a>' in page
    assert f'<a href="#m{-DESK}-70">Anna: Restart it</a>' in page
    assert 'not delivered: <span dir="auto">bot was blocked by the user</span>' in page
    assert page.count('<article class="operator deleted"') == 1


def test_what_arrived_at_last_is_not_marked() -> None:
    late = copy(DESK, 73, BOT_CHAT, 8)
    assert "! not delivered" not in transcript_text(replace(TALK, copies=(*TALK.copies, late)), UTC)


def test_an_answer_that_was_brought_back_is_not_deleted() -> None:
    again = copy(DESK, 72, BOT_CHAT, 9)
    carried = CopyIndex(replace(TALK, copies=(*TALK.copies, again)))
    assert all(carried.deleted_at(row) is None for row in TALK.messages)


def test_another_tickets_zip_has_none_of_it() -> None:
    assert part_of(TALK, {13}).copies == ()
