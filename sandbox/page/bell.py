"""A phone's bell: the messages that would have rung."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from sandbox.page.bubbles import clock_time
from sandbox.page.phone_context import PhoneContext
from sandbox.page.services import name_of
from sandbox.people import Seen
from sandbox.state.attention import rings
from sandbox.state.model import Happening, Kind

SHOWN = 12  # of what rang last
_MOST = 99
_OFTEN = {0: "never", 1: "once"}
_LATER = 1 << 60  # a moment that does not come


class Bell:
    """Counts what rang since the person looked at it last. New messages ring; edits, silent
    messages and muted chats do not."""

    def __init__(self, context: PhoneContext) -> None:
        self._context = context
        self._seen_until = context.environment.seen_until
        with ui.button(icon="notifications_none").props("flat round dense").classes("bell") as bell:
            self._count = ui.label().classes("ring-count")
            with ui.menu().props("auto-close role=menu").classes("rung") as self._menu:
                pass
        self._button = bell.on("click", self._look)

    async def draw(self) -> None:
        """Show how often it rang."""
        context = self._context
        since = self._seen_until.get(context.me, 0)
        count = len(await context.operations.bells(context.me, None, since))
        self._count.set_text(f"{_MOST}+" if count > _MOST else str(count))
        self._count.set_visibility(count > 0)
        often = _OFTEN.get(count, f"{count} times")
        self._button.props["aria-label"] = f"Bell: rang {often}"
        self._button.update()

    async def on_happening(self, happening: Happening) -> None:
        """Count a message that rings."""
        message = happening.message
        if happening.kind is not Kind.NEW_MESSAGE or message is None:
            return
        if rings(self._context.world.user(self._context.me), message):
            await self.draw()
            # A class that is there already would begin no movement.
            self._button.classes(toggle="ringing")
            self._button.classes(toggle="ringing-again")

    async def _look(self) -> None:
        context = self._context
        rang = await context.operations.bells(context.me, None, 0)
        now = await context.operations.watch(context.me, None, _LATER, 0)
        self._seen_until[context.me] = now.moment
        self._menu.clear()
        with self._menu:
            ui.label("What rang").classes("part").props('role=heading aria-level="2"')
            for seen in reversed(rang[-SHOWN:]):
                self._draw_rung(seen)
            if not rang:
                ui.label("Nothing so far. Edits, silent messages and muted chats do not ring.")
        await self.draw()

    def _draw_rung(self, seen: Seen) -> None:
        item = ui.menu_item(on_click=partial(self._context.open, seen.chat_id))
        with item.props("role=menuitem"), ui.element("div").classes("rung-row"):
            where = name_of(self._context.world, seen.chat_id)
            ui.label(f"{where} · {clock_time(seen.at)}").classes("rung-where")
            ui.label(seen.text or seen.kind).classes("said")
