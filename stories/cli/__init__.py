"""The commands of the stories, which `switchboard` finds by their entry point."""

import typer

from stories.cli.play import play
from stories.cli.sandbox import sandbox
from stories.cli.telling import demo, replay
from stories.cli.torture import torture

TRYING = "Trying it, on a Telegram of this machine's own"
"""The group in which `switchboard --help` shows them."""


def register(app: typer.Typer) -> None:
    """Add play, sandbox, demo, replay and torture to `switchboard`."""
    for command in (play, sandbox, demo, replay, torture):
        app.command(rich_help_panel=TRYING)(command)
