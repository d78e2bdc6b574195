"""Single tickets: `switchboard tickets`."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console

from app.errors import CommandError

app = typer.Typer(help="Single tickets.", no_args_is_help=True)
Ticket = Annotated[int, typer.Argument(help="The ticket's number.", min=1, max=(1 << 63) - 1)]


@app.callback()
def tickets() -> None:
    """Single tickets."""


@app.command()
def reopen(ticket: Ticket) -> None:
    """Let a ticket go on after its end, within REOPEN_HOURS."""
    from app.container import open_existing
    from app.settings import load_settings
    from bot.texts import Texts
    from core.model import texts
    from core.model.texts import LANGUAGES, DeskError
    from core.tickets.reopen import reopen_ticket

    async def run() -> None:
        async with open_existing(load_settings()) as container, container.work() as work:
            await reopen_ticket(work, None, ticket)

    try:
        asyncio.run(run())
    except DeskError as error:
        said = texts.text(error.key, LANGUAGES[0], **error.values)
        raise CommandError(Texts().plain(said), code=1) from None
    Console(highlight=False).print(f"Ticket {ticket} is open again.")
