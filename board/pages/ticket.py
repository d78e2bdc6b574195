"""A ticket: what is said there, as a chat that goes on by itself, and beside it whose it is, when
what happened, and why it went where it went."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from board import exports, parts
from board.page import Page, Region
from board.pages import ticket_facts as facts
from board.pages import ticket_marks as marks
from board.pages import ticket_reminders as remind
from board.pages import ticket_rows as rows
from board.pages.ticket_actions import Actions
from board.pages.ticket_answer import Answer
from board.pages.ticket_bubbles import answer_state
from board.pages.ticket_talk import STEP, Talk, anchor
from board.pages.tickets import LOOK
from core.board.questions import TicketSeen
from core.model.actions import whole_number


async def draw(page: Page) -> None:
    """Put the ticket there, and keep it fresh."""
    ui.add_head_html(LOOK)
    number = whole_number(page.parameters["ticket"])
    await _Ticket(page, 0 if number is None else number).draw()


class _Ticket:
    """One ticket's page."""

    def __init__(self, page: Page, number: int) -> None:
        self._page, self._number = page, number
        self._window = STEP
        self._meant = whole_number(page.asked.get("message", ""))
        self._seen: TicketSeen | None = None
        self._actions = Actions(page, number)
        self._answer = Answer(page, number)

    async def draw(self) -> None:
        page = self._page
        self._head = Region[facts.Head](self._draw_head)
        with ui.element("div").classes("ticket-page"):
            with ui.element("div").classes("talk-and-answer"):
                self._talk = Talk(page, self._show_earlier, self._answer.act)
                self._box = Region[str](self._answer.draw)
            with ui.element("div").classes("beside"):
                self._customer = Region[facts.Customer](self._draw_customer)
                self._tags = Region[marks.Tags](partial(marks.draw_tags, page))
                self._notes = Region[marks.Notes](partial(marks.draw_notes, page))
                self._reminders = Region[remind.Reminders](partial(remind.draw_reminders, page))
                self._verdict = Region[facts.Facts](self._draw_verdict)
                self._times = Region[facts.Facts](self._draw_times)
                self._why = Region[tuple[facts.Why, ...]](self._draw_why)
                self._earlier = Region[tuple[facts.Earlier, ...]](self._draw_earlier)
                self._events = Region[facts.Facts](self._draw_events)
        await page.keep_fresh(self._look)
        if self._meant is not None and self._seen is not None:
            _go_to(self._meant)

    async def _look(self) -> None:
        """Read the talk anew only when it is another: the desk around it changes all the time."""
        page, asker = self._page, self._page.who.person_id
        seen = self._seen
        if seen is None or seen.revision != await page.questions.revision(asker, self._number):
            seen = await page.questions.ticket(asker, self._number)
        if self._seen is None and self._meant is not None:
            self._window = rows.window_for(seen, self._meant, self._window)
        self._seen = seen
        self._show(seen)

    def _show(self, seen: TicketSeen) -> None:
        page = self._page
        self._head.show(facts.head(page, seen))
        self._talk.show(rows.talk(page, seen, self._window))
        self._box.show(answer_state(page, seen))
        self._customer.show(facts.customer(page, seen))
        self._tags.show(marks.tags(page, seen))
        self._notes.show(marks.notes(page, seen))
        self._reminders.show(remind.reminders(page, seen))
        self._verdict.show(facts.verdict(page, seen))
        self._times.show(facts.times(page, seen))
        self._why.show(facts.why(page, seen))
        self._earlier.show(facts.earlier(page, seen))
        self._events.show(facts.events(page, seen))

    def _show_earlier(self) -> None:
        if self._seen is not None:
            self._window += STEP
            self._talk.show(rows.talk(self._page, self._seen, self._window))

    def _draw_head(self, head: facts.Head) -> None:
        page = self._page
        with ui.element("div").classes("card ticket-head"):
            with ui.element("div").classes("ticket-name"):
                ui.label(head.number).classes("strong big").props('role=heading aria-level="2"')
                ui.label(head.customer).classes("strong")
                ui.label(head.topic).classes("faint")
                parts.tag(head.state, head.tone)
                if head.operator:
                    ui.label(page.text("ticket-held-by", who=head.operator)).classes("faint")
            if head.actions:
                with ui.element("div").classes("acts").props("role=group") as acts:
                    acts.props["aria-label"] = page.text("ticket-actions")
                    self._actions.draw(head.actions)

    def _draw_customer(self, customer: facts.Customer) -> None:
        page = self._page
        with parts.section(page.text("ticket-customer")):
            parts.linked(customer.name, customer.href).classes("strong")
            _facts(customer.facts)
            ui.link(page.text("ticket-all-of-customer"), customer.tickets)
            if customer.may_export:
                exports.draw(page, "ticket", self._number)

    def _draw_verdict(self, told: facts.Facts) -> None:
        if told:
            with parts.section(self._page.text("ticket-verdict")):
                _facts(told)

    def _draw_times(self, told: facts.Facts) -> None:
        with parts.section(self._page.text("ticket-times")):
            _facts(told)

    def _draw_why(self, choices: tuple[facts.Why, ...]) -> None:
        page = self._page
        if not choices:
            return
        with parts.section(page.text("ticket-why"), "why"):
            heads = [page.text(f"why-head-{name}") for name in facts.WHY_HEADS]
            for choice in choices:
                ui.label(choice.words).classes("why-words")
                parts.table(
                    choice.words,
                    heads,
                    [
                        (partial(_named, name, is_chosen=chosen), words, load, idle)
                        for name, words, load, idle, chosen in choice.rows
                    ],
                )

    def _draw_earlier(self, tickets: tuple[facts.Earlier, ...]) -> None:
        page = self._page
        with parts.section(page.text("ticket-earlier")):
            if not tickets:
                parts.empty(page.text("ticket-earlier-none"), icon="history")
                return
            with ui.element("ul").classes("tickets"):
                for one in tickets:
                    with ui.element("li").classes("ticket"):
                        parts.linked(one.number, one.href).classes("strong")
                        ui.label(one.topic)
                        parts.tag(one.state, one.tone)
                        about = f"{one.opened} {one.operator} {one.stars}"
                        ui.label(about.strip()).classes("faint")

    def _draw_events(self, events: facts.Facts) -> None:
        with parts.section(self._page.text("ticket-events")), ui.element("details"):
            parts.words(self._page.text("ticket-events-count", count=len(events)), "summary")
            _facts(events)


def _named(name: str, *, is_chosen: bool) -> None:
    ui.label(name).classes("strong" if is_chosen else "")


def _facts(told: facts.Facts) -> None:
    with ui.element("dl").classes("facts"):
        for about, words in told:
            parts.words(about, "dt")
            parts.words(words, "dd")


def _go_to(row: int) -> None:
    """Bring a message into sight once the page is built, and mark it."""
    ui.timer(
        0.1,
        lambda: ui.run_javascript(
            f"const found = document.getElementById('{anchor(row)}');"
            "if (found) { found.classList.add('meant'); found.scrollIntoView({block: 'center'}); }"
        ),
        once=True,
    )
