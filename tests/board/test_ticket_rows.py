"""What a ticket's talk is drawn of."""

from dataclasses import replace
from datetime import UTC, datetime

from board.pages.ticket_bubbles import together
from board.pages.ticket_rows import Day, told_apart
from core.board.conversation import Message
from core.model.messages import MessageKind, SenderRole


def test_what_begins_in_the_same_second_stays_apart() -> None:
    day = Day("today")
    rows = [("services 10:00", day), ("message 1", day), ("services 10:00", day)]
    assert [key for key, _ in told_apart(rows)] == [
        "services 10:00",
        "message 1",
        "services 10:00 2",
    ]


def part(row: int, album: str | None, **more: object) -> Message:
    at = datetime(2026, 5, 4, tzinfo=UTC)
    kind = MessageKind.PHOTO
    told = Message(row, 9, row, at, SenderRole.CUSTOMER, 9, "Ann", kind, "", "", album=album)
    return replace(told, **more)  # type: ignore[arg-type]


def test_the_parts_of_an_album_stand_together_wherever_they_were_read() -> None:
    gone = datetime(2026, 5, 5, tzinfo=UTC)
    lines = [
        part(1, "a"),
        part(2, None),
        part(3, "a"),
        part(4, "a", chat_id=8),  # another's of that name
        part(5, "a", deleted_at=gone),  # what was taken out
    ]
    found = together(lines)
    assert {first: [line.row for line in parts] for first, parts in found.items()} == {
        1: [1, 3],
        2: [2],
        4: [4],
        5: [5],
    }
