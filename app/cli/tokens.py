"""Tokens by which programs ask the desk: `switchboard tokens`."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.errors import CommandError

if TYPE_CHECKING:
    from core.model.tokens import Token
    from core.ports import Work

app = typer.Typer(help="Tokens by which programs ask the desk (docs/api.md).", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="What it is called, as a program or its owner.")]
LONGEST_DAYS = 3650


@app.callback()
def tokens() -> None:
    """Tokens by which programs ask the desk (docs/api.md)."""


@app.command()
def add(
    name: Name,
    rights: Annotated[
        str, typer.Option(help="What it may do: read, write, or read,write.")
    ] = "read",
    days: Annotated[
        int | None,
        typer.Option(help="Days until it expires; never unless given.", min=1, max=LONGEST_DAYS),
    ] = None,
) -> None:
    """Make a token. Its secret is printed once and kept nowhere."""
    from core.access.rules import key_of
    from core.access.tokens import make_token
    from core.model.tokens import TOKEN_PREFIX, read_rights

    wanted = read_rights(rights)
    if wanted is None:
        raise CommandError("--rights: read, write, or both with a comma.")
    secret = f"{TOKEN_PREFIX}{secrets.token_urlsafe(32)}"

    async def make(work: "Work") -> None:
        until = None if days is None else work.now + timedelta(days=days)
        await make_token(work, None, name, wanted, until, key_of(secret))

    _run(make)
    typer.echo(secret)


@app.command("list")
def list_tokens() -> None:
    """List tokens, the newest first."""
    _show(asyncio.run(_all()))


@app.command()
def revoke(name: Name) -> None:
    """Let a token work no more, at once."""
    from core.access.tokens import revoke_token

    async def end(work: "Work") -> None:
        await revoke_token(work, None, name)

    _run(end)
    Console(highlight=False).print(f"The token {escape(name)} works no more.")


async def _all() -> tuple["Token", ...]:
    from app.container import open_existing
    from app.settings import load_settings
    from core.model.tokens import MOST_TOKENS

    async with open_existing(load_settings()) as container, container.looking() as work:
        return tuple(await work.uow.tokens.all(MOST_TOKENS))


def _show(found: tuple["Token", ...]) -> None:
    from datetime import UTC, datetime

    console = Console(highlight=False, soft_wrap=True)
    if not found:
        console.print("There are no tokens yet.")
        return
    table = Table("name", "rights", "made", "expires", "last used", "", box=None)
    now = datetime.now(UTC)
    for one in found:
        state = "revoked" if one.revoked_at is not None else "" if one.works(now) else "expired"
        days = (f"{at:%Y-%m-%d}" if at is not None else "–" for at in (one.made_at, one.expires_at))
        used = "never" if one.used_at is None else f"{one.used_at:%Y-%m-%d %H:%M}"
        table.add_row(escape(one.name), ",".join(sorted(one.rights)), *days, used, state)
    console.print(table)


def _run(act: Callable[["Work"], Awaitable[None]]) -> None:
    from app.container import open_existing
    from app.settings import load_settings
    from bot.texts import Texts
    from core.model import texts
    from core.model.texts import LANGUAGES, DeskError

    async def run() -> None:
        async with open_existing(load_settings()) as container, container.work() as work:
            await act(work)

    try:
        asyncio.run(run())
    except DeskError as error:
        said = texts.text(error.key, LANGUAGES[0], **error.values)
        raise CommandError(Texts().plain(said), code=1) from None
