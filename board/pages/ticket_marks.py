"""Tags of a ticket, and staff's notes on its customer: shown, put there and taken away by the use
cases of the bot, which decide whether that may be done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from nicegui import ui

from board import parts
from board.dialogs import ask_words
from board.page import Page
from core.board.questions import CustomerSeen, TicketSeen
from core.cards.views.marks import ShownNote
from core.model.messages import visible
from core.tickets.customer_notes import remove_note, write_note
from core.tickets.tags import set_tag


@dataclass(frozen=True, slots=True)
class Tags:
    """Which tags a ticket has, which there are, and whether whoever looks may change them."""

    ticket_id: int
    chosen: tuple[str, ...]
    there: tuple[str, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes on a customer; `ticket_id`: of a ticket of theirs, by which they may be written and
    removed; None: they may not."""

    ticket_id: int | None
    notes: tuple[ShownNote, ...]


def tags(page: Page, seen: TicketSeen) -> Tags:
    """Of the ticket's page."""
    may = page.who.is_supervisor or seen.ticket.operator_id == page.who.person_id
    there = tuple(dict.fromkeys((*page.rules.tags, *seen.tags)))
    return Tags(seen.ticket.id, seen.tags, there, may)


def notes(page: Page, seen: TicketSeen) -> Notes:
    """Of the ticket's page."""
    may = page.who.is_supervisor or seen.ticket.operator_id == page.who.person_id
    return Notes(seen.ticket.id if may else None, seen.notes)


def notes_on_customer(page: Page, seen: CustomerSeen) -> Notes:
    """Of the customer's page."""
    newest = seen.tickets[0].id if seen.tickets else None
    may = page.who.is_supervisor and not seen.customer.is_forgotten
    return Notes(newest if may else None, seen.notes)


def draw_tags(page: Page, shown: Tags) -> None:
    """The tags as buttons, which put one there or take it away."""
    if not shown.there:
        return
    with parts.section(page.text("ticket-tags")):
        if not shown.may_change:
            ui.label(", ".join(shown.chosen) or "–")
            return
        with ui.element("div").classes("line buttons"):
            for tag in shown.there:
                is_on = tag in shown.chosen
                act = partial(_turn, page, shown.ticket_id, tag, on=not is_on)
                look = "unelevated icon=check" if is_on else "outline"
                button = ui.button(tag, on_click=act)
                button.props(f"no-caps {look} aria-pressed={str(is_on).lower()}").classes(
                    "tag-button"
                )


async def _turn(page: Page, ticket_id: int, tag: str, *, on: bool) -> None:
    key = "ticket-tag-put" if on else "ticket-tag-taken"
    act = partial(set_tag, actor_id=page.who.person_id, ticket_id=ticket_id, tag=tag, on=on)
    await page.does(act, page.text(key, tag=tag))


def draw_notes(page: Page, shown: Notes) -> None:
    """The notes, the newest first."""
    ticket = shown.ticket_id
    if ticket is None and not shown.notes:
        return
    with parts.section(page.text("customer-notes")):
        ui.label(page.text("customer-notes-words")).classes("faint")
        for note in shown.notes:
            with ui.element("div").classes("line"):
                ui.label(visible(note.words)).classes("grow-words said")
                ui.label(f"{note.author}, {note.day}").classes("faint")
                if ticket is not None:
                    label = page.text("customer-note-remove", author=note.author, day=note.day)
                    act = partial(_remove, page, ticket, note.id)
                    parts.icon_button("delete", label, act)
        if ticket is not None:
            with ui.element("div").classes("line buttons"):
                act = partial(_write, page, ticket)
                write = ui.button(page.text("customer-note-write"), on_click=act)
                write.props("no-caps unelevated outline icon=push_pin")


async def _write(page: Page, ticket_id: int) -> None:
    answer = await ask_words(
        page,
        page.text("customer-note-ask"),
        page.text("customer-note-write"),
        page.text("act-note-box"),
        must=True,
    )
    if answer is not None:
        words, _ = answer
        who = page.who.person_id
        act = partial(write_note, actor_id=who, ticket_id=ticket_id, words=words)
        await page.does(act, page.text("customer-note-kept"))


async def _remove(page: Page, ticket_id: int, note_id: int) -> None:
    if await page.confirms(page.text("customer-note-sure"), page.text("customer-note-yes")):
        who = page.who.person_id
        act = partial(remove_note, actor_id=who, ticket_id=ticket_id, note_id=note_id)
        await page.does(act, page.text("customer-note-removed"))
