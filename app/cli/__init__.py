"""The command line `switchboard`."""

import sys
from functools import cache
from importlib.metadata import entry_points

import typer
from rich.console import Console

from app.cli import (
    audit,
    exports,
    ledgers,
    links,
    maintenance,
    repairs,
    retention,
    running,
    search,
    simulate,
    staff,
    tickets,
    tokens,
    webhooks,
    words,
)
from app.collector import collect_seldom
from app.errors import CommandError, SettingsError

app = typer.Typer(
    name="switchboard",
    help="""An operator desk that lives inside Telegram.

    Settings come from the environment, then from `.env` in the working folder.

    To see it work without any of them: switchboard demo""",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
DESK = "The desk"
"""The group in which `switchboard --help` shows the desk's own commands."""

app.command(rich_help_panel=DESK)(running.run)
app.command("login", rich_help_panel=DESK)(running.log_in)
app.command(rich_help_panel=DESK)(maintenance.doctor)
app.command(rich_help_panel=DESK)(maintenance.settings)
app.command(rich_help_panel=DESK)(simulate.simulate)
app.command(rich_help_panel=DESK)(links.link)
app.add_typer(staff.app, name="operators", rich_help_panel=DESK)
app.add_typer(audit.app, name="audit", rich_help_panel=DESK)
app.add_typer(maintenance.database_app, name="db", rich_help_panel=DESK)
app.add_typer(repairs.updates_app, name="updates", rich_help_panel=DESK)
repairs.transcripts_app.command("export")(exports.export)
repairs.transcripts_app.command("search")(search.search)
repairs.transcripts_app.command("ledgers")(ledgers.ledgers)
app.add_typer(repairs.transcripts_app, name="transcripts", rich_help_panel=DESK)

app.add_typer(retention.app, name="retention", rich_help_panel=DESK)
app.add_typer(tickets.app, name="tickets", rich_help_panel=DESK)
app.add_typer(tokens.app, name="tokens", rich_help_panel=DESK)
app.add_typer(words.app, name="words", rich_help_panel=DESK)
app.add_typer(webhooks.app, name="webhooks", rich_help_panel=DESK)

COMMANDS = "switchboard.commands"
"""The group of entry points whose functions add commands of packages that `app` does not know."""


@cache
def command_line() -> typer.Typer:
    """Every command: the desk's own, and those that installed packages add."""
    for found in entry_points(group=COMMANDS):
        found.load()(app)
    return app


def main() -> None:
    """Run a command; what stops it in good order is one line each on standard error."""
    collect_seldom()
    try:
        command_line()(prog_name="switchboard")
    except Exception as error:
        told = _told(error)
        if told is None:
            raise
        text, code = told
        Console(stderr=True, highlight=False, markup=False, soft_wrap=True).print(text)
        sys.exit(code)


def _told(error: Exception) -> tuple[str, int] | None:
    """Return what the person at the terminal reads, and the exit code; None for a bug."""
    # Imported late: the libraries behind them would make `--help` slow.
    from core.ports import DatabaseBusyError
    from db.dsn import DatabaseUnavailableError

    match error:
        case SettingsError():
            return "\n".join(error.lines), 2
        case CommandError():
            return str(error), error.code
        case DatabaseUnavailableError():
            return f"DATABASE_URL: {error}", 2
        case DatabaseBusyError():
            return f"The database is busy, or away: {error}. Try again.", 1
    return None
