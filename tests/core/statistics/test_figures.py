"""Figures of a period, against a count of every minute."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.facts import GAVE_UP, Facts, Holding, Span, Staff, TicketLine
from core.model.places import PlaceKind
from core.model.tickets import CloseReason, TicketStatus
from core.statistics.rules.course import course, queue_by_hour, stays
from core.statistics.rules.figures import by_operator, service_level, summary
from core.statistics.rules.periods import common, length, union, without

MIDNIGHT = datetime(2026, 11, 20, tzinfo=UTC)
SINCE, UNTIL, NOW = 10, 50, 40  # minutes; the last part has not come yet
WITHIN = timedelta(minutes=3)
OPERATORS = (1, 2)
COIN = st.booleans()
IN_GROUPS = (PlaceKind.DESK, PlaceKind.THREAD)


def at(minute: int) -> datetime:
    return MIDNIGHT + timedelta(minutes=minute)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


@st.composite
def tickets(draw: st.DrawFn, number: int) -> tuple[TicketLine, list[Holding]]:
    """A ticket as the desk could have left it at `NOW`, with those who held it."""
    opened = draw(st.integers(0, NOW - 1))
    moments = sorted(draw(st.lists(st.integers(opened, NOW), max_size=5)))
    holdings: list[Holding] = []
    while len(moments) >= 2:
        start, end = moments.pop(0), moments.pop(0)
        who = draw(st.sampled_from(OPERATORS))
        holdings.append(Holding(number, who, at(start), at(end)))
    closed = moments.pop() if moments else None
    goes_on, begun = draw(COIN), draw(COIN)
    if closed is None and holdings and goes_on:
        holdings[-1] = replace(holdings[-1], end=None)
    active = None
    if holdings and begun:
        first = holdings[0]
        late = draw(st.integers(0, 5))
        came = first.start + minutes(late)
        active = came if came <= min(first.end or at(NOW), at(NOW)) else None
    reason = draw(st.sampled_from(CloseReason)) if closed is not None else None
    said = active + minutes(draw(st.integers(0, 5))) if active is not None else None
    line = TicketLine(
        id=number,
        customer_id=number,
        customer="Ann",
        topic="general",
        status=TicketStatus.QUEUED if closed is None else TicketStatus.CLOSED,
        opened_at=at(opened),
        joined_at=active,
        active_at=active,
        answered_at=draw(st.sampled_from([said, None])),
        closed_at=None if closed is None else max(at(closed), said or at(closed)),
        close_reason=reason,
        operator_id=holdings[-1].operator_id if holdings else None,
        stars=draw(st.none() | st.integers(1, 5)),
        place=draw(st.sampled_from([None, *PlaceKind])),
        solved=draw(st.sampled_from([None, True, False])),
    )
    return line, holdings


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    """Shifts, or breaks: one after the other for each operator, the last may go on."""
    found = []
    for who in OPERATORS:
        moments = sorted(draw(st.lists(st.integers(0, NOW), max_size=4)))
        for start, end in zip(moments[::2], moments[1::2], strict=False):
            found.append(Span(who, at(start), at(end)))
        if len(moments) % 2:
            found.append(Span(who, at(moments[-1])))
    return found


@st.composite
def days(draw: st.DrawFn) -> Facts:
    lines: list[TicketLine] = []
    held: list[Holding] = []
    for number in range(1, draw(st.integers(0, 5)) + 1):
        line, holdings = draw(tickets(number))
        lines.append(line)
        held += holdings
    return Facts(
        at(SINCE),
        at(UNTIL),
        lines,
        held,
        draw(spans()),
        draw(spans()),
        [Staff(1, "Olga", 2, 0), Staff(2, "Petro", 3, 1)],
    )


def covers(span: Any, minute: int) -> bool:
    """Whether it goes on in the minute that begins then; all times are whole minutes."""
    return bool(span.start <= at(minute) < (span.end or at(NOW)))


def met(one: TicketLine) -> datetime | None:
    """When somebody was with the customer: in a staff group, by the first answer."""
    if one.active_at is None:
        return None
    return one.answered_at if one.place in IN_GROUPS else one.active_at


def mean(values: Sequence[timedelta]) -> timedelta | None:
    return sum(values, timedelta()) / len(values) if values else None


@given(days())
@settings(max_examples=80, deadline=None)
def test_the_desks_figures_are_what_counting_gives(facts: Facts) -> None:
    entered = [one for one in facts.tickets if one.opened_at >= at(SINCE)]
    answered = [one for one in entered if met(one) is not None]
    gave_up = [one for one in entered if met(one) is None and one.close_reason in GAVE_UP]
    found = summary(facts, WITHIN, at(NOW))
    assert found.entered == len(entered)
    assert found.answered == len(answered)
    assert found.abandoned == len(gave_up)
    assert found.waiting == len(
        [one for one in entered if met(one) is None and one.closed_at is None]
    )
    assert found.asa == mean([came - one.opened_at for one in answered if (came := met(one))])
    assert found.frt == mean(
        [
            one.answered_at - one.active_at
            for one in answered
            if one.answered_at is not None and one.active_at is not None
        ]
    )
    assert found.aht == mean(
        [
            one.closed_at - came
            for one in answered
            if one.closed_at is not None and (came := met(one)) is not None
        ]
    )
    stars = [one.stars for one in entered if one.stars is not None]
    assert found.rating.count == len(stars)
    assert found.rating.mean == (sum(stars) / len(stars) if stars else None)
    judged = [
        one
        for one in entered
        if met(one) is not None or (one.closed_at or at(NOW)) - one.opened_at > WITHIN
    ]
    in_time = [one for one in answered if (came := met(one)) and came - one.opened_at <= WITHIN]
    said = [one.solved for one in entered if one.solved is not None]
    assert (found.solved.yes, found.solved.count) == (said.count(True), len(said))
    assert found.service_level == (len(in_time) / len(judged) if judged else None)


@given(days())
@settings(max_examples=80, deadline=None)
def test_an_operators_time_is_what_counting_minutes_gives(facts: Facts) -> None:
    active = {one.id: one.active_at for one in facts.tickets}
    for found in by_operator(facts, at(NOW)):
        available = busy = carried = 0
        for minute in range(SINCE, min(UNTIL, NOW)):
            mine = [one for one in facts.shifts if one.operator_id == found.id]
            pauses = [one for one in facts.breaks if one.operator_id == found.id]
            if not any(covers(one, minute) for one in mine):
                continue
            if any(covers(one, minute) for one in pauses):
                continue
            available += 1
            held = sum(
                covers(one, minute)
                and (came := active[one.ticket_id]) is not None
                and came <= at(minute)
                for one in facts.holdings
                if one.operator_id == found.id
            )
            busy += held > 0
            carried += held
        assert found.available == minutes(available)
        assert found.busy == minutes(busy)
        assert found.workload == minutes(carried)
        assert found.occupancy == (busy / available if available else None)
        if available:
            assert found.fullness is not None
            assert abs(found.fullness - carried / available / found.capacity) < 1e-9
        else:
            assert found.fullness is None


@given(days())
@settings(max_examples=80, deadline=None)
def test_an_operator_has_handled_what_left_them_in_the_period(facts: Facts) -> None:
    active = {one.id: one.active_at for one in facts.tickets}
    for found in by_operator(facts, at(NOW)):
        times: dict[int, timedelta] = {}
        for one in facts.holdings:
            came = active[one.ticket_id]
            if one.operator_id != found.id or one.end is None or came is None:
                continue
            start = max(one.start, came)
            if start < one.end and at(SINCE) <= one.end < at(UNTIL):
                times[one.ticket_id] = times.get(one.ticket_id, timedelta()) + one.end - start
        assert found.handled == len(times)
        assert found.aht == mean(list(times.values()))


@given(days(), st.integers(1, 12))
@settings(max_examples=80, deadline=None)
def test_the_course_is_what_counting_minutes_gives(facts: Facts, width: int) -> None:
    edges = [*range(SINCE, UNTIL, width), UNTIL]
    found = course(facts, [at(edge) for edge in edges], at(NOW))
    parts = list(itertools.pairwise(edges))
    for part, (begin, end) in enumerate(parts):
        passed = range(begin, min(end, NOW))
        if not passed:
            assert found.waiting[part] is None
            assert found.load[part] is None
            assert found.on_shift[part] is None
            continue
        held = [sum(covers(one, minute) for one in facts.holdings) for minute in passed]
        open_ = [
            sum(
                one.opened_at <= at(minute) < (one.closed_at or at(NOW))
                and not any(
                    covers(holding, minute)
                    for holding in facts.holdings
                    if holding.ticket_id == one.id
                )
                and not (one.place in IN_GROUPS and (came := met(one)) and came <= at(minute))
                for one in facts.tickets
            )
            for minute in passed
        ]
        there = [sum(covers(one, minute) for one in facts.shifts) for minute in passed]
        assert found.waiting[part] == max(open_)
        assert abs((found.load[part] or 0) - sum(held) / len(passed)) < 1e-9
        assert abs((found.on_shift[part] or 0) - sum(there) / len(passed)) < 1e-9


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))), st.data())
def test_stretches_are_sets_of_minutes(pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    others = data.draw(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))

    def minutes_of(found: Sequence[tuple[datetime, datetime]]) -> set[datetime]:
        return {at(m) for m in range(31) if any(start <= at(m) < end for start, end in found)}

    one = union([(at(a), at(b)) for a, b in pairs])
    other = union([(at(a), at(b)) for a, b in others])
    assert all(first[1] < second[0] for first, second in itertools.pairwise(one))
    assert minutes_of(common(one, other)) == minutes_of(one) & minutes_of(other)
    assert minutes_of(without(one, other)) == minutes_of(one) - minutes_of(other)
    assert length(one) == minutes(len(minutes_of(one)))


def line(number: int, **more: Any) -> TicketLine:
    base = TicketLine(number, number, "Ann", "general", TicketStatus.CLOSED, at(20))
    return replace(base, **more)


def test_who_gave_up_at_once_is_nobodys_failure() -> None:
    in_time = line(1, active_at=at(22), closed_at=at(30), close_reason=CloseReason.SOLVED)
    late = line(2, active_at=at(30), closed_at=at(31), close_reason=CloseReason.SOLVED)
    soon = line(3, closed_at=at(22), close_reason=CloseReason.CANCELLED)
    long = line(4, closed_at=at(29), close_reason=CloseReason.CANCELLED)
    fresh = line(5, opened_at=at(38), status=TicketStatus.QUEUED)
    stale = line(6, status=TicketStatus.QUEUED)
    assert service_level([in_time, late], WITHIN, at(NOW)) == 1 / 2
    assert service_level([in_time, soon], WITHIN, at(NOW)) == 1
    assert service_level([in_time, long], WITHIN, at(NOW)) == 1 / 2
    assert service_level([in_time, fresh], WITHIN, at(NOW)) == 1
    assert service_level([in_time, stale], WITHIN, at(NOW)) == 1 / 2
    assert service_level([soon, fresh], WITHIN, at(NOW)) is None


def test_a_first_word_before_the_operator_was_there_took_no_time() -> None:
    assert line(1, active_at=at(25), answered_at=at(24)).first_response == timedelta()


def test_an_end_that_is_not_the_customers_is_no_abandonment() -> None:
    assert not line(1, closed_at=at(30), close_reason=CloseReason.FORGOTTEN).is_abandoned
    assert line(2, closed_at=at(30), close_reason=CloseReason.CUSTOMER_LEFT).is_abandoned
    answered = line(3, active_at=at(25), closed_at=at(30), close_reason=CloseReason.CUSTOMER_LEFT)
    assert not answered.is_abandoned


def test_who_left_staff_is_listed_while_there_is_something_to_tell() -> None:
    gone, idle = Staff(1, "Olga", 6, 0, removed=True), Staff(2, "Petro", 6, 0, removed=True)
    facts = Facts(at(SINCE), at(UNTIL), shifts=[Span(1, at(15), at(20))], staff=[gone, idle])
    assert [one.id for one in by_operator(facts, at(NOW))] == [1]


@pytest.mark.parametrize("place", [PlaceKind.DESK, PlaceKind.THREAD])
def test_in_a_staff_group_only_an_answer_is_an_answer(place: PlaceKind) -> None:
    asked = line(1, joined_at=at(21), active_at=at(21), place=place)
    assert (asked.is_answered, asked.wait, asked.handling) == (False, None, None)
    blocked = replace(asked, closed_at=at(30), close_reason=CloseReason.CUSTOMER_LEFT)
    assert blocked.is_abandoned
    answered = replace(asked, answered_at=at(25), closed_at=at(40))
    assert not answered.is_abandoned
    assert (answered.wait, answered.first_response) == (minutes(5), minutes(4))
    assert answered.handling == minutes(15)


def test_who_was_answered_by_a_group_waits_no_more_though_nobody_holds_the_ticket() -> None:
    answered = line(1, opened_at=at(12), active_at=at(12), answered_at=at(14), place=PlaceKind.DESK)
    facts = Facts(at(SINCE), at(UNTIL), [answered])
    edges = [at(12), at(14), at(16)]
    assert course(facts, edges, at(NOW)).waiting == (1, 0)
    assert course(facts, edges, at(NOW)).load == (0, 0)


def test_the_queue_by_hour_of_the_day_counts_all_days_in_the_owners_time() -> None:
    kyiv = ZoneInfo("Europe/Kyiv")

    def local(day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 11, day, hour, minute, tzinfo=kyiv).astimezone(UTC)

    facts = Facts(
        local(20, 0),
        local(22, 0),
        [
            line(1, opened_at=local(20, 10), closed_at=local(20, 10, 30)),
            line(2, opened_at=local(20, 10, 15), closed_at=local(20, 11, 15)),
            line(3, opened_at=local(21, 10), closed_at=local(21, 10, 30)),
            line(4, opened_at=local(21, 12), status=TicketStatus.QUEUED),  # waits still
        ],
    )
    now = local(21, 12, 30)
    hours = queue_by_hour(stays(facts, now), facts.since, facts.until, kyiv, now)
    assert [one.most for one in hours[9:14]] == [0, 2, 1, 1, 0]
    assert [one.mean for one in hours[9:14]] == [0, 105 / 120, 15 / 120, 30 / 90, 0]
    early = local(20, 12, 30)
    hours = queue_by_hour(stays(facts, early), facts.since, facts.until, kyiv, early)
    assert [one.most for one in hours[11:15]] == [1, 0, None, None]


def test_an_hour_that_the_clock_goes_through_twice_is_one_hour_of_the_day() -> None:
    kyiv = ZoneInfo("Europe/Kyiv")
    since, until = (datetime(2026, 10, day, tzinfo=kyiv).astimezone(UTC) for day in (25, 26))
    assert until - since == timedelta(hours=25)
    twice = since + timedelta(hours=4)  # 3:00 again
    one = line(1, opened_at=twice, closed_at=until)
    facts = Facts(since, until, [one])
    hours = queue_by_hour(stays(facts, until), since, until, kyiv, until)
    assert [each.mean for each in hours] == [0, 0, 0, 0.5, *[1] * 20]
