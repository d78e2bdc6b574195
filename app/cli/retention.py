"""How long words are kept: `switchboard retention`."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.errors import CommandError

if TYPE_CHECKING:
    from core.model.retention import Agreed, Hold, Preview, Terms
    from core.ports import Work

T = TypeVar("T")

app = typer.Typer(
    help="How long what was said is kept, and tickets whose words stay.", no_args_is_help=True
)
Ticket = Annotated[int, typer.Argument(help="The ticket's number.", min=1, max=(1 << 63) - 1)]
MOST = 1_000


@app.command()
def preview() -> None:
    """Show what would go now, by RETENTION_DAYS and the topics' keep_days; nothing is erased."""

    async def body(work: "Work") -> tuple["Terms", "Preview", "Agreed"]:
        terms, retention = work.rules.terms, work.uow.retention
        return terms, await retention.preview(terms, work.now), await retention.agreed()

    terms, found, state = in_desk(body)
    console = Console(highlight=False, soft_wrap=True)
    if not terms.ends:
        console.print("Words are kept for ever: RETENTION_DAYS is 0, and no topic has keep_days.")
        return
    for topic, days in [*sorted(terms.of_topics.items()), ("all else", terms.days)]:
        console.print(f"{escape(topic)}: {f'{days} days' if days else 'for ever'}")
    since = "" if found.since is None else f"; the first ended on {found.since:%F}"
    console.print(
        f"{found.tickets} tickets of {found.customers} customers, with {found.messages} messages"
        f" and {found.files} files, are over their time{since}. {found.held} are held."
    )
    if state.agreed == str(terms):
        console.print("That was agreed on: they go each night.")
    else:
        console.print("Nothing goes before a supervisor agrees, by /retention in the bot.")


@app.command()
def hold(
    ticket: Ticket,
    reason: Annotated[list[str], typer.Argument(help="Why it is held.")],
) -> None:
    """Have a ticket's words stay until it is released."""
    from core.privacy.retention import hold_ticket

    in_desk(lambda work: hold_ticket(work, None, ticket, " ".join(reason)))
    Console(highlight=False).print(f"Ticket {ticket} is held.")


@app.command()
def release(ticket: Ticket) -> None:
    """Hold a ticket no more."""
    from core.privacy.retention import release_ticket

    if not in_desk(lambda work: release_ticket(work, None, ticket)):
        raise CommandError(f"Ticket {ticket} is not held.", code=1)
    Console(highlight=False).print(f"Ticket {ticket} is held no more.")


@app.command("holds")
def list_holds() -> None:
    """Show which tickets are held, the newest hold first."""

    async def body(work: "Work") -> tuple[list["Hold"], dict[int, str]]:
        held = list(await work.uow.retention.held(MOST))
        people = sorted({each.held_by for each in held if each.held_by is not None})
        return held, await work.uow.oversight.names(people)

    held, names = in_desk(body)
    table = Table("ticket", "since (UTC)", "by", "why")
    for each in held:
        who = "the owner" if each.held_by is None else names.get(each.held_by, str(each.held_by))
        table.add_row(str(each.ticket_id), f"{each.held_at:%F}", escape(who), escape(each.reason))
    Console(highlight=False).print(table if held else "No ticket is held.")


def in_desk(body: Callable[["Work"], Awaitable[T]]) -> T:
    """Do that in one transaction of the desk. Raises CommandError for what it refuses."""
    from app.container import open_existing
    from app.settings import load_settings
    from bot.texts import Texts
    from core.model import texts
    from core.model.texts import LANGUAGES, DeskError

    async def run() -> T:
        async with open_existing(load_settings()) as container, container.work() as work:
            return await body(work)

    try:
        return asyncio.run(run())
    except DeskError as error:
        said = texts.text(error.key, LANGUAGES[0], **error.values)
        raise CommandError(Texts().plain(said), code=1) from None
