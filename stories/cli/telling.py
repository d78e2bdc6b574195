"""`switchboard demo` and `switchboard replay`: sandbox people play through the whole desk."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from app.errors import CommandError
from app.logs import configure_logs
from core.model.places import PlaceKind
from stories.cli.folders import home_folder
from stories.conversations import Conversation, read_conversations, without_commands
from stories.steps import Steps, StoryError, Untrue

if TYPE_CHECKING:
    # What stories stand on loads every library of the desk and of the sandbox, so the commands
    # import it when they run.
    from sandbox.server import Sandbox
    from stories.replay import Verdict
    from stories.stage import Stage

Home = Annotated[
    Path | None, typer.Option(help="Folder for everything; a temporary one unless given.")
]
DatabaseUrl = Annotated[
    str | None, typer.Option(help="PostgreSQL or SQLite; SQLite in the folder unless given.")
]


class Story(StrEnum):
    """What `switchboard demo` can play."""

    FIRST = "first"
    ROOMS = "rooms"
    DESKS = "desks"
    THREADS = "threads"
    RECORDS = "records"
    DAY = "day"


def demo(
    home: Home = None,
    database_url: DatabaseUrl = None,
    story: Annotated[
        Story,
        typer.Option(
            help="first: one ticket, shortly; rooms, desks, threads: everything about them;"
            " records: what is kept, found, proved and erased; day: what a team reaches for."
        ),
    ] = Story.FIRST,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Print the steps alone, not what is said in them.")
    ] = False,
) -> None:
    """Play a story through the whole desk, without credentials, and check what it claims."""
    from stories import demo as demo_story
    from stories.bubbles import Bubbles
    from stories.chapters import tell_chapters
    from stories.day.chapters import CHAPTERS as DAY
    from stories.desks.chapters import CHAPTERS as DESKS
    from stories.records.chapters import CHAPTERS as RECORDS
    from stories.rooms.chapters import CHAPTERS as ROOMS
    from stories.stage import premises
    from stories.threads.chapters import CHAPTERS as THREADS

    folder = home_folder(home)
    console = Console(highlight=False, soft_wrap=True)
    configure_logs(os.environ.get("LOG_LEVEL", "ERROR"))

    def steps_on(sandbox: "Sandbox") -> Steps:
        return Steps(console) if quiet else Steps(console, Bubbles(sandbox.world).take)

    async def body() -> Path | None:
        chapters = {
            Story.ROOMS: ROOMS,
            Story.DESKS: DESKS,
            Story.THREADS: THREADS,
            Story.RECORDS: RECORDS,
            Story.DAY: DAY,
        }.get(story)
        if chapters is not None:
            async with premises(folder, database_url) as found:
                await tell_chapters(found, steps_on(found.sandbox), chapters)
            return None
        async with premises(folder, database_url) as found, found.desk() as stage:
            return await demo_story.tell(stage, steps_on(found.sandbox))

    try:
        transcript = asyncio.run(body())
    except StoryError as error:
        raise CommandError(f"The demo failed at: {error}", code=1) from error
    if transcript is None:
        console.print(escape(f"Transcripts: {folder / 'logs'}"))
        return
    console.print(escape(f"Transcript: {transcript / 'transcript.txt'}"))
    console.print(escape(f"As a page:  {transcript / 'index.html'}"))


def replay(
    file: Annotated[Path, typer.Argument(help="Conversations, one JSON object a line.")],
    operators: Annotated[int, typer.Option(help="How many operators.", min=1)] = 4,
    customers_at_once: Annotated[
        int, typer.Option(help="How many customers at the same time.", min=1)
    ] = 16,
    place: Annotated[
        PlaceKind, typer.Option(help="Where they talk: in rooms, at desks, or in threads.")
    ] = PlaceKind.ROOM,
    database_url: DatabaseUrl = None,
    home: Home = None,
    apart: Annotated[
        bool,
        typer.Option("--apart", help="Sandbox, bot, userbot and scheduler as own processes."),
    ] = False,
    sandbox: Annotated[
        str | None,
        typer.Option(help="Control API of a running sandbox: play on the desk of the settings."),
    ] = None,
) -> None:
    """Play each conversation as one ticket, then compare every transcript with what was said."""
    try:
        conversations, bad = read_conversations(file.read_bytes())
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error}") from error
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    for line in bad:
        errors.print(escape(f"{file}, line {line.number}: {line.reason}"))
    configure_logs(os.environ.get("LOG_LEVEL", "ERROR"))

    import aiohttp

    from app.collector import tune_collector
    from stories.replay_ways import write_topics

    async def body() -> "Verdict":
        folder = home_folder(home)
        write_topics(folder, place)
        async with _desk(folder, database_url, apart, sandbox) as stage:
            tune_collector()
            prefix = stage.settings.internal_prefix
            playable, left_out = without_commands(conversations, place, prefix)
            if left_out:
                lines = ", ".join(left_out)
                errors.print(escape(f"{file}: commands there, no words, so left out: {lines}"))
            return await _play(stage, playable, operators, customers_at_once, place)

    try:
        verdict = asyncio.run(body())
    except (Untrue, aiohttp.ClientError) as error:
        raise CommandError(f"The replay failed: {error}", code=1) from error
    for trouble in verdict.troubles:
        errors.print(escape(trouble))
    Console(highlight=False, soft_wrap=True).print(str(verdict))
    raise typer.Exit(1 if verdict.troubles else 0)


@asynccontextmanager
async def _desk(
    home: Path, database_url: str | None, apart: bool, sandbox: str | None
) -> AsyncIterator["Stage"]:
    from stories.apart import desk_apart, running_desk
    from stories.stage import whole_desk

    if sandbox is not None:
        choices = {"database_url": database_url} if database_url else {}
        from app.settings import load_settings

        async with running_desk(load_settings(**choices), sandbox) as stage:
            yield stage
    elif apart:
        async with desk_apart(home, database_url) as stage:
            yield stage
    else:
        async with whole_desk(home, database_url) as stage:
            yield stage


async def _play(
    stage: "Stage",
    conversations: list[Conversation],
    operators: int,
    at_once: int,
    place: PlaceKind,
) -> "Verdict":
    from stories.replay import Replay, staff_for
    from stories.replay_ways import way_for

    staff = await staff_for(stage, operators)
    way = await way_for(stage, place, staff)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("tickets", total=len(conversations))
        played = Replay(stage, staff, at_once, way, lambda: progress.advance(task))
        return await played.run(conversations)
