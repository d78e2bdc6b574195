"""Shows a story's progress: one line a step, and below it what was said."""

import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from rich.console import Console, RenderableType
from rich.markup import escape


class StoryError(Exception):
    """A step failed; `step` is its line, the cause says what was seen instead."""

    def __init__(self, step: str, cause: BaseException) -> None:
        super().__init__(f"{step}: {cause}")
        self.step = step


class Untrue(Exception):
    """What a story claims is not so."""


def claim(true: object, what: str) -> None:
    """Raise Untrue unless it is so."""
    if not true:
        raise Untrue(f"not so: {what}")


class Steps:
    """Prints each step when it is done, or when it failed.

    Args:
        console: where to.
        said: what was said since it was asked last; printed below the step that it belongs to.
        width: of what was said, at most, in columns.
    """

    def __init__(
        self,
        console: Console,
        said: Callable[[], Sequence[RenderableType]] = tuple,
        width: int = 80,
    ) -> None:
        self._console = console
        self._said = said
        self._width = width

    @asynccontextmanager
    async def step(self, what: str) -> AsyncIterator[None]:
        """Play one step. Raises StoryError when its body fails in whatever way."""
        begun = time.monotonic()
        with self._console.status(escape(what)):
            try:
                yield
            except Exception as error:
                self._console.print(f"[red]✗[/] {escape(what)}")
                self._print_what_was_said()
                raise StoryError(what, error) from error
        self._console.print(
            f"[green]✓[/] {escape(what)} [dim]{time.monotonic() - begun:.1f} s[/]", highlight=False
        )
        self._print_what_was_said()

    def say(self, text: str) -> None:
        """Print a line that is no step."""
        self._print_what_was_said()
        self._console.print(escape(text), highlight=False, soft_wrap=True)

    def _print_what_was_said(self) -> None:
        width = min(self._width, self._console.width)
        for bubble in self._said():
            self._console.print(bubble, highlight=False, soft_wrap=False, width=width)
