"""Single tickets: `switchboard tickets`."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console

from app.errors import CommandError

if TYPE_CHECKING:
    from core.ports import Work

app = typer.Typer(help="Single tickets.", no_args_is_help=True)
_Result = TypeVar("_Result")
_MOST_LISTED = 1000
Ticket = Annotated[int, typer.Argument(help="The ticket's number.", min=1, max=(1 << 63) - 1)]


@app.callback()
def tickets() -> None:
    """Single tickets."""


@app.command()
def reopen(ticket: Ticket) -> None:
    """Let a ticket go on after its end, within REOPEN_HOURS."""
    from core.tickets.reopen import reopen_ticket

    _do(lambda work: reopen_ticket(work, None, ticket))
    _say(f"Ticket {ticket} is open again.")


@app.command()
def remind(
    ticket: Ticket,
    when: Annotated[str, typer.Argument(help='As "in 2 h", "tomorrow 9:00", "15.12 14:30".')],
    words: Annotated[list[str] | None, typer.Argument(help="Of what.")] = None,
) -> None:
    """Remind whoever holds a ticket then."""
    from core.cards.reminders import desk_zone
    from core.tickets.reminders import set_reminder

    async def keep(work: "Work") -> str:
        asked = await set_reminder(work, None, ticket, " ".join([when, *(words or ())]))
        return f"{asked.due_at.astimezone(desk_zone(work)):%Y-%m-%d %H:%M}"

    _say(f"Ticket {ticket}: {_do(keep)}.")


@app.command()
def reminders(
    remove: Annotated[int | None, typer.Option(help="Remove that one.", min=1)] = None,
) -> None:
    """List the reminders that are set, or remove one."""
    from core.cards.reminders import desk_zone
    from core.model.messages import in_one_line
    from core.tickets.reminders import remove_reminder

    async def listed(work: "Work") -> list[str]:
        if remove is not None:
            await remove_reminder(work, None, remove)
        return [
            f"{each.id}  {each.due_at.astimezone(desk_zone(work)):%Y-%m-%d %H:%M}"
            f"  ticket {each.ticket_id}  {in_one_line(each.words)}".rstrip()
            for each in await work.uow.reminders.all(_MOST_LISTED)
        ]

    for line in _do(listed) or ["No reminder is set."]:
        _say(line)


def _do(act: "Callable[[Work], Awaitable[_Result]]") -> _Result:
    """Do it on the desk's database; a refusal ends the command with its words."""
    from app.container import open_existing
    from app.settings import load_settings
    from bot.texts import Texts
    from core.model import texts
    from core.model.texts import LANGUAGES, DeskError

    async def run() -> _Result:
        async with open_existing(load_settings()) as container, container.work() as work:
            return await act(work)

    try:
        return asyncio.run(run())
    except DeskError as error:
        said = texts.text(error.key, LANGUAGES[0], **error.values)
        raise CommandError(Texts().plain(said), code=1) from None


def _say(line: str) -> None:
    Console(highlight=False, markup=False, soft_wrap=True).print(line)
