"""The frame of all pages: navigation, whose page it is, light and dark."""

from __future__ import annotations

from copy import copy
from functools import partial
from pathlib import Path

from fastapi import Request
from nicegui import app, ui

from board.cookies import IN_FRAMES
from board.guard import VISIT
from board.page import Page, Subject
from board.parts import empty, icon_button
from core.access.sign_in import sign_out, sign_out_everywhere
from core.model.access import Way

LOOK = "look"
"""The cookie that remembers light or dark; without one the browser's own choice holds."""
_DARK = {"light": False, "dark": True}
_NEXT = {None: "light", "light": "dark", "dark": None}
_ICONS = {None: "brightness_auto", "light": "light_mode", "dark": "dark_mode"}
_LANGUAGES = {"en": "en-US", "uk": "uk", "ru": "ru"}
_BUILT_WITHIN = 10.0  # seconds, for a database that is busy


def serve(subjects: tuple[Subject, ...]) -> None:
    """Have NiceGUI serve these, once a process; what is none of them is told so in the frame."""
    app.add_static_files("/look", Path(__file__).parent / "look")
    for subject in subjects:
        _serve(subject, subjects)
    _serve(Subject("unknown", "/{_:path}", _unknown), subjects)


def _serve(subject: Subject, subjects: tuple[Subject, ...]) -> None:
    @ui.page(subject.path, response_timeout=_BUILT_WITHIN)
    async def show(request: Request) -> None:
        visit = request.scope[VISIT]
        shown = subject if subject.is_for(visit.who) else Subject("unknown", "", _unknown)
        page = Page(visit, shown, subjects, request.path_params, request.query_params)
        await _draw(page, request.cookies.get(LOOK))


async def _unknown(page: Page) -> None:
    page.client.status_code = 404
    empty(page.text("page-unknown-words"), icon="search_off")


async def _draw(page: Page, look: str | None) -> None:
    look = look if look in _DARK else None
    _set_language(page)
    dark = ui.dark_mode(None if look is None else _DARK[look])
    ui.colors(primary="var(--accent)")
    ui.add_head_html('<link rel="stylesheet" href="/look/board.css">')
    title = page.text(f"page-{page.subject.name}")
    ui.page_title(f"{title} · Switchboard")
    ui.link(page.text("skip-to-content"), "#content").classes("skip")
    with ui.element("header").classes("top"):
        ui.label(title).classes("title").props('role=heading aria-level="1"')
        ui.space()
        ui.label(page.who.name).classes("me")
        _look_button(page, look, dark)
        _account_menu(page)
    _navigation(page)
    with ui.element("main").classes("content").props('id=content tabindex="-1"'):
        trouble = ui.element("div").classes("trouble").props("role=alert")
        trouble.set_visibility(False)
        body = ui.element("div").classes("body")
    page.put_into(body, trouble)
    with body:
        await page.subject.draw(page)


def _set_language(page: Page) -> None:
    """NiceGUI has a page's language for everybody who opens it; here each has their own."""
    mine = copy(page.client.page)
    mine.language = _LANGUAGES[page.who.language]  # type: ignore[assignment] # all three are there
    page.client.page = mine


def _navigation(page: Page) -> None:
    here = page.subject.under or page.subject.name
    with ui.element("nav").classes("places") as navigation:
        navigation.props["aria-label"] = page.text("navigation")
        for subject in page.navigation():
            with ui.link(target=subject.path).classes("place") as link:
                ui.icon(subject.icon or "").props("aria-hidden=true")
                ui.label(page.text(f"page-{subject.name}"))
            if subject.name == here:
                link.classes("here").props("aria-current=page")


def _look_button(page: Page, look: str | None, dark: ui.dark_mode) -> None:
    arrives = IN_FRAMES if page.who.way is Way.MINI_APP else "SameSite=Lax"

    def turn() -> None:
        nonlocal look
        look = _NEXT[look]
        dark.value = None if look is None else _DARK[look]
        button.props(f"icon={_ICONS[look]}")
        kept = f"{LOOK}={look}; max-age=31536000" if look else f"{LOOK}=; max-age=0"
        ui.run_javascript(f'document.cookie = "{kept}; path=/; {arrives}"')

    button = icon_button(_ICONS[look], page.text("button-look"), turn)


def _account_menu(page: Page) -> None:
    who = page.who
    with icon_button("account_circle", page.text("button-account")), ui.menu():
        with ui.element("div").classes("menu-head"):
            ui.label(who.name).classes("strong")
            ui.label(page.text(f"role-{who.role.value}")).classes("faint")
        for name, act in (
            ("button-sign-out", partial(sign_out, session_id=who.session_id)),
            ("button-sign-out-everywhere", partial(sign_out_everywhere, person_id=who.person_id)),
        ):
            # The page is closed with its session: see board.live.
            ui.menu_item(page.text(name), on_click=partial(page.does, act))
