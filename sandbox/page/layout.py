"""The page: phones side by side, whose they are, and its look."""

from __future__ import annotations

from pathlib import Path

from fastapi import Request
from nicegui import app, ui

from sandbox.page.address import Place, read, written
from sandbox.page.environment import PageEnvironment
from sandbox.page.newcomers import add_a_person
from sandbox.page.phone import Phone
from sandbox.page.trouble import Trouble
from sandbox.page.widgets import icon_button

AT_FIRST = 3  # phones that are there before one asks for more
_LOOKS = {None: None, "light": False, "dark": True}
_NEXT = {None: "light", "light": "dark", "dark": None}
_ICONS = {None: "brightness_auto", "light": "light_mode", "dark": "dark_mode"}


def serve_page(environment: PageEnvironment) -> None:
    """Have NiceGUI serve the page at the root."""
    app.add_static_files("/look", Path(__file__).parent / "look")

    @ui.page("/")
    async def index(request: Request) -> None:
        places, look = read(request.query_params.multi_items())
        await Page(environment, look).draw(places)


class Page:
    """One tab of a browser."""

    def __init__(self, environment: PageEnvironment, look: str | None) -> None:
        self.environment = environment
        self._look = look
        self._phones: list[Phone] = []
        self._dark = ui.dark_mode(_LOOKS[look])

    async def draw(self, places: list[Place]) -> None:
        """Draw everything."""
        ui.colors(primary="var(--accent)")
        ui.add_head_html('<link rel="stylesheet" href="/look/page.css">')
        trouble = Trouble(self.environment)
        with ui.element("header").classes("top"):
            ui.label("Phones").classes("title").props('role=heading aria-level="1"')
            self._tabs = ui.element("nav").classes("tabs").props('aria-label="Phones"')
            ui.space()
            icon_button("person_add", "Add a person", self._add_a_person)
            icon_button("thunderstorm", "Bad days", trouble.toggle)
            self._look_button = icon_button(_ICONS[self._look], "Light or dark", self._turn_look)
        self._row = ui.element("main").classes("phones")
        known = {user.id for user in self.environment.persons()}
        shown = [place for place in places if place.person in known]
        for place in shown or [Place(each.id) for each in self.environment.persons()[:AT_FIRST]]:
            await self._put(place)
        ui.context.client.on_delete(self._end)

    async def _put(self, place: Place) -> None:
        with self._row:
            phone = Phone(
                self.environment, place, len(self._phones), self.remember, self._take_away
            )
        self._phones.append(phone)
        await phone.start()
        self._draw_tabs()

    def _draw_tabs(self) -> None:
        self._tabs.clear()
        with self._tabs:
            for phone in self._phones:
                ui.link(phone.name, f"#{phone.anchor}").classes("tab")

    def _take_away(self, phone: Phone) -> None:
        phone.stop()
        self._phones.remove(phone)
        phone.frame.delete()
        self.remember()

    def remember(self) -> None:
        """Write what is shown into the address."""
        self._draw_tabs()
        places = [phone.place for phone in self._phones]
        with self._row:  # what was pressed may be gone by now
            ui.navigate.history.replace(written(places, self._look))

    async def _add_a_person(self) -> None:
        person = await add_a_person(self.environment)
        if person is not None:
            await self._put(Place(person))
            self.remember()

    def _turn_look(self) -> None:
        self._look = _NEXT[self._look]
        self._dark.value = _LOOKS[self._look]
        self._look_button.props(f"icon={_ICONS[self._look]}")
        self.remember()

    def _end(self) -> None:
        for phone in self._phones:
            phone.stop()
