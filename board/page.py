"""What the author of a page has in hand: who looks, what may be asked and done, words, and how to
show what changes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from nicegui import background_tasks, ui
from nicegui.element import Element

from board.given import Setting
from board.guard import Visit
from board.live import Writers
from board.redraw import redraw
from board.texts import say, written
from board.uploads import Uploads
from core.board.questions import Questions
from core.model.access import SignedIn
from core.model.configuration import Ground
from core.model.findings import Finding, Said
from core.model.rules import Rules
from core.model.texts import DeskError, Text
from core.ports import DatabaseBusyError, Work
from core.ports.configuration import Wording
from core.simulation.days import Answered, Asked

T = TypeVar("T")

TICK = 15.0
"""Seconds after which a page is looked at anew though nothing changed: waits grow by themselves."""
PAUSE = 0.4
"""Seconds between two looks at least, on a desk where something changes all the time."""
TRIES = 3
"""Of an action, while the database is busy."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of page: a row of `board.pages.table`.

    `name` is its word in texts (`page-<name>` is its title) and `path` its address, as
    `/tickets/{ticket}`. `draw` puts it into the frame. With an `icon` it stands in the navigation,
    else it belongs to the subject called `under`. `for_supervisors`: to others it is not there.
    """

    name: str
    path: str
    draw: Callable[[Page], Awaitable[None]]
    icon: str | None = None
    under: str | None = None
    for_supervisors: bool = False

    def is_for(self, who: SignedIn) -> bool:
        """Whether that person may look at it."""
        return who.is_supervisor or not self.for_supervisors


class Region(Generic[T]):
    """A part of a page that is drawn anew when what it shows is another than before. What stands in
    it again keeps its focus and its place (`board.redraw`)."""

    def __init__(self, draw: Callable[[T], None], classes: str = "") -> None:
        self._draw = draw
        self._box = ui.element("div").classes(f"region {classes}")
        self._shown: T | None = None

    def show(self, value: T) -> None:
        """Draw it, unless it stands there already; values are compared by `==`."""
        if value == self._shown:
            return
        self._shown = value
        redraw(self._box, partial(self._draw, value))


class Page:
    """One open page of one person.

    `parameters`: what stands in its path, by the names in the subject's `path`, and `asked` what
    stands behind the `?`; both are data of whoever wrote the address.
    """

    def __init__(
        self,
        visit: Visit,
        subject: Subject,
        subjects: tuple[Subject, ...],
        parameters: Mapping[str, str],
        asked: Mapping[str, str],
    ) -> None:
        self._visit, self.subject, self._subjects = visit, subject, subjects
        self.parameters, self.asked = parameters, asked
        self.client = ui.context.client
        self._open = ExitStack()
        self.client.on_delete(self._open.close)
        self._looking: Callable[[], Awaitable[None]] | None = None
        self._trouble: Element | None = None
        self._body: Element | None = None

    @property
    def who(self) -> SignedIn:
        """Who looks: `person_id`, `role`, `language`."""
        return self._visit.who

    @property
    def questions(self) -> Questions:
        """What may be asked; name `who.person_id` as whoever asks."""
        return self._visit.given.questions

    @property
    def rules(self) -> Rules:
        """The owner's choices."""
        return self._visit.given.rules

    @property
    def writers(self) -> Writers:
        """Who writes answers at this moment."""
        return self._visit.live.writers

    @property
    def media(self) -> Path:
        """The folder of customers' files."""
        return self._visit.given.media

    @property
    def uploads(self) -> Uploads:
        """What is uploaded to answers."""
        return self._visit.given.uploads

    @property
    def may_record(self) -> bool:
        """Whether browsers give the page a microphone."""
        return self._visit.given.may_record

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The owner's settings, without secrets."""
        return self._visit.given.settings

    @property
    def ground(self) -> Ground:
        """What holds where nothing is set on the page."""
        return self._visit.given.ground

    @property
    def wording(self) -> Wording:
        """What knows how customers' texts are written."""
        return self._visit.given.wording

    async def examine(self) -> Sequence[Finding]:
        """What the doctor says now; it takes seconds, and asks Telegram."""
        return await self._visit.given.examine()

    async def bot_name(self) -> str | None:
        """What the bot is called, without the @; None when Telegram does not say it just now."""
        return await self._visit.given.bot_name()

    async def simulate(self, asked: Asked) -> Answered:
        """What would have been on those days. Raises NoAnswerError when it takes too long."""
        return await self._visit.given.simulate(asked)

    @property
    def zone(self) -> ZoneInfo:
        """In whose time days and hours are shown."""
        return ZoneInfo(self.rules.time_zone)

    def now(self) -> datetime:
        """UTC now, by the desk's clock."""
        return self._visit.given.clock()

    def text(self, name: str, /, **values: str | int | float) -> str:
        """One of the page's texts in the person's language. Raises KeyError."""
        return say(name, self.who.language, **values)

    def text_of(self, kind: str, word: str, otherwise: str) -> str:
        """The text `<kind>-<word>`, where the word is data: `otherwise` if there is none."""
        try:
            return self.text(f"{kind}-{word}")
        except KeyError:
            return otherwise

    def words(self, text: Text) -> str:
        """One of the bot's texts, without its markup."""
        return self._visit.given.words(text)

    def said(self, words: Said) -> str:
        """What the doctor says, in the person's language."""
        return written(words, self.who.language, self.words)

    def topic(self, key: str) -> str:
        """A topic's title in the person's language."""
        return self.rules.topic(key).titled(self.who.language)

    def shows(self, name: str) -> Subject | None:
        """The subject of that name, if there is one that this person may look at."""
        found = (one for one in self._subjects if one.name == name and one.is_for(self.who))
        return next(found, None)

    def ticket_address(self, ticket_id: int | None) -> str | None:
        """Where a ticket's page is, if there is one."""
        subject = self.shows("ticket")
        if ticket_id is None or subject is None:
            return None
        return subject.path.replace("{ticket}", str(ticket_id))

    def customer_address(self, customer_id: int) -> str | None:
        """Where a customer's page is, if this person may look at it."""
        subject = self.shows("customer")
        return None if subject is None else subject.path.replace("{customer}", str(customer_id))

    def navigation(self) -> list[Subject]:
        """What stands in the navigation for this person."""
        return [one for one in self._subjects if one.icon and one.is_for(self.who)]

    def put_into(self, body: Element, trouble: Element) -> None:
        """Tell where the subject draws, and where it is told that something cannot be shown."""
        self._body, self._trouble = body, trouble

    async def keep_fresh(self, look: Callable[[], Awaitable[None]]) -> None:
        """Look now, and again soon after anything changed. `look` asks, and shows what it was told
        in its regions; what it raises of refusals and a busy database is told to the person."""
        self._looking = look
        changed = self._open.enter_context(self._visit.live.hearing())
        if not await self._look(look):
            return
        task = background_tasks.create(self._keep(look, changed), name=f"page {self.subject.name}")
        self._open.callback(task.cancel)

    async def look_now(self) -> None:
        """Do what `keep_fresh` was given, since the person asks for something else."""
        if self._looking is not None:
            await self._look(self._looking)

    async def _keep(self, look: Callable[[], Awaitable[None]], changed: asyncio.Event) -> None:
        while True:
            try:
                async with asyncio.timeout(TICK):
                    await changed.wait()
            except TimeoutError:
                pass
            changed.clear()
            if not await self._look(look):
                return
            await asyncio.sleep(PAUSE)

    async def _look(self, look: Callable[[], Awaitable[None]]) -> bool:
        """Whether looking again makes sense."""
        try:
            await look()
        except DatabaseBusyError:
            self._tell(self.text("page-busy"))
        except DeskError as refusal:
            if self._body is not None:
                self._body.clear()
            self._tell(self.refusal(refusal))
            return False
        else:
            self._tell("")
        return True

    def _tell(self, what: str) -> None:
        if self._trouble is None:
            return
        self._trouble.clear()
        self._trouble.set_visibility(bool(what))
        if what:
            with self._trouble:
                ui.label(what)

    def refusal(self, refusal: DeskError) -> str:
        """What the bot would say."""
        return self.words(Text(refusal.key, self.who.language, refusal.values))

    def notice(self, text: str) -> None:
        """Show a few words for some seconds."""
        with self.client:
            ui.notify(text, position="bottom", multi_line=True)

    async def does(self, act: Callable[[Work], Awaitable[object]], done: str | None = None) -> bool:
        """Run a use case in one transaction; the person is told `done`, or why not. Returns whether
        it was done."""
        for left in reversed(range(TRIES)):
            try:
                async with self._visit.given.work() as work:
                    await act(work)
            except DatabaseBusyError:
                if not left:
                    self.notice(self.text("page-busy"))
                    return False
            except DeskError as refusal:
                self.notice(self.refusal(refusal))
                return False
            else:
                break
        if done:
            self.notice(done)
        return True

    async def confirms(self, question: str, yes: str) -> bool:
        """Ask before something that cannot be taken back; `yes` is what the button says."""
        with self.client, ui.dialog() as dialog, ui.card().classes("question"):
            dialog.props["aria-label"] = question
            ui.label(question).classes("question-words")
            with ui.row().classes("question-buttons"):
                no = ui.button(self.text("button-cancel"), on_click=lambda: dialog.submit(False))
                no.props("flat no-caps autofocus")
                ui.button(yes, on_click=lambda: dialog.submit(True)).props("unelevated no-caps")
        answer = await dialog
        if not dialog.is_deleted:  # with its page
            dialog.delete()
        return bool(answer)
