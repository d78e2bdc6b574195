"""Finds what was said: `switchboard transcripts search`."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.text import Text

from app.cli.options import DAYS, midnight, person
from app.errors import CommandError

if TYPE_CHECKING:
    from core.model.board import Hit
    from core.ports.board import Look


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            help="In any order and form; '\"a phrase\"' as it stands, 'beginn*' by its beginning.",
            show_default=False,
        ),
    ],
    customer: Annotated[
        str | None, typer.Option(help="In this customer's tickets: an id or @username.")
    ] = None,
    operator: Annotated[
        str | None, typer.Option(help="In this operator's tickets: an id or @username.")
    ] = None,
    topic: Annotated[str | None, typer.Option(help="In tickets of this topic, by its key.")] = None,
    first: Annotated[
        datetime | None, typer.Option("--from", formats=DAYS, help="Said that day or later.")
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=DAYS, help="Said that day or before.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many to show.", min=1, max=1_000)] = 50,
) -> None:
    """Find messages by their words, in the database, the newest first."""
    from app.container import open_existing
    from app.settings import load_settings
    from core.model.board import SearchFilter
    from core.model.search import read_wish
    from db.board import SqlBoard

    wish = read_wish(" ".join(words))
    if wish is None:
        raise CommandError("There is no word in that.", code=2)
    settings = load_settings()
    zone = ZoneInfo(settings.time_zone)

    async def body() -> tuple[list["Hit"], int]:
        async with (
            open_existing(settings) as container,
            SqlBoard(container.database).looking() as look,
        ):
            where = SearchFilter(
                topic=topic,
                operator_id=await _person(look, operator),
                customer_id=await _person(look, customer),
                since=midnight(first, zone),
                until=midnight(last, zone, after=1),
            )
            return await look.rows.search(wish, where, None, limit)

    hits, count = asyncio.run(body())
    _print(hits, count, zone)


async def _person(look: "Look", named: str | None) -> int | None:
    return None if named is None else await person(look.uow.oversight, named)


def _print(hits: Sequence["Hit"], count: int, zone: tzinfo) -> None:
    from core.model.board import MOST_COUNTED

    console = Console(highlight=False, soft_wrap=True)
    for hit in hits:
        console.print(_line(hit, zone))
    many = f"more than {MOST_COUNTED:,}" if count > MOST_COUNTED else f"{count:,}"
    told = "message has" if count == 1 else "messages have"
    rest = "" if len(hits) >= count else f"; the newest {len(hits):,} are above"
    console.print(f"{many} {told} these words{rest}." if count else "Nothing was found.")


def _line(hit: "Hit", zone: tzinfo) -> Text:
    """One line, of words that strangers wrote: nothing in it moves a terminal."""
    from core.model.messages import in_one_line, level

    line = Text(f"#{hit.ticket_id} {hit.sent_at.astimezone(zone):%F %R} {hit.customer_id} ")
    line.append(f"{in_one_line(hit.sender)}: ", "dim")
    if hit.deleted_at is not None:
        line.append("(deleted) ", "dim")
    at = 0
    for begin, end in (*hit.marked, (len(hit.text), len(hit.text))):
        line.append(level(hit.text[at:begin]))
        line.append(level(hit.text[begin:end]), "bold")
        at = end
    return line
