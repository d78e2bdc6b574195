"""`switchboard play`: the desk on a Telegram of this machine, with phones in a browser."""

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app.errors import CommandError
from core.model.places import PlaceKind
from stories.cli.folders import home_folder
from stories.cli.telling import DatabaseUrl

DATABASE = "switchboard.db"


def play(
    port: Annotated[
        int, typer.Option(help="Of the page, on 127.0.0.1; 0 takes a free one.", min=0, max=65535)
    ] = 8090,
    home: Annotated[
        Path | None,
        typer.Option(help="Folder for everything, kept at the end; a temporary one unless given."),
    ] = None,
    place: Annotated[
        list[PlaceKind] | None,
        typer.Option(help="Where tickets may be talked about; all three unless given."),
    ] = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Bring up a Telegram, a desk on it and a page with phones, to play by hand."""
    from app.logs import configure_logs
    from stories.play import PlayChoices
    from stories.play import play as keep_playing

    configure_logs(os.environ.get("LOG_LEVEL", "ERROR"))
    folder = home_folder(home)
    if (folder / DATABASE).exists():
        raise CommandError(
            f"--home: {folder} has the desk of an earlier play, whose Telegram ended with it."
            " Name another folder."
        )
    places = tuple(dict.fromkeys(place or tuple(PlaceKind)))
    choices = PlayChoices(folder, port, places, home is not None, database_url)
    console = Console(highlight=False, soft_wrap=True, markup=False)
    asyncio.run(keep_playing(choices, console))
