"""Figures as files, read back as a spreadsheet reads them."""

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from core.model.facts import Facts, Staff, TicketLine
from core.model.places import PlaceKind
from core.model.tickets import CloseReason, TicketStatus
from core.statistics.rules.figures import OperatorFigures, Rating, Solved
from core.statistics.views.spreadsheets import (
    BYTE_ORDER_MARK,
    operators_file,
    tickets_file,
)

TICKET_COLUMNS = (
    "ticket opened_at joined_at active_at answered_at closed_at status close_reason topic"
    " customer_id customer operator_id operator wait_seconds first_response_seconds"
    " handling_seconds stars comment place solved tags source"
    " reopened_at answer_target resolution_target"
)

OPERATOR_COLUMNS = (
    "operator_id operator handled load capacity handling_seconds first_response_seconds rating"
    " ratings available_seconds busy_seconds occupancy occupancy_by_load solved resolutions"
)

OPENED = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
TICKET = TicketLine(
    id=7,
    customer_id=1001,
    customer="Ann",
    topic="general",
    status=TicketStatus.CLOSED,
    opened_at=OPENED,
    joined_at=OPENED + timedelta(seconds=20),
    active_at=OPENED + timedelta(seconds=30),
    answered_at=OPENED + timedelta(seconds=45),
    closed_at=OPENED + timedelta(minutes=10),
    close_reason=CloseReason.SOLVED,
    operator_id=5,
    stars=4,
    comment="good",
    place=PlaceKind.DESK,
    solved=False,
    tags=("refund", "bug"),
)


def rows(content: str) -> list[dict[str, str]]:
    assert content.startswith(BYTE_ORDER_MARK)
    content = content.removeprefix(BYTE_ORDER_MARK)
    assert content.count("\r\n") >= 1
    return list(csv.DictReader(StringIO(content, newline="")))


def of(ticket: TicketLine) -> dict[str, str]:
    facts = Facts(
        OPENED, OPENED + timedelta(days=1), [ticket], staff=[Staff(5, "Olga", 6, 0, removed=True)]
    )
    found = rows(tickets_file(facts.entered, facts.staff, "Europe/Kyiv"))
    assert len(found) == 1
    assert " ".join(found[0]) == TICKET_COLUMNS
    return found[0]


def test_a_ticket_is_a_line() -> None:
    found = of(TICKET)
    assert found["ticket"] == "7"
    assert found["opened_at"] == "2026-11-21T00:00:00+02:00"
    assert found["operator"] == "Olga"
    assert found["wait_seconds"] == "45"
    assert found["first_response_seconds"] == "15"
    assert found["handling_seconds"] == "555"
    assert found["close_reason"] == "solved"
    assert found["stars"] == "4"
    assert (found["place"], found["solved"], found["tags"]) == ("desk", "0", "refund, bug")
    assert found["source"] == ""
    assert of(replace(TICKET, source="-sale"))["source"] == "'-sale"


def test_a_ticket_that_only_began_has_empty_cells() -> None:
    waiting = TicketLine(8, 1001, "Ann", "general", TicketStatus.QUEUED, OPENED)
    found = of(waiting)
    assert found["active_at"] == found["operator"] == found["stars"] == found["wait_seconds"] == ""


def test_what_looks_like_a_formula_is_text() -> None:
    for evil in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "\n=1"):
        found = of(replace(TICKET, customer=evil, comment=evil))
        assert found["customer"].startswith("'")
        assert found["comment"].startswith("'")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), max_size=40))
def test_whatever_people_wrote_comes_back(text: str) -> None:
    found = of(replace(TICKET, comment=f"a{text}\"',;\n2"))
    assert found["comment"] == f"a{text}\"',;\n2"


def test_what_no_file_can_hold_is_shown_by_its_number() -> None:
    assert "<U+D800>" in of(replace(TICKET, comment="x\ud800"))["comment"]


def test_an_operator_is_a_line() -> None:
    figures = OperatorFigures(
        5,
        "Olga",
        2,
        6,
        3,
        timedelta(seconds=61),
        None,
        Rating(14 / 3, 3),
        Solved(2, 3),
        timedelta(hours=2),
        timedelta(hours=1),
        timedelta(hours=3),
    )
    found = rows(operators_file([figures], "UTC"))[0]
    assert " ".join(found) == OPERATOR_COLUMNS
    assert found["operator"] == "Olga"
    assert found["handling_seconds"] == "61"
    assert found["first_response_seconds"] == ""
    assert found["rating"] == "4.667"
    assert (found["solved"], found["resolutions"]) == ("0.667", "3")
    assert found["occupancy"] == "0.500"
    assert found["occupancy_by_load"] == "0.250"
