"""Now: who waits, who answers, how the day goes, and above all that what needs a person."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from board import parts
from board.page import Page, Region
from board.pages import now_rows as rows


async def draw(page: Page) -> None:
    """Put the desk of this moment there, and keep it fresh."""
    needed = Region[rows.Needs](partial(_needs, page))
    figures = Region[tuple[rows.Figure, ...]](_figures)
    queue = Region[rows.Queue](partial(_queue, page))
    staff = Region[tuple[rows.Member, ...]](partial(_staff, page))
    held = Region[tuple[rows.Held, ...]](partial(_held_by_groups, page))
    accounts = Region[tuple[rows.Account, ...]](partial(_accounts, page))
    works = Region[rows.Works](partial(_works, page))

    async def look() -> None:
        now = await page.questions.now(page.who.person_id)
        needed.show(rows.needs(page, now))
        figures.show(rows.figures(page, now))
        queue.show(rows.queue(page, now))
        staff.show(rows.staff(page, now))
        if page.who.is_supervisor:
            held.show(rows.held_by_groups(page, now))
            accounts.show(rows.accounts(page, now))
            works.show(rows.works(page, now))

    await page.keep_fresh(look)


def _needs(page: Page, needs: rows.Needs) -> None:
    title = page.text("now-needs")
    if not needs:
        if page.who.is_supervisor:
            with parts.section(title, "calm"):
                parts.empty(page.text("now-needs-nothing"))
        return
    with parts.section(title, "urgent"), ui.element("ul").classes("needs"):
        for need in needs:
            with ui.element("li").classes("need"):
                ui.icon(need.icon).props("aria-hidden=true")
                parts.linked(need.words, need.href).classes("need-words")
                if need.since:
                    ui.label(need.since).classes("faint")


def _figures(figures: tuple[rows.Figure, ...]) -> None:
    with ui.element("div").classes("figures"):
        for one in figures:
            parts.figure(one.value, one.label, one.tone)


def _queue(page: Page, queue: rows.Queue) -> None:
    title = page.text("now-queue")
    with parts.section(title):
        if not queue.waiting:
            parts.empty(page.text("now-queue-empty"))
            return
        heads = [page.text(f"now-head-{name}") for name in rows.QUEUE_HEADS]
        parts.table(
            title,
            heads,
            [
                (
                    partial(parts.linked, one.number, one.href),
                    one.customer,
                    one.topic,
                    one.skill,
                    partial(_waits, one),
                    one.estimate,
                )
                for one in queue.waiting
            ],
        )
        if queue.more:
            ui.label(queue.more).classes("faint")


def _waits(one: rows.Waiting) -> None:
    parts.tag(one.waits, one.tone)
    if one.target is not None:
        parts.tag(one.target.words, one.target.tone)


def _staff(page: Page, staff: tuple[rows.Member, ...]) -> None:
    with parts.section(page.text("now-staff")):
        if not staff:
            parts.empty(page.text("now-staff-nobody"), icon="person_off")
            return
        with ui.element("div").classes("members"):
            for one in staff:
                _member(one)


def _member(one: rows.Member) -> None:
    with ui.element("article").classes("member") as article:
        article.props["aria-label"] = one.name
        with ui.element("div").classes("member-head"):
            parts.person(one.name, one.since)
            parts.tag(one.state, one.tone)
        parts.share_bar(one.share, one.load, "warn" if one.is_full else "")
        ui.label(one.load).classes("faint")
        _tickets(one.tickets)


def _tickets(tickets: tuple[rows.Held, ...]) -> None:
    if not tickets:
        return
    with ui.element("ul").classes("tickets"):
        for ticket in tickets:
            with ui.element("li").classes("ticket"):
                parts.linked(ticket.number, ticket.href).classes("strong")
                ui.label(ticket.customer).classes("grow")
                ui.label(ticket.topic).classes("faint")
                parts.tag(ticket.state)
                if ticket.target is not None:
                    parts.tag(ticket.target.words, ticket.target.tone)
                ui.label(ticket.since).classes("faint")


def _held_by_groups(page: Page, held: tuple[rows.Held, ...]) -> None:
    if not held:
        return
    with parts.section(page.text("now-held-by-groups")):
        _tickets(held)


def _accounts(page: Page, accounts: tuple[rows.Account, ...]) -> None:
    with parts.section(page.text("now-accounts")):
        if not accounts:
            parts.empty(page.text("now-accounts-none"), icon="no_accounts")
            return
        with ui.element("div").classes("members"):
            for one in accounts:
                with ui.element("article").classes("member") as article:
                    article.props["aria-label"] = one.name
                    with ui.element("div").classes("member-head"):
                        parts.person(one.name)
                        parts.tag(one.state, one.tone)
                    parts.share_bar(one.health / 100, one.healthy, one.tone)
                    ui.label(one.healthy).classes("faint")
                    ui.label(one.made).classes("faint")
                    ui.label(one.chats).classes("faint")


def _works(page: Page, works: rows.Works) -> None:
    with parts.section(page.text("now-works")):
        if not works.waiting and not works.failed:
            parts.empty(page.text("now-works-nothing"))
        for words, tone in works.waiting:
            with ui.element("div").classes("line"):
                parts.tag(page.text("now-waits"), tone)
                ui.label(words)
        for failed in works.failed:
            with ui.element("div").classes("line"):
                parts.tag(page.text("now-failed"), "bad")
                parts.linked(failed.words, failed.href)
                ui.label(failed.since).classes("faint")
