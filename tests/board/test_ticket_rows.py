"""What a ticket's talk is drawn of."""

from board.pages.ticket_rows import Day, told_apart


def test_what_begins_in_the_same_second_stays_apart() -> None:
    day = Day("today")
    rows = [("services 10:00", day), ("message 1", day), ("services 10:00", day)]
    assert [key for key, _ in told_apart(rows)] == [
        "services 10:00",
        "message 1",
        "services 10:00 2",
    ]
