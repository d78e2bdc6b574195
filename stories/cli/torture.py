"""`switchboard torture`: the desk under conversations without pause and faults by a schedule."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from app.errors import CommandError
from app.logs import configure_logs
from core.model.places import PlaceKind
from stories.cli.folders import home_folder
from stories.cli.telling import DatabaseUrl, Home
from stories.conversations import Conversation, read_conversations
from stories.steps import Untrue

if TYPE_CHECKING:
    from stories.torture.run import Outcome


def torture(
    seconds: Annotated[float, typer.Option(help="How long to play.", min=5)] = 120,
    seed: Annotated[int, typer.Option(help="The same seed makes the same faults.")] = 1,
    place: Annotated[
        PlaceKind, typer.Option(help="Where they talk: in rooms, at desks, or in threads.")
    ] = PlaceKind.ROOM,
    database_url: DatabaseUrl = None,
    own_postgresql: Annotated[
        bool,
        typer.Option("--own-postgresql", help="Bring a PostgreSQL up that may be restarted."),
    ] = False,
    conversations: Annotated[
        Path | None,
        typer.Option(help="Conversations, one JSON object a line; made up unless given."),
    ] = None,
    customers_at_once: Annotated[
        int, typer.Option(help="How many customers at the same time.", min=1)
    ] = 12,
    operators: Annotated[int, typer.Option(help="How many operators.", min=1)] = 4,
    home: Home = None,
) -> None:
    """Play without pause while faults strike, then compare what was said with all that is left."""
    configure_logs(os.environ.get("LOG_LEVEL", "ERROR"))
    from stories.torture.databases import own_postgresql as bring_up
    from stories.torture.run import torture as run
    from stories.torture.settings import Engine, TortureOptions

    if own_postgresql and database_url is not None:
        raise CommandError("--own-postgresql and --database-url exclude each other.")
    words = _words(conversations, seed, place)
    folder = home_folder(home)
    with ExitStack() as stack:
        own = stack.enter_context(bring_up()) if own_postgresql else None
        if own is not None:
            engine, url = Engine.OWN_POSTGRESQL, own.url
        else:
            url = database_url or f"sqlite:///{folder / 'switchboard.db'}"
            engine = Engine.SQLITE if url.startswith("sqlite") else Engine.POSTGRESQL
        options = TortureOptions(
            seconds, seed, place, engine, folder, url, customers_at_once, operators
        )
        try:
            outcome = asyncio.run(run(options, words, own))
        except Untrue as error:
            raise CommandError(f"The torture failed: {error}", code=1) from error
    _report(outcome, folder)
    raise typer.Exit(0 if outcome.is_well else 1)


def _words(file: Path | None, seed: int, place: PlaceKind) -> Iterator[Conversation]:
    from stories.torture import corpus

    if file is None:
        return corpus.conversations(seed, place)
    try:
        good, bad = read_conversations(file.read_bytes())
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error}") from error
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    for line in bad:
        errors.print(escape(f"{file}, line {line.number}: {line.reason}"))
    return iter(good)


def _report(outcome: "Outcome", folder: Path) -> None:
    """Print what is wrong and why something came twice to standard error, and write every strike
    into the folder."""
    report = folder / "torture.txt"
    wrong = [*outcome.found.troubles, *(f"broken: {each}" for each in outcome.broken)]
    lines = [*outcome.notes, *outcome.found.explained, *wrong, str(outcome)]
    report.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    for line in wrong:
        errors.print(escape(line))
    errors.print(escape(f"Every strike: {report}"))
    Console(highlight=False, soft_wrap=True).print(escape(str(outcome)))
