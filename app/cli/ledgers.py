"""Which ledgers the record has: `switchboard transcripts ledgers`."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

if TYPE_CHECKING:
    from core.model.ledgers import Ledger

MOST = 10_000


def ledgers(
    limit: Annotated[int, typer.Option(help="How many to show.", min=1, max=MOST)] = 31,
) -> None:
    """List the newest ledgers: day, hash, and the message by which each was posted."""
    from app.container import open_existing
    from app.settings import load_settings

    async def body() -> list["Ledger"]:
        async with open_existing(load_settings()) as container, container.looking() as work:
            return await work.uow.transcripts.ledgers(limit)

    found = asyncio.run(body())
    console = Console(highlight=False, soft_wrap=True)
    if not found:
        console.print("There is no ledger yet: one is made of each day on which something came.")
    for each in found:
        console.print(escape(ledger_line(each)))


def ledger_line(ledger: "Ledger") -> str:
    """Return what is known of a ledger."""
    from core.cards.views.customer import message_url

    signed = "signed" if ledger.signature is not None else "not signed"
    chat, message = ledger.chat_id, ledger.message_id
    posted = "not posted"
    if chat is not None and message is not None:
        link = message_url(chat, message)
        posted = f"posted: message {message} of chat {chat}{f', {link}' if link else ''}"
    return f"{ledger.day}  {ledger.hash.hex()}  {signed}  {posted}"
