"""The command line `switchboard`."""

import sys

import typer
from rich.console import Console

from app.cli import running, staff, stories, tending
from app.errors import CommandError
from app.settings import SettingsError
from db.errors import DatabaseUnavailableError

app = typer.Typer(
    name="switchboard",
    help="An operator desk that lives inside Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
running.register(app)
stories.register(app)
tending.register(app)
app.add_typer(staff.app, name="operators")
app.add_typer(tending.database_app, name="db")


def main() -> None:
    """Run a command; what stops it in good order is one line each on standard error."""
    errors = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    try:
        app()
    except SettingsError as error:
        for line in error.lines:
            errors.print(line)
        sys.exit(2)
    except CommandError as error:
        errors.print(str(error))
        sys.exit(error.code)
    except DatabaseUnavailableError as error:
        errors.print(f"DATABASE_URL: {error}")
        sys.exit(2)
