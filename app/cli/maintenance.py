"""Looks after a desk: `switchboard db`, `switchboard settings` and `switchboard doctor`."""

import asyncio
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from app import health
from app.roles import Role

database_app = typer.Typer(help="The database's schema.", no_args_is_help=True)


@database_app.command("upgrade")
def database_upgrade() -> None:
    """Bring the schema up to date; what is there stays."""
    from app.settings import load_settings
    from db.migrations import upgrade

    settings = load_settings()
    asyncio.run(upgrade(settings.database))
    Console(highlight=False).print("The database is up to date.")


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
