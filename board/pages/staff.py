"""Staff: who they are, how they can be reached, what they may do; and who changed it."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from board import parts
from board.page import Page, Region
from board.pages import staff_forms as forms
from board.pages import staff_rows as rows
from core.model.audit import OF_STAFF, AuditFilter

CHANGES = 20
"""Shown at first, and more at each wish for more."""
_OF_STAFF = AuditFilter(OF_STAFF)


async def draw(page: Page) -> None:
    """Put staff and its changes there, and keep both fresh."""
    shown = Region[tuple[rows.Member, ...]](partial(_members, page))
    most = CHANGES

    async def look() -> None:
        viewer = page.who.person_id
        shown.show(rows.members(page, await page.questions.staff(viewer)))
        found = await page.questions.audit(viewer, _OF_STAFF, limit=most + 1)
        changed.show((rows.changes(page, found[:most]), len(found) > most))

    async def show_more() -> None:
        nonlocal most
        most += CHANGES
        await page.look_now()

    changed = Region[tuple[tuple[rows.Changed, ...], bool]](partial(_changes, page, show_more))
    await page.keep_fresh(look)


def _members(page: Page, members: tuple[rows.Member, ...]) -> None:
    with parts.section(page.text("page-staff")):
        add = ui.button(
            page.text("staff-add"), icon="person_add", on_click=partial(forms.add, page)
        )
        add.props("unelevated no-caps").classes("before")
        with ui.element("div").classes("members"):
            for one in members:
                _member(page, one)


def _member(page: Page, one: rows.Member) -> None:
    with ui.element("article").classes("member") as article:
        article.props["aria-label"] = one.name
        with ui.element("div").classes("member-head"):
            parts.person(one.name, " · ".join(filter(None, (one.role, one.tag))))
            parts.tag(" · ".join(filter(None, (one.shift, one.since))), one.tone)
        parts.share_bar(one.share, one.load, "warn" if one.is_full else "")
        parts.linked(one.load, one.held)
        if one.skills:
            with ui.element("div").classes("line"):
                ui.label(page.text("staff-skills")).classes("faint")
                for skill in one.skills:
                    parts.tag(skill)
        _reach(page, one)
        with ui.element("div").classes("line buttons"):
            for name, act in (("staff-change", forms.change), ("staff-remove", forms.remove)):
                made = ui.button(page.text(name), on_click=partial(act, page, one.id))
                made.props("flat no-caps dense")
                made.props["aria-label"] = page.text(f"{name}-whom", whom=one.name)


def _reach(page: Page, one: rows.Member) -> None:
    for trouble in one.troubles:
        with ui.element("div").classes("line trouble-line"):
            ui.icon("report_problem").props("aria-hidden=true")
            ui.label(trouble).classes("grow-words")
    if not one.troubles:
        with ui.element("div").classes("line faint"):
            ui.icon("mark_chat_read").props("aria-hidden=true")
            ui.label(page.text("staff-reachable"))


def _changes(
    page: Page, show_more: forms.Act, found: tuple[tuple[rows.Changed, ...], bool]
) -> None:
    changes, is_more = found
    title = page.text("staff-changes")
    with parts.section(title):
        if not changes:
            parts.empty(page.text("staff-changes-none"), icon="history")
            return
        heads = [page.text(f"staff-head-{name}") for name in ("when", "whom", "what", "by")]
        cells = [(one.at, one.operator, one.what, one.actor) for one in changes]
        parts.table(title, heads, cells)
        if is_more:
            more = ui.button(page.text("staff-more"), on_click=show_more)
            more.props("flat no-caps")
