"""A ticket's reminders: shown, set and removed by the use cases of the bot, which decide whether
that may be done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from nicegui import ui

from board import parts
from board.dialogs import ask_words
from board.page import Page
from core.board.questions import TicketSeen
from core.model.messages import visible
from core.model.reminders import CHOICES, Reminder
from core.tickets.reminders import remove_reminder, set_reminder

_ANOTHER = "other"
"""The choice of whoever writes the time before the words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One reminder: when, of what, and who wanted that."""

    id: int
    time: str
    words: str
    author: str


@dataclass(frozen=True, slots=True)
class Reminders:
    """A ticket's, and whether whoever looks may set and remove them."""

    ticket_id: int
    reminders: tuple[Shown, ...]
    may_set: bool
    may_remove: bool


def reminders(page: Page, seen: TicketSeen) -> Reminders:
    """Of the ticket's page."""
    may = page.who.is_supervisor or seen.ticket.operator_id == page.who.person_id
    told = tuple(_shown(page, seen, each) for each in seen.reminders)
    return Reminders(seen.ticket.id, told, may and seen.ticket.is_open, may)


def _shown(page: Page, seen: TicketSeen, one: Reminder) -> Shown:
    if one.set_by is None:
        author = page.text("audit-owner")
    else:
        author = seen.names.get(one.set_by, str(one.set_by))
    time = parts.stamp(one.due_at, page.zone, page.now())
    return Shown(one.id, time, visible(one.words), author)


def draw_reminders(page: Page, shown: Reminders) -> None:
    """The reminders, the first one first."""
    if not (shown.may_set or shown.reminders):
        return
    with parts.section(page.text("ticket-reminders")):
        ui.label(page.text("ticket-reminders-words")).classes("faint")
        for one in shown.reminders:
            with ui.element("div").classes("line"):
                ui.label(one.time).classes("strong")
                ui.label(one.words).classes("grow-words said")
                ui.label(one.author).classes("faint")
                if shown.may_remove:
                    label = page.text("ticket-reminder-remove", at=one.time)
                    parts.icon_button("delete", label, partial(_remove, page, one.id))
        if shown.may_set:
            with ui.element("div").classes("line buttons"):
                act = partial(_set, page, shown.ticket_id)
                button = ui.button(page.text("ticket-reminder-set"), on_click=act)
                button.props("no-caps unelevated outline icon=alarm")


async def _set(page: Page, ticket_id: int) -> None:
    choices = {word: page.text(f"ticket-reminder-{word}") for word in (*CHOICES, _ANOTHER)}
    answer = await ask_words(
        page,
        page.text("ticket-reminder-ask", ticket=ticket_id),
        page.text("ticket-reminder-set"),
        page.text("ticket-reminder-box"),
        must=False,
        choices=choices,
    )
    if answer is not None:
        words, chosen = answer
        written = f"{CHOICES[chosen]}: {words}" if chosen in CHOICES else words
        who = page.who.person_id
        act = partial(set_reminder, actor_id=who, ticket_id=ticket_id, written=written)
        await page.does(act, page.text("ticket-reminder-kept"))


async def _remove(page: Page, reminder_id: int) -> None:
    act = partial(remove_reminder, actor_id=page.who.person_id, reminder_id=reminder_id)
    await page.does(act, page.text("ticket-reminder-removed"))
