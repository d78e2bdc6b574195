"""The drawer of faults: what Telegram does wrong, which process is killed, and how time passes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from nicegui import ui

from sandbox.faults import Face, Fault, Rule, Way
from sandbox.page.environment import Clock, PageEnvironment, Part, Parts
from sandbox.page.widgets import icon_button

_FACES = {Face.BOT_API.value: "Bot API (the bot)", Face.MTPROTO.value: "MTProto (user account)"}
_MORNING = 9  # o'clock, of this machine's time zone
_SERVER_ERROR = 500


class Trouble:
    """The drawer's contents; they are drawn anew while it is open."""

    def __init__(self, environment: PageEnvironment) -> None:
        self._environment = environment
        self._drawn: object = None
        with ui.right_drawer(value=False).props("overlay bordered width=330") as self._drawer:
            self._drawer.classes("drawer")
            with ui.element("div").classes("head"):
                ui.label("Bad days").classes("heading").props('role=heading aria-level="2"')
                ui.space()
                icon_button("close", "Close the drawer", self._drawer.hide)
            self._draw_form()
            self._rules = ui.element("div").classes("rules")
            if environment.parts is not None:
                _heading("Processes")
                self._parts = ui.element("div").classes("rules")
            if environment.clock is not None:
                self._draw_clock(environment.clock)
        self._drawer.on_value_change(lambda event: self._turn(bool(event.value)))
        self._timer = ui.timer(1.0, self._draw, active=False)

    def toggle(self) -> None:
        """Open or close it."""
        self._drawer.toggle()

    def _turn(self, is_open: bool) -> None:
        self._timer.active = is_open
        self._draw()

    # What goes wrong ------------------------------------------------------------------------------

    def _draw_form(self) -> None:
        with ui.element("div").classes("form"):
            self._face = ui.select(_FACES, value=Face.BOT_API.value, label="Of whom")
            self._method = ui.input("Method", placeholder="any, as in sendMessage")
            with ui.element("div").classes("pair"):
                self._times = ui.number("How often", value=1, min=0, precision=0)
                self._seconds = ui.number("Seconds", value=5, min=0)
            self._times.tooltip("0: until it is taken back")
        with ui.element("div").classes("deeds"):
            _deed("hourglass_top", "Flood wait, 429", self._flood)
            _deed("error_outline", "Error 500", partial(self._add, Way.ERROR, _SERVER_ERROR))
            _deed("hearing_disabled", "Lose the answer", partial(self._add, Way.CUT_AFTER))
            _deed("call_missed", "Lose the call", partial(self._add, Way.CUT_BEFORE))
            _deed("schedule", "Answer late", partial(self._add, Way.DELAY))
            _deed("cloud_off", "Outage", self._outage)
            _deed("content_cut", "Cut connections now", self._cut)

    @property
    def _at(self) -> tuple[Face, str | None, int | None, float]:
        method = (self._method.value or "").strip() or None
        times = int(self._times.value or 0) or None
        return Face(self._face.value), method, times, float(self._seconds.value or 0)

    def _flood(self) -> None:
        face, method, times, seconds = self._at
        self._environment.faults.flood(face, method, max(1, int(seconds)), times=times)
        self._draw()

    def _add(self, way: Way, code: int = 0) -> None:
        face, method, times, seconds = self._at
        text = "Internal Server Error" if face is Face.BOT_API else "INTERNAL"
        fault = Fault(face, way, method, None, times, code, text if code else "", seconds)
        self._environment.faults.add(fault)
        self._draw()

    def _outage(self) -> None:
        face = self._at[0]
        self._environment.faults.refuse_connections(face)
        self._environment.faults.cut(None, face)
        self._draw()

    def _cut(self) -> None:
        count = self._environment.faults.cut(None, self._at[0])
        ui.notify(f"{count} connections were cut.", color="dark")

    # What is so now -------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Draw what is in force and what runs, if that is something else than before."""
        rules = list(self._environment.faults.rules.values())
        parts = [] if self._environment.parts is None else list(self._environment.parts.parts())
        now = ([(rule.number, rule.hits) for rule in rules], parts)
        if self._environment.clock is not None:
            self._now.set_text(f"{self._environment.clock.now().astimezone():%A %d %B, %H:%M:%S}")
        if now == self._drawn:
            return
        self._drawn = now
        self._rules.clear()
        with self._rules:
            _heading("In force" if rules else "Nothing goes wrong")
            for rule in rules:
                self._draw_rule(rule)
            if rules:
                _deed("clear_all", "All well again", self._clear)
        if self._environment.parts is not None:
            self._parts.clear()
            with self._parts:
                for part in parts:
                    _draw_part(self._environment.parts, part)

    def _draw_rule(self, rule: Rule) -> None:
        fault = rule.fault
        words = [fault.way.value.replace("_", " "), str(fault.code or ""), fault.method or "any"]
        left = "until taken back" if fault.times is None else f"{rule.hits} of {fault.times}"
        with ui.element("div").classes("rule"):
            text = f"{fault.face.value}: {' '.join(filter(None, words))} ({left})"
            ui.label(text).classes("rule-text")
            icon_button("undo", f"Take back: {text}", partial(self._release, rule))

    def _release(self, rule: Rule) -> None:
        rule.release()
        self._draw()

    def _clear(self) -> None:
        self._environment.faults.clear()
        self._draw()

    # Time -----------------------------------------------------------------------------------------

    def _draw_clock(self, clock: Clock) -> None:
        _heading("Time")
        self._now = ui.label().classes("now")
        with ui.element("div").classes("deeds"):
            for text, minutes in (("+1 min", 1), ("+15 min", 15), ("+1 h", 60)):
                _deed("fast_forward", text, partial(self._advance, clock, minutes))
            _deed("wb_twilight", "Tomorrow 9:00", partial(self._sleep, clock))

    async def _advance(self, clock: Clock, minutes: int) -> None:
        await clock.advance(timedelta(minutes=minutes))
        self._draw()

    async def _sleep(self, clock: Clock) -> None:
        await clock.set(tomorrow_morning(clock.now()))
        self._draw()


def tomorrow_morning(now: datetime) -> datetime:
    """Nine o'clock of the day that comes, in this machine's time zone."""
    day = now.astimezone() + timedelta(days=1)
    return day.replace(hour=_MORNING, minute=0, second=0, microsecond=0)


def _heading(text: str) -> None:
    ui.label(text).classes("part").props('role=heading aria-level="3"')


def _deed(icon: str, text: str, act: Callable[[], object]) -> None:
    with ui.button(on_click=act).props("flat no-caps align=left").classes("deed"):
        ui.icon(icon)
        ui.label(text)


def _draw_part(parts: Parts, part: Part) -> None:
    with ui.element("div").classes("rule"):
        ui.label(f"{part.name}: {part.state}").classes("rule-text")
        if part.is_running:
            icon_button("power_off", f"Kill {part.name}", lambda: parts.kill(part.name))
        icon_button("restart_alt", f"Restart {part.name}", lambda: parts.restart(part.name))
