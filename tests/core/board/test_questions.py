"""What a supervisor, an operator and a stranger see on the page."""

import csv
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
import pytest_asyncio

from core.board.conversation import Began, Ended, Happened, Message
from core.board.questions import Questions
from core.board.rules import NeedKind
from core.model.audit import OF_STAFF, AuditFilter, AuditKind, AuditSubject
from core.model.board import CustomerFilter, SearchFilter, TicketFilter
from core.model.people import Role
from core.model.rules import Topic
from core.model.texts import DeskError, NotYourTicket, StaffOnly, TicketIsClosed
from core.model.tickets import TicketEventKind, TicketStatus
from core.routing.choose import Reason, ReasonCode
from core.staff.members import set_capacity
from core.staff.shifts import start_break
from core.statistics.rules.periods import last_days
from core.statistics.sheets import Sheet
from core.tickets.end import close_ticket
from core.tickets.hand_over import give
from core.tickets.staff_commands import keep_note
from db.board import SqlBoard
from tests.core.desk import Desk
from tests.core.relayed import DESKS, Relayed, open_up

BOSS = 8
MINUTE = timedelta(minutes=1)


def questions(desk: Desk) -> Questions:
    return Questions(SqlBoard(desk.database), lambda: desk.rules, lambda: desk.now)


@pytest_asyncio.fixture(loop_scope="session")
async def office(desk: Desk) -> Desk:
    """A supervisor off shift, and operator 7 with room for one ticket."""
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(7, capacity=1)
    await desk.settle_all()
    return desk


async def test_the_desk_now(office: Desk) -> None:
    talk = await office.talk(900)
    office.later(minutes=1)
    first = await office.ask(901)
    office.later(minutes=2)
    second = await office.ask(902)
    await office.done(start_break, 7)
    seen = await questions(office).now(BOSS)
    assert [(one.ticket_id, one.waits, one.outlook.position) for one in seen.queue] == [
        (first, 2 * MINUTE, 1),
        (second, 0 * MINUTE, 2),
    ]
    assert (seen.queue_length, seen.oldest_wait) == (2, 2 * MINUTE)
    boss, seven = sorted(seen.staff, key=lambda one: -one.operator.id)
    assert boss.presence is None
    assert [one.id for one in seven.tickets] == [talk]
    assert (seven.operator.load, seven.operator.on_break) == (1, True)
    assert seven.presence is not None
    assert seven.presence.on_break_since == office.now
    assert seen.today is not None
    assert (seen.today.entered, seen.today.answered) == (3, 1)
    assert [(need.kind, need.ticket_id, need.count) for need in seen.needs] == [
        (NeedKind.WAIT_OVER_TARGET, first, 1)
    ]
    assert seen.accounts[0].denied is None


async def test_an_operator_sees_their_own_tickets_and_the_queue(office: Desk) -> None:
    mine = await office.talk(900)
    await office.staff(9)
    theirs = await office.talk(901)
    await office.do(set_capacity, 9, 1)
    waits = await office.ask(902)
    for ticket, who, words in ((mine, 900, "word one"), (theirs, 901, "word two")):
        await office.says(ticket, who, words)
    asked = questions(office)
    page = await asked.tickets(7)
    assert ({one.id for one in page.tickets}, page.count) == ({mine, waits}, 2)
    # Whose tickets one sees is not for the filter to say.
    page = await asked.tickets(7, TicketFilter(only_of=9))
    assert {one.id for one in page.tickets} == {mine, waits}
    assert [hit.ticket_id for hit in (await asked.search(7, "word")).hits] == [mine]
    assert (await asked.search(BOSS, "word", SearchFilter(only_of=7))).count == 2
    assert (await asked.ticket(7, mine)).ticket.id == mine
    for allowed in (mine, waits):
        await asked.revision(7, allowed)
    for number in (theirs, 10**6):
        for ask in (asked.ticket, asked.revision):
            with pytest.raises(NotYourTicket):
                await ask(7, number)
    assert (await asked.customer(7, 900)).tickets[0].id == mine
    with pytest.raises(StaffOnly):
        await asked.customer(7, 901)
    now = await asked.now(7)
    assert [(one.operator.id, len(one.tickets)) for one in now.staff] == [(7, 1)]
    assert [one.ticket_id for one in now.queue] == [waits]
    assert (now.today, now.accounts, now.held_by_nobody) == (None, (), ())
    for question in (
        asked.customers(7, CustomerFilter()),
        asked.staff(7),
        asked.audit(7, AuditFilter()),
        asked.count_audit(7, AuditFilter()),
        asked.report(7, last_days(1, office.now, "UTC")),
        asked.sheet(7, last_days(1, office.now, "UTC"), Sheet.DAYS),
        asked.sheet(7, last_days(1, office.now, "UTC"), Sheet.TICKETS),
    ):
        with pytest.raises(StaffOnly):
            await question
    # Who left staff sees nothing any more, and neither does a customer.
    for refused in (
        asked.viewer(900),
        asked.now(900),
        asked.tickets(900),
        asked.staff(900),
        asked.search(900, "word"),
    ):
        with pytest.raises(StaffOnly):
            await refused


async def test_pages_and_hits_go_on(office: Desk) -> None:
    talk = await office.talk(900)
    for number in range(3):
        await office.says(talk, 900, f"word {number}")
        await office.ask(910 + number)
    asked = questions(office)
    first = await asked.tickets(BOSS, limit=3)
    last = await asked.tickets(BOSS, after=first.after, limit=3)
    assert (first.count, len(first.tickets), len(last.tickets)) == (4, 3, 1)
    assert (last.after, last.tickets[0].id) == (None, talk)
    hits = await asked.search(BOSS, "word", limit=2)
    rest = await asked.search(BOSS, "word", before=hits.before, limit=2)
    assert [hit.text for hit in (*hits.hits, *rest.hits)] == ["word 2", "word 1", "word 0"]
    assert (hits.count, hits.is_more, rest.before) == (3, False, None)
    assert hits.hits[0].marked == ((0, 4),)
    assert (await asked.search(BOSS, " * ")).count == 0
    people = await asked.customers(BOSS, limit=3)
    rest_of = await asked.customers(BOSS, after=people.after, limit=3)
    assert (people.count, len(people.customers), len(rest_of.customers)) == (4, 3, 1)


async def test_a_ticket_with_all_that_its_page_shows(office: Desk) -> None:
    before = await office.talk(900)
    await office.done(close_ticket, 7, before)
    office.later(minutes=5)
    talk = await office.talk(900)
    await office.says(talk, 900, "Where is it?")
    office.later(minutes=1)
    await office.says(talk, 7, "On its way")
    await office.do(close_ticket, 7, talk)
    seen = await questions(office).ticket(BOSS, talk)
    assert seen.customer.id == 900
    assert seen.operator == "Op 7"
    assert [one.id for one in seen.earlier] == [before]
    kinds = [type(line) for line in seen.lines]
    assert (kinds[0], kinds[-1]) == (Began, Ended)
    said = [(line.text, line.sender) for line in seen.lines if isinstance(line, Message)]
    assert said == [("Where is it?", "P900"), ("On its way", "P7")]
    ended = seen.lines[-1]
    assert isinstance(ended, Ended)
    assert (ended.status, ended.by) == (TicketStatus.CLOSED, "Op 7")
    assert TicketEventKind.CUSTOMER_JOINED in {
        line.kind for line in seen.lines if isinstance(line, Happened)
    }
    assert len(seen.events) > len([one for one in seen.lines if isinstance(one, Happened)])
    choice = seen.choices[0]
    assert (choice.kind, choice.operator) == (TicketEventKind.OFFERED, "Op 7")
    (candidate,) = choice.candidates
    assert isinstance(candidate.reason, Reason)
    assert (candidate.reason.chosen, candidate.reason.served_last) == (True, True)


async def test_of_one_that_waits_the_page_tells_how_it_would_be_decided(office: Desk) -> None:
    await office.talk(900)
    waits = await office.ask(901)
    seen = await questions(office).ticket(BOSS, waits)
    now = seen.choices[-1]
    assert (now.at, now.operator_id) == (None, None)
    (candidate,) = now.candidates
    assert isinstance(candidate.reason, Reason)
    assert candidate.reason.code is ReasonCode.NO_HEADROOM


async def test_what_was_carried_and_what_was_not(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await open_up(desk)
    talk = Relayed(desk)
    number = await talk.opens(900, "Is it broken?")
    answer = await talk.answers(number, 50, "It is")
    asked = questions(desk)
    seen = await asked.ticket(BOSS, number)
    first, second = (line for line in seen.lines if isinstance(line, Message))
    assert (first.text, first.relayed_at is not None) == ("Is it broken?", True)
    assert (second.relayed_at, second.undelivered, second.answers) == (None, None, first.row)
    async with desk.work() as work:
        await work.note(
            number,
            TicketEventKind.UNDELIVERED,
            chat=DESKS - 1,
            message=answer.message_id,
            reason="blocked",
        )
    seen = await asked.ticket(BOSS, number)
    assert [line.undelivered for line in seen.lines if isinstance(line, Message)] == [
        None,
        "blocked",
    ]
    needs = {need.kind: need for need in (await asked.now(BOSS)).needs}
    assert (needs[NeedKind.UNDELIVERED].ticket_id, needs[NeedKind.UNDELIVERED].reason) == (
        number,
        "blocked",
    )
    await desk.settle_all()  # it went after all
    assert NeedKind.UNDELIVERED not in {need.kind for need in (await asked.now(BOSS)).needs}
    assert [one.id for one in (await asked.now(BOSS)).held_by_nobody] == [number]


async def test_staff_and_what_was_changed(office: Desk) -> None:
    await office.do(set_capacity, 7, 3, actor_id=BOSS)
    asked = questions(office)
    boss, seven = await asked.staff(BOSS)
    assert (boss.operator.id, seven.operator.capacity) == (BOSS, 3)
    assert seven.presence is not None
    assert (boss.presence, seven.bot_trouble, seven.invite_trouble) == (None, None, None)
    of_seven = AuditFilter(subject=AuditSubject.STAFF, key="7")
    last, *_ = changes = await asked.audit(BOSS, of_seven)
    entry = last.entry
    assert (entry.kind, entry.before, entry.after) == (AuditKind.CAPACITY, 1, 3)
    assert (last.member, last.actor, entry.at) == ("Op 7", f"Op {BOSS}", office.now)
    assert (changes[-1].actor, changes[-1].entry.actor_id) == (None, None)
    assert await asked.audit(BOSS, of_seven, changes[-1].id) == ()
    of_all = await asked.audit(BOSS, AuditFilter(OF_STAFF))
    assert {one.entry.number for one in of_all} == {7, BOSS}
    assert await asked.count_audit(BOSS, AuditFilter(OF_STAFF)) == len(of_all)


async def test_a_report_and_its_sheets(office: Desk) -> None:
    office.rules = replace(
        office.rules, topics=(Topic("general", "General"), Topic("bugs", "=Bugs"))
    )
    talk = await office.talk(900)
    office.later(minutes=10)
    await office.do(close_ticket, 7, talk)
    office.later(days=1)
    await office.ask(901, "bugs")
    async with office.work() as work:
        await work.uow.replies.add("refund", "", "en", "Words", BOSS, work.now)
        [reply] = await work.uow.replies.all()
        await work.uow.replies.used(reply.id, work.now)
    asked = questions(office)
    today = last_days(1, office.now, "UTC")
    made = await asked.report(BOSS, today)
    assert (made.figures.entered, made.before.entered, made.before.answered) == (1, 1, 1)
    assert made.before_period.last == today.first - timedelta(days=1)
    both = await asked.report(BOSS, last_days(2, office.now, "UTC"))
    assert [part.figures.entered for part in both.days] == [1, 1]
    assert sum(part.figures.entered for part in both.hours) == both.figures.entered == 2
    assert len(both.hours) == len(both.queue) == 24
    assert [(part.label, part.figures.entered) for part in both.topics] == [
        ("bugs", 1),
        ("general", 1),
    ]
    handled = {one.id: one.handled for one in both.operators}
    assert handled == {7: 1, BOSS: 0}
    assert [one.count for one in both.stars] == [0] * 5
    assert [(one.shortcut, one.count) for one in made.replies] == [("refund", 1)]
    sheets = {one: await asked.sheet(BOSS, both.period, one) for one in Sheet}
    for which, column, lines in (
        (Sheet.DAYS, "day", 2),
        (Sheet.HOURS, "hour", 24),
        (Sheet.TOPICS, "topic", 2),
        (Sheet.OPERATORS, "operator_id", 2),
        (Sheet.TICKETS, "ticket", 2),
    ):
        head, *rows = csv.reader(StringIO(sheets[which].removeprefix("\ufeff"), newline=""))
        assert (head[0], len(rows)) == (column, lines)
    by_hour = csv.DictReader(StringIO(sheets[Sheet.HOURS].removeprefix("\ufeff"), newline=""))
    assert [row["queue_most"] for row in by_hour] == [str(one.most) for one in both.queue]


async def test_a_customer_with_all_their_tickets(office: Desk) -> None:
    talk = await office.talk(900)
    seen = await questions(office).customer(BOSS, 900)
    assert [one.id for one in seen.tickets] == [talk]
    assert (seen.first_seen_at, seen.forgotten_at, seen.erasure) == (office.now, None, None)
    with pytest.raises(StaffOnly):
        await questions(office).customer(BOSS, 12345)


async def test_a_ticket_is_noted_on_and_handed_over_by_its_staff_alone(office: Desk) -> None:
    ticket = await office.talk(900)
    await office.staff(9)
    asked = questions(office)
    for giver in (7, BOSS):
        assert [one.id for one in await asked.takers(giver, ticket)] == [9]
    with pytest.raises(NotYourTicket):
        await asked.takers(9, ticket)
    with pytest.raises(NotYourTicket):
        await office.do(keep_note, 9, ticket, "mine?")
    with pytest.raises(DeskError):
        await office.do(keep_note, 7, ticket, " ")
    await office.do(keep_note, 7, ticket, " be kind ")
    await office.do(give, BOSS, ticket, 9, "and patient")
    await office.settle_all()
    seen = await asked.ticket(BOSS, ticket)
    notes = [(one.actor_id, one.details["note"]) for one in seen.events if "note" in one.details]
    assert notes == [(7, "be kind"), (BOSS, "and patient")]
    assert seen.operator == "Op 9"
    await office.do(close_ticket, 9, ticket)
    for refused in (office.do(keep_note, 9, ticket, "late"), asked.takers(BOSS, ticket)):
        with pytest.raises(TicketIsClosed):
            await refused
