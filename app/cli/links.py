"""Links to the bot that tell where customers came from: `switchboard link`."""

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from app.errors import CommandError

if TYPE_CHECKING:
    from app.settings import Settings
    from core.model.sources import Link


def link(
    name: Annotated[
        str | None,
        typer.Argument(help="What the link is called: 1 to 64 letters, digits, - and _."),
    ] = None,
    qr: Annotated[
        Path | None, typer.Option("--qr", help="Write its picture for cameras there, as PNG.")
    ] = None,
) -> None:
    """Make a link to the bot that tells where customers came from; alone, list all links."""
    from app.settings import load_settings
    from core.model.sources import LONGEST_SOURCE, read_source

    settings = load_settings()
    if name is None:
        if qr is not None:
            raise CommandError("--qr: of which link? Name it.")
        _list(asyncio.run(_links(settings)))
        return
    source = read_source(name)
    if source is None:
        line = (
            f"{name!r}: a link's name is 1 to {LONGEST_SOURCE} letters of A to Z, digits, - and _."
        )
        raise CommandError(line)
    made = asyncio.run(_make(settings, source))
    if qr is not None:
        _write(qr, made)
    Console(highlight=False, soft_wrap=True).print(made)


async def _links(settings: "Settings") -> tuple["Link", ...]:
    from app.container import open_existing
    from core.model.sources import MOST_LISTED

    async with open_existing(settings) as container, container.looking() as work:
        return tuple(await work.uow.links.all(MOST_LISTED))


def _list(links: tuple["Link", ...]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for one in links:
        console.print(f"{one.source}  customers: {one.customers}  tickets: {one.tickets}")
    if not links:
        console.print("Nobody made a link yet.")


async def _make(settings: "Settings", source: str) -> str:
    from app.bot_name import bot_username
    from app.container import open_existing
    from core.model.sources import start_link

    settings.require("bot_token")
    name = await bot_username(settings.plain_token, settings.bot_api_url)
    async with open_existing(settings) as container, container.work() as work:
        await work.uow.links.make(source, None, work.now)
    return start_link(name, source)


def _write(where: Path, link: str) -> None:
    from core.supervision.links import picture_of

    try:
        descriptor = os.open(where, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(picture_of(link))
    except OSError as error:
        raise CommandError(f"{where}: {error.strerror}") from error
