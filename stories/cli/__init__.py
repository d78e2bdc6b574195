"""The commands of the stories, which `switchboard` finds by their entry point."""

import typer

from app.cli.panels import TRYING
from stories.cli.telling import demo, replay
from stories.cli.torture import torture


def register(app: typer.Typer) -> None:
    """Add demo, replay and torture to `switchboard`."""
    for command in (demo, replay, torture):
        app.command(rich_help_panel=TRYING)(command)
