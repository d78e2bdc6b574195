"""Looks after a desk: `switchboard db`, `switchboard settings` and `switchboard doctor`."""

import asyncio
import sqlite3
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from app import health
from app.errors import CommandError
from app.roles import Role

database_app = typer.Typer(help="The database: its schema, a copy.", no_args_is_help=True)


@database_app.command("upgrade")
def database_upgrade() -> None:
    """Bring the schema up to date; what is there stays."""
    from app.settings import load_settings
    from db.migrations import upgrade

    settings = load_settings()
    asyncio.run(upgrade(settings.database))
    Console(highlight=False).print("The database is up to date.")


@database_app.command("backup")
def database_backup(
    file: Annotated[Path, typer.Argument(help="The copy; it must not be there yet.")],
) -> None:
    """Copy SQLite's database into one file, while the desk runs."""
    from app.settings import load_settings
    from db.dsn import parse
    from db.sqlite_copy import copy_beside_writers

    address = parse(load_settings().database)
    if not address.on_sqlite:
        raise CommandError("That is for SQLite. Of PostgreSQL make backups by pg_dump.", code=1)
    path = Path(address.database or "")
    if not path.is_file():
        raise CommandError(f"There is no database yet: {path}. `switchboard run` makes it.", code=1)
    try:
        size = copy_beside_writers(path, file)
    except FileExistsError as error:
        raise CommandError(f"{error}; take another name.", code=1) from None
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error  # without the name of what is half made
        raise CommandError(f"{path} cannot be copied to {file}: {why}", code=1) from None
    Console(highlight=False, soft_wrap=True).print(f"{size:,} bytes were copied to {file}.")


def doctor(
    only: Annotated[
        Role | None, typer.Option(help="Only whether this part is at work; calls nobody.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print only what is not well.")] = False,
) -> None:
    """Look at settings, database, bot and user account; each line is ok, or says what to do."""
    if only is not None:
        sys.exit(health.check(only.value, quiet=quiet))
    from app.doctor import examine
    from app.doctor_words import in_words
    from app.logs import configure_logs
    from core.model.texts import LANGUAGES

    configure_logs("CRITICAL")  # the findings say it all, each in one line
    console = Console(highlight=False, soft_wrap=True)
    findings = asyncio.run(examine())
    for finding in findings:
        if finding.ok and quiet:
            continue
        mark = "[green]ok[/]  " if finding.ok else "[red]no[/]  "
        name, text = in_words(finding, LANGUAGES[0])
        console.print(f"{mark}{escape(name)}: {escape(text)}")
    sys.exit(0 if all(finding.ok for finding in findings) else 1)


def settings(
    markdown: Annotated[bool, typer.Option("--markdown", help="As docs/settings.md.")] = False,
) -> None:
    """Print every setting: a file to fill in, or the page of the documentation."""
    from app import settings_page

    sys.stdout.write(settings_page.markdown() if markdown else settings_page.env_example())
